"""Tests that the benchmark works. Speed itself is not tested, since machines differ."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infotui.lessons import LESSONS
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.maths.distributions import Gaussian
from support.mixtures import NEAR

from .measure import INFOTUI, Subject, start
from .mixture import evaluations
from .program import Chunk, delivered, frames
from .repaint import TerminalCells, changed, smallest_repaint

FIRST = LESSONS[0].lesson.name


@pytest.mark.long
def test_it_prints_every_measure() -> None:
    tests = Path(__file__).parents[1]
    words = [sys.executable, "-m", "benchmarks", f"--only={FIRST}"]
    words += ["--size=80x24", "--keys=3", "--rounds=1", "--seconds=0.3"]
    paths = os.pathsep.join([str(tests), str(tests.parent / "src")])
    done = subprocess.run(
        words, cwd=tests, env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, check=True
    )
    for wanted in ("floor", FIRST, "key →", "bytes", "drag", "idle", "start", "PSS", "k = 26"):
        assert wanted in done.stdout
    assert "nan" not in done.stdout


@pytest.mark.long
def test_a_drag_produces_frames() -> None:
    subject = Subject([*INFOTUI, FIRST], 80, 24)
    with subject.program:
        found = subject.drag(subject.place_to_drag(), 0.5)
    assert found["frames"] > 1


def test_a_start_ends_with_the_first_frame() -> None:
    program = "import time; print(end='\\033[?25l', flush=True); time.sleep(0.5); print('frame'); input()"
    found = start([sys.executable, "-c", program], 20, 2)
    assert found["start"] > 500


def test_the_mathematics_of_a_mixture_is_timed() -> None:
    found = evaluations(MixtureKLState(NEAR, Gaussian(0.0, 1.0)), calls=10)
    assert set(found) == {"evaluation", "lobes", "search"}
    assert min(found.values()) > 0


def test_the_smallest_repaint_of_a_word() -> None:
    picture = TerminalCells(20, 2)
    before = picture.cells()
    picture.feed(b"\x1b[2;3Habc")
    assert changed(before, picture.cells()) == [(1, 2), (1, 3), (1, 4)]
    assert smallest_repaint(before, picture.cells()) == len("\x1b[2;3Habc")


def test_the_smallest_repaint_joins_near_cells_of_a_style() -> None:
    picture = TerminalCells(20, 2)
    picture.feed(b"\x1b[31mab cd")
    before = picture.cells()
    picture.feed(b"\x1b[Hxb xd")
    assert smallest_repaint(before, picture.cells()) == len("\x1b[1;1H\x1b[31mxb x\x1b[m")


def test_silence_separates_frames_and_a_link_delays_them() -> None:
    chunks = [Chunk(1.0, b"x" * 500), Chunk(1.001, b"x" * 500), Chunk(1.02, b"x")]
    assert frames(chunks) == [1.001, 1.02]
    assert delivered(chunks, 8000) == 1.0 + 1001 / 1000
