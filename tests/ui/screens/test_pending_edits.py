"""Keys that arrive in one piece: whatever commits an edit, the screen shows the numbers of the state."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.model.state import INITIAL, Mode
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.cell_widget import CellWidget

_KEY_CHARACTERS = {"question_mark": "?", "plus": "+", "escape": None, "enter": None}
_ENTROPY, _KL, _CROSS_ENTROPY = (entry.lesson for entry in LESSONS)
STATES = {
    "entropy": (_ENTROPY, _ENTROPY.initial, ("up", "up")),
    "kl": (_KL, _KL.initial, ("up", "up")),
    "binary": (_CROSS_ENTROPY, INITIAL, ("up", "up")),
    "multiclass": (_CROSS_ENTROPY, INITIAL.with_mode(Mode.MULTICLASS), ("up", "up")),
}
_EVERYWHERE = ("c", "y", "z", "b", "question_mark", "p", "e")
LAST_KEYS = {"entropy": "sv", "kl": "tm", "binary": "tm", "multiclass": "tmg"}
"""The keys of one screen that may commit an edit."""
LAST = [(name, key) for name, keys in LAST_KEYS.items() for key in (*_EVERYWHERE, *keys)]


def send_in_one_piece(pilot: Pilot[None], *keys: str) -> None:
    """Hand keys to the driver as one read from the terminal does: all at once."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        character = _KEY_CHARACTERS.get(key, key if len(key) == 1 else None)
        driver.process_message(events.Key(key, character))


def painted_text(app: InfotuiApp) -> list[str]:
    """The text of every painted widget as it stands in its buffer: nothing is painted for this."""
    widgets = [widget for widget in app.screen_stack[0].query(CellWidget) if widget.display]
    return ["\n".join(widget._buffer.lines()) for widget in widgets if widget._buffer is not None]


async def assert_shows_present_state(pilot: Pilot[None]) -> None:
    """Nothing changes when every view is given the readings of the state once more."""
    app = pilot.app
    assert isinstance(app, InfotuiApp)
    await pilot.pause(0.1)
    shown, screen = painted_text(app), app.screen_stack[0]
    assert isinstance(screen, LessonScreen)
    before = screen.snapshot
    screen.refresh_views()
    await pilot.pause(0.1)
    assert screen.snapshot == before
    assert shown == painted_text(app)


@pytest.mark.parametrize(("name", "last"), LAST)
async def test_keys_in_one_piece_leave_no_old_number(name: str, last: str) -> None:
    lesson, state, (first, second) = STATES[name]
    app = app_at(lesson, state)
    async with app.run_test(size=(120, 40)) as pilot:
        send_in_one_piece(pilot, first)
        await pilot.pause(0.005)
        send_in_one_piece(pilot, second, last)
        await assert_shows_present_state(pilot)


@pytest.mark.parametrize("name", STATES)
async def test_committing_alone_updates_the_views(name: str) -> None:
    lesson, state, (first, _) = STATES[name]
    app = app_at(lesson, state)
    async with app.run_test(size=(120, 40)) as pilot:
        screen: LessonScreen[Any] = app.screen  # type: ignore[assignment]
        await pilot.press(first)
        editor = screen.editors[0]
        await editor.run_action("step(1)")
        screen.commit_edits()
        await assert_shows_present_state(pilot)
