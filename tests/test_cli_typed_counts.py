"""Counts typed on the command line, and what is said of numbers that look like counts."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from infotui.cli import main
from infotui.core.launch import parse_command
from infotui.core.lesson import command
from infotui.lessons import LESSONS

ALL = [entry.lesson for entry in LESSONS]


def printed(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit status, the output and the errors of a command line."""
    status = main(shlex.split(line))
    output, errors = capsys.readouterr()
    return status, output, errors


def test_typed_counts_are_those_of_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "counts"
    path.write_text("12\n5\n3\n")
    typed = json.loads(printed("entropy --counts 12 5 3 --json", capsys)[1])
    read = json.loads(printed(f"entropy --counts {path} --json", capsys)[1])
    del read["readings"]["bytes_read"], typed["readings"]["bytes_read"]
    assert typed["readings"] == read["readings"]
    assert typed["state"].pop("counts") == [12, 5, 3]
    assert (read["state"].pop("counts"), read["state"].pop("file")) == (str(path), str(path))
    assert typed["state"] == read["state"]


def test_typed_counts_have_names(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed("entropy --counts 12 5 3 --names git ls cd --json", capsys)[1])
    assert found["state"]["names"] == ["git", "ls", "cd"]
    assert found["readings"]["entropy"]["value"] == pytest.approx(1.3527241956246545, rel=1e-13)


@pytest.mark.parametrize(
    "line",
    [
        "infotui entropy --counts 12 5 3",
        "infotui entropy --counts 0 5 3 --names 'a b' 'ü' c",
        "infotui entropy --counts 12 5 3 --top 2 --lock 1 --select 3",
        f"infotui entropy --counts {' '.join(map(str, range(40)))}",
    ],
)
def test_the_command_reopens_typed_counts(line: str) -> None:
    lesson, snapshot = parse_command(line, ALL)
    assert command(lesson, snapshot) == line
    assert parse_command(command(lesson, snapshot), ALL)[1] == snapshot


def test_one_word_is_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("12").write_text("3 a\n1 b\n")
    found = json.loads(printed("entropy --counts 12 --json", capsys)[1])
    assert (found["state"]["file"], found["state"]["n"]) == ("12", 4)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("--counts 12 -5", "argument --counts: '-5' is not a count"),
        ("--counts 12 5.5", "argument --counts: '5.5' is not a count"),
        ("--counts 12 1,234", "argument --counts: '1,234' is not a count"),
        ("--counts 12 ²", "argument --counts: '²' is not a count"),
        ("--counts 0 0", "argument --counts: every count is 0: at least one symbol must have occurred"),
        ("--counts 99999999999999999 1", "argument --counts: '99999999999999999' is too large"),
        ("--counts 9007199254740992 1", "argument --counts: the counts sum to 9,007,199,254,740,993"),
        ("--counts 12 5 --names a", "argument --names: there are 2 counts, so give as many names"),
        ("--counts 12 5 --names a a", "argument --names: 'a' is there twice"),
        ("--counts 12 5 --symbols f", "argument --symbols: one input at a time"),
        ("--counts 12 5 --column 1", "argument --column: only symbols have columns"),
        ("--counts 12 5 --select 3", "argument --select: '3' is not a class number, 1 to 2"),
        ("--counts f 0.5", "argument P: probabilities come from --counts, so none can be given"),
        ("--counts f -", "argument -: one input at a time; --counts names one already"),
        ("12 5 3", "class 1 (A) is 12: a probability cannot be above 1; counts? --counts 12 5 3"),
        ("1 1 1", "p sums to 3: probabilities must sum to 1 within 1e-9; counts? --counts 1 1 1"),
        ("1.5 2", "argument P: class 1 (A) is 1.5: a probability cannot be above 1 (see"),
        (" ".join(["7"] * 12), f"counts? --counts {' '.join(['7'] * 10)} … (see"),
    ],
)
def test_bad_counts(arguments: str, expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, output, errors = printed(f"entropy {arguments} --json", capsys)
    assert (status, output) == (2, "")
    assert expected in errors
    assert errors.count("\n") == 1


def test_counts_of_kl_are_in_files(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, errors = printed("kl categorical --p 16 4 --q 1/2 1/2 --json", capsys)
    assert status == 2
    assert "argument --p: class 1 (A) is 16: a probability cannot be above 1; counts? --p-counts" in errors
