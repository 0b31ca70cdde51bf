from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.lessons.cross_entropy.ui.class_summary import ClassSummary, ClassSummaryView
from support.role_app import RoleApp


class Alone(RoleApp):
    """A table of so many classes and nothing else."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.count = classes

    def compose(self) -> ComposeResult:
        summary = ClassSummary()
        names = tuple((f"c{i}", "5") for i in range(self.count))
        summary.view = ClassSummaryView(("class", "rows"), names, None)
        yield summary


@pytest.mark.parametrize(
    ("classes", "selected", "heading"),
    [(3, 0, "class"), (10, 0, "1–8 of 10"), (10, 9, "3–10 of 10"), (50_257, 0, "of 50,257")],
)
async def test_the_heading_counts_classes_without_room(classes: int, selected: int, heading: str) -> None:
    app = Alone(classes)
    async with app.run_test(size=(40, 9)):
        summary = app.query_one(ClassSummary)
        summary.selected = selected
        assert summary.paint(40, 9).lines()[0].strip().split("  ")[0] == heading
