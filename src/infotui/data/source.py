"""One input: a file, a FIFO or standard input, read once with progress.

`open_source` opens it, `Source` returns its bytes. While it waits for a slow pipe it still reports,
so that reading can be cancelled. Everything that can go wrong is a `DataError`, whose text is one line.
"""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple, TypeVar

from .display_text import printable

T = TypeVar("T")

STANDARD_INPUT = "-"
"""The path that means standard input."""

NOT_REOPENED = "from a pipe: save it to a file to reopen it"
"""Shown in place of a command that would reopen standard input."""

CHUNK = 1 << 20
"""The most bytes that are read at once."""

REPORT_INTERVAL = 0.05
"""Seconds between two reports of progress."""


class DataError(ValueError):
    """Bad input. Its text is the one line that is shown: `preds.csv:17: …`."""


class Cancelled(Exception):  # noqa: N818 - cancelling is not an error
    """The reading was cancelled. Raised by a report callback, and passed on."""


class Progress(NamedTuple):
    """How far a reading is: bytes read, bytes in all (None for a pipe), and rows so far."""

    done: int
    total: int | None
    rows: int = 0

    @property
    def fraction(self) -> float | None:
        """The part that is done, 0 to 1; None where the end is not known."""
        return min(self.done / self.total, 1.0) if self.total else None


Report = Callable[[Progress], None]
"""Receives progress; raises `Cancelled` to stop the reading."""


class ProgressReporter:
    """Calls `report` at most once per `interval` seconds of `clock`, however often it is updated."""

    def __init__(
        self,
        report: Report,
        clock: Callable[[], float] = time.monotonic,
        interval: float = REPORT_INTERVAL,
    ) -> None:
        self._report, self._clock, self._interval = report, clock, interval
        self._due = clock() + interval

    def update(self, progress: Progress) -> None:
        """Report `progress` if the last report is old enough."""
        now = self._clock()
        if now >= self._due:
            self._due = now + self._interval
            self._report(progress)


SILENT = ProgressReporter(lambda progress: None)
"""For a reading without progress reports."""


class Source:
    """An open input. Its bytes come once and in order; `rows` is counted by whoever parses them."""

    def __init__(self, name: str, fd: int, reporter: ProgressReporter = SILENT) -> None:
        self.name = name
        self.fd = fd
        self.rows = 0
        status = os.fstat(fd)
        self.is_regular = stat.S_ISREG(status.st_mode)
        self.total = status.st_size if self.is_regular else None
        self._reporter = reporter
        self._done = 0
        self._peeked = b""
        self._has_ended = False

    def peek(self, size: int) -> bytes:
        """The next `size` bytes (fewer at the end), which stay to be read."""
        while len(self._peeked) < size and (chunk := self._read_chunk(CHUNK)):
            self._peeked += chunk
        return self._peeked[:size]

    def chunks(self, size: int = CHUNK) -> Iterator[bytes]:
        """The rest, in pieces of at most `size` bytes as they arrive."""
        if self._peeked:
            chunk, self._peeked = self._peeked, b""
            yield chunk
        while chunk := self._read_chunk(size):
            yield chunk

    def read(self) -> bytes:
        """The rest at once."""
        return b"".join(self.chunks())

    def read_into(self, buffer: memoryview) -> int:
        """Fill `buffer`, a view of bytes; returns how many there were: fewer only at the end."""
        filled = min(len(self._peeked), len(buffer))
        buffer[:filled], self._peeked = self._peeked[:filled], self._peeked[filled:]
        while filled < len(buffer) and (count := self._read_part(buffer[filled : filled + CHUNK])):
            filled += count
        return filled

    def read_at(self, buffer: memoryview, position: int) -> int:
        """Fill `buffer` from a place in a regular file, with at most `CHUNK` bytes; returns how many."""
        try:
            count = os.preadv(self.fd, [buffer[:CHUNK]], position)
        except OSError as error:
            raise self.error(_reason(error)) from None
        self._done = min(self._done + count, self.total or 0)
        self.report()
        return count

    def line_blocks(self) -> Iterator[list[bytes]]:
        """The rest as lists of whole lines, without their ends (`\\n` or `\\r\\n`).

        A last line without an end counts as a line. Blank lines are kept, so that lines can be numbered.
        """
        pieces: list[bytes] = []
        for chunk in self.chunks():
            first, newline, _ = chunk.partition(b"\n")
            if not newline:
                pieces.append(chunk)
                continue
            lines = chunk[len(first) + 1 :].split(b"\n")
            lines.insert(0, b"".join([*pieces, first]))
            pieces = [lines.pop()]
            yield [line.removesuffix(b"\r") for line in lines] if b"\r" in chunk else lines
        last = b"".join(pieces)
        if last:
            yield [last.removesuffix(b"\r")]

    def report(self) -> None:
        """Report how far the reading is; to be called while a parser works for long."""
        self._reporter.update(Progress(self._done - len(self._peeked), self.total, self.rows))

    @property
    def shown_name(self) -> str:
        """The name as messages show it."""
        return shown_name(self.name)

    def error(self, what: str, line: int | None = None) -> DataError:
        """The error that says `what` of this input, or of one line of it (counted from 1)."""
        return data_error(self.name, what, line)

    def _read_chunk(self, size: int) -> bytes:
        if self._has_ended:  # a terminal would need a second Ctrl+D
            return b""
        chunk = self._awaited(lambda: os.read(self.fd, size))
        self._count(len(chunk))
        return chunk

    def _read_part(self, buffer: memoryview) -> int:
        if self._has_ended:
            return 0
        count = self._awaited(lambda: os.readv(self.fd, [buffer]))
        self._count(count)
        return count

    def _awaited(self, read: Callable[[], T]) -> T:
        """What `read` returns, once there is something to read."""
        try:
            # A pipe may be silent for long: report meanwhile, so that cancelling works.
            while not select.select([self.fd], [], [], REPORT_INTERVAL)[0]:
                self.report()
            return read()
        except OSError as error:
            raise self.error(_reason(error)) from None

    def _count(self, size: int) -> None:
        self._has_ended = not size
        self._done += size
        self.report()


@contextmanager
def open_source(path: str, reporter: ProgressReporter = SILENT) -> Iterator[Source]:
    """Open a path, or `-` for standard input.

    Raises:
        DataError: it is missing, a directory, or cannot be read; the line names the system's reason.
    """
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise data_error(path, os.strerror(errno.EBADF))
        yield Source(path, 0, reporter)
        return
    try:
        # Opening a FIFO waits for its writer unless told not to; reading it waits, and reports.
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise data_error(path, _reason(error)) from None
    try:
        os.set_blocking(fd, True)
        if stat.S_ISDIR(os.fstat(fd).st_mode):
            raise data_error(path, os.strerror(errno.EISDIR))
        yield Source(path, fd, reporter)
    finally:
        os.close(fd)


OpenInput = Callable[[str, str], AbstractContextManager[Source]]
"""Opens a path, or `-`, to read what the second argument names, as `counts`."""


def open_quietly(path: str, what: str) -> AbstractContextManager[Source]:
    """Open an input without progress reports."""
    return open_source(path)


def shown_name(name: str) -> str:
    """The path of an input as messages show it: fit for a terminal, and `standard input` for `-`."""
    return "standard input" if name == STANDARD_INPUT else printable(name)


def data_error(name: str, what: str, line: int | None = None) -> DataError:
    """The error of the input `name`, or of one line of it: `name:line: what`."""
    place = shown_name(name) if line is None else f"{shown_name(name)}:{line}"
    return DataError(f"{place}: {what}")


def _reason(error: Exception) -> str:
    """The system's own words for `error`; a path with a NUL in it is a ValueError, not an OSError."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
