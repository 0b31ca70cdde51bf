"""The curves of the Gaussian mode: two densities, the integrand p log(p/q), and the areas of its lobes.

In the standard units u = (x − μ_p)/σ_p of the first argument, the log ratio is a quadratic,
log p/q = α u² + β u + γ. Its coefficients are computed without cancellation when p and q are close.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.information import gaussian_kl_divergence
from infotui.maths.quadrature import integral

from .state import GaussianKLState

_ROOT_2PI = math.sqrt(2 * math.pi)
_TAIL_CUTOFF = 90.0
"""An area is cut off where u² has grown by this much: the density is e⁻⁴⁵ times smaller there."""
_WIDTHS, _SIDE = 6.0, 110
"""How far from its mean a curve has points, in standard deviations, and how many on each side."""
_APART = 1e-9
"""The smallest distance of a point from an end, in standard deviations, so that rounding cannot cross it."""


class LogRatio(NamedTuple):
    """log p/q as α u² + β u + γ, in nats, with the part of its roots that needs no division by α.

    `half_sum` is −(β ± √D)/2 with the sign that avoids cancellation, so that
    log p/q = (α u − half_sum)(u − γ/half_sum). It is 0 only if the ratio is 1 everywhere.
    D = β² − 4αγ = e² + 2(s² − 1) log s, with s = σ_p/σ_q and e = (μ_p − μ_q)/σ_q: a sum of two squares.
    """

    alpha: float
    beta: float
    gamma: float
    half_sum: float

    @classmethod
    def between(cls, data: Gaussian, model: Gaussian) -> LogRatio:
        """The log ratio of the densities of `data` and `model`."""
        excess = (data.sigma - model.sigma) / model.sigma
        growth = excess * (2 + excess)
        log_width, shift = math.log1p(excess), (data.mu - model.mu) / model.sigma
        beta = (1 + excess) * shift
        root = math.hypot(shift, math.sqrt(2 * growth * log_width))
        half_sum = -(beta + math.copysign(root, beta)) / 2
        return cls(growth / 2, beta, shift * shift / 2 - log_width, half_sum)

    @property
    def roots(self) -> tuple[float, float]:
        """Where the densities cross, in units u, ascending; one is infinite if they cross only once.

        ValueError if the densities are equal.
        """
        if self.half_sum == 0:
            raise ValueError("equal densities do not cross")
        far = self.half_sum / self.alpha if self.alpha else math.copysign(math.inf, self.half_sum)
        near = self.gamma / self.half_sum
        return min(near, far), max(near, far)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Points of a polyline: as many x, ascending, as y. Compared by identity."""

    x: tuple[float, ...]
    y: tuple[float, ...]


class ShownLobe(NamedTuple):
    """A lobe of an integrand from `low` to `high`, and its signed area."""

    low: float
    high: float
    area: Reading


class Curves(NamedTuple):
    """The curves of a state from `low` to `high`, computed on demand."""

    state: GaussianKLState
    low: float
    high: float
    unit: Unit
    """The unit of the integrand, per unit of x."""

    @property
    def densities(self) -> tuple[Curve, Curve]:
        """The densities of p and q. The curve of an unchanged Gaussian is the same object."""
        p, q = self.state.p, self.state.q
        return density_curve(p, self.low, self.high), density_curve(q, self.low, self.high)

    @property
    def integrand(self) -> Curve:
        """The integrand of the shown direction."""
        return integrand_curve(self.state, self.low, self.high, self.unit)


@lru_cache(maxsize=8)
def density_curve(gaussian: Gaussian, low: float, high: float) -> Curve:
    """The density from `low` to `high`, per unit of x. The cache keeps the curve of an unchanged Gaussian."""
    x, _, pdf = _points(gaussian, low, high)
    scale = 1 / gaussian.sigma
    return Curve(x, tuple([scale * y for y in pdf]))


@lru_cache(maxsize=4)
def integrand_curve(state: GaussianKLState, low: float, high: float, unit: Unit) -> Curve:
    """The integrand p log(p/q) of the shown direction from `low` to `high`, in `unit` per unit of x.

    Its integral over all x is the divergence. It is a quadratic times the density of `data`, at the same
    points.
    """
    x, z, pdf = _points(state.data, low, high)
    ratio, scale = LogRatio.between(state.data, state.model), unit.per_nat / state.data.sigma
    a, b, c = scale * ratio.alpha, scale * ratio.beta, scale * ratio.gamma
    return Curve(x, tuple([((a * u + b) * u + c) * y for u, y in zip(z, pdf, strict=True)]))


def densities(gaussian: Gaussian, xs: Sequence[float]) -> list[float]:
    """The probability density at each abscissa, per unit of x."""
    mu, sigma, exp = gaussian.mu, gaussian.sigma, math.exp
    return [exp(-0.5 * z * z) / _ROOT_2PI / sigma for z in [(x - mu) / sigma for x in xs]]


def height(gaussian: Gaussian, z: float) -> float:
    """The density `z` standard deviations from the mean, per unit of x."""
    return _standard_pdf(z) / gaussian.sigma


@lru_cache(maxsize=8)
def lobe_areas(state: GaussianKLState, unit: Unit) -> tuple[Reading, Reading]:
    """The areas a and b of the integrand above and below 0. a − b is the divergence of the shown direction.

    b is computed by Gauss-Legendre quadrature, whose terms are all positive here; a is the divergence plus b.
    Both have a relative error below 1e-9, or are below the smallest double. None where the Gaussians are so
    extreme that an intermediate result overflows.
    """
    data, model = state.data, state.model
    area = _area_below(data, model) * unit.per_nat
    divergence = gaussian_kl_divergence(data.mu, data.sigma, model.mu, model.sigma, base=unit.base)
    above, below = (divergence + area, area) if math.isfinite(area) else (None, None)
    return (
        Reading("lobe_positive", "a", above, unit, spoken="area of the positive lobe, a"),
        Reading("lobe_negative", "b", below, unit, spoken="area of the negative lobe, b"),
    )


@lru_cache(maxsize=8)
def _area_below(data: Gaussian, model: Gaussian) -> float:
    """The area below 0 in nats; nan where an intermediate result overflows."""
    try:
        ratio = LogRatio.between(data, model)
        if ratio.half_sum == 0:
            return 0.0
        low, high = ratio.roots
        if ratio.alpha > 0 or math.isinf(high - low):
            return _area(ratio, low, high)
        return _area(ratio, -math.inf, low) + _area(ratio, high, math.inf)
    except (ValueError, OverflowError, ZeroDivisionError):
        return math.nan


def _area(ratio: LogRatio, low: float, high: float) -> float:
    """The integral of φ(u) |log p/q| over an interval between two roots, or a root and infinity."""
    closest = min(max(0.0, low), high)
    cutoff = math.sqrt(closest * closest + _TAIL_CUTOFF)
    alpha, _, gamma, half_sum = ratio
    near = gamma / half_sum
    return integral(
        lambda u: abs((alpha * u - half_sum) * (u - near)) * _standard_pdf(u),
        max(low, -cutoff),
        min(high, cutoff),
    )


class _Points(NamedTuple):
    """The abscissae of a curve in x and in standard units, with the standard normal density there."""

    x: tuple[float, ...]
    z: list[float]
    pdf: list[float]


@lru_cache(maxsize=8)
def _points(gaussian: Gaussian, low: float, high: float) -> _Points:
    """Both ends, and the points of a fixed grid in standard units between them.

    In standard units all Gaussians are the same curve: a narrow one is not missed, and a straight line
    between two points differs from the curve by less than 1/5000 of the peak.
    """
    mu, sigma = gaussian.mu, gaussian.sigma
    first, last = (low - mu) / sigma, (high - mu) / sigma
    start = bisect_right(_Z_GRID, first + _APART)
    stop = max(start, bisect_left(_Z_GRID, last - _APART))
    between = _Z_GRID[start:stop]
    x = (low, *[mu + sigma * u for u in between], high)
    return _Points(
        x, [first, *between, last], [_standard_pdf(first), *_PDF_GRID[start:stop], _standard_pdf(last)]
    )


def _standard_pdf(u: float) -> float:
    """The standard normal density."""
    return math.exp(-0.5 * u * u) / _ROOT_2PI


_Z_GRID = [_WIDTHS * math.sinh(2 * i / _SIDE) / math.sinh(2) for i in range(-_SIDE, _SIDE + 1)]
"""The grid in standard units: densest at the mean, where the curvature is largest."""
_PDF_GRID = list(map(_standard_pdf, _Z_GRID))
