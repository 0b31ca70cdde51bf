"""Sub-cell dots: the bits of braille and half-block characters, and writing them into a cell buffer.

The dots of a cell are one number: braille's own bits (2 by 4 dots), or 1 for the upper and 2 for the lower
half block (1 by 2), or 1 for a whole cell. Writing dots keeps the dots that the cell has already.
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
"""Cell index in a buffer → bits of its dots."""

BITS: dict[Resolution, tuple[tuple[int, ...], ...]] = {
    (2, 4): ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80)),
    (1, 2): ((0x01, 0x02),),
    (1, 1): ((0x01,),),
}
"""The bit of each dot of a cell, column by column, from the top."""

_PAGE = 0x28
"""The second byte of braille in UTF-32-LE; the first byte holds the dots, the others are 0."""
_BRAILLE = [bytes([bits, _PAGE, 0, 0]) for bits in range(256)]
_HALVES = [utf_32_le_encode(glyph)[0] for glyph in " ▀▄█"]
_HALF_BITS = {code: bits for bits, code in enumerate(_HALVES)}
_DOTTED_CELLS = re.compile(rb"[^\0]+")


class ClipRect(NamedTuple):
    """The part of a data box inside a buffer, as columns and rows counted from the box's own corner.

    Column `x` and row `y` of the box are cell `corner + y * stride + x` of the buffer.
    """

    columns: range
    rows: range
    corner: int
    stride: int

    @classmethod
    def on(cls, buffer: CellBuffer, transform: PlotTransform) -> "ClipRect":
        """The part of the box of `transform` inside `buffer`; it may be empty."""
        left, top = transform.left, transform.top
        columns = range(max(-left, 0), min(transform.width, buffer.width - left))
        rows = range(max(-top, 0), min(transform.height, buffer.height - top))
        return cls(columns, rows, top * buffer.width + left, buffer.width)


def blit_dots(buffer: CellBuffer, dots: DotMap, role: Role, glyphs: GlyphSet, glyph: str = "") -> None:
    """Write the cells of `dots`: as `glyph`, or merged with the dots that they have already."""
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
    """Write the dots of neighbouring cells, one byte each, from cell `at` on."""
    codes = buffer.codes
    for match in _DOTTED_CELLS.finditer(dots):
        a, b = match.span()
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
        old_bits = _HALF_BITS.get(bytes(codes[i : i + 4]), 0)
        codes[i : i + 4] = _HALVES[old_bits | bits]
