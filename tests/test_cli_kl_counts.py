"""KL divergence of two files of counts on the command line."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from infotui.cli import main
from infotui.core.launch import parse_words
from infotui.core.lesson import Snapshot, command, report
from infotui.core.reading import Unit
from infotui.data.count_table import CountTable
from infotui.data.joined_counts import join_counts
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.model.count_pair import CountPair
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL, KLState


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    p, q = tmp_path / "p.txt", tmp_path / "q.txt"
    p.write_text("1 cat\n1 dog\n")
    q.write_text("1 dog\n3 cat\n")
    return p, q


def words_of(files: tuple[Path, Path]) -> list[str]:
    return ["categorical", "--p-counts", str(files[0]), "--q-counts", str(files[1])]


def report_of(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["kl", *words, "--unit", "bits", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def state_of(p: dict[str, int], q: dict[str, int], path: str = "p.txt") -> KLState:
    tables = (CountTable(tuple(name.encode() for name in t), tuple(t.values())) for t in (p, q))
    counts = CountPair(path, "q.txt", join_counts(*tables))
    return INITIAL.with_categorical(CategoricalKLState(*counts.shown, counts=counts))


def values(state: KLState, unit: Unit = Unit.BITS) -> dict[str, Any]:
    return {reading.name: reading.value for reading in LESSON.readings(state, unit)}


def test_counts_are_joined_by_name(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    found = report_of(capsys, *words_of(files))
    assert found["state"] == {
        "mode": "categorical",
        "p": [0.5, 0.5],
        "q": [0.75, 0.25],
        "names": ["cat", "dog"],
        "reverse": False,
        "p_counts": str(files[0]),
        "q_counts": str(files[1]),
        "classes": 2,
    }
    readings = {name: reading["value"] for name, reading in found["readings"].items()}
    assert readings["kl_pq"] == pytest.approx(0.20751874963942, abs=5e-15)
    assert readings["kl_qp"] == pytest.approx(0.18872187554087, abs=5e-15)
    assert readings["js"] == pytest.approx(0.04879494069540, abs=5e-15)


def test_a_class_that_only_p_has_makes_it_infinite() -> None:
    found = values(state_of({"a": 1, "b": 1, "c": 1}, {"a": 1, "b": 1}))
    assert found["kl_pq"] == math.inf
    assert found["kl_qp"] == pytest.approx(0.58496250072116, abs=5e-15)


def test_one_class_has_no_divergence() -> None:
    found = values(state_of({"a": 3}, {"a": 5}))
    assert (found["kl_pq"], found["kl_qp"], found["js"]) == (0, 0, 0)


@pytest.mark.parametrize("reverse", [False, True])
def test_of_many_classes_25_are_shown_and_the_numbers_are_of_all(reverse: bool) -> None:
    p = {f"c{i}": i % 7 + 1 for i in range(200)}
    q = {f"c{i}": i % 11 + 1 for i in range(200)}
    state = state_of(p, q)
    state = state.with_categorical(state.categorical.with_reverse(reverse))
    found = values(state)
    n, m = sum(p.values()), sum(q.values())
    exact = math.fsum(p[c] / n * math.log2(p[c] / n * m / q[c]) for c in p)
    assert found["kl_pq"] == pytest.approx(exact, rel=1e-13)
    assert len(found["terms"]) == 26
    assert math.fsum(found["terms"]) == pytest.approx(found["kl_qp" if reverse else "kl_pq"], rel=1e-12)
    assert state.categorical.class_names[-1] == "rest"


def test_an_edit_is_no_longer_of_the_files() -> None:
    state = state_of({"a": 1, "b": 3}, {"a": 2, "b": 3}).categorical
    assert state.with_reverse(True).counts is state.counts
    assert state.with_p(state.p.with_lock(0, True)).counts is state.counts
    assert state.with_p(state.p.with_probability(0, 0.5)).counts is None
    assert state.swapped().counts is None
    assert state.with_class().counts is None


def test_the_command_reads_the_files_again(files: tuple[Path, Path]) -> None:
    state = state_of({"a": 1, "b": 3}, {"a": 2, "b": 3})
    line = command(LESSON, Snapshot(state, Unit.NATS))
    assert line == "infotui kl categorical --p-counts p.txt --q-counts q.txt"
    piped = state_of({"a": 1, "b": 3}, {"a": 2, "b": 3}, "-")
    assert command(LESSON, Snapshot(piped, Unit.NATS)) == "from a pipe: save it to a file to reopen it"
    assert report(LESSON, Snapshot(piped, Unit.NATS))


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["--p", "16", "17", "--q", "1", "0"], "a probability cannot be above 1; counts? --p-counts"),
        (["--p", "1", "0", "--q", "1", "2"], "a probability cannot be above 1; counts? --q-counts"),
        (["--p-counts", "p.txt"], "argument --q-counts: is missing: give both --p-counts and --q-counts"),
        (["--p-counts", "-", "--q-counts", "-"], "argument --q-counts: standard input is p already"),
        (["--p-counts", "p", "--q-counts", "q", "--p", "1"], "argument --p: counts and probabilities do not"),
        (["--p-counts", "p", "--q-counts", "q", "--names", "a"], "--names: counts have names already"),
        (["--p-counts", "none", "--q-counts", "q"], "none: No such file or directory"),
    ],
)  # fmt: skip
def test_bad_arguments_are_one_line(
    words: list[str],
    error: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["kl", "categorical", *words, "--json"]) == 2
    shown = capsys.readouterr().err
    assert error in shown
    assert shown.count("\n") == 1


def test_counts_belong_to_the_categorical_mode(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kl", "--p-counts", "a", "--q-counts", "b", "--json"]) == 2
    assert "argument --p-counts: belongs to" in capsys.readouterr().err


def test_bad_content_names_file_and_line(files: tuple[Path, Path]) -> None:
    files[1].write_text("1 dog\n-3 cat\n")
    with pytest.raises(ValueError, match=r"q\.txt:2: '-3' is not a count"):
        parse_words(LESSON, [*words_of(files), "--reverse"])
