"""The hidden cursor, which screen readers and braille displays follow, and Ctrl+L."""

from __future__ import annotations

from typing import Any

import pytest
from textual.driver import Driver
from textual.geometry import Offset
from textual.widgets import Input

from infotui.app import InfotuiApp
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.summary_line import SummaryLine
from support.recorder import Recorder


class Recorded(InfotuiApp):
    """infotui on an emulated terminal."""

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.recorder = Recorder(self, size=size)
        self._driver = self.recorder
        return self.recorder

    @property
    def cursor(self) -> Offset:
        """Where the terminal's cursor is."""
        cursor = self.recorder.emulator.screen.cursor
        return Offset(cursor.x, cursor.y)


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


async def test_without_focus_the_cursor_is_at_the_summary() -> None:
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.pause(0.2)
        app.screen.set_focus(None)
        await pilot.pause(0.1)
        await pilot.press("o")
        await pilot.pause(0.1)
        assert app.screen.query_one(SummaryLine).region.contains_point(app.cursor)


async def test_a_widget_may_choose_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editor, "cursor_cell", Offset(3, 2))
    app = Recorded()
    async with app.run_test(headless=False, size=(100, 30)) as pilot:
        await pilot.press("up")
        await pilot.pause(0.2)
        assert app.focused is not None
        assert app.cursor == app.focused.region.offset + Offset(3, 2)


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
