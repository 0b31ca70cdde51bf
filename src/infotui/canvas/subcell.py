"""Dots in cells: the bits of braille and of half blocks, and how they are stamped on a grid.

The dots of a cell are one number: in braille's own order of bits; or 1 for the upper half and 2 for the
lower; or 1 where a cell is one dot.
"""

import re
from codecs import utf_32_le_encode
from typing import NamedTuple

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .roles import Role
from .transform import PlotTransform

Resolution = tuple[int, int]
"""Dots (across, down) in a cell."""
DotMap = dict[int, int]
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


class ClipRect(NamedTuple):
    """The part of a data box that lies in its grid: columns and rows of cells, counted from those of the box.

    The cell in column `x` and row `y` of the box is cell `corner + y * stride + x` of the grid.
    """

    columns: range
    rows: range
    corner: int
    stride: int

    @classmethod
    def on(cls, buffer: CellBuffer, transform: PlotTransform) -> "ClipRect":
        """The part of the box of `mapping` that lies in `grid`; perhaps nothing."""
        left, top = transform.left, transform.top
        columns = range(max(-left, 0), min(transform.width, buffer.width - left))
        rows = range(max(-top, 0), min(transform.height, buffer.height - top))
        return cls(columns, rows, top * buffer.width + left, buffer.width)


def blit_dots(buffer: CellBuffer, dots: DotMap, role: Role, glyphs: GlyphSet, glyph: str = "") -> None:
    """Write the cells that have dots: as `glyph`, or united with the dots that are there already."""
    if glyph:
        _blit_glyph(buffer, dots, glyph)
    elif glyphs is GlyphSet.BRAILLE:
        _blit_braille(buffer, dots)
    else:
        _blit_halves(buffer, dots)
    roles = buffer.roles
    for at in dots:
        roles[at] = role


def blit_row(buffer: CellBuffer, at: int, dots: bytes, role: Role, glyphs: GlyphSet, glyph: str = "") -> None:
    """Stamp the dots of cells beside each other, from the cell `at` on: many at once where that can be."""
    codes = buffer.codes
    for found in _DOTTED_CELLS.finditer(dots):
        a, b = found.span()
        start, stop, count = 4 * (at + a), 4 * (at + b), b - a
        if glyph:
            codes[start:stop] = utf_32_le_encode(glyph)[0] * count
        elif glyphs is GlyphSet.BRAILLE and _PAGE not in codes[start + 1 : stop : 4]:
            codes[start:stop] = _BRAILLE[0] * count
            codes[start:stop:4] = dots[a:b]
        else:
            blit_dots(buffer, dict(enumerate(dots[a:b], at + a)), role, glyphs)
        buffer.roles[at + a : at + b] = bytes([role]) * count


def _blit_glyph(buffer: CellBuffer, dots: DotMap, glyph: str) -> None:
    codes, code = buffer.codes, utf_32_le_encode(glyph)[0]
    for at in dots:
        codes[4 * at : 4 * at + 4] = code


def _blit_braille(buffer: CellBuffer, dots: DotMap) -> None:
    codes = buffer.codes
    for at, bits in dots.items():
        i = 4 * at
        if codes[i + 1] == _PAGE and not codes[i + 2]:
            codes[i] |= bits
        else:
            codes[i : i + 4] = _BRAILLE[bits]


def _blit_halves(buffer: CellBuffer, dots: DotMap) -> None:
    codes = buffer.codes
    for at, bits in dots.items():
        i = 4 * at
        there = _HALF_BITS.get(bytes(codes[i : i + 4]), 0)
        codes[i : i + 4] = _HALVES[there | bits]
