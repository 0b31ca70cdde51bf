"""Every exercise that infotui ships, solved by keys and by mouse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import lru_cache

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.exercises.goals import EvalContext
from infotui.exercises.loader import load_exercises
from infotui.exercises.model import ExerciseSet, Task
from infotui.exercises.prediction import ChoiceQuestion, NumberQuestion
from infotui.lessons import LESSONS
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.exercise_panel import ExercisePanel
from support.app_parts import page_of
from support.exercise_ways import ROOT, WAYS, shipped_sets
from support.exercise_ways.way import Way
from support.pointer import Pointer

in_each_task = pytest.mark.parametrize(
    ("path", "index"),
    [
        pytest.param(path, i, id=f"{path.split('/')[-2]}-{i + 1}")
        for path, ways in WAYS.items()
        for i in range(len(ways))
    ],
)


@lru_cache
def exercise_set(path: str) -> ExerciseSet:
    """The set in a file of the repository."""
    return load_exercises(ROOT / path, [entry.lesson for entry in LESSONS])


@asynccontextmanager
async def opened(path: str, index: int, size: tuple[int, int]) -> AsyncIterator[tuple[Pilot[None], Way]]:
    """The app with one task of a set, and the way to solve it."""
    whole = exercise_set(path)
    task = whole.tasks[index]
    alone = replace(whole, initial=task.initial, tasks=(task,))
    app = InfotuiApp(whole.lesson.name, {whole.lesson.name: task.initial}, exercises=alone)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert page_of(pilot.app).prompt == task.prompt
        assert_not_told(pilot, whole, task)
        assert not is_done(pilot)
        yield pilot, WAYS[path][index]


def assert_not_told(pilot: Pilot[None], whole: ExerciseSet, task: Task) -> None:
    """The number that is asked for is not on the screen; round ones may be there as something else."""
    question = task.question
    if isinstance(question, NumberQuestion):
        view = EvalContext(whole.lesson, task.initial)
        answer = question.quantity.shown(question.quantity.value(view), view).split()[0]
        is_round = len(answer.rstrip("0")) < len("0.000")
        assert is_round or not any(answer in row for row in Pointer(pilot).rows())


def is_done(pilot: Pilot[None]) -> bool:
    """Whether all goals are shown and met now."""
    statuses = page_of(pilot.app).statuses
    return bool(statuses) and all(status.is_met for status in statuses)


def test_there_is_a_way_for_every_task() -> None:
    assert sorted(WAYS) == shipped_sets()
    for path, ways in WAYS.items():
        tasks = exercise_set(path).tasks
        assert len(ways) == len(tasks), path
        for way, task in zip(ways, tasks, strict=True):
            assert task.prompt.startswith(way.prompt)
            assert bool(way.answer) is bool(task.question), way.prompt


async def type_answer(pilot: Pilot[None], way: Way) -> None:
    """Answer the question of a task by keys."""
    if way.answer:
        await pilot.press("enter", *way.answer, "enter")


async def click_answer(pilot: Pilot[None], way: Way, task: Task) -> None:
    """Answer the question of a task by mouse; a number has to be typed."""
    if isinstance(task.question, ChoiceQuestion):
        choice = task.question.numbered[task.question.choices.index(way.answer)]
        mouse = Pointer(pilot)
        await mouse.click_at(mouse.find(choice, below=mouse.find("Enter answer").y))
    else:
        await type_answer(pilot, way)


@in_each_task
async def test_by_keys_and_not_before_the_last(path: str, index: int) -> None:
    async with opened(path, index, (80, 24)) as (pilot, way):
        assert page_of(pilot.app).verdict == ""
        await type_answer(pilot, way)
        assert bool(page_of(pilot.app).verdict) is bool(way.answer)
        await pilot.press(*way.pressed[:-1])
        assert not is_done(pilot), "a state on the way already is the solution"
        assert page_of(pilot.app).after == ""
        await pilot.press(way.pressed[-1])
        assert is_done(pilot), page_of(pilot.app).statuses
        assert page_of(pilot.app).after == exercise_set(path).tasks[index].after
        await pilot.pause()
        assert pilot.app.screen.query_one(ExercisePanel).size.height <= 8, (
            "too little is left for the picture"
        )
        await pilot.press("z")
        assert not is_done(pilot)
        assert page_of(pilot.app).solved == (True,)


@in_each_task
async def test_by_mouse(path: str, index: int) -> None:
    async with opened(path, index, (130, 36)) as (pilot, way):
        await click_answer(pilot, way, exercise_set(path).tasks[index])
        assert bool(page_of(pilot.app).verdict) is bool(way.answer)
        await way.mouse(Pointer(pilot))
        assert is_done(pilot), page_of(pilot.app).statuses
        assert page_of(pilot.app).solved == (True,)


@pytest.mark.parametrize("index", [10, 12, 14])
@pytest.mark.parametrize("key", ["equals_sign", "g", "G"])
async def test_no_key_goes_to_a_hidden_optimum(index: int, key: str) -> None:
    path = next(path for path in WAYS if "gaussian_kl" in path)
    async with opened(path, index, (80, 24)) as (pilot, _):
        screen = pilot.app.screen
        assert isinstance(screen, LessonScreen)
        before = screen.snapshot
        await pilot.press(key)
        await pilot.pause()
        assert screen.snapshot == before
        assert any("what this task hides" in row for row in Pointer(pilot).rows())
