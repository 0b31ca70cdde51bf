"""The README is true: its examples, commands, pictures."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from infotui.cli import main
from infotui.lessons import LESSONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ infotui ([^\n]*)\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize(("words", "shown"), EXAMPLES)
def test_an_example_prints_what_it_says(words: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(shlex.split(words)) == 0
    assert capsys.readouterr().out == shown


def test_there_are_examples_of_both_kinds() -> None:
    assert [line.split()[-1] for line, _ in EXAMPLES] == ["--json", "--text"]


def test_there_are_two_set_up_commands_and_the_second_runs_the_tests() -> None:
    commands = [line for line in README.splitlines() if line.startswith("    ")]
    assert len(commands) == 2
    assert commands[0].endswith("infotui")
    assert commands[1].endswith("pytest -q -n auto")


def test_every_screen_has_its_picture() -> None:
    for entry in LESSONS:
        path = f"docs/{entry.lesson.name}.svg"
        assert f"]({path})" in README
        assert "<svg" in (ROOT / path).read_text(encoding="utf-8")
