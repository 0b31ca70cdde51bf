"""Progress of reading data: on standard error before anything is drawn, and in words for a progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from infotui.data.display_text import counted, printable
from infotui.data.source import STANDARD_INPUT, Progress, ProgressReporter, Source, open_source

_INTERVAL = 1.0
_ERASE_LINE = "\r\x1b[K"


@contextmanager
def open_with_progress(path: str, what: str, stream: TextIO | None) -> Iterator[Source]:
    """Open a path, or `-`, to read `what`; says on `stream` how far the reading is.

    On a terminal the line is rewritten, and erased at the end; in a log each is a line of its own. Standard
    input that is a terminal is announced, since the program would only seem to hang. Errors as `open_source`.
    """
    is_terminal = stream is not None and stream.isatty()
    if path == STANDARD_INPUT and sys.stdin is not None and sys.stdin.isatty():
        _write(stream, f"reading {what} from standard input: Ctrl+D ends it\n")
    was_shown = False

    def report(progress: Progress) -> None:
        nonlocal was_shown
        was_shown = True
        line = progress_text(path, progress)
        _write(stream, f"{_ERASE_LINE}{line}" if is_terminal else f"{line}\n")

    try:
        with open_source(path, ProgressReporter(report, interval=_INTERVAL)) as source:
            yield source
    finally:
        if was_shown and is_terminal:
            _write(stream, _ERASE_LINE)


def progress_text(path: str, progress: Progress) -> str:
    """How far a reading is, in one line."""
    rows = f", {counted(progress.rows, 'row')}" if progress.rows else ""
    share = "" if progress.fraction is None else f", {progress.fraction:.0%}"
    return f"{input_name(path)}: {progress.done / 1e6:,.1f} MB{rows}{share}"


def rate_text(progress: Progress, seconds: float) -> str:
    """How much was read in so many seconds, and how fast: rows where the input has rows, else megabytes."""
    amount, what = (progress.rows, "rows") if progress.rows else (progress.done / 1e6, "MB")
    form = ",.0f" if progress.rows else ",.1f"
    rate = f", {amount / seconds:{form}} {what} a second" if seconds > 0 else ""
    return f"{amount:{form}} {what}{rate}"


def input_name(path: str) -> str:
    """The name of an input: its path, or `standard input`."""
    return "standard input" if path == STANDARD_INPUT else printable(path)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is not None:
        stream.write(text)
        stream.flush()
