"""Exercise sets that open files beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from infotui.cli import main
from infotui.core.lesson import command
from infotui.exercises.loader import ExerciseError, load_exercises
from infotui.lessons import LESSONS
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


def test_the_set_in_docs_has_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", "--check", str(EXAMPLE)]) == 0
    assert "3 tasks on entropy, no mistake found" in capsys.readouterr().out
