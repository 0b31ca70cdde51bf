"""Painting two densities: their curves, legend and handles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import clamped_point, polyline
from infotui.canvas.primitives import LineStyle, text, text_right
from infotui.canvas.roles import Role, Tint
from infotui.canvas.tint import rows_under, tint_under
from infotui.canvas.transform import PlotTransform
from infotui.core.cover import COVERED
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text
from infotui.lessons.gaussian_kl.model.curves import Curve, Curves, densities
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian

from .axis_ranges import Range
from .density_guides import paint_guides
from .drag_handles import GaussianPair, Handle, positions
from .plot_frame import CACHE_SIZE, plot_frame

CAPTION = ""
"""The legend stands in the border."""
_HINT = "drag a peak or a flank"
_NAMES = "pq"
_ROLES = (Role.P, Role.Q)
_BRIGHT = (Role.P_BRIGHT, Role.Q_BRIGHT)
_PATTERNS: tuple[LineStyle, LineStyle] = ("solid", "dotted")
_LEGEND_AT = 1
_SPELLINGS = (
    (5, " = ", ", "), (5, " ", ", "), (3, " = ", ", "), (3, " ", ", "), (3, "", ", "), (3, "", ","),
    (2, "", ","),
)  # fmt: skip
"""How the legend may be spelled: digits, what stands between a name and its formula, the comma in it."""
_BLANKS = 5
"""Around and between both curves in the legend."""
_NAME_PLACES = (
    (0, -1), (2, -1), (-2, -1), (3, 0), (-3, 0), (0, -2), (4, -1), (-4, -1), (6, -1), (-6, -1),
    (8, -1), (-8, -1),
)  # fmt: skip
"""Where the letter of a curve may stand, in cells from its peak, the best place first."""
_DOTS_A_ROW = 4
_LEAST_OF_PEAK = 0.05
"""A curve is drawn down to the lowest row of dots, and at least down to this share of its peak."""


class DensityView(NamedTuple):
    """Two Gaussians, their curves, the ranges of the axes, and the curve that an exercise hides."""

    pair: GaussianPair
    curves: Curves
    x: Range
    y: Range
    hidden: int | None = None


@lru_cache(maxsize=CACHE_SIZE)
def paint_densities(
    view: DensityView,
    hovered: Handle | None,
    selected: Handle,
    width: int,
    height: int,
    glyphs: GlyphSet,
) -> CellBuffer:
    """Both densities at this size; the curve that is `hovered`, or else `selected`, is highlighted.

    The buffer is cached, since drags and undo revisit recent states; it must not be written into.
    """
    highlighted = hovered or selected
    frame = density_frame(view, width, height, glyphs)
    curves = view.curves.densities
    below = 1 - highlighted.curve
    buffer = (
        frame.buffer if below == view.hidden else _curve_layer(frame, curves[below], below, glyphs)
    ).copy()
    if highlighted.curve != view.hidden:
        _paint_curve(buffer, frame.transform, curves[highlighted.curve], highlighted.curve, glyphs)
        paint_guides(buffer, frame.transform, view.pair[highlighted.curve], glyphs)
    _paint_legend(buffer, view, hovered, frame.transform.top - 1, glyphs)
    _paint_handles(buffer, frame.transform, view, highlighted, glyphs)
    for curve, tint in enumerate((Tint.P, Tint.Q)):
        if curve != view.hidden:
            tint_under(buffer, frame.transform, _rows_under(view.pair[curve], frame.transform), tint)
    return buffer.freeze()


@lru_cache(maxsize=4)
def _rows_under(gaussian: Gaussian, transform: PlotTransform) -> bytes:
    """Where the area under a density begins in each column."""
    first, a_column = transform.x_min, (transform.x_max - transform.x_min) / max(transform.width - 1, 1)
    return rows_under(transform, densities(gaussian, [first + i * a_column for i in range(transform.width)]))


def density_frame(view: DensityView, width: int, height: int, glyphs: GlyphSet) -> Axes:
    """The axes of the plot at this size."""
    return plot_frame(width, height, view.x, view.y, CAPTION, glyphs, False)


@lru_cache(maxsize=2)
def _curve_layer(frame: Axes, curve: Curve, which: int, glyphs: GlyphSet) -> CellBuffer:
    """The axes and the curve that is not highlighted: they stay the same while the other is dragged."""
    buffer = frame.buffer.copy()
    _paint_curve(buffer, frame.transform, curve, which, glyphs)
    return buffer.freeze()


def _paint_curve(
    buffer: CellBuffer, transform: PlotTransform, curve: Curve, which: int, glyphs: GlyphSet
) -> None:
    """Draw the density of p (0), solid, or of q (1), dotted; not where it has reached the axis."""
    ys = cut_at_axis(transform, curve.y)
    polyline(buffer, transform, curve.x, ys, _ROLES[which], glyphs, _PATTERNS[which])


def cut_at_axis(transform: PlotTransform, densities: Sequence[float]) -> list[float]:
    """The densities, NaN where they have reached the axis."""
    dot = (transform.y_max - transform.y_min) / (transform.height * _DOTS_A_ROW)
    least = min(dot, _LEAST_OF_PEAK * max(densities, default=0.0))
    return [y if y >= least else math.nan for y in densities]


def _paint_legend(
    buffer: CellBuffer, view: DensityView, hovered: Handle | None, row: int, glyphs: GlyphSet
) -> None:
    """Write in the border what the curves are, and what a press would take."""
    if row < 0:
        return
    x = _LEGEND_AT
    for curve, words in enumerate(_legend(view, buffer.width - 2 * _LEGEND_AT, glyphs)):
        x = text(buffer, x, row, f" {words} ", _BRIGHT[curve], glyphs) + 1
    hint = f"{glyphs.table.arrows[2:]} {_HINT}"
    if hovered is not None:
        hint = f"{glyphs.table.arrows[2:]} {hovered.parameter.symbol}{_NAMES[hovered.curve]}"
    if x + len(hint) + 2 < buffer.width:
        text_right(buffer, buffer.width - 1, row, f" {hint} ", Role.MUTED, glyphs)


def _paint_handles(
    buffer: CellBuffer, transform: PlotTransform, view: DensityView, highlighted: Handle, glyphs: GlyphSet
) -> None:
    """Mark the handles of both curves, those of the highlighted curve on top."""
    for curve in (1 - highlighted.curve, highlighted.curve):
        for parameter in reversed(Parameter) if curve != view.hidden else ():
            handle = Handle(curve, parameter)
            _paint_handle(buffer, transform, view.pair, handle, handle == highlighted, glyphs)


def _legend(view: DensityView, room: int, glyphs: GlyphSet) -> list[str]:
    """The parameters of each curve, with the most digits that there is room for; else the names alone."""
    for digits, equals, comma in _SPELLINGS:
        words = [
            f"{_NAMES[curve]}{equals}{COVERED}"
            if curve == view.hidden
            else f"{_NAMES[curve]}{equals}N({parameter_text(gaussian.mu, digits)}{comma}"
            f"{parameter_text(gaussian.sigma, digits)}²)"
            for curve, gaussian in enumerate(view.pair)
        ]
        if len(glyphs.transliterate("".join(words))) + _BLANKS <= room:
            return words
    return list(_NAMES)


def _paint_handle(
    buffer: CellBuffer,
    transform: PlotTransform,
    pair: GaussianPair,
    handle: Handle,
    is_highlighted: bool,
    glyphs: GlyphSet,
) -> None:
    role = (_BRIGHT if is_highlighted else _ROLES)[handle.curve]
    for x, y in positions(pair[handle.curve], handle.parameter):
        clamped_point(buffer, transform, x, y, role, glyphs)
        cell = transform.cell(x, y)
        if cell is None:
            continue
        if is_highlighted:
            text(buffer, cell[0] - 1, cell[1], glyphs.table.arrows[2], role, glyphs)
            text(buffer, cell[0] + 1, cell[1], glyphs.table.arrows[3], role, glyphs)
        if handle.parameter is Parameter.MEAN:
            _paint_name(buffer, transform, handle.curve, cell, role, glyphs)


def _paint_name(
    buffer: CellBuffer,
    transform: PlotTransform,
    curve: int,
    peak: tuple[int, int],
    role: Role,
    glyphs: GlyphSet,
) -> None:
    """The letter of a curve above its peak, or at the nearest place where it covers nothing."""
    right, bottom = transform.left + transform.width, transform.top + transform.height
    places = [(peak[0] + dx, peak[1] + dy) for dx, dy in _NAME_PLACES]
    free = [
        (x, y)
        for x, y in places
        if transform.left <= x < right and transform.top <= y < bottom and buffer.char(x, y) == " "
    ]
    for x, y in free[:1]:
        text(buffer, x, y, _NAMES[curve], role, glyphs)
