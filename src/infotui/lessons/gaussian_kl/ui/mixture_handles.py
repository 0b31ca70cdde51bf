"""Where the curves of a mixture and of q can be dragged: painting and the hit test share these points."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.curves import height
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture

from .drag_handles import DragState, Handle

Q_CURVE = -1
"""The curve of a handle of q; components are counted from 0, so q keeps its number when one is removed."""
_HIT_RADIUS = 6.0
"""Columns between the pointer and a curve within which a press takes it."""
_ROW = 2.0
"""Columns that are as long as a row is high."""
_PREFERENCE = 0.5
"""Columns by which the selected curve counts as nearer."""
_PEAK = 0.6
"""Standard deviations on either side of a mean that belong to the peak."""
_Z = tuple(i / 8 for i in range(-20, 21))


class GrabPoint(NamedTuple):
    """A point of a curve, and the handle that it belongs to."""

    x: float
    y: float
    handle: Handle


@lru_cache(maxsize=8)
def _points_of_p(p: Mixture) -> tuple[GrabPoint, ...]:
    """Points on the density of p, each with the component that contributes most to it."""
    found = []
    for i, component in enumerate(p.components):
        for z in _Z:
            x = component.mu + z * component.sigma
            shares = [w * height(g, (x - g.mu) / g.sigma) for w, g in p.parts]
            if shares[i] == max(shares) or abs(z) <= _PEAK:
                found.append(GrabPoint(x, math.fsum(shares), _handle(i, z)))
    return tuple(found)


def _points_of_q(q: Gaussian) -> list[GrabPoint]:
    return [GrabPoint(q.mu + z * q.sigma, height(q, z), _handle(Q_CURVE, z)) for z in _Z]


def _handle(curve: int, z: float) -> Handle:
    return Handle(curve, Parameter.MEAN if abs(z) <= _PEAK else Parameter.SIGMA)


def hit_test(
    transform: PlotTransform, p: Mixture, q: Gaussian, column: float, row: float, preferred: int
) -> Handle | None:
    """The handle that a press at a cell would take, if any: that of the nearest point of a curve.

    A handle's curve is the number of a component, counted from 0, or `Q_CURVE`.
    """
    nearest, found = _HIT_RADIUS, None
    for point in (*_points_of_p(p), *_points_of_q(q)):
        y = max(transform.row(point.y), transform.top)
        distance = math.hypot(transform.column(point.x) - column, (y - row) * _ROW)
        distance -= _PREFERENCE * (point.handle.curve == preferred)
        if distance < nearest:
            nearest, found = distance, point.handle
    return found


def begin_drag(transform: PlotTransform, p: Mixture, q: Gaussian, handle: Handle, column: float) -> DragState:
    """Take `handle` at a column of the plot; near where it was, it stays exactly there."""
    gaussian = q if handle.curve == Q_CURVE else p.components[handle.curve]
    resolution = transform.x(column + 1) - transform.x(column)
    return DragState(handle, transform.x(column), resolution, gaussian, gaussian)


def positions(p: Mixture, q: Gaussian, handle: Handle) -> tuple[tuple[float, float], ...]:
    """Where a handle is drawn: at the mean, or one standard deviation beside it, on its curve."""
    is_q = handle.curve == Q_CURVE
    gaussian = q if is_q else p.components[handle.curve]
    sides = (0.0,) if handle.parameter is Parameter.MEAN else (-1.0, 1.0)
    places = [gaussian.mu + gaussian.sigma * z for z in sides]
    return tuple((x, height(q, z) if is_q else p.density(x)) for x, z in zip(places, sides, strict=True))
