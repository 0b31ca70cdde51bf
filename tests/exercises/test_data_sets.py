"""Exercise sets that open files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from infotui.cli import main
from infotui.core.lesson import command
from infotui.exercises.loader import ExerciseError, load_exercises
from infotui.exercises.model import Progress
from infotui.lessons import LESSONS
from infotui.lessons.entropy.model.state import EntropyState
from infotui.maths.distributions import Categorical

EXAMPLE = Path(__file__).parents[2] / "docs" / "exercises" / "shell_history.toml"
ALL_LESSONS = [entry.lesson for entry in LESSONS]
SET = """
title = "Counts"
opens = "infotui entropy --counts {file}"
[[task]]
prompt = "Do it."
goal = {goal}
"""


def write(folder: Path, file: str = "counts.txt", goal: str = '{ reading = "entropy", above = 9 }') -> Path:
    (folder / "counts.txt").write_text("3 GET\n1 POST\n")
    path = folder / "set.toml"
    path.write_text(SET.format(file=file, goal=goal))
    return path


def test_a_path_is_relative_to_the_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path)
    found = load_exercises(path, ALL_LESSONS)
    assert found.initial.state.p == Categorical((0.75, 0.25), ("GET", "POST"))
    line = command(found.lesson, found.initial)
    assert line == f"infotui entropy --counts {tmp_path / 'counts.txt'}"
    monkeypatch.chdir(tmp_path)
    found = load_exercises(Path("set.toml"), ALL_LESSONS)
    assert command(found.lesson, found.initial) == "infotui entropy --counts counts.txt"


def test_a_goal_on_data_is_not_out_of_reach(tmp_path: Path) -> None:
    """Another file can have more than log 26."""
    assert load_exercises(write(tmp_path), ALL_LESSONS).tasks


@pytest.mark.parametrize(
    ("file", "error"),
    [
        ("none.txt", "none.txt: No such file or directory"),
        ("-", "standard input cannot be opened by an exercise: name a file"),
        ("set.toml", "set.toml:3: 'opens' is not a count"),
    ],
)
def test_bad_data_is_a_mistake_on_the_line_of_opens(file: str, error: str, tmp_path: Path) -> None:
    with pytest.raises(ExerciseError) as caught:
        load_exercises(write(tmp_path, file), ALL_LESSONS)
    (mistake,) = caught.value.mistakes
    assert mistake.line == 3
    assert error in mistake.what


def test_the_set_in_docs_can_be_solved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", "--check", str(EXAMPLE)]) == 0
    assert "3 tasks on entropy, no mistake found" in capsys.readouterr().out
    found = load_exercises(EXAMPLE, ALL_LESSONS)
    first: EntropyState = found.initial.state
    halves = [2.0**-i for i in range(1, 13)]
    solutions = (
        first.p.with_uniform(),
        first.p.with_probability(0, 0.9),
        first.p.with_probabilities([*halves, halves[-1]]),
    )
    progress = Progress(found)
    for p in solutions:
        start = progress.task.initial.state
        assert start.sample is not None
        statuses = progress.statuses(found.initial.with_state(start))
        assert not all(status.is_met for status in statuses)
        statuses = progress.statuses(found.initial.with_state(start.with_p(p)))
        assert all(status.is_met for status in statuses), [status.text for status in statuses]
        progress = progress.with_task(1)


def test_the_tasks_on_bias_can_be_solved() -> None:
    entropy = ALL_LESSONS[0]
    assert entropy.exercise_file is not None
    found = load_exercises(entropy.exercise_file, ALL_LESSONS)
    solutions = (Categorical.uniform(8).with_one_hot(0), Categorical((0.2,) * 5 + (0.0,) * 4))
    for task, p in zip(found.tasks[-2:], solutions, strict=True):
        progress = Progress(found, found.tasks.index(task))
        statuses = progress.statuses(task.initial.with_state(task.initial.state.with_p(p)))
        assert all(status.is_met for status in statuses)
