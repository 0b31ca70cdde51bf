"""Randomised (monkey) tests: after any events, every state is sound and every text readable."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import infotui
from support.invariants import InvariantChecker

from .monkey import soak

SEEDS = (1, 2)
TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_random_events_break_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    soak(300, seed)
    assert not list(tmp_path.iterdir())


def test_a_seed_gives_the_same_run() -> None:
    lines: list[str] = []
    for _ in range(2):
        soak(40, 7, lines.append)
    first, second = (line.split()[-1] for line in lines)
    assert first == second


def test_a_failure_names_the_command_that_reproduces_it(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0

    def fail(*_: object) -> None:
        nonlocal calls
        calls += 1
        assert calls < 3

    monkeypatch.setattr(InvariantChecker, "assert_readable", fail)
    with pytest.raises(AssertionError) as found:
        soak(50, 7)
    assert re.search(r"python -m reliability\.monkey \d+ --seed 7 --workers 1$", found.value.__notes__[-1])


def command(*words: str, module: str = "monkey") -> subprocess.CompletedProcess[str]:
    """Run the command that CONTRIBUTING.md gives."""
    paths = os.pathsep.join([str(TESTS), str(Path(infotui.__file__).parents[1])])
    environment = {**os.environ, "PYTHONPATH": paths}
    words = (sys.executable, "-m", f"reliability.{module}", *words)
    return subprocess.run(words, env=environment, capture_output=True, text=True)


def test_the_events_are_shared_by_workers() -> None:
    done = command("20", "--seed", "3", "--workers", "2")
    assert done.returncode == 0
    assert "seed 3: done" in done.stdout
    assert "seed 4: done" in done.stdout
    assert done.stdout.splitlines()[-1] == "20 events, 2 seeds, 2 workers: no failure"


@pytest.mark.long
def test_a_million_events_break_nothing_and_leak_nothing() -> None:
    done = command("1000000")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-8000:]


@pytest.mark.long
def test_events_in_a_terminal_break_nothing() -> None:
    done = command("3000", module="terminal_monkey")
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]
