"""The highlight under the pointer."""

from __future__ import annotations

import pytest
from textual import events

from infotui.app import InfotuiApp
from infotui.lessons.entropy.ui.screen import EntropyScreen


async def test_a_pointer_that_leaves_after_a_drag_highlights_nothing() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        x, y = screen.bars.region.x + 9, screen.bars.region.y + 7
        await pilot.hover(screen.bars, offset=(9, 7))
        assert screen.bars.hovered is not None
        await pilot.mouse_down(screen.bars, offset=(9, 7))
        assert screen.bars.gesture is not None
        driver = app._driver
        assert driver is not None
        # The widget still has captured the mouse when the move arrives.
        driver.process_message(events.MouseUp(None, x, y, 0, 0, 1, False, False, False, x, y))
        driver.process_message(events.MouseMove(None, x, 0, 0, 0, 0, False, False, False, x, 0))
        await pilot.pause(0.2)
        assert screen.bars.gesture is None
        assert screen.bars.hovered is None


async def test_the_highlight_stays_on_what_is_dragged() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        left, top = screen.bars.region.offset
        await pilot.hover(screen.bars, offset=(9, 7))
        held = screen.bars.hovered
        await pilot.mouse_down(screen.bars, offset=(9, 7))
        driver = app._driver
        assert driver is not None
        x, y = left + 30, top + 5
        driver.process_message(events.MouseMove(None, x, y, 0, 0, 1, False, False, False, x, y))
        await pilot.pause(0.1)
        assert screen.bars.gesture is not None
        assert screen.bars.hit_test(30, 5) != held
        assert screen.bars.hovered == held
        await pilot.mouse_up(screen.bars, offset=(30, 5))
        assert screen.bars.hovered == screen.bars.hit_test(30, 5)


async def test_a_move_looks_once_for_what_is_under_the_pointer(monkeypatch: pytest.MonkeyPatch) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        await pilot.hover(screen.bars, offset=(9, 7))
        places: list[int] = []
        monkeypatch.setattr(screen.bars, "hit_test", lambda x, y: places.append(x))
        await pilot.hover(screen.bars, offset=(10, 7))
        assert places == [10]
