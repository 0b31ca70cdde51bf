"""Every picture at every size there may be, however little room it leaves."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.widgets.cells import CellWidget

SIZES = [
    (width, height) for width in (1, 2, 3, 5, 8, 13, 21, 40, 90, 250) for height in (1, 2, 3, 4, 6, 9, 60)
]
STATES = {
    "entropy": (),
    "entropy, many classes": ("plus",) * 22,
    "entropy, sampling": ("s", "s"),
    "exercises": ("e",),
    "Gaussians": ("2",),
    "equal Gaussians": ("2", "p", "down", "enter"),
    "binary": ("3",),
    "binary, no chance": ("3", "home"),
    "multiclass": ("3", "m", "g", "g"),
    "multiclass, many classes": ("3", "m", *("plus",) * 6),
}


def faults(pilot: Pilot[None]) -> list[str]:
    """The pictures of this screen that cannot be painted at some size."""
    found = []
    for widget in pilot.app.screen.query(CellWidget):
        for width, height in SIZES:
            try:
                grid = widget.paint(width, height)
            except Exception as error:
                found.append(f"{type(widget).__name__} {width}x{height}: {error!r}")
            else:
                assert (grid.width, grid.height) == (width, height)
    return found


@pytest.mark.parametrize("keys", STATES.values(), ids=STATES.keys())
async def test_every_picture_can_be_painted_at_every_size(keys: tuple[str, ...]) -> None:
    async with InfotuiApp().run_test() as pilot:
        await pilot.press(*keys)
        assert faults(pilot) == []


POPUPS = {
    "presets": ("p",),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
    "typing": ("enter",),
    "copied": ("c",),
}


@pytest.mark.parametrize("keys", POPUPS.values(), ids=POPUPS.keys())
@pytest.mark.parametrize("screen", "123")
async def test_whatever_is_open_the_terminal_may_become_tiny(keys: tuple[str, ...], screen: str) -> None:
    async with InfotuiApp().run_test() as pilot:
        await pilot.press(screen, *keys)
        for size in ((1, 1), (2, 1), (1, 50), (300, 5), (300, 1), (5, 5), (12, 3), (400, 120), (80, 24)):
            await pilot.resize_terminal(*size)
        await pilot.press("escape", "escape", "2")
        assert pilot.app.current_mode == "kl"
