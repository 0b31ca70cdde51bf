"""The handles of two curves: where they are, the hit test, and where a drag moves them."""

from __future__ import annotations

import math
from typing import NamedTuple

from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.curves import height
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian

GaussianPair = tuple[Gaussian, Gaussian]

_HIT_RADIUS = 6.0
"""Columns between the pointer and a curve within which a press takes the curve."""
_ROW = 2.0
"""Columns as long as a row is high."""
_PREFERENCE = 0.5
"""Columns by which the selected curve counts as nearer, so that one of two equal curves can be chosen."""
_STANDARD = Gaussian(0.0, 1.0)
_BELL = [(z, height(_STANDARD, z) / height(_STANDARD, 0.0)) for z in (i / 20 for i in range(-50, 51))]
"""Points of a curve: standard deviations from the mean, and heights as fractions of the peak."""
_PEAK = 0.6
"""Standard deviations on either side of the mean that belong to the peak."""
_CLOSEST, _FURTHEST = 0.5, 3.0
"""Standard deviations from the mean that a drag of a flank keeps to, however narrow the curve is drawn."""


class Handle(NamedTuple):
    """A part of a curve that moves a parameter: the peak the mean, a flank the standard deviation."""

    curve: int
    parameter: Parameter


class DragState(NamedTuple):
    """A handle that is dragged: pressed at the abscissa `x`, in a plot whose columns are `column` apart.

    `gaussian` is its curve when it was pressed, `other` the other curve.
    """

    handle: Handle
    x: float
    column: float
    gaussian: Gaussian
    other: Gaussian

    def moved_to(self, x: float) -> Gaussian:
        """The curve when the pointer is at `x`: a peak moves with the pointer, a flank stays under it.

        The value is rounded to what columns can tell apart, as keys move it. Where columns cannot tell it
        from the other curve's value, it becomes the other's.
        """
        parameter, here = self.handle.parameter, self.handle.parameter.of(self.gaussian)
        if x == self.x:
            return self.gaussian
        if parameter is Parameter.MEAN:
            target, a_column = here + x - self.x, self.column
        else:
            held = min(max(abs(self.x - self.gaussian.mu) / here, _CLOSEST), _FURTHEST)
            target, a_column = abs(x - self.gaussian.mu) / held, self.column / held
        there = parameter.of(self.other)
        value = there if abs(target - there) < a_column / 2 else snap(target, a_column, parameter.step)
        return parameter.put(self.gaussian, value)


def snap(value: float, resolution: float, step: float) -> float:
    """`value` rounded to a power of ten that is at most `resolution` and at most `step`."""
    grain = min(10.0 ** math.floor(math.log10(resolution)), step)
    return round(round(value / grain) * grain, 12)


def hit_test(
    transform: PlotTransform, pair: GaussianPair, column: float, row: float, preferred: int = 0
) -> Handle | None:
    """The handle that a press at a cell would take: that of the nearest curve, if it is near enough."""
    nearest: tuple[float, Handle] | None = None
    for curve, gaussian in enumerate(pair):
        distance, z = _nearest(transform, gaussian, column, row)
        if distance > _HIT_RADIUS:
            continue
        distance -= _PREFERENCE * (curve == preferred)
        if nearest is None or distance < nearest[0]:
            nearest = distance, Handle(curve, Parameter.MEAN if abs(z) <= _PEAK else Parameter.SIGMA)
    return nearest[1] if nearest else None


def begin_drag(transform: PlotTransform, pair: GaussianPair, handle: Handle, column: float) -> DragState:
    """Begin to drag `handle` at a column of the plot."""
    a_column = transform.x(column + 1) - transform.x(column)
    return DragState(handle, transform.x(column), a_column, pair[handle.curve], pair[1 - handle.curve])


def positions(gaussian: Gaussian, parameter: Parameter) -> tuple[tuple[float, float], ...]:
    """Where the handles of a parameter are drawn: the peak, or the points one standard deviation from it."""
    z = (0.0,) if parameter is Parameter.MEAN else (-1.0, 1.0)
    return tuple((gaussian.mu + gaussian.sigma * side, height(gaussian, side)) for side in z)


def _nearest(transform: PlotTransform, gaussian: Gaussian, column: float, row: float) -> tuple[float, float]:
    """The distance to the curve in columns, and the nearest point in standard deviations from the mean."""
    peak = transform.column(gaussian.mu)
    width = transform.column(gaussian.mu + gaussian.sigma) - peak
    foot = transform.row(0.0)
    rise = transform.row(height(gaussian, 0.0)) - foot
    return min(
        (math.hypot(peak + z * width - column, (max(foot + share * rise, transform.top) - row) * _ROW), z)
        for z, share in _BELL
    )
