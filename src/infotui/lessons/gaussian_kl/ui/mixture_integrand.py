"""The plot of the integrand of the shown divergence between a mixture and a Gaussian."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.lobes import column_values, lobes
from infotui.canvas.primitives import hline, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.curves import Curve
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .axis_ranges import Range
from .plot_frame import CACHE_SIZE, plot_frame

_BORDER = 7
"""Columns of the border: corners, and blanks and a piece of the line between the texts in it."""


class MixtureIntegrandView(NamedTuple):
    """The curve, the part of the plane that shows it, what it is, and the divergence, its integral."""

    curve: Curve
    x: Range
    y: Range
    caption: str
    total: Reading


class MixtureIntegrand(CellWidget):
    """The area between the integrand and 0, and the divergence above it."""

    view: painted[MixtureIntegrandView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture."""
        if self.view is None:
            return CellBuffer(width, height)
        return _paint(self.view, width, height, self.glyphs)


@lru_cache(maxsize=CACHE_SIZE)
def _paint(view: MixtureIntegrandView, width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """The axes, the line of 0, the area. Kept for a while; not to be written into."""
    caption, total = view.caption, view.total.text_with_unit
    frame = plot_frame(width, height, view.x, view.y, caption, glyphs)
    buffer, transform = frame.buffer.copy(), frame.transform
    zero = transform.cell(transform.x_min, 0.0)
    if zero is not None:
        hline(buffer, transform.left, zero[1], transform.width, Role.GRID, glyphs)
    lobes(buffer, transform, column_values(transform, view.curve.x, view.curve.y), glyphs)
    symbol = view.total.symbol
    room = width - len(glyphs.transliterate(caption)) - _BORDER
    words = (f"area above 0 − area below = {symbol} = ", f"area = {symbol} = ", f"{symbol} = ", "")
    for known in words:
        if transform.top and len(glyphs.transliterate(known + total)) <= room:
            x = text_right(buffer, width - 1, transform.top - 1, f"{total} ", Role.TITLE, glyphs)
            text_right(buffer, x, transform.top - 1, f" {known}", Role.MUTED, glyphs)
            break
    return buffer.freeze()
