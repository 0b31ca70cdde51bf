"""The integrand of the divergence that is shown: its positive and negative lobes and their areas."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, Protocol

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.lobes import column_values, lobe_label, lobes
from infotui.canvas.primitives import hline, text
from infotui.canvas.roles import Role
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.curves import Curve, ShownLobe
from infotui.ui.widgets.cell_widget import CellWidget, painted

from .axis_ranges import Range
from .plot_frame import CACHE_SIZE, plot_frame


class Integrand(Protocol):
    """What computes the curve when it is drawn; compared by value, unlike the curve."""

    @property
    def integrand(self) -> Curve:
        """The curve."""


class IntegrandView(NamedTuple):
    """The curve, the ranges of the axes, a caption, the areas above and below 0, and their difference.

    `lobes` are those that have their own areas written into them; without any, the two areas are.
    """

    curves: Integrand
    x: Range
    y: Range
    caption: str
    areas: tuple[Reading, Reading]
    total: Reading
    lobes: tuple[ShownLobe, ...] = ()


class IntegrandPlot(CellWidget):
    """Both lobes, differing in texture and colour, and +a −b = KL above them."""

    view_name = "integrand"
    view: painted[IntegrandView | None] = painted(None)
    """What to show."""

    def paint(self, width: int, height: int) -> CellBuffer:
        """The picture."""
        return (
            paint_integrand(self.view, width, height, self.glyphs) if self.view else CellBuffer(width, height)
        )


@lru_cache(maxsize=CACHE_SIZE)
def paint_integrand(picture: IntegrandView, width: int, height: int, glyphs: GlyphSet) -> CellBuffer:
    """Axes, the line of 0, the lobes and their areas. The buffer is cached and must not be written into."""
    frame = plot_frame(width, height, picture.x, picture.y, "", glyphs)
    buffer, transform = frame.buffer.copy(), frame.transform
    zero = transform.cell(transform.x_min, 0.0)
    if zero is not None:
        hline(buffer, transform.left, zero[1], transform.width, Role.GRID, glyphs)
    curve = picture.curves.integrand
    values = column_values(transform, curve.x, curve.y)
    lobes(buffer, transform, values, glyphs)
    for lobe in picture.lobes:
        low, high = transform.column(lobe.low) - transform.left, transform.column(lobe.high) - transform.left
        inside = [value if low <= i <= high else 0.0 for i, value in enumerate(values)]
        is_below = lobe.area.number < 0
        label = lobe.area.text if is_below else f"+{lobe.area.text}"
        lobe_label(buffer, transform, inside, label, -1 if is_below else 1, glyphs)
    if not picture.lobes:
        for sign, label in zip((1, -1), _signed(picture.areas), strict=True):
            lobe_label(buffer, transform, values, label, sign, glyphs)
    _paint_border(buffer, picture, transform.top - 1, glyphs)
    return buffer.freeze()


def _paint_border(buffer: CellBuffer, picture: IntegrandView, row: int, glyphs: GlyphSet) -> None:
    """Write the areas and the divergence at the right of the border, and what is drawn at the left."""
    if row < 0:
        return
    above, below = _signed(picture.areas)
    dense, sparse = glyphs.table.vertical[-1], glyphs.table.hanging[-1]
    total = picture.total
    areas = [
        (f" {dense} {above}", Role.POSITIVE),
        (f" {sparse} {below} ", Role.NEGATIVE),
    ]
    ends = [
        [(f"= {total.symbol} ", Role.MUTED), (f"{total.text} ", Role.TITLE), (f"{total.unit} ", Role.MUTED)],
        [("= ", Role.MUTED), (f"{total.text} ", Role.TITLE)],
        [],
    ]
    captions = (picture.caption, picture.caption.partition(",")[0], "")
    whole, number, nothing = ends
    full, short, none = captions
    choices = ((whole, full), (whole, short), (nothing, short), (number, none))
    for end, caption in choices:
        parts = [*areas, *end]
        length = sum(len(glyphs.transliterate(part)) for part, _ in parts)
        if 2 + len(glyphs.transliterate(caption)) + 3 + length < buffer.width and (caption or end):
            if caption:
                text(buffer, 1, row, f" {caption} ", Role.TITLE, glyphs)
            break
    else:
        parts = areas
    x = buffer.width - 1 - sum(len(glyphs.transliterate(part)) for part, _ in parts)
    if x < 1:  # long numbers: keep the corners of the border rather than a blank
        (first, positive), (last, negative) = areas
        x, parts = 1, [(first.lstrip(), positive), (last.rstrip(), negative)]
    for part, role in parts:
        x = text(buffer, x, row, part, role, glyphs)


def _signed(areas: tuple[Reading, Reading]) -> tuple[str, str]:
    """Both areas as they add up to the divergence; 0 has no sign."""
    above, below = areas
    return (
        f"+{above.text}" if above.number else above.text,
        f"−{below.text}" if below.number else below.text,
    )
