"""A picture as cells: one code point and one role each."""

from __future__ import annotations

from codecs import utf_32_le_decode, utf_32_le_encode  # a fraction of the time that looking a codec up takes
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_CODE = np.dtype("<u4")
_BLANK = " ".encode("utf-32-le")
_ROLE_BYTES = [bytes([role]) for role in range(256)]
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

    __slots__ = ("_codes", "_roles", "chars", "height", "styles", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        cells = self.width * self.height
        self._hold(bytearray(_BLANK * cells), bytearray(cells))

    def _hold(self, codes: bytearray, roles: bytearray) -> None:
        # Both arrays look at plain bytes: a short text is written into those in half of numpy's time.
        self._codes: bytearray | bytes = codes
        self._roles: bytearray | bytes = roles
        shape = (self.height, self.width)
        self.chars: NDArray[np.uint32] = np.frombuffer(codes, _CODE).reshape(shape)
        self.styles: NDArray[np.uint8] = np.frombuffer(roles, np.uint8).reshape(shape)

    def copy(self) -> Grid:
        """An independent, writable grid with the same cells."""
        other = Grid.__new__(Grid)
        other.width, other.height = self.width, self.height
        other._hold(bytearray(self._codes), bytearray(self._roles))
        return other

    def freeze(self) -> Grid:
        """Forbid writing from now on (a grid that is shared from a cache); returns itself."""
        self.chars.setflags(write=False)
        self.styles.setflags(write=False)
        self._codes, self._roles = bytes(self._codes), bytes(self._roles)
        return self

    def write(self, x: int, y: int, string: str, role: int) -> None:
        """Write characters of one cell each from column `x` of row `y` on; what reaches out is cut off."""
        if not (0 <= y < self.height and x < self.width):
            return
        seen = string[max(-x, 0) : self.width - x]
        at, count = y * self.width + max(x, 0), len(seen)
        codes, roles = self._codes, self._roles
        if isinstance(codes, bytes) or isinstance(roles, bytes):
            raise ValueError("the grid is frozen")
        codes[4 * at : 4 * (at + count)] = utf_32_le_encode(seen)[0]
        roles[at : at + count] = _ROLE_BYTES[role] * count

    def spans(self, old: Grid) -> list[Span]:
        """Where this grid differs from `old`, top to bottom, left to right.

        Changes with at most three unchanged cells between them are one span.
        If the sizes differ, every row is a span.
        """
        if self.chars.shape != old.chars.shape:
            return [Span(y, 0, self.width) for y in range(self.height) if self.width]
        changed = np.flatnonzero((self.chars != old.chars) | (self.styles != old.styles)).tolist()
        spans: list[Span] = []
        width, y, start, stop = self.width, 0, 0, -_MERGED_GAP - 1
        for cell in changed:
            if cell - stop <= _MERGED_GAP and cell < (y + 1) * width:
                stop = cell + 1
                continue
            if stop >= 0:
                spans.append(Span(y, start - y * width, stop - y * width))
            y, start, stop = cell // width, cell, cell + 1
        if stop >= 0:
            spans.append(Span(y, start - y * width, stop - y * width))
        return spans

    def lines(self) -> list[str]:
        """The characters, one string of `width` a row: the picture as plain text."""
        return [row.tobytes().decode("utf-32-le") for row in self.chars]

    def runs(self, y: int, start: int, stop: int) -> list[tuple[str, int]]:
        """The cells `start` to `stop` (exclusive) of row `y` as (text, role) runs of one role each."""
        text = utf_32_le_decode(self.chars[y, start:stop].tobytes())[0]
        if not text:
            return []
        roles = self.styles[y, start:stop]
        raw = roles.tobytes()
        if raw.count(raw[0]) == len(raw):
            return [(text, raw[0])]
        edges = [0, *(np.flatnonzero(roles[1:] != roles[:-1]) + 1).tolist(), len(raw)]
        return [(text[a:b], raw[a]) for a, b in pairwise(edges)]
