"""Widgets that are removed leave no stale cells on the terminal."""

from __future__ import annotations

import asyncio

import pytest
from textual._compositor import Compositor
from textual.app import App
from textual.messages import UpdateScroll
from textual.widgets._toast import Toast

from infotui.app import InfotuiApp
from infotui.ui import textual_internals
from infotui.ui.screens.lesson_screen import LessonScreen
from support.app_harness import HarnessApp


@pytest.mark.parametrize("key", ["", "question_mark", "p"], ids=["lesson", "help", "presets"])
async def test_an_expired_notification_leaves_no_cells(key: str) -> None:
    app = HarnessApp()
    async with app.run_test(headless=False, size=(80, 24), notifications=True) as pilot:
        if key:
            await pilot.press(key)
        screen = app.screen
        App.notify(app, "for a while")  # Textual's own notifications
        await pilot.pause(0.05)
        assert any("for a while" in row for row in app.shown())
        screen.post_message(UpdateScroll())
        await pilot.pause(0.05)
        app.clear_notifications()
        while screen.query(Toast):
            await asyncio.sleep(0)
        assert [widget.region for widget in screen.query("*")]  # rebuilds the map between two layouts
        await pilot.pause(0.1)
        assert not any("for a while" in row for row in app.shown())
        app.assert_matches_full_frame()
        assert isinstance(app.screen, LessonScreen) != bool(key)


def test_textual_may_rebuild_the_map_between_two_layouts() -> None:
    assert textual_internals.PATCHED_COMPOSITOR is not None
    assert isinstance(Compositor.full_map, property)
    assert Compositor()._full_map_invalidated is True


async def test_without_that_map_textual_composes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(textual_internals, "PATCHED_COMPOSITOR", None)
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "question_mark", "escape", "2")
        assert type(app.screen._compositor) is Compositor
