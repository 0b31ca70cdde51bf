"""Painting a mixture p and a Gaussian q: curves, optima of both directions, handles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.lobes import column_values
from infotui.canvas.plots import curve_dots, paint_dots, polyline
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role, Tint
from infotui.canvas.subcell import ClipRect, DotMap
from infotui.canvas.tint import rows_under, tint_under
from infotui.canvas.transform import PlotTransform
from infotui.core.cover import COVERED
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text
from infotui.lessons.gaussian_kl.model.curves import densities, density_curve, height
from infotui.lessons.gaussian_kl.model.mixture_curves import mixture_density
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture

from .axis_ranges import Range
from .density_painter import cut_at_axis
from .drag_handles import Handle
from .mixture_handles import Q_CURVE, positions
from .plot_frame import CACHE_SIZE, plot_frame

CAPTION = ""
"""The legend stands in the border."""
_HINT = "drag a peak or a flank"
_BRIGHT = (Role.P_BRIGHT, Role.Q_BRIGHT)
_BLANKS = 5
"""Around and between the two formulas in the legend."""
_THINNED = 4
"""A dashed curve is drawn through one point in so many: a cell holds several still."""

_OPTIMA = frozenset({"p", "forward_best", "reverse_minima"})
"""What must not be hidden where optima are drawn."""


def hides_optima(hidden: frozenset[str]) -> bool:
    """Whether an exercise that hides these names hides the optima."""
    return not _OPTIMA.isdisjoint(hidden)


class MixtureDensities(NamedTuple):
    """p and q, the optima of both directions, and the part of the plane shown.

    `minima` are those of KL(q‖p), the best first; `reverse` says which direction is shown. `hidden` are the
    names of what an exercise hides; the optima of a hidden p are hidden too.
    """

    p: Mixture
    q: Gaussian
    forward: Gaussian
    minima: tuple[Gaussian, ...]
    reverse: bool
    x: Range
    y: Range
    hidden: frozenset[str] = frozenset()

    @property
    def hides_p(self) -> bool:
        """Whether the curve of p is not drawn."""
        return "p" in self.hidden

    def existing(self, handle: Handle | None) -> Handle | None:
        """The handle, unless its component was removed since."""
        return None if handle is None or handle.curve >= len(self.p.components) else handle

    @property
    def ghosts(self) -> tuple[Gaussian, ...]:
        """The optima of the direction shown, if they may be drawn."""
        if hides_optima(self.hidden):
            return ()
        return self.minima if self.reverse else (self.forward,)


@lru_cache(maxsize=CACHE_SIZE)
def paint_mixture(
    view: MixtureDensities,
    hovered: Handle | None,
    selected: Handle,
    width: int,
    height: int,
    glyphs: GlyphSet,
) -> CellBuffer:
    """The whole picture at this size; the handle that is `hovered`, or else `selected`, is highlighted.

    The buffer is cached, since drags and undo revisit recent states; it must not be written into.
    """
    hovered = view.existing(hovered)
    lit = hovered or view.existing(selected) or Handle(Q_CURVE, Parameter.MEAN)
    frame = mixture_frame(view, width, height, glyphs)
    transform = frame.transform
    buffer = (frame.buffer if view.hides_p else _background(frame, view.p, view.ghosts, glyphs)).copy()
    dots = _dots_of_q(ClipRect.on(buffer, transform), transform, view.q, glyphs)
    paint_dots(buffer, dots, Role.Q_BRIGHT if lit.curve == Q_CURVE else Role.Q, glyphs, "dotted")
    if not hides_optima(view.hidden):
        _paint_optima(buffer, transform, view, glyphs)
    _paint_legend(buffer, view, hovered, transform.top - 1, glyphs)
    curves = [Q_CURVE] if view.hides_p else [*range(len(view.p.components)), Q_CURVE]
    handled = sorted(curves, key=lambda curve: curve == lit.curve)
    for curve in handled:
        for parameter in reversed(Parameter):
            handle = Handle(curve, parameter)
            _paint_handle(buffer, transform, view, handle, handle == lit, glyphs)
    if not view.hides_p:
        tint_under(buffer, transform, _rows_under_p(view.p, transform), Tint.P)
    tint_under(buffer, transform, _rows_under_q(view.q, transform), Tint.Q)
    return buffer.freeze()


@lru_cache(maxsize=2)
def _dots_of_q(window: ClipRect, transform: PlotTransform, q: Gaussian, glyphs: GlyphSet) -> DotMap:
    """The dots of the density of q: they stay while p moves."""
    curve = density_curve(q, transform.x_min, transform.x_max)
    return curve_dots(window, transform, curve.x, cut_at_axis(transform, curve.y), glyphs, "dotted")


@lru_cache(maxsize=2)
def _rows_under_p(p: Mixture, transform: PlotTransform) -> bytes:
    """Where the area under the density of p begins in each column."""
    curve = mixture_density(p, transform.x_min, transform.x_max)
    return rows_under(transform, column_values(transform, curve.x, curve.y))


@lru_cache(maxsize=4)
def _rows_under_q(q: Gaussian, transform: PlotTransform) -> bytes:
    """Where the area under the density of q begins in each column."""
    return rows_under(transform, densities(q, transform.abscissae()))


def mixture_frame(view: MixtureDensities, width: int, height: int, glyphs: GlyphSet) -> Axes:
    """The axes of the picture at this size."""
    return plot_frame(width, height, view.x, view.y, CAPTION, glyphs, False)


@lru_cache(maxsize=2)
def _background(frame: Axes, p: Mixture, ghosts: tuple[Gaussian, ...], glyphs: GlyphSet) -> CellBuffer:
    """The axes, the dashed curves of the optima, and the density of p: they stay while q moves."""
    buffer, transform = frame.buffer.copy(), frame.transform
    for ghost in reversed(ghosts):  # the best one last, on top
        _paint_ghost(buffer, transform, ghost, glyphs)
    curve = mixture_density(p, transform.x_min, transform.x_max)
    polyline(buffer, transform, curve.x, cut_at_axis(transform, curve.y), Role.P, glyphs)
    return buffer.freeze()


def _paint_ghost(buffer: CellBuffer, transform: PlotTransform, ghost: Gaussian, glyphs: GlyphSet) -> None:
    """Draw a density dashed: in dots, or where a cell is one dot, in dashes, which p and q are not."""
    if not glyphs.table.curves[0]:
        curve = density_curve(ghost, transform.x_min, transform.x_max)
        ys = cut_at_axis(transform, curve.y[::_THINNED])
        polyline(buffer, transform, curve.x[::_THINNED], ys, Role.MUTED, glyphs, "dashed")
        return
    xs = transform.abscissae()
    for x, y in zip(xs, cut_at_axis(transform, densities(ghost, xs)), strict=True):
        cell = transform.cell(x, y)
        if cell is not None:
            buffer.fill(*cell, 1, 1, glyphs.table.horizontal_dash[0], Role.MUTED)


def _paint_optima(
    buffer: CellBuffer, transform: PlotTransform, view: MixtureDensities, glyphs: GlyphSet
) -> None:
    """A mark at the peak of each optimum; outside the plot at its edge."""
    forward, minimum = glyphs.table.optima[0], glyphs.table.optima[1]
    for mark, gaussian in [*((minimum, q) for q in view.minima), (forward, view.forward)]:
        y = min(height(gaussian, 0.0), transform.y_max)
        cell = transform.cell(gaussian.mu, y)
        if cell is not None:
            buffer.fill(*cell, 1, 1, mark, Role.MAXIMUM)


def _paint_legend(
    buffer: CellBuffer, view: MixtureDensities, hovered: Handle | None, row: int, glyphs: GlyphSet
) -> None:
    """Write in the border what the curves are, and what a press would take."""
    if row < 0:
        return
    x = 1
    for words, role in zip(_legend(view, buffer.width - 2, glyphs), _BRIGHT, strict=True):
        x = text(buffer, x, row, f" {words} ", role, glyphs) + 1
    hint = f"{glyphs.table.arrows[2:]} {_HINT}"
    if hovered is not None:
        name = "q" if hovered.curve == Q_CURVE else "₁₂₃"[hovered.curve]
        hint = f"{glyphs.table.arrows[2:]} {hovered.parameter.symbol}{name}"
    if x + len(glyphs.transliterate(hint)) + 2 < buffer.width:
        text_right(buffer, buffer.width - 1, row, f" {hint} ", Role.MUTED, glyphs)


def _legend(view: MixtureDensities, room: int, glyphs: GlyphSet) -> tuple[str, str]:
    """The formulas of p and q with as many digits as have room; without those of p where they have none."""
    if view.hides_p:
        return f"p = {COVERED}", f"q = {_normal(view.q, 4)}"
    for digits in (4, 3, 2):
        parts = [
            f"{parameter_text(w, digits)} {_normal(gaussian, digits)}" if w < 1 else _normal(gaussian, digits)
            for w, gaussian in view.p.parts
        ]
        words = f"p = {' + '.join(parts)}", f"q = {_normal(view.q, digits)}"
        if len(glyphs.transliterate("".join(words))) + _BLANKS <= room:
            return words
    return "p", f"q = {_normal(view.q, 3)}"


def _normal(gaussian: Gaussian, digits: int) -> str:
    return f"N({parameter_text(gaussian.mu, digits)}, {parameter_text(gaussian.sigma, digits)}²)"


def _paint_handle(
    buffer: CellBuffer,
    transform: PlotTransform,
    view: MixtureDensities,
    handle: Handle,
    is_lit: bool,
    glyphs: GlyphSet,
) -> None:
    is_q = handle.curve == Q_CURVE
    plain, bright = (Role.Q, Role.Q_BRIGHT) if is_q else (Role.P, Role.P_BRIGHT)
    role = bright if is_lit else plain
    for x, y in positions(view.p, view.q, handle):
        cell = transform.cell(x, min(y, transform.y_max))
        if cell is None:
            continue
        buffer.fill(*cell, 1, 1, glyphs.table.dot, role)
        if is_lit:
            for offset, arrow in ((-1, 2), (1, 3)):
                buffer.fill(cell[0] + offset, cell[1], 1, 1, glyphs.table.arrows[arrow], role)
        if handle.parameter is Parameter.MEAN and cell[1] > transform.top:
            name = "q" if is_q else "p₁₂₃"[handle.curve + 1] if len(view.p.components) > 1 else "p"
            text(buffer, cell[0], cell[1] - 1, name, role, glyphs)
