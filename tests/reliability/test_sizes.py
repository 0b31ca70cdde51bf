"""Every widget can be painted at every size, and the app survives every size."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.lessons.entropy.ui.bar_editor import BarEditor
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.editor import Editor

from .test_type_ahead import type_at_once

SIZES = [(width, height) for width in (1, 2, 3, 5, 8, 14, 40, 250) for height in (1, 2, 3, 5, 9, 60)]
STATES = {
    "entropy": (),
    "entropy, many classes": ("plus",) * 22,
    "entropy, sampling": ("s", "s"),
    "exercises": ("e",),
    "Gaussians": ("2",),
    "equal Gaussians": ("2", "p", "down", "enter"),
    "binary": ("3",),
    "binary, p = 0": ("3", "home"),
    "multiclass": ("3", "m", "g", "g"),
    "multiclass, many classes": ("3", "m", *("plus",) * 6),
}


def paint_errors(pilot: Pilot[None]) -> list[str]:
    """The widgets of this screen that cannot be painted at some size."""
    found = []
    for widget in pilot.app.screen.query(CellWidget):
        for width, height in SIZES:
            try:
                buffer = widget.paint(width, height)
            except Exception as error:
                found.append(f"{type(widget).__name__} {width}x{height}: {error!r}")
            else:
                assert (buffer.width, buffer.height) == (width, height)
    return found


@pytest.mark.parametrize("keys", STATES.values(), ids=STATES.keys())
async def test_every_widget_paints_at_every_size(keys: tuple[str, ...]) -> None:
    async with InfotuiApp().run_test() as pilot:
        await pilot.press(*keys)
        assert paint_errors(pilot) == []


POPUPS = {
    "presets": ("1", "p"),
    "help": ("2", "question_mark"),
    "palette": ("3", "ctrl+p"),
    "typing": ("2", "enter"),
    "exercises": ("1", "e", "c"),
}


@pytest.mark.parametrize("keys", POPUPS.values(), ids=POPUPS.keys())
async def test_every_modal_survives_tiny_sizes(keys: tuple[str, ...]) -> None:
    async with InfotuiApp().run_test() as pilot:
        await pilot.press(*keys)
        for size in ((1, 1), (300, 5), (5, 50), (80, 24)):
            await pilot.resize_terminal(*size)
            type_at_once(pilot, "pagedown", "pageup", "j", "down")
        await pilot.press("escape", "escape", "2")
        assert pilot.app.current_mode == "kl"


@pytest.mark.parametrize("keys", [("1",), ("2",), ("2", "tab"), ("3",), ("3", "m", "tab")])
async def test_the_focus_returns_after_the_terminal_was_too_small(keys: tuple[str, ...]) -> None:
    async with InfotuiApp().run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        before = pilot.app.focused
        assert before is not None
        for size in ((10, 3), (5, 5), (80, 24)):
            await pilot.resize_terminal(*size)
        assert pilot.app.focused is before


async def test_keys_work_after_a_start_in_a_tiny_terminal() -> None:
    async with InfotuiApp().run_test(size=(10, 3)) as pilot:
        await pilot.resize_terminal(80, 24)
        assert isinstance(pilot.app.focused, Editor)


async def test_a_drag_ends_when_the_terminal_becomes_too_small() -> None:
    async with InfotuiApp().run_test(size=(80, 24)) as pilot:
        bars = pilot.app.screen.query_one(BarEditor)
        await pilot.mouse_down(bars, offset=(5, 5))
        assert bars.gesture is not None
        await pilot.resize_terminal(10, 3)
        assert bars.gesture is None


async def test_a_click_outside_a_shrunk_palette_is_harmless() -> None:
    async with InfotuiApp().run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        palette = pilot.app.screen
        palette.post_message(events.Click(palette, 0, 0, 0, 0, 1, False, False, False, 70, 99))
        await pilot.pause()
        assert pilot.app.screen is palette
        await pilot.click(offset=(1, 20))
        assert pilot.app.screen is not palette
