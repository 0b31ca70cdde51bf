"""What the Gaussian KL screen draws: two densities, the integrand p log(p/q), and the areas of its lobes.

In the standard units u = (x − μp)/σp of the Gaussian that the data come from, the log ratio is a quadratic,
log p/q = α u² + β u + γ. Its coefficients are taken in forms that do not cancel when p and q are close.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
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
"""An area ends where u² has grown by this much: the density has fallen by e⁻⁴⁵ there."""
_WIDTHS, _SIDE = 6.0, 110
"""How far from its mean a curve is drawn through points, in its own widths, and how many a side."""
_APART = 1e-9
"""Widths between a point and an end at least, or rounding might put it beyond."""


class LogRatio(NamedTuple):
    """log p/q as α u² + β u + γ, in nats, with the part of its roots that takes no division by α.

    `half` is −(β ± √D)/2 with the sign that adds up, so that log p/q = (α u − half)(u − γ/half); it is 0
    only where the ratio is 1 everywhere. D = β² − 4αγ = e² + 2(s² − 1) log s, with s = σp/σq and
    e = (μp − μq)/σq: a sum of two squares, taken without cancellation.
    """

    alpha: float
    beta: float
    gamma: float
    half_sum: float

    @classmethod
    def between(cls, data: Gaussian, code: Gaussian) -> LogRatio:
        """The log ratio of the densities of `data` and `code`."""
        excess = (data.sigma - code.sigma) / code.sigma
        growth = excess * (2 + excess)
        log_width, shift = math.log1p(excess), (data.mu - code.mu) / code.sigma
        beta = (1 + excess) * shift
        root = math.hypot(shift, math.sqrt(2 * growth * log_width))
        half = -(beta + math.copysign(root, beta)) / 2
        return cls(growth / 2, beta, shift * shift / 2 - log_width, half)

    @property
    def roots(self) -> tuple[float, float]:
        """Where the densities cross, in units u, ascending; infinite where they cross only once.

        ValueError where they are the same everywhere.
        """
        if self.half_sum == 0:
            raise ValueError("equal densities cross nowhere in particular")
        far = self.half_sum / self.alpha if self.alpha else math.copysign(math.inf, self.half_sum)
        near = self.gamma / self.half_sum
        return min(near, far), max(near, far)


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """Points to draw a line through: as many abscissae, ascending, as ordinates. Equal only to itself."""

    x: tuple[float, ...]
    y: tuple[float, ...]


class Curves(NamedTuple):
    """What is drawn of a state from `low` to `high`: two densities and the integrand, made when asked for."""

    state: GaussianKLState
    low: float
    high: float
    unit: Unit
    """Of the integrand, per unit of x."""

    @property
    def densities(self) -> tuple[Curve, Curve]:
        """Those of p and q: where one Gaussian moves, the other's curve is the same one."""
        p, q = self.state.p, self.state.q
        return density_curve(p, self.low, self.high), density_curve(q, self.low, self.high)

    @property
    def integrand(self) -> Curve:
        """That of the shown order."""
        return integrand_curve(self.state, self.low, self.high, self.unit)


@lru_cache(maxsize=8)
def density_curve(gaussian: Gaussian, low: float, high: float) -> Curve:
    """The density from `low` to `high`, per unit of x: where one Gaussian moves, the other's is kept."""
    x, _, bells = _points(gaussian, low, high)
    scale = 1 / gaussian.sigma
    return Curve(x, tuple([scale * bell for bell in bells]))


@lru_cache(maxsize=4)
def integrand_curve(state: GaussianKLState, low: float, high: float, unit: Unit) -> Curve:
    """The integrand p log(p/q) of the shown order from `low` to `high`, in `unit` per unit of x.

    Its integral over all x is the divergence. It is a quadratic times the density of `data`, and drawn
    through the same points.
    """
    x, own, bells = _points(state.data, low, high)
    ratio, scale = LogRatio.between(state.data, state.model), _per_nat(unit) / state.data.sigma
    a, b, c = scale * ratio.alpha, scale * ratio.beta, scale * ratio.gamma
    return Curve(x, tuple([((a * u + b) * u + c) * bell for u, bell in zip(own, bells, strict=True)]))


def density(gaussian: Gaussian, x: float) -> float:
    """The probability density at `x`, per unit of x."""
    return height(gaussian, (x - gaussian.mu) / gaussian.sigma)


def height(gaussian: Gaussian, z: float) -> float:
    """The density `z` widths from the mean, per unit of x."""
    return _standard_pdf(z) / gaussian.sigma


def lobe_areas(state: GaussianKLState, unit: Unit) -> tuple[Reading, Reading]:
    """The areas a and b of the integrand above and below 0: a − b is the divergence.

    b by Gauss-Legendre quadrature, whose terms are all positive here; a is the divergence and b together.
    Both have a relative error below 1e-9 (or are below the smallest double).
    """
    data, code = state.data, state.model
    ratio = LogRatio.between(data, code)
    below = _area_below(ratio) * _per_nat(unit) if ratio.half_sum else 0.0
    divergence = gaussian_kl_divergence(data.mu, data.sigma, code.mu, code.sigma, base=unit.base)
    return (
        Reading("positive_area", "a", divergence + below, unit),
        Reading("negative_area", "b", below, unit),
    )


def _area_below(ratio: LogRatio) -> float:
    low, high = ratio.roots
    inside = ratio.alpha > 0 or math.isinf(high - low)
    if inside:
        return _area(ratio, low, high)
    return _area(ratio, -math.inf, low) + _area(ratio, high, math.inf)


def _area(ratio: LogRatio, low: float, high: float) -> float:
    """The integral of φ(u) |log p/q| over an interval between two roots, or a root and infinity."""
    closest = min(max(0.0, low), high)
    reach = math.sqrt(closest * closest + _TAIL_CUTOFF)
    alpha, _, gamma, half = ratio
    near = gamma / half
    return integral(
        lambda u: abs((alpha * u - half) * (u - near)) * _standard_pdf(u), max(low, -reach), min(high, reach)
    )


class _Points(NamedTuple):
    """Places to compute a curve at: in units of x, in its own units u, and the standard normal density."""

    x: tuple[float, ...]
    z: list[float]
    pdf: list[float]


@lru_cache(maxsize=8)
def _points(gaussian: Gaussian, low: float, high: float) -> _Points:
    """Both ends, and the points between that every Gaussian has in its own units.

    There all are the same curve: however narrow one is it is not missed, and a line between two points is
    off by less than 1/5000 of the peak.
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


def _per_nat(unit: Unit) -> float:
    return 1.0 if unit is Unit.NATS else 1 / math.log(2)


_Z_GRID = [_WIDTHS * math.sinh(2 * i / _SIDE) / math.sinh(2) for i in range(-_SIDE, _SIDE + 1)]
"""Where in units u a curve is drawn through points: closest at the mean, where it bends most."""
_PDF_GRID = list(map(_standard_pdf, _Z_GRID))
