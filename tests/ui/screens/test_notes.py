"""Notes: one row above the key bar, gone at the next key, never over the prompt."""

from __future__ import annotations

import pytest
from textual import events

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import EntropyState
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.note_bar import NoteBar
from infotui.ui.widgets.summary_line import SummaryLine
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import lesson_screen

SIZES = [(60, 20), (80, 24), (120, 36)]


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
async def test_a_note_is_above_the_key_bar_until_a_key(size: tuple[int, int]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size) as pilot:
        screen = lesson_screen(app)
        lesson = screen.query_one("#lesson").region
        await pilot.press("z")
        await pilot.pause()
        bar = screen.query_one(NoteBar)
        assert bar.paint(*bar.size).lines()[0].strip() == "Nothing to undo: this is the opening state"
        assert bar.region.bottom == screen.query_one(KeyBar).region.y
        assert bar.size.height == 1
        assert screen.query_one("#lesson").region == lesson
        await pilot.press("up")
        await pilot.pause()
        assert not bar.display
        assert screen.query_one(SummaryLine).display


async def test_a_note_goes_at_a_press_of_the_mouse() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("z")
        assert app._driver is not None
        press = events.MouseDown(
            None, 5, 5, 0, 0, 1, shift=False, meta=False, ctrl=False, screen_x=5, screen_y=5
        )
        app._driver.process_message(press)
        await pilot.pause()
        assert not lesson_screen(app).query_one(NoteBar).display


async def test_a_note_does_not_cover_the_prompt() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "enter")
        assert not lesson_screen(app).query_one(NoteBar).display
        app.notify("a note while a value is typed")
        await pilot.pause()
        note, prompt = (app.screen.query_one(kind).region for kind in (NoteBar, ValuePrompt))
        assert note.height == 1
        assert not note.overlaps(prompt)
        await pilot.press("escape")
        await pilot.pause()
        assert not lesson_screen(app).query_one(NoteBar).display


async def test_a_command_that_is_copied_stays_until_a_key() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "c")
        await pilot.pause(30)
        bar = lesson_screen(app).query_one(NoteBar)
        shown = " ".join(" ".join(bar.paint(*bar.size).lines()).split())
        assert "infotui kl --p 0.1 1 --q 2 1.5" in shown
        assert "Copied" not in shown


async def test_ctrl_c_names_the_key_that_quits() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+c")
        note = lesson_screen(app).note_bar.note
        assert note is not None
        assert note.text == "Press q to quit"


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ([], []),
        (["right", "left"], []),
        (["1", "right", "2", "down"], []),
        (["right"], ["infotui kl --p 0.1 1 --q 2 1.5"]),
        (["right", "z"], []),
        (["c"], ["infotui kl --p 0 1 --q 2 1.5"]),
        (["c", "right"], ["infotui kl --p 0 1 --q 2 1.5", "infotui kl --p 0.1 1 --q 2 1.5"]),
        (["b", "1", "o"], ["infotui kl --p 0 1 --q 2 1.5 --unit bits", "infotui entropy 1.0 0.0 0.0 0.0"]),
    ],
)
async def test_commands_to_print_after_quitting(keys: list[str], printed: list[str]) -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys, "q")
    assert app.commands_to_print == printed


async def test_a_typed_value_that_locks_refuse_says_why() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", "right", "space", "right", "space", "right", "enter", *"0.5", "enter")
        hint = app.screen.query_one(".entry--hint")
        assert "the locked classes leave 0.25 for D" in str(hint.render())
        await pilot.press("escape", "up")
        note = lesson_screen(app).note_bar.note
        assert note is not None
        assert note.text == "the locked classes leave 0.25 for D"


async def test_a_key_that_locks_refuse_says_why_at_once() -> None:
    state = EntropyState(Categorical((0.4, 0.3, 0.2, 0.1), locked=frozenset({0, 1, 2})), 3)
    app = app_at(LESSON, state)  # 1 − 0.9 is not 0.1
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up")
        note = lesson_screen(app).note_bar.note
        assert note is not None
        assert note.text == "the locked classes leave 0.1 for D"
