"""The exercises on a file of predictions, solved by keys."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.exercises.builtin import builtin_set
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.ui.widgets.exercise_panel import ExercisePanel
from support.cross_entropy_app import screen_of
from support.data_app import mounted, view_of

FIRST = 6
"""The tasks before are on the classifiers that are edited."""

BY_KEYS = (
    ["down"] * 4,
    ["G"],
    ["tab", "enter", "5", "enter"],
    ["G"],
    ["t"] * 9,
)


@pytest.mark.parametrize("index", range(len(BY_KEYS)))
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_task_is_solved_by_keys_and_not_before(index: int, size: tuple[int, int]) -> None:
    app = InfotuiApp("cross-entropy")
    async with app.run_test(size=size) as pilot:
        await pilot.press("e", *["n"] * (FIRST + index))
        await mounted(pilot, app)
        panel = app.screen.query_one(ExercisePanel)
        assert panel.page is not None
        assert panel.page.number == FIRST + index + 1
        *most, last = BY_KEYS[index]
        view_of(app).rows.focus()
        await pilot.press(*most)
        assert not all(status.is_met for status in panel.page.statuses)
        await pilot.press(last)
        assert all(status.is_met for status in panel.page.statuses), panel.page.statuses
        assert panel.page.after
        await pilot.press("r")
        assert not all(status.is_met for status in panel.page.statuses)
        assert panel.page.solved[FIRST + index]
        assert view_of(app).rows.size.height > 2
        assert screen_of(app).exercises.progress is not None


def test_every_task_on_data_has_a_way() -> None:
    found = builtin_set(LESSON)
    assert found is not None
    assert len(found.tasks) == FIRST + len(BY_KEYS)
