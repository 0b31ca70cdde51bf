"""The ranges of the axes: they follow the curves in steps, not with every move."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from infotui.canvas.nice import nice_ceil
from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.curves import integrand_curve
from infotui.lessons.gaussian_kl.model.state import GaussianKLState
from infotui.maths.distributions import Gaussian

_SHOWN, _NEEDED = 4.0, 3.0
"""Standard deviations around a mean that a new range shows, and that the present one must show."""
_FLAT = 1e-12
"""The shortest range: differences below this cannot be seen."""
_NEARLY = 1e-9
"""A step that is too short by less than this share counts as long enough."""
_SMALLEST_SHARE = 0.35
"""A range of which the curves use less than this share is replaced by a smaller one."""


class Range(NamedTuple):
    """The range of an axis and the distance of its ticks; both ends are ticks."""

    low: float
    high: float
    step: float

    @classmethod
    def around(cls, low: float, high: float, steps: int) -> Range:
        """The smallest range that holds `low` to `high` in about `steps` round steps."""
        step = nice_ceil(max(high - low, _FLAT) / steps, _NEARLY)
        first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
        if first == last:
            first, last = first - 1, last + 1
        return cls(_multiple(step, first), _multiple(step, last), step)

    @property
    def span(self) -> float:
        """Its length."""
        return self.high - self.low

    @property
    def ticks(self) -> tuple[float, ...]:
        """The round numbers on it, both ends among them."""
        first, last = round(self.low / self.step), round(self.high / self.step)
        return tuple(_multiple(self.step, i) for i in range(first, last + 1))

    def holds(self, low: float, high: float) -> bool:
        """Whether `low` to `high` lies in the range."""
        return self.low <= low and high <= self.high


class AxisRanges(NamedTuple):
    """The ranges of x for both plots, of the densities and of the integrand."""

    x: Range
    density: Range
    integrand: Range


def update_ranges(present: AxisRanges | None, state: GaussianKLState, unit: Unit) -> AxisRanges:
    """The ranges for `state`, given the `present` ones.

    A range stays while the curves fit into it and use enough of it; otherwise a new one is chosen.
    """
    pair = state.p, state.q
    x = x_range(present.x if present else None, pair)
    peak = 1 / (min(gaussian.sigma for gaussian in pair) * math.sqrt(2 * math.pi))
    density = density_range(present.density if present else None, peak)
    values = integrand_curve(state, x.low, x.high, unit).y
    return AxisRanges(x, density, integrand_range(present.integrand if present else None, values))


def x_range(present: Range | None, gaussians: Sequence[Gaussian]) -> Range:
    """The stretch of x that shows all of these Gaussians."""
    low, high = _extent(gaussians, _SHOWN)
    needed = _extent(gaussians, _NEEDED)
    if present and present.holds(*needed) and high - low >= _SMALLEST_SHARE * present.span:
        return present
    return Range.around(low, high, 6)


def _extent(gaussians: Sequence[Gaussian], widths: float) -> tuple[float, float]:
    return min(g.mu - widths * g.sigma for g in gaussians), max(g.mu + widths * g.sigma for g in gaussians)


def density_range(present: Range | None, peak: float) -> Range:
    """The range of a density that rises to `peak`."""
    if present and _SMALLEST_SHARE * present.high <= peak <= 0.98 * present.high:
        return present
    return Range.around(0.0, peak / 0.95, 5)


def integrand_range(present: Range | None, values: Sequence[float]) -> Range:
    """The range of an integrand with these values; 0 is always in it."""
    low, high = min(0.0, min(values)), max(0.0, max(values))
    if low == high:
        return present or Range(-0.1, 0.1, 0.1)
    if present and present.holds(low, high) and high - low >= _SMALLEST_SHARE * present.span:
        return present
    return Range.around(low, high, 6)


def _multiple(step: float, i: int) -> float:
    return round(i * step, 15 - math.ceil(math.log10(step))) + 0.0
