"""A monkey at keys and mouse: whatever it does, every state is sound and every text readable."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import infotui
from support.invariants import Watch

from .monkey import soak

SEEDS = (1, 2, 3, 4)
TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_finds_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    soak(5000 // len(SEEDS), seed)
    assert not list(tmp_path.iterdir())


def test_a_monkey_does_the_same_again() -> None:
    told: list[str] = []
    for _ in range(2):
        soak(80, 7, told.append)
    first, second = (line.split()[-1] for line in told)
    assert first == second


def test_what_is_found_can_be_seen_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    def find(*_: object) -> None:
        nonlocal looked
        looked += 1
        assert looked < 20

    monkeypatch.setattr(Watch, "assert_readable", find)
    with pytest.raises(AssertionError) as found:
        soak(50, 7)
    assert found.value.__notes__[-1].endswith("python -m reliability.monkey 20 --seed 7 --workers 1")


def command(*words: str) -> subprocess.CompletedProcess[str]:
    """What CONTRIBUTING.md says to run, here."""
    paths = os.pathsep.join([str(TESTS), str(Path(infotui.__file__).parents[1])])
    environment = {**os.environ, "PYTHONPATH": paths}
    words = (sys.executable, "-m", "reliability.monkey", *words)
    return subprocess.run(words, env=environment, capture_output=True, text=True)


def test_the_events_are_shared_by_workers() -> None:
    done = command("20", "--seed", "3", "--workers", "2")
    assert done.returncode == 0
    assert "seed 3: 10 events" in done.stdout
    assert "seed 4: 10 events" in done.stdout
    assert done.stdout.splitlines()[-1] == "20 events, 2 workers: found nothing"


@pytest.mark.long
def test_a_patient_monkey_finds_nothing_and_nothing_grows() -> None:
    done = command("1000000")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-8000:]
