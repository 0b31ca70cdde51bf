from __future__ import annotations

from pathlib import Path

import pytest

from infotui.data.path_completion import MAX_CANDIDATES, Completion, complete_path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("counts.txt", "counts.tsv", ".hidden", "my notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.csv").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("counts.tx", Completion("counts.txt", ())),
        ("co", Completion("counts.t", ("counts.tsv", "counts.txt"))),
        ("d", Completion("data/", ())),
        ("data/", Completion("data/x.csv", ())),
        ("--text m", Completion("--text my notes.txt", ())),
        ("", Completion("", ("counts.tsv", "counts.txt", "data/", "my notes.txt"))),
        (".", Completion(".hidden", ())),
        ("none", Completion("none", ())),
        ("none/x", Completion("none/x", ())),
        ("~nobody-of-this-name/x", Completion("~nobody-of-this-name/x", ())),
    ],
)
def test_a_path_is_completed_as_far_as_it_is_unambiguous(typed: str, completed: Completion) -> None:
    assert complete_path(typed) == completed


def test_the_home_directory_stays_as_it_was_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert complete_path("~/counts.tx").text == "~/counts.txt"


def test_a_name_that_begins_with_another_is_listed(folder: Path) -> None:
    (folder / "data.txt").touch()
    assert complete_path("da") == Completion("data", ("data.txt", "data/"))


def test_a_large_directory_is_not_listed_as_a_whole(folder: Path) -> None:
    for i in range(MAX_CANDIDATES + 50):
        (folder / f"many{i}").touch()
    assert len(complete_path("man").candidates) <= MAX_CANDIDATES
