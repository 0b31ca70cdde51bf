"""Dots in cells: the bits of braille and of half blocks, and how they are stamped on a grid.

The dots of a cell are one number: in braille's own order of bits; or 1 for the upper half and 2 for the
lower; or 1 where a cell is one dot.
"""

import re
from codecs import utf_32_le_encode
from typing import NamedTuple

from .cell_buffer import Grid
from .glyphs import Marks
from .roles import Role
from .transform import Mapping

Resolution = tuple[int, int]
"""Dots (across, down) in a cell."""
Cells = dict[int, int]
"""The dots of cells, by their indices in a grid."""

BITS: dict[Resolution, tuple[tuple[int, ...], ...]] = {
    (2, 4): ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)),
    (1, 2): ((0x01, 0x02),),
    (1, 1): ((0x01,),),
}
"""The bits of the dots in a cell, column by column, from the top."""

_PAGE = 0x28
"""The second byte of braille in UTF-32-LE; the first is its dots, and the others are 0."""
_BRAILLE = [bytes([bits, _PAGE, 0, 0]) for bits in range(256)]
_HALVES = [utf_32_le_encode(glyph)[0] for glyph in " ▀▄█"]
_HALF_BITS = {code: bits for bits, code in enumerate(_HALVES)}
_DOTTED_CELLS = re.compile(rb"[^\0]+")


class Window(NamedTuple):
    """The part of a data box that lies in its grid: columns and rows of cells, counted from those of the box.

    The cell in column `x` and row `y` of the box is cell `corner + y * stride + x` of the grid.
    """

    columns: range
    rows: range
    corner: int
    stride: int

    @classmethod
    def on(cls, grid: Grid, mapping: Mapping) -> "Window":
        """The part of the box of `mapping` that lies in `grid`; perhaps nothing."""
        left, top = mapping.left, mapping.top
        columns = range(max(-left, 0), min(mapping.width, grid.width - left))
        rows = range(max(-top, 0), min(mapping.height, grid.height - top))
        return cls(columns, rows, top * grid.width + left, grid.width)


def stamp(grid: Grid, dots: Cells, role: Role, marks: Marks, glyph: str = "") -> None:
    """Write the cells that have dots: as `glyph`, or united with the dots that are there already."""
    if glyph:
        _stamp_glyph(grid, dots, glyph)
    elif marks is Marks.BRAILLE:
        _stamp_braille(grid, dots)
    else:
        _stamp_halves(grid, dots)
    roles = grid.roles
    for at in dots:
        roles[at] = role


def stamp_row(grid: Grid, at: int, dots: bytes, role: Role, marks: Marks, glyph: str = "") -> None:
    """Stamp the dots of cells beside each other, from the cell `at` on: many at once where that can be."""
    codes = grid.codes
    for found in _DOTTED_CELLS.finditer(dots):
        a, b = found.span()
        start, stop, count = 4 * (at + a), 4 * (at + b), b - a
        if glyph:
            codes[start:stop] = utf_32_le_encode(glyph)[0] * count
        elif marks is Marks.BRAILLE and _PAGE not in codes[start + 1 : stop : 4]:
            codes[start:stop] = _BRAILLE[0] * count
            codes[start:stop:4] = dots[a:b]
        else:
            stamp(grid, dict(enumerate(dots[a:b], at + a)), role, marks)
        grid.roles[at + a : at + b] = bytes([role]) * count


def _stamp_glyph(grid: Grid, dots: Cells, glyph: str) -> None:
    codes, code = grid.codes, utf_32_le_encode(glyph)[0]
    for at in dots:
        codes[4 * at : 4 * at + 4] = code


def _stamp_braille(grid: Grid, dots: Cells) -> None:
    codes = grid.codes
    for at, bits in dots.items():
        i = 4 * at
        if codes[i + 1] == _PAGE and not codes[i + 2]:
            codes[i] |= bits
        else:
            codes[i : i + 4] = _BRAILLE[bits]


def _stamp_halves(grid: Grid, dots: Cells) -> None:
    codes = grid.codes
    for at, bits in dots.items():
        i = 4 * at
        there = _HALF_BITS.get(bytes(codes[i : i + 4]), 0)
        codes[i : i + 4] = _HALVES[there | bits]
