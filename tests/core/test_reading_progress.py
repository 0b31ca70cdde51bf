from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from infotui.core import reading_progress
from infotui.core.reading_progress import open_with_progress, progress_text
from infotui.data.source import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("path", "progress", "shown"),
    [
        ("a.txt", Progress(1_500_000, 3_000_000, 1234), "a.txt: 1.5 MB, 1,234 rows, 50%"),
        ("-", Progress(1_500_000, None), "standard input: 1.5 MB"),
        ("a\x1b.txt", Progress(0, None), "a\ufffd.txt: 0.0 MB"),
    ],
)
def test_progress_is_one_line(path: str, progress: Progress, shown: str) -> None:
    assert progress_text(path, progress) == shown


def test_a_short_reading_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    stream = Terminal()
    with open_with_progress(str(tmp_path / "a"), "symbols", stream) as source:
        assert source.read() == b"abc"
    assert stream.getvalue() == ""


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()], ids=["terminal", "log"])
def test_a_long_reading_says_how_far_it_is(
    stream: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_progress, "_INTERVAL", 0)
    path = str(tmp_path / "a")
    Path(path).write_bytes(b"x" * 2_000_000)
    with open_with_progress(path, "symbols", stream) as source:
        source.read()
    told = stream.getvalue()
    assert f"{path}: 2.0 MB, 100%" in told
    assert told.endswith("\x1b[K" if stream.isatty() else "%\n")


def test_standard_input_that_is_a_terminal_is_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    main, other = os.openpty()
    stream = io.StringIO()
    with open(other, closefd=False) as terminal, monkeypatch.context() as patch:
        patch.setattr("sys.stdin", terminal)
        with open_with_progress("-", "counts", stream):
            pass
    os.close(main)
    os.close(other)
    assert stream.getvalue() == "reading counts from standard input: Ctrl+D ends it\n"


def test_without_standard_error_it_reads_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_progress, "_INTERVAL", 0)
    (tmp_path / "a").write_bytes(b"abc")
    with open_with_progress(str(tmp_path / "a"), "symbols", None) as source:
        assert source.read() == b"abc"
