"""After a change and the next frame, the terminal shows what a full redraw of the state would show."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from infotui.core.launch import parse_command
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.cross_entropy.model.state import CrossEntropyState
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from support.app_harness import HarnessApp
from support.mouse import drag

_ALL = [entry.lesson for entry in LESSONS]
_DATA = f"infotui cross-entropy data {SHIPPED_PREDICTIONS}"


@asynccontextmanager
async def harness(line: str, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Pilot[None]]:
    """The app that a command opens, drawn in an emulator."""
    lesson, snapshot = parse_command(line, _ALL)
    app = HarnessApp(lesson.name, {lesson.name: snapshot})
    async with app.run_test(headless=False, size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause(0.5)
        yield pilot


async def assert_redrawn(pilot: Pilot[None]) -> None:
    """In the next frame everything shown is that of the state, and the emulator shows it."""
    await pilot.pause(0.1)
    app = pilot.app
    assert isinstance(app, HarnessApp)
    app.assert_emulated()
    assert app.assert_matches_full_frame()


@pytest.mark.parametrize("keys", ["equals_sign g", "g equals_sign g", "G G", "g G z", "equals_sign G"])
@pytest.mark.parametrize("line", ["infotui kl mixture", "infotui cross-entropy multiclass --smoothing 0.1"])
async def test_a_run_is_shown_where_it_moves_nothing(line: str, keys: str) -> None:
    async with harness(line) as pilot:
        for key in keys.split():
            await pilot.press(key)
            await assert_redrawn(pilot)


async def test_the_slider_shows_the_end_of_a_drag_in_the_plot() -> None:
    async with harness(_DATA) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CrossEntropyScreen)
        assert screen.data.view is not None
        await pilot.press("v")
        await pilot.pause(0.1)
        await drag(pilot, screen.data.view.temperature, (10, 2), (16, 2), (22, 3))
        await assert_redrawn(pilot)


async def test_the_path_follows_a_change_that_moves_no_bar() -> None:
    async with harness("infotui entropy 0.5 0.3 0.2") as pilot:
        await pilot.press("end")  # the path still has the proportions of B and C
        await assert_redrawn(pilot)
        await pilot.press("o")
        await assert_redrawn(pilot)


async def test_the_focus_does_not_return_to_a_hidden_list() -> None:
    async with harness(_DATA) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CrossEntropyScreen)
        await pilot.press("slash")
        await screen.run_action("mode")
        await pilot.press("escape")
        assert screen.focused is screen.loss_editor


async def test_the_focus_returns_to_the_mode_shown() -> None:
    async with harness(_DATA) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CrossEntropyScreen)
        await pilot.resize_terminal(59, 19)
        screen.set_focus(None)
        await pilot.press("m")
        screen.set_focus(None)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(0.1)
        assert screen.focused is screen.loss_editor


async def test_undo_returns_to_the_row_of_a_larger_file(tmp_path: Path) -> None:
    small = tmp_path / "small.csv"
    small.write_text("p_a,p_b,label\n0.7,0.3,a\n")
    async with harness(_DATA) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CrossEntropyScreen)
        await pilot.press("end", "m")
        await assert_redrawn(pilot)
        other = parse_command(f"infotui cross-entropy data {small}", _ALL)[1].state
        assert isinstance(other, CrossEntropyState)
        screen.apply_change(screen.state.with_data(other.opened_data))
        await assert_redrawn(pilot)
        await pilot.press("z")
        await assert_redrawn(pilot)
