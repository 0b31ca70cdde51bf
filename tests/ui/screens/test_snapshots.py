from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.themes import DARK, LIGHT

every_lesson = pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@every_lesson
def test_a_screen_opens_as_accepted(
    entry: LessonEntry, size: tuple[int, int], theme: str, same_as_before: SameAsBefore
) -> None:
    same_as_before(InfotuiApp(entry.lesson.name), size, theme=theme)


@every_lesson
def test_without_colour_everything_can_be_told_apart(
    entry: LessonEntry, same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    same_as_before(InfotuiApp(entry.lesson.name), (80, 24))


@every_lesson
def test_ascii_is_enough(entry: LessonEntry, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(entry.lesson.name, glyphs=GlyphSet.ASCII), (80, 24))


@every_lesson
def test_the_help_looks_right(entry: LessonEntry, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(entry.lesson.name), (120, 36), press=["question_mark"])
