"""What the panel of the exercises shows, whole and in every size."""

from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.exercises.builtin import builtin_set
from infotui.exercises.goals import EvalContext
from infotui.exercises.model import ExerciseSet, Task
from infotui.lessons import LESSONS
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.ui.themes import DARK, LIGHT
from infotui.ui.widgets.exercise_panel import ExercisePanel
from support.app_parts import lesson_screen, page_of


def verdict_of(found: ExerciseSet, task: Task) -> str:
    """What the panel says of a wrong answer to the question of a task, if it asks one."""
    if task.question is None:
        return ""
    return task.question.verdict(0, EvalContext(found.lesson, task.initial))


@pytest.mark.parametrize("lesson", [entry.lesson.name for entry in LESSONS])
@pytest.mark.parametrize("size", [(60, 20), pytest.param((80, 24), marks=pytest.mark.long), (200, 50)])
async def test_every_text_of_ours_is_shown_whole(lesson: str, size: tuple[int, int]) -> None:
    app = InfotuiApp(lesson)
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
        panel = app.screen.query_one(ExercisePanel)
        while True:
            page = page_of(app)
            found = builtin_set(lesson_screen(app).LESSON)
            assert found is not None
            task = found.tasks[page.number - 1]
            answered = page._replace(pending="", verdict=verdict_of(found, task))
            for text, shown in (
                (task.prompt, page),
                (task.hint, page._replace(hint=task.hint)),
                (answered.verdict.removeprefix("you "), answered),
                (task.hint, answered._replace(hint=task.hint)),
                (task.after, answered._replace(after=task.after)),
            ):
                panel.page = shown
                await pilot.pause()
                picture = " ".join(panel.paint(*panel.size).lines())
                assert [word for word in text.split() if word not in picture] == []
            if page.number == len(page.solved):
                break
            await pilot.press("n")


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_a_hint_looks_right(size: tuple[int, int], theme: str, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), size, ["e", "i"], theme)


@pytest.mark.parametrize("lesson", ["kl", "cross-entropy"])
def test_a_task_looks_right(lesson: str, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(lesson), (80, 24), ["e", "n", "n"])


def test_a_solved_task_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), (80, 24), ["e", "n", "n", "n", "enter", "2", "enter", "u", "home"])


async def test_the_explanation_replaces_the_hint() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "i", "enter", *"1/2 1/4 1/4 0", "enter")
        panel = app.screen.query_one(ExercisePanel)
        shown = " ".join(" ".join(panel.paint(*panel.size).lines()).split())
        assert "Hint:" not in shown
        assert "n: next task" in shown
        assert page_of(app).after.split()[0] in shown


async def test_the_panel_is_as_high_as_its_text() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        panel = app.screen.query_one(ExercisePanel)
        rows = panel.size.height
        assert panel.paint(*panel.size).lines()[-1].strip()
        await pilot.press("i")
        await pilot.pause()
        assert panel.size.height > rows
        assert panel.paint(*panel.size).lines()[-1].strip()
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        assert screen.bars._layout_for(*screen.bars.size).rows >= 3


async def test_an_open_goal_shows_its_present_value() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        for turns, shown in ((0, "1.0166, 2.2195 nats"), (1, "0.8069"), (3, " 4.44 ")):
            await pilot.press(*["n"] * turns, "enter", "1", "enter")
            await pilot.pause()
            panel = app.screen.query_one(ExercisePanel)
            assert shown in "\n".join(panel.paint(*panel.size).lines())
