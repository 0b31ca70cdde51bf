"""The cell buffer: a rectangle of cells with one character and one role each.

Drawing functions write cells, and `diff` finds the spans in which two buffers differ. The cells are two byte
arrays, so that filling, copying and comparing need no loop over cells. Characters must be one cell wide.
"""

from __future__ import annotations

import re
from codecs import utf_32_le_decode, utf_32_le_encode  # much faster than str.encode("utf-32-le")
from collections.abc import Iterator
from typing import NamedTuple, cast

_BLANK = utf_32_le_encode(" ")[0]
_CODE = len(_BLANK)
_BYTES = [bytes([byte]) for byte in range(256)]
_EQUAL_BYTES = re.compile(rb"(.)\1*", re.DOTALL)
_CHANGED = 1
_IS_CHANGED = bytes([0, *[_CHANGED] * 255])
_GAP = bytes(12)
"""A gap of at least so many unchanged cells separates two spans."""


class Span(NamedTuple):
    """Neighbouring cells in row `y`, from `start` to `stop` (exclusive)."""

    y: int
    start: int
    stop: int


class CellBuffer:
    """`width` by `height` cells, blank at first.

    Writing to a frozen buffer raises TypeError.

        buffer = CellBuffer(4, 2)
        buffer.write(1, 0, "ab", Role.P)     row 0: " ab "     roles 0 3 3 0
        buffer.diff(CellBuffer(4, 2))        → [Span(y=0, start=1, stop=3)]

    Attributes:
        codes: the characters as UTF-32-LE, four bytes a cell, row by row.
        roles: `Role` values, one byte a cell, row by row.
    """

    __slots__ = ("codes", "height", "roles", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        cells = self.width * self.height
        self.codes = bytearray(_BLANK * cells)
        self.roles = bytearray(cells)

    def copy(self) -> CellBuffer:
        """An independent, writable buffer with the same cells."""
        other = CellBuffer.__new__(CellBuffer)
        other.width, other.height = self.width, self.height
        other.codes, other.roles = bytearray(self.codes), bytearray(self.roles)
        return other

    def freeze(self) -> CellBuffer:
        """Make this buffer read-only, for sharing it from a cache; returns itself."""
        self.codes, self.roles = cast(bytearray, bytes(self.codes)), cast(bytearray, bytes(self.roles))
        return self

    def char(self, x: int, y: int) -> str:
        """The character of a cell inside the buffer."""
        at = _CODE * (y * self.width + x)
        return utf_32_le_decode(self.codes[at : at + _CODE])[0]

    def role(self, x: int, y: int) -> int:
        """The role of a cell inside the buffer."""
        return self.roles[y * self.width + x]

    def write(self, x: int, y: int, string: str, role: int) -> None:
        """Write single-width characters from column `x` of row `y` on, clipped to the buffer."""
        width = self.width
        if not (0 <= y < self.height and x < width):
            return
        if x < 0:
            string, x = string[-x:], 0
        if x + len(string) > width:
            string = string[: width - x]
        at, count = y * width + x, len(string)
        self.codes[_CODE * at : _CODE * (at + count)] = utf_32_le_encode(string)[0]
        self.roles[at : at + count] = _BYTES[role] * count

    def fill(
        self, x: int, y: int, width: int, height: int, glyph: str, role: int, step: tuple[int, int] = (1, 1)
    ) -> None:
        """Fill a rectangle with one character; with `step` only every n-th (column, row) of it."""
        (across, down), stride = step, self.width
        left, right = x if x >= 0 else x % across, min(x + width, stride)
        top, bottom = y if y >= 0 else y % down, min(y + height, self.height)
        if left >= right or top >= bottom:
            return
        code, role_byte = utf_32_le_encode(glyph)[0], _BYTES[role]
        corner, end = top * stride + left, bottom * stride
        if right - left <= across and bottom - top > down:
            self._fill_strided(range(corner, end, stride * down), code, role_byte)
        elif across > 1:
            for at in range(corner, end, stride * down):
                self._fill_strided(range(at, at + right - left, across), code, role_byte)
        else:
            count = right - left
            for at in range(corner, end, stride * down):
                self.codes[_CODE * at : _CODE * (at + count)] = code * count
                self.roles[at : at + count] = role_byte * count

    def _fill_strided(self, cells: range, code: bytes, role: bytes) -> None:
        """Write one character to evenly spaced cells."""
        start, stop, step, count = cells.start, cells.stop, cells.step, len(cells)
        self.roles[start:stop:step] = role * count
        for i, byte in enumerate(code):
            self.codes[_CODE * start + i : _CODE * stop : _CODE * step] = _BYTES[byte] * count

    def set_role(self, x: int, y: int, width: int, height: int, role: int) -> None:
        """Set the role of a rectangle and keep its characters."""
        left, right = max(x, 0), min(x + width, self.width)
        if left < right:
            for row in range(max(y, 0), min(y + height, self.height)):
                at = row * self.width
                self.roles[at + left : at + right] = _BYTES[role] * (right - left)

    def blit(self, other: CellBuffer, y: int) -> None:
        """Copy `other` to the rows from `y` (at least 0) on, clipped to this buffer."""
        count = min(self.width, other.width)
        for row in range(min(other.height, self.height - y)):
            to, at = (y + row) * self.width, row * other.width
            self.codes[_CODE * to : _CODE * (to + count)] = other.codes[_CODE * at : _CODE * (at + count)]
            self.roles[to : to + count] = other.roles[at : at + count]

    def diff(self, old: CellBuffer) -> list[Span]:
        """The spans in which this buffer differs from `old`, top to bottom, left to right.

        Changes fewer than 12 cells apart are one span. If the sizes differ, every row is a span.
        """
        width = self.width
        if (width, self.height) != (old.width, old.height):
            return [Span(y, 0, width) for y in range(self.height) if width]
        if self.codes == old.codes and self.roles == old.roles:
            return []
        spans: list[Span] = []
        for top, bottom in self._changed_rows(old):
            changed = _changed(self, old, slice(top * width, bottom * width))
            start = changed.find(_CHANGED)
            while start >= 0:
                stop = changed.find(_GAP, start)
                y, x = divmod(start, width + len(_GAP))
                spans.append(Span(top + y, x, x + stop - start))
                start = changed.find(_CHANGED, stop)
        return spans

    def _changed_rows(self, old: CellBuffer) -> Iterator[tuple[int, int]]:
        """Groups of neighbouring rows that differ, as (top, bottom), `bottom` exclusive."""
        codes, roles, old_codes, old_roles, width = self.codes, self.roles, old.codes, old.roles, self.width
        top = None
        for y in range(self.height):
            a, b = y * width, (y + 1) * width
            is_same = old_roles.startswith(roles[a:b], a) and old_codes.startswith(
                codes[_CODE * a : _CODE * b], _CODE * a
            )
            if is_same and top is not None:
                yield top, y
                top = None
            elif not is_same and top is None:
                top = y
        if top is not None:
            yield top, self.height

    def lines(self) -> list[str]:
        """The characters, one string of `width` a row."""
        text, width = utf_32_le_decode(self.codes)[0], self.width
        return [text[y * width : (y + 1) * width] for y in range(self.height)]

    def row_slice(self, y: int, start: int, stop: int) -> tuple[str, bytes]:
        """The cells `start` to `stop` (exclusive) of row `y`: their characters and their roles."""
        first, last = y * self.width + start, y * self.width + stop
        return utf_32_le_decode(self.codes[_CODE * first : _CODE * last])[0], bytes(self.roles[first:last])

    def runs(self, y: int, start: int, stop: int) -> list[tuple[str, int]]:
        """The same as (text, role) runs of one role each."""
        text, roles = self.row_slice(y, start, stop)
        if text and roles.count(roles[0]) == len(roles):
            return [(text, roles[0])]
        edges = (run.span() for run in _EQUAL_BYTES.finditer(roles))
        return [(text[a:b], roles[a]) for a, b in edges]


def _changed(new: CellBuffer, old: CellBuffer, cells: slice) -> bytes:
    """One byte a cell, 1 where the character or the role differs, with `_GAP` after each row."""
    number = int.from_bytes  # one XOR of two large integers compares all cells at once
    changed = number(new.roles[cells]) ^ number(old.roles[cells])
    codes = slice(_CODE * cells.start, _CODE * cells.stop)
    new_codes, old_codes = new.codes[codes], old.codes[codes]
    for byte in range(_CODE - 1):  # the last is always 0
        here, there = new_codes[byte::_CODE], old_codes[byte::_CODE]
        if here != there:
            changed |= number(here) ^ number(there)
    flags, width = changed.to_bytes(cells.stop - cells.start).translate(_IS_CHANGED), new.width
    return b"".join([flags[start : start + width] + _GAP for start in range(0, len(flags), width)])
