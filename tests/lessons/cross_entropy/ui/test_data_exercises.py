"""The list of rows beside an exercise on a file of predictions."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.exercises.builtin import builtin_set
from infotui.lessons.cross_entropy.model.lesson import LESSON
from support.cross_entropy_app import screen_of
from support.data_app import mounted, view_of


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_list_has_rows_beside_an_exercise(size: tuple[int, int]) -> None:
    found = builtin_set(LESSON)
    assert found is not None
    first = next(i for i, task in enumerate(found.tasks) if task.initial.state.data is not None)
    app = InfotuiApp("cross-entropy")
    async with app.run_test(size=size) as pilot:
        await pilot.press("e", *["n"] * first)
        await mounted(pilot, app)
        opened = screen_of(app).state
        assert view_of(app).rows.size.height > 2
        view_of(app).rows.focus()
        await pilot.press("down")
        assert screen_of(app).state != opened
        await pilot.press("r")
        assert screen_of(app).state == opened
        assert screen_of(app).exercises.progress is not None
