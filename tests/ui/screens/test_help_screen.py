"""Key, key line, help and palette say the same, because they read the same list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.screens.commands import keys_of, rows
from infotui.ui.screens.help_screen import HelpScreen, KeyList
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.preset_picker import PresetScreen

every_lesson = pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)


def lesson_of(app: InfotuiApp) -> LessonScreen[Any]:
    screen = app.screen
    assert isinstance(screen, LessonScreen)
    return screen


def page_of(app: InfotuiApp) -> str:
    return "\n".join(str(section.render()) for section in app.screen.query(".help--section"))


@every_lesson
async def test_help_has_every_key_and_every_word_of_the_theory(entry: LessonEntry) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(80, 24)) as pilot:
        groups = lesson_of(app).command_groups()
        await pilot.press("question_mark")
        await pilot.pause()
        page = re.sub(r"\s+", " ", page_of(app))
        for section in entry.lesson.theory:
            assert f"{section.heading} {section.text}" in page
        for command in (command for _, found in groups for command in found):
            assert command.description in page


@every_lesson
@pytest.mark.parametrize("glyphs", [GlyphSet.BLOCK, GlyphSet.ASCII])
async def test_help_is_spelled_in_what_the_terminal_has(entry: LessonEntry, glyphs: GlyphSet) -> None:
    app = InfotuiApp(entry.lesson.name, glyphs=glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        page = page_of(app)
        assert all(glyphs.transliterate(line) == line for line in page.splitlines())
        assert page.count("?") <= 2  # the key itself


@pytest.mark.parametrize("size", [(60, 20), (120, 36)], ids="{0[0]}x{0[1]}".format)
@every_lesson
async def test_no_row_of_keys_is_wider_than_the_page(entry: LessonEntry, size: tuple[int, int]) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        for section in app.screen.query(KeyList):
            content = section.render()
            assert isinstance(content, Content)
            assert max(line.cell_length for line in content.split("\n")) <= section.size.width
        keys, theory = app.screen.query_one("#keys").region, app.screen.query_one("#theory").region
        assert (keys.y == theory.y) is (size[0] >= 110)


async def test_a_key_pressed_in_the_help_does_what_it_does() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        raised = app.screen.query(KeyList)[0]
        row = [line[:3] for line in str(raised.render()).splitlines()].index("↑ ↓")
        await pilot.click(raised, offset=(0, row))
        await pilot.pause()
        assert lesson_of(app).state.p.p[0] == 0.26


@pytest.mark.parametrize(("key", "kind"), [("question_mark", HelpScreen), ("p", PresetScreen)])
async def test_a_press_beside_it_closes_it(key: str, kind: type) -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        lesson = lesson_of(app)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, kind)
        await pilot.click(offset=(0, 12))
        await pilot.pause()
        assert app.screen is lesson
        assert not lesson.history.can_undo


async def test_a_preset_is_taken_with_the_mouse() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p")
        await pilot.pause()
        await pilot.click(OptionList, offset=(4, 4))
        await pilot.pause()
        assert lesson_of(app).state.p.p == (1.0, 0.0, 0.0, 0.0)


@every_lesson
async def test_the_palette_has_whatever_has_a_key_and_the_presets(entry: LessonEntry) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=(80, 24)):
        lesson = lesson_of(app)
        offered = {found.title.lower(): found.description for found in app.palette_entries()}
        for command in (command for _, found in lesson.command_groups() for command in found):
            is_elsewhere = command.action == "command_palette" or command.action.startswith("lesson(")
            assert command.label.lower() in offered or is_elsewhere
        for preset in entry.lesson.presets:
            assert offered[f"preset: {preset.name}".lower()] == preset.description
        assert "theme" in offered
        assert "screenshot" not in offered


async def test_the_palette_does_what_the_key_does() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"one-hot")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert lesson_of(app).state.p.p == (1.0, 0.0, 0.0, 0.0)


async def test_keys_that_go_together_share_a_row() -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)):
        in_hand = lesson_of(app).command_groups()[0][1]
        first = rows(in_hand)[0]
        assert [key for key, _ in keys_of(first)] == ["left", "right", "h", "l"]
        assert [command.description for command in first] == ["previous class", "next class"]


@pytest.mark.parametrize(
    ("key", "words"),
    [("question_mark", "Esc Esc or q closes"), ("p", "Esc Esc cancels"), ("enter", "Esc Esc cancels")],
)
async def test_gnu_screen_needs_escape_twice(key: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STY", "1.pts-0")
    app = InfotuiApp()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press(key)
        await pilot.pause()
        shown = [str(widget.border_subtitle) for widget in app.screen.query(Widget)]
        shown += [str(static.render()) for static in app.screen.query(Static)]
        assert any(words in text for text in shown)
