"""Columns that grow while a text is read: numbers, labels, names, and the line numbers of rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .labels import LabelColumn, code_type
from .number_block import FieldGrid


class GrowingArray:
    """An array of rows that grows in place: it is never copied as a whole."""

    def __init__(self, columns: int | None, dtype: str) -> None:
        self._tail = () if columns is None else (columns,)
        self._array: NDArray[Any] = np.empty((0, *self._tail), dtype)
        self.length = 0

    def extend(self, rows: NDArray[Any], expected: int = 0) -> None:
        """Append rows; `expected` is how many there may be in the end."""
        needed = self.length + len(rows)
        if self.length == 0:
            self._array = np.empty((max(needed, expected), *self._tail), self._array.dtype)
        elif needed > len(self._array):
            self._array.resize((max(needed, expected, 2 * len(self._array)), *self._tail), refcheck=False)
        self._array[self.length : needed] = rows
        self.length = needed

    def require_type(self, dtype: np.dtype[Any]) -> None:
        """Convert the rows to a type that holds further ones as well."""
        if self._array.dtype != dtype:
            self._array = self._array.astype(dtype)

    def finish(self) -> NDArray[Any]:
        """The array with the rows appended, which must not be extended any more."""
        self._array.resize((self.length, *self._tail), refcheck=False)
        return self._array


class TextColumn(Sequence[str]):
    """Texts of many rows, kept as one run of bytes."""

    def __init__(self, data: bytes, ends: NDArray[np.int64]) -> None:
        self._data, self._ends = data, ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: Any) -> Any:
        if isinstance(row, slice):
            return [self[i] for i in range(*row.indices(len(self)))]
        start = int(self._ends[row - 1]) if row else 0
        return self._data[start : int(self._ends[row])].decode("utf-8", "replace")

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """The first row from `start` on with this text; ValueError if there is none."""
        wanted = str(value).encode()
        stop = len(self) if stop is None else stop
        if not wanted:
            return super().index(value, start, stop)
        place = int(self._ends[start - 1]) if start else 0
        while (place := self._data.find(wanted, place)) >= 0:
            row = int(np.searchsorted(self._ends, place, side="right"))
            begin = int(self._ends[row - 1]) if row else 0
            if row < stop and place == begin and place + len(wanted) == int(self._ends[row]):
                return row
            place += 1
        raise ValueError(f"{value!r} is not in the column")


class TextGatherer:
    """Gathers a `TextColumn`."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._lengths: list[NDArray[np.int64]] = []

    def extend(self, texts: list[bytes]) -> None:
        """Append the texts of further rows."""
        self._pieces.append(b"".join(texts))
        self._lengths.append(np.fromiter(map(len, texts), np.int64, len(texts)))

    def finish(self) -> TextColumn:
        """The texts appended."""
        lengths = np.concatenate([np.empty(0, np.int64), *self._lengths])
        return TextColumn(b"".join(self._pieces), np.cumsum(lengths))


class LabelGatherer:
    """Gathers a `LabelColumn`: each different label is kept once."""

    def __init__(self) -> None:
        self._codes: dict[bytes, int] = {}
        # Labels of up to 8 characters as words, in order; the last one stands for no label.
        self._words = np.array([np.iinfo(np.uint64).max], np.uint64)
        self._word_codes = np.empty(0, np.intp)
        self._column = GrowingArray(None, "i1")

    def extend_from(self, grid: FieldGrid, column: int, expected: int = 0) -> None:
        """Append a column of a grid of fields."""
        words = grid.short_words(column)
        if words is None:
            self.extend(grid.texts(column))
            return
        places = np.searchsorted(self._words[:-1], words)
        if (self._words[places] != words).any():
            known = np.sort(np.append(self._words[:-1], words))
            # np.unique would do the same, but it imports numpy.ma (1.5 MiB).
            is_new = np.append(True, known[1:] != known[:-1])
            self._words = np.append(known[is_new], self._words[-1])
            texts = [word.tobytes().lstrip(b"\0") for word in self._words[:-1]]
            self._word_codes = self._coded(texts)
            places = np.searchsorted(self._words[:-1], words)
        self._append(self._word_codes[places], expected)

    def extend(self, texts: list[bytes]) -> None:
        """Append the labels of further rows."""
        self._append(self._coded(texts))

    def _append(self, codes: NDArray[np.intp], expected: int = 0) -> None:
        self._column.require_type(code_type(len(self._codes)))
        self._column.extend(codes, expected)

    def finish(self) -> LabelColumn:
        """The labels appended."""
        texts = [text.decode("utf-8", "replace") for text in self._codes]
        return LabelColumn(self._column.finish(), texts)

    def _coded(self, texts: list[bytes]) -> NDArray[np.intp]:
        codes = self._codes
        return np.array([codes.setdefault(text, len(codes)) for text in texts], np.intp)


class LineNumbers:
    """The line of each row, counted from 1: runs of rows on consecutive lines."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._lines: list[int] = []

    def add(self, row: int, line: int) -> None:
        """From `row` on, rows stand on consecutive lines that begin with `line`."""
        if not self._rows or line - row != self._lines[-1] - self._rows[-1]:
            self._rows.append(row)
            self._lines.append(line)

    def __getitem__(self, row: int) -> int:
        run = bisect_right(self._rows, row) - 1
        return self._lines[run] + row - self._rows[run]
