"""What the Gaussian KL screen draws: two densities, the integrand p log(p/q), and the areas of its lobes.

In the standard units u = (x − μp)/σp of the Gaussian that the data come from, the log ratio is a quadratic,
log p/q = α u² + β u + γ. Its coefficients are taken in forms that do not cancel when p and q are close.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from infotui.distributions import Gaussian
from infotui.information import gaussian_kl_divergence

from .gaussian_kl_state import GaussianKLState
from .reading import Reading, Unit

Floats = NDArray[np.float64]

_ROOT_2PI = math.sqrt(2 * math.pi)
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(96)
_FALL = 90.0
"""An area ends where u² has grown by this much: the density has fallen by e⁻⁴⁵ there."""
_REACH = np.linspace(-5, 5, 81)
_SAMPLES = 321


@dataclass(frozen=True, slots=True)
class LogRatio:
    """log p/q as α u² + β u + γ, in nats, with the part of its roots that takes no division by α.

    `half` is −(β ± √D)/2 with the sign that adds up, so that log p/q = (α u − half)(u − γ/half); it is 0
    only where the ratio is 1 everywhere. D = β² − 4αγ = e² + 2(s² − 1) log s, with s = σp/σq and
    e = (μp − μq)/σq: a sum of two squares, taken without cancellation.
    """

    alpha: float
    beta: float
    gamma: float
    half: float

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

    def at(self, u: Floats) -> Floats:
        """Its values, in nats, shape as `u`."""
        return (self.alpha * u + self.beta) * u + self.gamma

    @property
    def roots(self) -> tuple[float, float]:
        """Where the densities cross, in units u, ascending; infinite where they cross only once.

        ValueError where they are the same everywhere.
        """
        if self.half == 0:
            raise ValueError("equal densities cross nowhere in particular")
        far = self.half / self.alpha if self.alpha else math.copysign(math.inf, self.half)
        near = self.gamma / self.half
        return min(near, far), max(near, far)


@dataclass(frozen=True, eq=False)
class Curves:
    """What is drawn over one stretch of x: two densities and the integrand, each of shape (samples,)."""

    x: Floats
    p: Floats
    q: Floats
    integrand: Floats


@lru_cache(maxsize=4)
def curves(state: GaussianKLState, low: float, high: float, unit: Unit) -> Curves:
    """The curves of `state` from `low` to `high`, the integrand in `unit` per unit of x."""
    x = abscissae(state, low, high, _SAMPLES)
    return Curves(x, density(state.p, x), density(state.q, x), integrand(state, x, unit))


def density(gaussian: Gaussian, x: Floats) -> Floats:
    """The probability density at `x`, per unit of x, shape as `x`."""
    return _bell((x - gaussian.mu) / gaussian.sigma) / gaussian.sigma


def height(gaussian: Gaussian, z: float) -> float:
    """The density `z` widths from the mean, per unit of x."""
    return math.exp(-0.5 * z * z) / (_ROOT_2PI * gaussian.sigma)


def integrand(state: GaussianKLState, x: Floats, unit: Unit) -> Floats:
    """p(x) log(p(x)/q(x)) of the shown order at `x`, in `unit` per unit of x, shape as `x`.

    Its integral over all x is the divergence.
    """
    u = (x - state.data.mu) / state.data.sigma
    ratio = LogRatio.between(state.data, state.code)
    return _bell(u) * ratio.at(u) * (_per_nat(unit) / state.data.sigma)


def abscissae(state: GaussianKLState, low: float, high: float, samples: int) -> Floats:
    """Ascending places to compute the curves at: `samples` even ones from `low` to `high`, and those
    without which a curve narrower than their distance would be missed."""
    own = [g.mu + g.sigma * _REACH for g in (state.p, state.q)]
    x = np.concatenate([np.linspace(low, high, samples), *own])
    return np.sort(x[(x >= low) & (x <= high)])


def lobe_areas(state: GaussianKLState, unit: Unit) -> tuple[Reading, Reading]:
    """The areas a and b of the integrand above and below 0: a − b is the divergence.

    b by Gauss-Legendre quadrature, whose terms are all positive here; a is the divergence and b together.
    Both have a relative error below 1e-9 (or are below the smallest double).
    """
    data, code = state.data, state.code
    ratio = LogRatio.between(data, code)
    below = _area_below(ratio) * _per_nat(unit) if ratio.half else 0.0
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
    reach = math.sqrt(closest * closest + _FALL)
    low, high = max(low, -reach), min(high, reach)
    u = (low + high) / 2 + (high - low) / 2 * _NODES
    values = _bell(u) * np.abs((ratio.alpha * u - ratio.half) * (u - ratio.gamma / ratio.half))
    return float(values @ _WEIGHTS) * (high - low) / 2


def _bell(u: Floats) -> Floats:
    """The standard normal density."""
    return np.exp(-0.5 * u * u) / _ROOT_2PI


def _per_nat(unit: Unit) -> float:
    return 1.0 if unit is Unit.NATS else 1 / math.log(2)
