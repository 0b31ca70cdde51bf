"""Dots in cells: the bits of braille and of half blocks, and how they are stamped on a grid."""

import numpy as np
from numpy.typing import NDArray

from infotui.canvas.grid import Grid
from infotui.canvas.mapping import Floats, Mapping
from infotui.canvas.marks import Marks
from infotui.canvas.roles import Role

Bits = NDArray[np.uint8]
Codes = NDArray[np.uint32]

_BRAILLE = 0x2800
_LEFT_DOTS, _RIGHT_DOTS = (
    np.array([sum(1 << bit for i, bit in enumerate(bits) if dots >> i & 1) for dots in range(16)], np.uint8)
    for bits in ((0, 1, 2, 6), (3, 4, 5, 7))
)
"""The bits of a braille character for a set of dots in one of its columns (the top dot is 1)."""

_DOT_RANGES = {
    down: (
        np.array([(1 << down) - (1 << k) for k in range(down + 1)], np.uint8),
        np.array([(1 << k) - 1 for k in range(down + 1)], np.uint8),
    )
    for down in (1, 2, 4)
}
"""For `down` dots in a column of a cell: the dots from the k-th on, and those before the k-th."""

_HALVES = np.array([ord(glyph) for glyph in " ▀▄█"], np.uint32)


def columns_between(first: Floats, last: Floats, height: int, down: int) -> Bits:
    """The dots from `first` to `last` (inclusive) in every column, none where they are NaN.

    Shape (height, width * across): the dots of one column of a cell as bits, the top one being 1.
    """
    tops = np.arange(0, height * down, down, dtype=np.int32)[:, None]
    # fmin turns NaN into the far end, so that the range is empty.
    start = np.fmin(first, height * down).astype(np.int32) - tops
    stop = np.fmin(last + 1, height * down).astype(np.int32) - tops
    from_dot, before_dot = _DOT_RANGES[down]
    dots: Bits = from_dot[start.clip(0, down)] & before_dot[stop.clip(0, down)]
    return dots


def every_other(first: Floats, last: Floats) -> Bits:
    """Which dots a dotted curve keeps: alternate columns, or alternate rows where it is steep."""
    even_columns = np.where(np.arange(len(first)) % 2 == 0, np.uint8(0b1111), np.uint8(0))
    return np.where(last - first >= 2, np.uint8(0b0101), even_columns)


def sparse(dots: Bits) -> Bits:
    """Which dots a dotted area keeps: one in four, staggered."""
    return np.where(np.arange(dots.shape[1]) % 2 == 0, np.uint8(0b0001), np.uint8(0b0100))


def counts(dots: Bits, resolution: tuple[int, int]) -> Bits:
    """How many dots every cell has, shape (height, width)."""
    counts = np.bitwise_count(dots)
    return counts if resolution[0] == 1 else counts[:, ::2] + counts[:, 1::2]


def cells(dots: Bits, resolution: tuple[int, int]) -> Bits:
    """The dots of every cell as one number, shape (height, width): in braille's order where it is braille."""
    return dots if resolution[0] == 1 else _LEFT_DOTS[dots[:, ::2]] | _RIGHT_DOTS[dots[:, 1::2]]


def stamp(grid: Grid, mapping: Mapping, bits: Bits, role: Role, marks: Marks, glyph: str) -> None:
    """Write the cells that have dots: as `glyph`, or united with the dots that are there already."""
    top, left = mapping.top, mapping.left
    rows, columns = _window(top, mapping.height, grid.height), _window(left, mapping.width, grid.width)
    seen = bits[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    chars, hit = grid.chars[rows, columns], seen != 0
    if glyph:
        chars[hit] = ord(glyph)
    else:
        united = _braille if marks is Marks.BRAILLE else _halves
        np.copyto(chars, united(chars, seen), where=hit)
    grid.styles[rows, columns][hit] = role


def _window(start: int, size: int, limit: int) -> slice:
    """The part of `start` to `start + size` that lies in 0 to `limit`."""
    first = min(max(start, 0), limit)
    return slice(first, max(min(start + size, limit), first))


def _braille(chars: Codes, bits: Bits) -> Codes:
    """The braille characters of `bits`, united with those in `chars`."""
    there = chars - np.uint32(_BRAILLE)  # what is not braille wraps round or is too large
    return np.where(there < 256, bits | there, bits) + np.uint32(_BRAILLE)


def _halves(chars: Codes, bits: Bits) -> Codes:
    """The half blocks of `bits`, united with those in `chars`."""
    for there, code in enumerate(_HALVES):
        bits = np.where(chars == code, bits | np.uint8(there), bits)
    return _HALVES[bits]
