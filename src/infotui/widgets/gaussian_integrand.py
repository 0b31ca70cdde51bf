"""The integrand of the shown divergence, its lobes apart, and their areas."""

from __future__ import annotations

from typing import NamedTuple

from infotui.canvas.curves import signed_fill
from infotui.canvas.grid import Grid
from infotui.canvas.painters import hline, text
from infotui.canvas.roles import Role
from infotui.lessons.gaussian_kl_curves import Curves
from infotui.lessons.gaussian_kl_window import Range
from infotui.lessons.reading import Reading

from .cells import CellWidget, shown
from .gaussian_frame import plot_frame


class IntegrandPicture(NamedTuple):
    """The curve, what it is, the part of the plane that shows it; its lobes' areas, and what they leave."""

    curves: Curves
    x: Range
    y: Range
    caption: str
    areas: tuple[Reading, Reading]
    total: Reading


class IntegrandPlot(CellWidget):
    """Both lobes over the x axis, differing in texture as in colour, and +a −b = KL above them."""

    picture: shown[IntegrandPicture | None] = shown(None)
    """What to show."""

    def watch_picture(self) -> None:
        """Show it."""
        self.repaint()

    def paint(self, width: int, height: int) -> Grid:
        """Areas, frame, the line of 0, the lobes."""
        picture = self.picture
        if picture is None:
            return Grid(width, height)
        frame = plot_frame(width, height, picture.x, picture.y, picture.caption, self.marks)
        grid, mapping = frame.grid.copy(), frame.mapping
        zero = mapping.cell(mapping.x_min, 0.0)
        if zero is not None:
            hline(grid, mapping.left, zero[1], mapping.width, Role.GRID, self.marks)
        curve = picture.curves.integrand
        signed_fill(grid, mapping, curve.x, curve.y, marks=self.marks)
        self._paint_areas(grid, picture)
        return grid

    def _paint_areas(self, grid: Grid, picture: IntegrandPicture) -> None:
        above, below = picture.areas
        dense, sparse = _textures(self.marks.glyphs.areas)
        x = text(grid, 1, 0, f"{dense} +a {above.text}", Role.POSITIVE, self.marks)
        x = text(grid, x + 2, 0, f"{sparse} −b {below.text}", Role.NEGATIVE, self.marks)
        total = picture.total
        for equals in (f"= {total.symbol} ", "= "):
            if x + 2 + len(equals + total.text_with_unit) < grid.width:
                x = text(grid, x + 2, 0, equals, Role.MUTED, self.marks)
                x = text(grid, x, 0, f"{total.text} ", Role.TITLE, self.marks)
                text(grid, x, 0, total.unit or "", Role.MUTED, self.marks)
                return


def _textures(areas: tuple[str, str]) -> tuple[str, str]:
    """A sample of each lobe's texture, as the painter draws it."""
    return areas[0] or "⣿", areas[1] or "⠢"
