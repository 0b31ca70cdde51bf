"""Guides at the mean and at the standard deviation of a density."""

from __future__ import annotations

from math import ceil

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import guide_across, guide_down
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian

from .drag_handles import positions

_LEAST_ROWS = 8
"""In a lower plot the guides would hide the curves."""
_LEAST_COLUMNS = 3
_BLANK = " "


def paint_guides(buffer: CellBuffer, transform: PlotTransform, gaussian: Gaussian, glyphs: GlyphSet) -> None:
    """Draw dashes from the peak down to the axis, and from there to one standard deviation, with their words.

    Only blank cells are drawn on, so that the guides never hide a curve.
    """
    ((mean, peak),) = positions(gaussian, Parameter.MEAN)
    (flank,) = positions(gaussian, Parameter.SIGMA)[1:]
    top, foot, edge = transform.cell(mean, peak), transform.cell(mean, 0.0), transform.cell(*flank)
    if transform.height < _LEAST_ROWS or top is None or foot is None or edge is None:
        return
    column, row = top[0], edge[1]
    mean_word, sigma_word = (glyphs.transliterate(word) for word in ("μ", "σ"))
    if edge[0] - column > max(_LEAST_COLUMNS, 2 * len(sigma_word)):
        columns = range(column, edge[0], len(glyphs.table.horizontal_dash))
        guide_across(buffer, columns, row, Role.MAXIMUM, glyphs)
        _write_word(buffer, ceil((column + edge[0]) / 2), row, sigma_word)
    rows = range(top[1] + 1, foot[1] + 1, len(glyphs.table.vertical_dash))
    guide_down(buffer, column, rows, Role.MAXIMUM, glyphs)
    _write_word(buffer, column + 1, foot[1] - 1, mean_word)


def _write_word(buffer: CellBuffer, x: int, y: int, word: str) -> None:
    """Write a word where there is nothing but blanks and guides."""
    cells = [(x + i, y) for i in range(len(word))]
    if all(buffer.char(*cell) == _BLANK or buffer.role(*cell) == Role.MAXIMUM for cell in cells):
        buffer.write(x, y, word, Role.MAXIMUM)
