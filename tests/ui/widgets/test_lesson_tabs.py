from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.roles import Role
from infotui.core.reading import Unit
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.lesson_tabs import LessonTabs


def roles_at(tabs: LessonTabs, word: str) -> set[int]:
    buffer = tabs.paint(tabs.size.width, 1)
    start = buffer.lines()[0].index(word)
    return {role for _, role in buffer.runs(0, start, start + len(word))}


async def test_the_tab_under_the_pointer_is_lit_and_the_others_are_not() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        tabs = app.screen.query_one(LessonTabs)
        assert roles_at(tabs, "2 KL divergence") == {Role.MUTED}
        await pilot.hover(LessonTabs, offset=(25, 0))
        assert roles_at(tabs, "2 KL divergence") == {Role.P_BRIGHT}
        assert roles_at(tabs, "3 Cross-entropy") == {Role.MUTED}
        await pilot.hover(LessonTabs, offset=(77, 0))
        assert roles_at(tabs, "b bits") == {Role.P_BRIGHT}
        assert roles_at(tabs, "2 KL divergence") == {Role.MUTED}


async def test_whatever_is_lit_can_be_pressed() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(LessonTabs, offset=(74, 0))
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        assert screen.snapshot.unit is Unit.NATS
        await pilot.click(LessonTabs, offset=(25, 0))
        await pilot.pause()
        assert app.current_mode == "kl"


@pytest.mark.parametrize("width", [62, 63, 80])
async def test_the_unit_and_its_key_never_touch_the_tabs(width: int) -> None:
    app = InfotuiApp("cross-entropy")
    async with app.run_test(size=(width, 24)):
        line = app.screen.query_one(LessonTabs).paint(width, 1).lines()[0]
        assert line.endswith("  b nats ")
        assert " 3 Cross-entropy  " in line


@pytest.mark.parametrize("width", [60, 61, 62, 80])
@pytest.mark.parametrize("lesson", ["entropy", "kl"])
async def test_the_key_of_the_unit_is_seen(width: int, lesson: str) -> None:
    app = InfotuiApp(lesson)
    async with app.run_test(size=(width, 20)):
        assert isinstance(app.screen, LessonScreen)
        tabs = app.screen.tabs
        line = tabs.paint(width, 1).lines()[0]
        assert line.rstrip().endswith(f" b {app.screen.snapshot.unit}")
        assert "3 Cross-entropy " in line
