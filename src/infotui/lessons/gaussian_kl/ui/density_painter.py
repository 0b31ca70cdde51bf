"""Painting two densities: their curves, legend and handles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import clamped_point, polyline
from infotui.canvas.primitives import LineStyle, text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text
from infotui.lessons.gaussian_kl.model.curves import Curve, Curves
from infotui.lessons.gaussian_kl.model.state import Parameter

from .axis_ranges import Range
from .drag_handles import GaussianPair, Handle, positions
from .plot_frame import CACHE_SIZE, plot_frame

CAPTION = "density: drag a peak or a flank"
_NAMES = "pq"
_ROLES = (Role.P, Role.Q)
_BRIGHT = (Role.P_BRIGHT, Role.Q_BRIGHT)
_PATTERNS: tuple[LineStyle, LineStyle] = ("solid", "dotted")
_SAMPLES = "─·"
_GAP = 3


class DensityView(NamedTuple):
    """Two Gaussians, their curves, and the ranges of the axes."""

    pair: GaussianPair
    curves: Curves
    x: Range
    y: Range


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
    buffer = _curve_layer(frame, curves[1 - highlighted.curve], 1 - highlighted.curve, glyphs).copy()
    _paint_curve(buffer, frame.transform, curves[highlighted.curve], highlighted.curve, glyphs)
    _paint_legend(buffer, view.pair, hovered, glyphs)
    _paint_handles(buffer, frame.transform, view.pair, highlighted, glyphs)
    return buffer.freeze()


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
    """Draw the density of p (0), solid, or of q (1), dotted."""
    polyline(buffer, transform, curve.x, curve.y, _ROLES[which], glyphs, _PATTERNS[which])


def _paint_legend(buffer: CellBuffer, pair: GaussianPair, hovered: Handle | None, glyphs: GlyphSet) -> None:
    """Write in the first row which curve is which, and what a drag at the pointer would move."""
    x = 1
    for curve, words in enumerate(_legend(pair, buffer.width - 2, glyphs)):
        x = text(buffer, x, 0, words, _ROLES[curve], glyphs) + _GAP
    if hovered is not None:
        hint = f"{glyphs.table.arrows[2:]} {hovered.parameter.symbol}{_NAMES[hovered.curve]}"
        if x + len(hint) < buffer.width:
            text_right(buffer, buffer.width - 1, 0, hint, Role.MUTED, glyphs)


def _paint_handles(
    buffer: CellBuffer, transform: PlotTransform, pair: GaussianPair, highlighted: Handle, glyphs: GlyphSet
) -> None:
    """Mark the handles of both curves, those of the highlighted curve on top."""
    for curve in (1 - highlighted.curve, highlighted.curve):
        for parameter in reversed(Parameter):
            handle = Handle(curve, parameter)
            _paint_handle(buffer, transform, pair, handle, handle == highlighted, glyphs)


def _legend(pair: GaussianPair, room: int, glyphs: GlyphSet) -> list[str]:
    """A sample of each curve and its parameters, in the longest form that fits."""
    words: list[str] = []
    for digits, with_sample in ((5, True), (5, False), (3, True), (3, False)):
        words = []
        for curve, gaussian in enumerate(pair):
            sample = (glyphs.table.curves[curve] or _SAMPLES[curve]) * 2
            mu, sigma = (parameter_text(value, digits) for value in (gaussian.mu, gaussian.sigma))
            name = f"{sample} {_NAMES[curve]} =" if with_sample else _NAMES[curve]
            words.append(f"{name} N({mu}, {sigma}²)")
        if len(glyphs.transliterate("".join(words))) + _GAP <= room:
            break
    return words


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
    """The letter of a curve above its peak, or beside it at the top; two that meet are side by side."""
    x, y = (peak[0], peak[1] - 1) if peak[1] > transform.top else (peak[0] + 3, peak[1])
    is_inside = 0 <= x < buffer.width and 0 <= y < buffer.height
    is_free = is_inside and buffer.char(x, y) != _NAMES[1 - curve]
    text(buffer, x if is_free else x + 1, y, _NAMES[curve], role, glyphs)
