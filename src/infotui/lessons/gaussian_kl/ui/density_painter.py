"""The picture of two densities: painters of their curves, legend and handles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import Grid
from infotui.canvas.glyphs import Marks
from infotui.canvas.plots import pinned_dot, polyline
from infotui.canvas.primitives import Pattern, text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import Mapping
from infotui.lessons.gaussian_kl.model.axis_ranges import Range
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text
from infotui.lessons.gaussian_kl.model.curves import Curve, Curves
from infotui.lessons.gaussian_kl.model.state import Parameter

from .drag_handles import Handle, Pair, positions
from .plot_frame import KEPT, plot_frame

CAPTION = "density: drag a peak or a flank"
_NAMES = "pq"
_ROLES = (Role.P, Role.Q)
_BRIGHT = (Role.P_BRIGHT, Role.Q_BRIGHT)
_PATTERNS: tuple[Pattern, Pattern] = ("solid", "dotted")
_SAMPLES = "─·"
_GAP = 3


class DensityPicture(NamedTuple):
    """Two Gaussians, their curves, and the part of the plane that shows them."""

    pair: Pair
    curves: Curves
    x: Range
    y: Range


@lru_cache(maxsize=KEPT)
def painted(
    picture: DensityPicture, hovered: Handle | None, in_hand: Handle, width: int, height: int, marks: Marks
) -> Grid:
    """The whole picture at this size; of the two curves the one that is `hovered`, or else `in_hand`, is lit.

    Kept for a while, since a hand goes to and fro, and undo goes back. Not to be written into.
    """
    lit = hovered or in_hand
    frame = density_frame(picture, width, height, marks)
    curves = picture.curves.densities
    grid = _ground(frame, curves[1 - lit.curve], 1 - lit.curve, marks).copy()
    _paint_curve(grid, frame.mapping, curves[lit.curve], lit.curve, marks)
    _paint_legend(grid, picture.pair, hovered, marks)
    _paint_handles(grid, frame.mapping, picture.pair, lit, marks)
    return grid.freeze()


def density_frame(picture: DensityPicture, width: int, height: int, marks: Marks) -> Axes:
    """The frame of the picture at this size."""
    return plot_frame(width, height, picture.x, picture.y, CAPTION, marks, False)


@lru_cache(maxsize=2)
def _ground(frame: Axes, curve: Curve, which: int, marks: Marks) -> Grid:
    """The frame and the curve that is not lit: they stay while the other is moved."""
    grid = frame.grid.copy()
    _paint_curve(grid, frame.mapping, curve, which, marks)
    return grid.freeze()


def _paint_curve(grid: Grid, mapping: Mapping, curve: Curve, which: int, marks: Marks) -> None:
    """Draw the density of p (0), solid, or of q (1), dotted."""
    polyline(grid, mapping, curve.x, curve.y, _ROLES[which], marks, _PATTERNS[which])


def _paint_legend(grid: Grid, pair: Pair, hovered: Handle | None, marks: Marks) -> None:
    """Write in the first row which curve is which, and what a press would take."""
    x = 1
    for curve, words in enumerate(_legend(pair, grid.width - 2, marks)):
        x = text(grid, x, 0, words, _ROLES[curve], marks) + _GAP
    if hovered is not None:
        hint = f"{marks.glyphs.arrows[2:]} {hovered.parameter.symbol}{_NAMES[hovered.curve]}"
        if x + len(hint) < grid.width:
            text_right(grid, grid.width - 1, 0, hint, Role.MUTED, marks)


def _paint_handles(grid: Grid, mapping: Mapping, pair: Pair, lit: Handle, marks: Marks) -> None:
    """Mark the handles of both curves, those of the curve that is lit on top."""
    for curve in (1 - lit.curve, lit.curve):
        for parameter in reversed(Parameter):
            handle = Handle(curve, parameter)
            _paint_handle(grid, mapping, pair, handle, handle == lit, marks)


def _legend(pair: Pair, room: int, marks: Marks) -> list[str]:
    """A sample of each curve and its parameters, with the most that there is room for."""
    words: list[str] = []
    for digits, with_sample in ((5, True), (5, False), (3, True), (3, False)):
        words = []
        for curve, gaussian in enumerate(pair):
            sample = (marks.glyphs.curves[curve] or _SAMPLES[curve]) * 2
            mu, sigma = (parameter_text(value, digits) for value in (gaussian.mu, gaussian.sigma))
            name = f"{sample} {_NAMES[curve]} =" if with_sample else _NAMES[curve]
            words.append(f"{name} N({mu}, {sigma}²)")
        if len(marks.text("".join(words))) + _GAP <= room:
            break
    return words


def _paint_handle(
    grid: Grid, mapping: Mapping, pair: Pair, handle: Handle, is_lit: bool, marks: Marks
) -> None:
    role = (_BRIGHT if is_lit else _ROLES)[handle.curve]
    for x, y in positions(pair[handle.curve], handle.parameter):
        pinned_dot(grid, mapping, x, y, role, marks)
        cell = mapping.cell(x, y)
        if cell is None:
            continue
        if is_lit:
            text(grid, cell[0] - 1, cell[1], marks.glyphs.arrows[2], role, marks)
            text(grid, cell[0] + 1, cell[1], marks.glyphs.arrows[3], role, marks)
        if handle.parameter is Parameter.MEAN:
            _paint_name(grid, mapping, handle.curve, cell, role, marks)


def _paint_name(
    grid: Grid, mapping: Mapping, curve: int, peak: tuple[int, int], role: Role, marks: Marks
) -> None:
    """The letter of a curve above its peak, beside it at the top; two that meet stand side by side."""
    x, y = (peak[0], peak[1] - 1) if peak[1] > mapping.top else (peak[0] + 3, peak[1])
    is_inside = 0 <= x < grid.width and 0 <= y < grid.height
    is_free = is_inside and grid.char(x, y) != _NAMES[1 - curve]
    text(grid, x if is_free else x + 1, y, _NAMES[curve], role, marks)
