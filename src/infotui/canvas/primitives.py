"""Painters of text, lines and bars: pure functions that write cells into a grid and clip to it.

`x` and `y` are the column and row of a cell, counted from the top left; they may lie outside.
Lengths are in cells and may have fractions.
"""

from collections.abc import Sequence
from typing import Literal

from .cell_buffer import Grid
from .glyphs import Marks
from .roles import Role

Pattern = Literal["solid", "dotted"]
"""How two things of one kind differ without colour."""


def text(
    grid: Grid, x: int, y: int, string: str, role: Role = Role.TEXT, marks: Marks = Marks.BRAILLE
) -> int:
    """Write `string` from column `x` on, as `marks` can show it.

    Returns:
        The column after the last character, inside the grid or not: where more text may follow.
    """
    string = marks.text(string)
    grid.write(x, y, string, role)
    return x + len(string)


def text_right(
    grid: Grid, x: int, y: int, string: str, role: Role = Role.TEXT, marks: Marks = Marks.BRAILLE
) -> int:
    """Write `string` so that it ends just before column `x`.

    Returns:
        The column of its first character.
    """
    string = marks.text(string)
    start = x - len(string)
    grid.write(start, y, string, role)
    return start


def fill(
    grid: Grid,
    x: int,
    y: int,
    width: int,
    height: int,
    glyph: str,
    role: Role,
    step: tuple[int, int] = (1, 1),
) -> None:
    """Fill a rectangle with one character, or only the first of every `step` (columns, rows)."""
    grid.fill(x, y, width, height, glyph, role, step)


def tint(grid: Grid, x: int, y: int, width: int, height: int, role: Role) -> None:
    """Give the cells of a rectangle another role and leave their characters."""
    grid.tint(x, y, width, height, role)


def hline(
    grid: Grid, x: int, y: int, width: int, role: Role = Role.GRID, marks: Marks = Marks.BRAILLE
) -> None:
    """Draw a solid line to the right from `x`."""
    fill(grid, x, y, width, 1, marks.glyphs.horizontal_line, role)


def vline(
    grid: Grid, x: int, y: int, height: int, role: Role = Role.GRID, marks: Marks = Marks.BRAILLE
) -> None:
    """Draw a solid line downwards from `y`."""
    fill(grid, x, y, 1, height, marks.glyphs.vertical_line, role)


def dashed_hline(
    grid: Grid, x: int, y: int, width: int, role: Role = Role.MAXIMUM, marks: Marks = Marks.BRAILLE
) -> None:
    """Draw a dashed line to the right from `x`."""
    dash = marks.glyphs.horizontal_dash
    fill(grid, x, y, width, 1, dash[0], role, (len(dash), 1))


def frame(
    grid: Grid,
    x: int,
    y: int,
    width: int,
    height: int,
    role: Role = Role.GRID,
    marks: Marks = Marks.BRAILLE,
) -> None:
    """Draw the outline of a rectangle of at least 2 by 2 cells; its inside is left as it is."""
    right, bottom = x + width - 1, y + height - 1
    for row in (y, bottom):
        hline(grid, x, row, width, role, marks)
    for column in (x, right):
        vline(grid, column, y, height, role, marks)
    corners = ((x, y), (right, y), (x, bottom), (right, bottom))
    for (column, row), glyph in zip(corners, marks.glyphs.corners, strict=True):
        fill(grid, column, row, 1, 1, glyph, role)


def vertical_bar(
    grid: Grid,
    x: int,
    width: int,
    bottom: int,
    height: float,
    role: Role,
    marks: Marks = Marks.BRAILLE,
    pattern: Pattern = "solid",
) -> None:
    """Draw a bar that stands on the row above `bottom` and is `height` cells high.

    It is drawn to the nearest step that `marks` allows (an eighth of a cell at best), but anything
    above 0 shows. NaN counts as 0.
    """
    full, tip = _measured(height, marks.glyphs.vertical, bottom)
    fill(grid, x, bottom - full, width, full, _body(marks, pattern), role)
    if tip:
        fill(grid, x, bottom - full - 1, width, 1, tip, role)


def horizontal_bar(
    grid: Grid,
    x: int,
    y: int,
    length: float,
    role: Role,
    marks: Marks = Marks.BRAILLE,
    pattern: Pattern = "solid",
) -> None:
    """Draw a bar from the left edge of column `x` to the right, as `vertical_bar` does upwards."""
    full, tip = _measured(length, marks.glyphs.horizontal, grid.width - x)
    fill(grid, x, y, full, 1, _body(marks, pattern), role)
    if tip:
        fill(grid, x + full, y, 1, 1, tip, role)


def signed_bar(
    grid: Grid,
    x_zero: int,
    y: int,
    length: float,
    positive: Role = Role.POSITIVE,
    negative: Role = Role.NEGATIVE,
    marks: Marks = Marks.BRAILLE,
) -> None:
    """Draw a bar from the left edge of column `x_zero`: right if positive, left in another texture if not."""
    if not length < 0:
        horizontal_bar(grid, x_zero, y, length, positive, marks)
        return
    full, tip = _measured(-length, marks.glyphs.from_right, x_zero)
    fill(grid, x_zero - full, y, full, 1, marks.glyphs.from_right[-1], negative)
    if tip:
        fill(grid, x_zero - full - 1, y, 1, 1, tip, negative)


def stacked_bar(
    grid: Grid, x: int, y: int, parts: Sequence[tuple[float, Role]], marks: Marks = Marks.BRAILLE
) -> None:
    """Draw parts end to end from column `x`, each (length, role) in a texture of its own.

    The ends are rounded to whole cells, so that the whole is as long as the sum of the parts.
    """
    textures = marks.glyphs.textures
    start, total = x, 0.0
    for i, (length, role) in enumerate(parts):
        total += _clamped(length, grid.width - x)
        stop = x + round(min(total, max(grid.width - x, 0)))
        fill(grid, start, y, stop - start, 1, textures[i % len(textures)], role)
        start = stop


def _measured(length: float, ladder: str, room: int) -> tuple[int, str]:
    """How many full cells `length` is, and the glyph of the partial cell after them ("" if none)."""
    steps_a_cell = len(ladder) - 1
    length = _clamped(length, room)
    full, part = divmod(max(round(length * steps_a_cell), int(length > 0)), steps_a_cell)
    return full, ladder[part] if part else ""


def _clamped(length: float, room: int) -> float:
    """`length` between 0 and what can be seen of it (a cell more, to keep the clipping at the edge)."""
    return min(length, max(room, 0) + 1.0) if length > 0 else 0.0


def _body(marks: Marks, pattern: Pattern) -> str:
    """The full cell of a bar."""
    return marks.glyphs.textures[0 if pattern == "solid" else 1]
