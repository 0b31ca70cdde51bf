from __future__ import annotations

import pytest

from infotui.core.help_text import help_text
from infotui.core.launch import parse_command
from infotui.core.lesson import AnyLesson
from infotui.lessons import LESSONS

LESSON_LIST = [entry.lesson for entry in LESSONS]
DATA = "src/infotui/lessons/cross_entropy/predictions.csv"


@pytest.mark.parametrize("lesson", LESSON_LIST, ids=lambda lesson: lesson.name)
def test_every_example_opens_what_it_says(lesson: AnyLesson) -> None:
    lines = help_text(lesson).splitlines()
    examples = [i for i, line in enumerate(lines) if line.startswith("  infotui ")]
    assert len(examples) >= 4
    for i in examples:
        found, snapshot = parse_command(lines[i].strip(), LESSON_LIST)
        preset = next(
            preset for preset in lesson.presets if lines[i + 1].strip().startswith(f"{preset.name}: ")
        )
        assert found is lesson
        assert snapshot.state == preset.apply(lesson.initial)


@pytest.mark.parametrize("lesson", LESSON_LIST, ids=lambda lesson: lesson.name)
def test_every_reading_is_named_in_lines_of_100_columns(lesson: AnyLesson) -> None:
    page = help_text(lesson)
    for reading in lesson.readings(lesson.initial, lesson.unit):
        assert f"  {reading.name} " in page
    assert max(map(len, page.splitlines())) <= 100


def test_a_mode_that_needs_a_file_lists_its_readings() -> None:
    lesson = next(lesson for lesson in LESSON_LIST if lesson.name == "cross-entropy")
    page = help_text(lesson, "data")
    _, snapshot = parse_command(f"infotui cross-entropy data {DATA}", LESSON_LIST)
    for reading in lesson.readings(snapshot.state, lesson.unit):
        assert f"  {reading.name} " in page
    assert "derivative_p" not in page
    assert "examples" not in page
    assert help_text(lesson, "--help") == help_text(lesson)
