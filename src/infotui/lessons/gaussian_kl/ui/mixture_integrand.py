"""The integrand of the shown divergence between a mixture and a Gaussian, and its lobes."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.lobes import column_values, lobes
from infotui.canvas.primitives import hline, text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.curves import Curve
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .axis_ranges import Range
from .plot_frame import CACHE_SIZE, plot_frame


class MixtureIntegrandView(NamedTuple):
    """The curve, the ranges of the axes, a caption, and the divergence, which is its integral."""

    curve: Curve
    x: Range
    y: Range
    caption: str
    total: Reading


class MixtureIntegrand(CellWidget):
    """The area between the integrand and 0, and the divergence in the border."""

    view_name = "integrand"
    view: painted[MixtureIntegrandView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture."""
        if self.view is None:
            return CellBuffer(width, height)
        return _paint(self.view, width, height, self.glyphs)


@lru_cache(maxsize=CACHE_SIZE)
def _paint(view: MixtureIntegrandView, width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """Axes, the line of 0, the lobes. The buffer is cached and must not be written into."""
    frame = plot_frame(width, height, view.x, view.y, "", glyphs)
    buffer, transform = frame.buffer.copy(), frame.transform
    zero = transform.cell(transform.x_min, 0.0)
    if zero is not None:
        hline(buffer, transform.left, zero[1], transform.width, Role.GRID, glyphs)
    lobes(buffer, transform, column_values(transform, view.curve.x, view.curve.y), glyphs)
    if transform.top:
        _paint_border(buffer, view, transform.top - 1, glyphs)
    return buffer.freeze()


def _paint_border(buffer: CellBuffer, view: MixtureIntegrandView, row: int, glyphs: GlyphSet) -> None:
    """What is drawn at the left, and its signed area, the divergence, at the right."""
    total = view.total.text_with_unit
    whole = f" signed area = {view.total.symbol} = {total} "
    choices = (
        (view.caption, whole),
        (view.caption.partition(",")[0], whole),
        (view.caption.partition(",")[0], f" = {total} "),
        ("", f" {total} "),
    )
    for caption, area in choices:
        lengths = len(glyphs.transliterate(caption)) + len(glyphs.transliterate(area))
        if lengths + 6 <= buffer.width:
            text(buffer, 1, row, f" {caption} " if caption else "", Role.TITLE, glyphs)
            text_right(buffer, buffer.width - 1, row, area, Role.TITLE, glyphs)
            return
