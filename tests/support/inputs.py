"""Bytes as an input: read at once, or a few at a time as from a slow pipe."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import TypeVar

from infotui.data.count_table import CountTable
from infotui.data.source import DataError, Source

T = TypeVar("T")

NAME = "data.txt"


class SlowSource(Source):
    """A source that hands out at most `size` bytes at once."""

    size = 1

    def chunks(self, size: int = 0) -> Iterator[bytes]:
        for chunk in super().chunks():
            for start in range(0, len(chunk), self.size):
                yield chunk[start : start + self.size]


def read(data: bytes, reader: Callable[[Source], T], chunk: int | None = None) -> T:
    """What `reader` makes of `data`, read at once or in chunks of so many bytes."""
    with TemporaryFile() as file:
        file.write(data)
        file.flush()
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        if chunk is None:
            return reader(Source(NAME, file.fileno()))
        source = SlowSource(NAME, file.fileno())
        source.size = chunk
        return reader(source)


def assert_read_or_refused(data: bytes, reader: Callable[[Source], CountTable]) -> None:
    """Whatever the bytes are, there is a sound table, or an error of one line."""
    try:
        table = read(data, reader)
    except DataError as refused:
        error = str(refused)
    else:
        error = ""
        assert table.total > 0
        assert all(table.name(i).isprintable() for i in range(table.classes))
    assert error.isprintable()
