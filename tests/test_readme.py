"""The README is true: its examples, commands, keys and pictures."""

from __future__ import annotations

import doctest
import itertools
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from infotui.lessons import LESSONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
EXAMPLES = [
    example for block in CONSOLE for example in re.findall(r"^\$ ([^\n]*)\n((?:(?!\$ ).*\n)*)", block, re.M)
]
LIBRARY = re.findall(r"```pycon\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A PATH on which `infotui` is the one under test."""
    program = tmp_path / "infotui"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m infotui "$@"\n')
    program.chmod(0o755)
    return os.pathsep.join([str(tmp_path), os.environ.get("PATH", "")])


@pytest.mark.parametrize(("command", "printed"), EXAMPLES)
def test_an_example_prints_what_it_says(command: str, printed: str, path: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.stdout + done.stderr == printed
    assert done.returncode == 0


def test_every_console_block_holds_examples() -> None:
    assert "".join(f"$ {command}\n{printed}" for command, printed in EXAMPLES) == "".join(CONSOLE)
    assert {"--json", "--text"} <= {command.split()[-1] for command, _ in EXAMPLES}


@pytest.mark.parametrize("block", LIBRARY, ids=itertools.count(1))
def test_the_library_returns_what_it_says(block: str) -> None:
    test = doctest.DocTestParser().get_doctest(block, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner().run(test).failed == 0


def test_the_two_set_up_commands_run_the_program_and_the_tests() -> None:
    commands = [line for line in README.splitlines() if line.startswith("    ")]
    commands = [line for line in commands if not line.startswith("    ...")]
    assert len(commands) == 2
    assert commands[0].endswith("infotui")
    assert commands[1].endswith("pytest -q -n auto")


def test_every_screen_has_its_picture() -> None:
    for entry in LESSONS:
        path = f"docs/{entry.lesson.name}.svg"
        assert f"]({path})" in README
        assert "<svg" in (ROOT / path).read_text(encoding="utf-8")


def test_the_animation_is_small_and_plain() -> None:
    text = (ROOT / "docs/drag.svg").read_text(encoding="utf-8")
    assert "](docs/drag.svg)" in README
    assert len(text.encode()) <= 200_000
    kinds = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert kinds == {"svg", "title", "style", "rect", "g", "path", "text", "animate", "animateTransform"}
