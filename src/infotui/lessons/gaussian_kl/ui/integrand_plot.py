"""The integrand of the divergence that is shown: its positive and negative lobes and their areas."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import fill_between_zero
from infotui.canvas.primitives import hline, text
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.curves import Curves
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .axis_ranges import Range
from .plot_frame import CACHE_SIZE, plot_frame


class IntegrandView(NamedTuple):
    """The curve, the ranges of the axes, a caption, the areas of the lobes, and their difference."""

    curves: Curves
    x: Range
    y: Range
    caption: str
    areas: tuple[Reading, Reading]
    total: Reading


class IntegrandPlot(CellWidget):
    """Both lobes, differing in texture and colour, and +a −b = KL above them."""

    view: painted[IntegrandView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture."""
        return (
            paint_integrand(self.view, width, height, self.glyphs) if self.view else CellBuffer(width, height)
        )


@lru_cache(maxsize=CACHE_SIZE)
def paint_integrand(picture: IntegrandView, width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """Areas, axes, the line of 0, the lobes. The buffer is cached and must not be written into."""
    frame = plot_frame(width, height, picture.x, picture.y, picture.caption, glyphs)
    buffer, transform = frame.buffer.copy(), frame.transform
    zero = transform.cell(transform.x_min, 0.0)
    if zero is not None:
        hline(buffer, transform.left, zero[1], transform.width, Role.GRID, glyphs)
    curve = picture.curves.integrand
    fill_between_zero(buffer, transform, curve.x, curve.y, glyphs=glyphs)
    _paint_areas(buffer, picture, glyphs)
    return buffer.freeze()


def _paint_areas(buffer: CellBuffer, picture: IntegrandView, glyphs: GlyphSet) -> None:
    above, below = picture.areas
    dense, sparse = _textures(glyphs.table.areas)
    x = text(buffer, 1, 0, f"{dense} +a {above.text}", Role.POSITIVE, glyphs)
    x = text(buffer, x + 2, 0, f"{sparse} −b {below.text}", Role.NEGATIVE, glyphs)
    total = picture.total
    for equals in (f"= {total.symbol} ", "= "):
        if x + 2 + len(equals + total.text_with_unit) < buffer.width:
            x = text(buffer, x + 2, 0, equals, Role.MUTED, glyphs)
            x = text(buffer, x, 0, f"{total.text} ", Role.TITLE, glyphs)
            text(buffer, x, 0, total.unit or "", Role.MUTED, glyphs)
            return


def _textures(areas: tuple[str, str]) -> tuple[str, str]:
    """A sample of the texture of each lobe."""
    return areas[0] or "⣿", areas[1] or "⠢"
