"""The card of presets on a large screen."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.preset_card import PresetCard, clauses

every_lesson = pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)


@every_lesson
async def test_a_click_applies_a_preset(entry: LessonEntry) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(200, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        card = next(card for card in screen.query(PresetCard) if card.is_on_screen)
        preset = screen.presets[1]
        expected = preset.apply(screen.state)
        await pilot.click(card, offset=(3, 2))
        await pilot.pause()
        assert screen.state == expected


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 40)])
async def test_smaller_screens_have_no_room_for_it(size: tuple[int, int]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size):
        assert not any(card.is_on_screen and card.size.area for card in app.screen.query(PresetCard))


def test_clauses_are_left_out_from_the_end() -> None:
    assert list(clauses("a, b: c, d")) == ["a, b: c, d", "a, b: c", "a, b", "a"]


@every_lesson
async def test_every_preset_is_described(entry: LessonEntry) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(200, 50)):
        cards = [card for card in app.screen.query(PresetCard) if card.is_on_screen]
        assert len(cards) == 1
        rows = cards[0].paint(*cards[0].size).lines()[1:-1]
    assert not [row for row in rows if "  " not in row.strip(" │")]
