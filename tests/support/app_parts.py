"""What tests ask of any app: its screen, what its cells say, its note, its exercise; and waiting for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any, TypeVar

from textual.app import App
from textual.screen import Screen

from infotui.app import InfotuiApp
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.exercise_panel import ExercisePage, ExercisePanel

S = TypeVar("S", bound=Screen[Any])

_LONGEST_WAIT = 60.0
"""Seconds after which what a test waits for will not come."""
_QUIET_ROUNDS = 5
"""Rounds without anything to do after which an app counts as settled: a message may be between two queues."""


def current_screen(app: App[Any], kind: type[S]) -> S:
    """The current screen, which must be of this kind."""
    screen = app.screen
    assert isinstance(screen, kind)
    return screen


def lesson_screen(app: App[Any]) -> LessonScreen[Any]:
    """The current screen, which must be that of a lesson."""
    screen = app.screen
    assert isinstance(screen, LessonScreen)
    return screen


def seen(app: App[Any]) -> str:
    """The text of all cells of the visible widgets."""
    found: list[str] = []
    for widget in app.screen.query(CellWidget):
        if widget.is_on_screen and widget.display:
            found += [line.text for line in widget.render_lines(widget.size.region)]
    return "\n".join(found)


def composed(app: App[Any]) -> str:
    """The text of the whole screen as Textual composes it."""
    strips = app.screen._compositor.render_full_update().strips
    return "\n".join("".join(strip.text for strip in row) for row in strips)


def note_of(app: App[Any]) -> str:
    """The note above the key bar, empty if none is shown."""
    bar = lesson_screen(app).note_bar
    return bar.note.text if bar.note is not None and bar.display else ""


def page_of(app: App[Any]) -> ExercisePage:
    """What the panel of the exercises shows."""
    page = app.screen.query_one(ExercisePanel).page
    assert page is not None
    return page


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds: a pause of the pilot would wait until no thread works any more."""
    deadline = time.monotonic() + _LONGEST_WAIT
    while not holds():
        assert time.monotonic() < deadline, "it never came to hold"
        await asyncio.sleep(0.005)


async def settled(app: InfotuiApp, holds: Callable[[], bool] = lambda: True) -> None:
    """Wait until something holds, every key and message is handled, and nothing is to be drawn."""
    quiet_rounds = 0

    def is_settled() -> bool:
        nonlocal quiet_rounds
        if app._exception is not None:
            raise app._exception
        quiet_rounds = quiet_rounds + 1 if holds() and not is_busy(app) else 0
        return quiet_rounds >= _QUIET_ROUNDS

    await until(is_settled)


def is_busy(app: InfotuiApp) -> bool:
    """Whether a key or message is not handled yet, or a change is not drawn yet."""
    if not app.screen_stack:
        return True
    pumps = (app, *app.screen_stack, *app.screen.query())
    return bool(app._queued) or awaits_frame(app.screen) or any(pump.message_queue_size for pump in pumps)


def awaits_frame(screen: Screen[Any]) -> bool:
    """Whether the screen has changes that are not drawn yet."""
    is_due = isinstance(screen, LessonScreen) and screen._is_frame_due
    return bool(is_due or screen._layout_required or screen._repaint_required or screen._dirty_widgets)
