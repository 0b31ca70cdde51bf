"""The hidden cursor, which screen readers and braille displays follow, and Ctrl+L."""

from __future__ import annotations

from typing import Any

import pytest
from textual.driver import Driver
from textual.geometry import Offset
from textual.widgets import Input

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.canvas.cell_buffer import Span
from infotui.canvas.roles import Role
from infotui.core.launch import parse_command
from infotui.data.count_table import CountTable
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.class_summary import ClassSummary
from infotui.lessons.cross_entropy.ui.loss_histogram import LossHistogram
from infotui.lessons.cross_entropy.ui.row_list import RowList
from infotui.lessons.entropy.model.counted_sample import CountedSample, SampleKind
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import INITIAL
from infotui.lessons.entropy.ui.sample_table import SampleTable
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.summary_line import SummaryLine
from support.data_app import data_app, shown
from support.recorder import Recorder

_ITEMS = {
    "the bar of a class": ("entropy", "right", "B"),
    "a bar of p": ("kl categorical --p .5 .3 .2 --q .2 .3 .5", "right", "B"),
    "a slider of a Gaussian": ("kl", "down right", "●"),
    "a slider of a mixture": ("kl mixture", "down right", "●"),
    "the slider of a probability": ("cross-entropy", "left", "●"),
    "a logit": ("cross-entropy multiclass", "down right", "●"),
    "the shift of all logits": ("cross-entropy multiclass", "up", "●"),
    "an option": ("cross-entropy multiclass", "tab down right", "●"),
}
"""A command line, keys, and the character that is then at the cursor."""


class Recorded(InfotuiApp):
    """infotui on an emulated terminal."""

    @classmethod
    def opened(cls, arguments: str) -> Recorded:
        """The app that a command line opens."""
        lesson, snapshot = parse_command(f"infotui {arguments}", [entry.lesson for entry in LESSONS])
        return cls(lesson.name, {lesson.name: snapshot})

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.recorder = Recorder(self, size=size)
        self._driver = self.recorder
        return self.recorder

    @property
    def cursor(self) -> Offset:
        """Where the terminal's cursor is."""
        cursor = self.recorder.emulator.screen.cursor
        return Offset(cursor.x, cursor.y)

    @property
    def character(self) -> object:
        """The character at the cursor."""
        return self.recorder.emulator.cells()[self.cursor.y][self.cursor.x][0]


@pytest.mark.parametrize("lesson", ["entropy", "kl", "cross-entropy"])
async def test_the_cursor_follows_the_focus(lesson: str) -> None:
    app = Recorded(lesson)
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.pause(0.2)
        for key in ("up", "right", "tab", "right", "tab", "left"):
            await pilot.press(key)
            await pilot.pause(0.1)
            assert app.focused is not None
            assert app.focused.region.contains_point(app.cursor)


@pytest.mark.parametrize("name", _ITEMS)
async def test_the_cursor_is_at_the_selected_item(name: str) -> None:
    arguments, keys, character = _ITEMS[name]
    app = Recorded.opened(arguments)
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.pause(0.2)
        await pilot.press(*keys.split())
        await pilot.pause(0.2)
        assert app.character == character


@pytest.mark.parametrize(("kind", "views"), [(RowList, 0), (ClassSummary, 3)])
async def test_the_cursor_is_at_the_selected_row(kind: type[CellWidget], views: int) -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        await pilot.press(*"v" * views)
        widget = app.screen.query_one(kind).focus()
        await pilot.press("down")
        await pilot.pause()
        assert _at_cursor(widget) == ("►", Role.SELECTED)


async def test_the_cursor_is_at_the_selected_bin() -> None:
    app = data_app()
    async with shown(app, (200, 50)) as pilot:
        histogram = app.screen.query_one(LossHistogram).focus()
        await pilot.press("home")
        await pilot.pause()
        assert _at_cursor(histogram)[1] is Role.POINT


async def test_the_cursor_is_at_the_marked_class_of_a_sample() -> None:
    table = CountTable((b"a", b"b", b"c"), (5, 3, 1), 9, "label")
    state = INITIAL.with_sample(CountedSample(SampleKind.COUNTS, "counts.txt", table))
    app = app_at(LESSON, state)
    async with app.run_test(size=(120, 36)) as pilot:
        table_of_classes = app.screen.query_one(SampleTable).focus()
        await pilot.press("end")
        await pilot.pause()
        assert _at_cursor(table_of_classes) == ("c", Role.SELECTED)


async def test_the_cursor_is_at_the_highlighted_preset() -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press("p", "down", "down")
        await pilot.pause(0.2)
        lines = app.recorder.emulator.screen.display
        assert lines[app.cursor.y][app.cursor.x :].startswith(LESSON.presets[2].name)


@pytest.mark.parametrize("size", [(60, 20), (12, 4), (1, 1)])
async def test_the_list_of_presets_is_open_while_the_terminal_shrinks(size: tuple[int, int]) -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press("p")
        await pilot.resize_terminal(*size)
        await pilot.press("end")
        await pilot.pause(0.1)
        assert app.cursor.x < size[0]


def _at_cursor(widget: CellWidget) -> tuple[str, Role]:
    """The character and the role of the cell that the widget names."""
    x, y = widget.cursor_cell
    text, roles = widget.styled_cells(Span(y, x, x + 1))
    return text, Role(roles[0])


async def test_without_focus_the_cursor_is_at_the_summary() -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.pause(0.2)
        app.screen.set_focus(None)
        await pilot.pause(0.1)
        await pilot.press("o")
        await pilot.pause(0.1)
        assert app.screen.query_one(SummaryLine).region.contains_point(app.cursor)


async def test_the_cursor_is_in_the_field_while_a_value_is_typed() -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press("enter", "1", "/")
        await pilot.pause(0.2)
        assert isinstance(app.focused, Input)
        assert app.cursor == app.focused.cursor_screen_offset


async def test_nothing_is_sent_while_nothing_changes() -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press("up")
        await pilot.pause(0.2)
        sent = app.recorder.bytes_sent
        app._send_diff()
        await pilot.pause(0.2)
        assert app.recorder.bytes_sent == sent


@pytest.mark.parametrize("keys", [(), ("question_mark",), ("ctrl+p",), ("enter",)])
async def test_ctrl_l_redraws_everything(keys: tuple[str, ...]) -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press(*keys)
        await pilot.pause(0.3)
        before = app.recorder.emulator.cells()
        app.recorder.emulator.scribble()
        assert app.recorder.emulator.cells() != before
        await pilot.press("ctrl+l")
        await pilot.pause(0.2)
        assert app.recorder.emulator.cells() == before
