"""A picture as cells: one code point and one role each."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_BLANK = ord(" ")
_MERGED_GAP = 3
"""Unchanged cells between two changes that cost less to send again than to jump over."""


class Span(NamedTuple):
    """A run of cells in one row, ``stop`` exclusive."""

    y: int
    start: int
    stop: int


class Grid:
    """``width`` by ``height`` cells, blank at first; painters write into the two arrays.

    Attributes:
        chars: code points, shape (height, width).
        styles: `Role` values, same shape.
    """

    __slots__ = ("chars", "height", "styles", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        shape = (self.height, self.width)
        self.chars: NDArray[np.uint32] = np.full(shape, _BLANK, np.dtype("<u4"))
        self.styles: NDArray[np.uint8] = np.zeros(shape, np.uint8)

    def copy(self) -> Grid:
        """An independent, writable grid with the same cells."""
        other = Grid.__new__(Grid)
        other.width, other.height = self.width, self.height
        other.chars, other.styles = self.chars.copy(), self.styles.copy()
        return other

    def freeze(self) -> Grid:
        """Forbid writing from now on (a grid that is shared from a cache); returns itself."""
        self.chars.setflags(write=False)
        self.styles.setflags(write=False)
        return self

    def spans(self, old: Grid) -> list[Span]:
        """Where this grid differs from `old`, top to bottom, left to right.

        Changes with at most three unchanged cells between them are one span.
        If the sizes differ, every row is a span.
        """
        if self.chars.shape != old.chars.shape:
            return [Span(y, 0, self.width) for y in range(self.height) if self.width]
        changed = np.flatnonzero((self.chars != old.chars) | (self.styles != old.styles))
        if not len(changed):
            return []
        rows = changed // self.width
        # Rows are set apart by more than a gap, so that no span runs over the end of one.
        apart = changed + rows * (_MERGED_GAP + 1)
        breaks = np.flatnonzero(apart[1:] - apart[:-1] > _MERGED_GAP + 1)
        first = [0, *(breaks + 1).tolist()]
        last = [*breaks.tolist(), len(changed) - 1]
        columns = changed - rows * self.width
        return [
            Span(y, start, stop + 1)
            for y, start, stop in zip(
                rows[first].tolist(), columns[first].tolist(), columns[last].tolist(), strict=True
            )
        ]

    def lines(self) -> list[str]:
        """The characters, one string of `width` a row: the picture as plain text."""
        return [row.tobytes().decode("utf-32-le") for row in self.chars]

    def runs(self, y: int, start: int, stop: int) -> list[tuple[str, int]]:
        """The cells `start` to `stop` (exclusive) of row `y` as (text, role) runs of one role each."""
        text = self.chars[y, start:stop].tobytes().decode("utf-32-le")
        if not text:
            return []
        roles = self.styles[y, start:stop]
        raw = roles.tobytes()
        if raw.count(raw[0]) == len(raw):
            return [(text, raw[0])]
        edges = [0, *(np.flatnonzero(roles[1:] != roles[:-1]) + 1).tolist(), len(raw)]
        return [(text[a:b], raw[a]) for a, b in pairwise(edges)]
