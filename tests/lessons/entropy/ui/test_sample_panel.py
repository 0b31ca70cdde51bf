from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.core.launch import parse_command
from infotui.core.reading import readings_by_name
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.ui.sample_panel import SamplePanel
from infotui.lessons.entropy.ui.sample_rows import panel_rows
from support.role_app import RoleApp


class Alone(RoleApp):
    """The panel of a sample and nothing else."""

    def compose(self) -> ComposeResult:
        yield SamplePanel()


@pytest.mark.parametrize("width", [29, 31, 34, 42, 58])
async def test_the_numbers_of_a_text_keep_apart(width: int) -> None:
    lesson, snapshot = parse_command("infotui entropy --text README.md", [LESSON])
    readings = readings_by_name(lesson.readings(snapshot.state, snapshot.unit))
    app = Alone()
    async with app.run_test(size=(width, 40)):
        panel = app.query_one(SamplePanel)
        panel.rows = panel_rows(readings)
        lines = panel.paint(width, 40).lines()
    top = next(y for y, line in enumerate(lines) if line.startswith("after"))
    words = [line.split() for line in lines[top : top + 5]]
    assert words[0] == ["after", "H(next)", "seen", "once", "1951"]
    assert [len(row) for row in words[1:]] == [5] * 4
