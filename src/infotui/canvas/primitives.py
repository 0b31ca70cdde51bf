"""Drawing primitives: text, lines and bars in a cell buffer.

Every function writes into the buffer it is given and clips to it. `x` and `y` are a column and a row, counted
from 0 at the top left, and may lie outside. Lengths are in cells and may have fractions.
"""

from collections.abc import Sequence
from typing import Literal

from .cell_buffer import CellBuffer
from .glyphs import GlyphSet
from .roles import Role

_TICKS = "┤┬"
"""Ticks that an axis draws on its frame; those of ASCII are corners as well, and are drawn again."""

LineStyle = Literal["solid", "dotted"]
"""The line style, which distinguishes p from q without colour."""


def text(
    buffer: CellBuffer,
    x: int,
    y: int,
    string: str,
    role: Role = Role.TEXT,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> int:
    """Write `string` from column `x` on, transliterated to `glyphs`.

    Returns:
        The column after the last character, inside the buffer or not.
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
    """Write `string` so that it ends before column `x`.

    Returns:
        The column of the first character.
    """
    string = glyphs.transliterate(string)
    start = x - len(string)
    buffer.write(start, y, string, role)
    return start


def hline(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a solid line to the right from `x`."""
    buffer.fill(x, y, width, 1, glyphs.table.horizontal_line, role)


def vline(
    buffer: CellBuffer,
    x: int,
    y: int,
    height: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a solid line downwards from `y`."""
    buffer.fill(x, y, 1, height, glyphs.table.vertical_line, role)


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
    buffer.fill(x, y, width, 1, dash[0], role, (len(dash), 1))


def box(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    height: int,
    role: Role = Role.GRID,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw the outline of a rectangle of at least 2 by 2 cells; its inside stays unchanged."""
    right, bottom = x + width - 1, y + height - 1
    for row in (y, bottom):
        hline(buffer, x, row, width, role, glyphs)
    for column in (x, right):
        vline(buffer, column, y, height, role, glyphs)
    corners = ((x, y), (right, y), (x, bottom), (right, bottom))
    for (column, row), glyph in zip(corners, glyphs.table.corners, strict=True):
        buffer.fill(column, row, 1, 1, glyph, role)


def panel(
    buffer: CellBuffer,
    x: int,
    y: int,
    width: int,
    height: int,
    title: str = "",
    value: str = "",
    *,
    is_focused: bool = False,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a border with `title` at the left of its top and `value` at the right, its inside left as it is.

    The panel that has the focus differs in colour and in the style of its lines. One row high it is only
    the top line. Ticks that an axis has drawn on the border stay. A text that does not fit is left out,
    the value first.
    """
    role = Role.FOCUS if is_focused else Role.GRID
    lines = glyphs.table.focused_frame if is_focused else glyphs.table.panel_frame
    buffer.fill(x, y, width, 1, lines[0], role)
    if height > 1:
        _sides(buffer, x, y, width, height, lines, role)
    title, value = (f" {glyphs.transliterate(string)} " if string else "" for string in (title, value))
    stop = x + 1
    if len(title) + 2 <= width:
        stop = text(buffer, stop, y, title, Role.FOCUS if is_focused else Role.TITLE)
    if stop + len(value) + 1 < x + width:
        text_right(buffer, x + width - 1, y, value, Role.MUTED)


def _sides(buffer: CellBuffer, x: int, y: int, width: int, height: int, lines: str, role: Role) -> None:
    """Draw the corners, the sides and the bottom of a border, around the ticks that are there."""
    right, bottom = x + width - 1, y + height - 1
    for column, row in (*((c, bottom) for c in range(x, x + width)), *_both_sides(x, right, y, bottom)):
        is_inside = 0 <= column < buffer.width and 0 <= row < buffer.height
        if is_inside and buffer.char(column, row) not in _TICKS:
            buffer.fill(column, row, 1, 1, lines[0] if row == bottom else lines[1], role)
    corners = ((x, y), (right, y), (x, bottom), (right, bottom))
    for (column, row), glyph in zip(corners, lines[2:], strict=True):
        buffer.fill(column, row, 1, 1, glyph, role)


def _both_sides(left: int, right: int, top: int, bottom: int) -> list[tuple[int, int]]:
    """The cells of the left and the right border."""
    return [(column, row) for row in range(top, bottom) for column in (left, right)]


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
    """Draw a bar `height` cells high whose lowest row is the one above `bottom`.

    The height is rounded to the steps that `glyphs` has (eighths of a cell in braille), and anything above 0
    shows at least one step. NaN counts as 0.

        height 1.5:   ▄▄
                      ██
    """
    full, tip = _bar_glyphs(height, glyphs.table.vertical, bottom)
    buffer.fill(x, bottom - full, width, full, _bar_body(glyphs, pattern), role)
    if tip:
        buffer.fill(x, bottom - full - 1, width, 1, tip, role)


def horizontal_bar(
    buffer: CellBuffer,
    x: int,
    y: int,
    length: float,
    role: Role,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
    pattern: LineStyle = "solid",
) -> None:
    """Draw a bar from the left edge of column `x` to the right; rounded like `vertical_bar`."""
    full, tip = _bar_glyphs(length, glyphs.table.horizontal, buffer.width - x)
    buffer.fill(x, y, full, 1, _bar_body(glyphs, pattern), role)
    if tip:
        buffer.fill(x + full, y, 1, 1, tip, role)


def signed_bar(
    buffer: CellBuffer,
    x_zero: int,
    y: int,
    length: float,
    positive: Role = Role.POSITIVE,
    negative: Role = Role.NEGATIVE,
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw a bar from the left edge of column `x_zero`: to the right if positive, else to the left.

    Negative bars have another texture.
    """
    if not length < 0:
        horizontal_bar(buffer, x_zero, y, length, positive, glyphs)
        return
    full, tip = _bar_glyphs(-length, glyphs.table.from_right, x_zero)
    buffer.fill(x_zero - full, y, full, 1, glyphs.table.from_right[-1], negative)
    if tip:
        buffer.fill(x_zero - full - 1, y, 1, 1, tip, negative)


def stacked_bar(
    buffer: CellBuffer,
    x: int,
    y: int,
    parts: Sequence[tuple[float, Role]],
    glyphs: GlyphSet = GlyphSet.BRAILLE,
) -> None:
    """Draw parts (length, role) end to end from column `x`, each in its own texture.

    Partial sums are rounded to whole cells, so the bar is as long as the rounded sum of its parts.
    """
    textures = glyphs.table.textures
    start, total = x, 0.0
    for i, (length, role) in enumerate(parts):
        total += _clamp_length(length, buffer.width - x)
        stop = x + round(min(total, max(buffer.width - x, 0)))
        buffer.fill(start, y, stop - start, 1, textures[i % len(textures)], role)
        start = stop


def _bar_glyphs(length: float, steps: str, room: int) -> tuple[int, str]:
    """The number of full cells of `length`, and the glyph of the partial cell after them ("" if none)."""
    steps_per_cell = len(steps) - 1
    length = _clamp_length(length, room)
    full, part = divmod(max(round(length * steps_per_cell), int(length > 0)), steps_per_cell)
    return full, steps[part] if part else ""


def _clamp_length(length: float, room: int) -> float:
    """`length` limited to 0 and to one cell more than `room`, so that infinity can be rounded."""
    return min(length, max(room, 0) + 1.0) if length > 0 else 0.0


def _bar_body(glyphs: GlyphSet, pattern: LineStyle) -> str:
    """The glyph of a bar's full cells."""
    return glyphs.table.textures[0 if pattern == "solid" else 1]
