"""Painters of text, lines and bars: pure functions that write cells into a grid and clip to it.

`x` and `y` are the column and row of a cell, counted from the top left; they may lie outside.
Lengths are in cells and may have fractions.
"""

from collections.abc import Sequence
from typing import Literal

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .roles import Role

LineStyle = Literal["solid", "dotted"]
"""How two things of one kind differ without colour."""


def text(
    buffer: CellBuffer,
    x: int,
    y: int,
    string: str,
    role: Role = Role.TEXT,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> int:
    """Write `string` from column `x` on, as `marks` can show it.

    Returns:
        The column after the last character, inside the grid or not: where more text may follow.
    """
    string = glyphs.transliterate(string)
    buffer.write(x, y, string, role)
    return x + len(string)


def text_right(
    buffer: CellBuffer,
    x: int,
    y: int,
    string: str,
    role: Role = Role.TEXT,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> int:
    """Write `string` so that it ends just before column `x`.

    Returns:
        The column of its first character.
    """
    string = glyphs.transliterate(string)
    start = x - len(string)
    buffer.write(start, y, string, role)
    return start


def fill(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    height: int,
    glyph: str,
    role: Role,
    step: tuple[int, int] = (1, 1),
) -> None:
    """Fill a rectangle with one character, or only the first of every `step` (columns, rows)."""
    buffer.fill(x, y, width, height, glyph, role, step)


def tint(buffer: CellBuffer, x: int, y: int, width: int, height: int, role: Role) -> None:
    """Give the cells of a rectangle another role and leave their characters."""
    buffer.set_role(x, y, width, height, role)


def hline(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a solid line to the right from `x`."""
    fill(buffer, x, y, width, 1, glyphs.table.horizontal_line, role)


def vline(
    buffer: CellBuffer,
    x: int,
    y: int,
    height: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a solid line downwards from `y`."""
    fill(buffer, x, y, 1, height, glyphs.table.vertical_line, role)


def dashed_hline(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    role: Role = Role.MAXIMUM,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a dashed line to the right from `x`."""
    dash = glyphs.table.horizontal_dash
    fill(buffer, x, y, width, 1, dash[0], role, (len(dash), 1))


def box(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    height: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw the outline of a rectangle of at least 2 by 2 cells; its inside is left as it is."""
    right, bottom = x + width - 1, y + height - 1
    for row in (y, bottom):
        hline(buffer, x, row, width, role, glyphs)
    for column in (x, right):
        vline(buffer, column, y, height, role, glyphs)
    corners = ((x, y), (right, y), (x, bottom), (right, bottom))
    for (column, row), glyph in zip(corners, glyphs.table.corners, strict=True):
        fill(buffer, column, row, 1, 1, glyph, role)


def vertical_bar(
    buffer: CellBuffer,
    x: int,
    width: int,
    bottom: int,
    height: float,
    role: Role,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
    pattern: LineStyle = "solid",
) -> None:
    """Draw a bar that stands on the row above `bottom` and is `height` cells high.

    It is drawn to the nearest step that `marks` allows (an eighth of a cell at best), but anything
    above 0 shows. NaN counts as 0.
    """
    full, tip = _bar_glyphs(height, glyphs.table.vertical, bottom)
    fill(buffer, x, bottom - full, width, full, _bar_body(glyphs, pattern), role)
    if tip:
        fill(buffer, x, bottom - full - 1, width, 1, tip, role)


def horizontal_bar(
    buffer: CellBuffer,
    x: int,
    y: int,
    length: float,
    role: Role,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
    pattern: LineStyle = "solid",
) -> None:
    """Draw a bar from the left edge of column `x` to the right, as `vertical_bar` does upwards."""
    full, tip = _bar_glyphs(length, glyphs.table.horizontal, buffer.width - x)
    fill(buffer, x, y, full, 1, _bar_body(glyphs, pattern), role)
    if tip:
        fill(buffer, x + full, y, 1, 1, tip, role)


def signed_bar(
    buffer: CellBuffer,
    x_zero: int,
    y: int,
    length: float,
    positive: Role = Role.POSITIVE,
    negative: Role = Role.NEGATIVE,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a bar from the left edge of column `x_zero`: right if positive, left in another texture if not."""
    if not length < 0:
        horizontal_bar(buffer, x_zero, y, length, positive, glyphs)
        return
    full, tip = _bar_glyphs(-length, glyphs.table.from_right, x_zero)
    fill(buffer, x_zero - full, y, full, 1, glyphs.table.from_right[-1], negative)
    if tip:
        fill(buffer, x_zero - full - 1, y, 1, 1, tip, negative)


def stacked_bar(
    buffer: CellBuffer,
    x: int,
    y: int,
    parts: Sequence[tuple[float, Role]],
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw parts end to end from column `x`, each (length, role) in a texture of its own.

    The ends are rounded to whole cells, so that the whole is as long as the sum of the parts.
    """
    textures = glyphs.table.textures
    start, total = x, 0.0
    for i, (length, role) in enumerate(parts):
        total += _clamp_length(length, buffer.width - x)
        stop = x + round(min(total, max(buffer.width - x, 0)))
        fill(buffer, start, y, stop - start, 1, textures[i % len(textures)], role)
        start = stop


def _bar_glyphs(length: float, ladder: str, room: int) -> tuple[int, str]:
    """How many full cells `length` is, and the glyph of the partial cell after them ("" if none)."""
    steps_a_cell = len(ladder) - 1
    length = _clamp_length(length, room)
    full, part = divmod(max(round(length * steps_a_cell), int(length > 0)), steps_a_cell)
    return full, ladder[part] if part else ""


def _clamp_length(length: float, room: int) -> float:
    """`length` between 0 and what can be seen of it (a cell more, to keep the clipping at the edge)."""
    return min(length, max(room, 0) + 1.0) if length > 0 else 0.0


def _bar_body(glyphs: GlyphSet, pattern: LineStyle) -> str:
    """The full cell of a bar."""
    return glyphs.table.textures[0 if pattern == "solid" else 1]
