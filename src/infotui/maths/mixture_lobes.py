"""The lobes of the integrand of a divergence between a mixture p and one Gaussian q, and their areas."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .distributions import Gaussian
from .mixture import Mixture
from .mixture_quadrature import branch_points
from .quadrature import legendre_rule

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

_POINTS = 6
_REACH, _PIECE = 8, 2
"""Standard deviations around each mean that are integrated, and pieces in one of them."""
_AROUND_BRANCHES = (-8, -4, -2, -1, 0, 1, 2, 4, 8)
"""Ends of pieces around a branch point of log p, in units of its distance from the real axis."""
_STEPS = 3
"""Secant steps to a crossing: the integrand is 0 there, so that half the digits of it are enough."""


class Lobe(NamedTuple):
    """The integrand from `low` to `high`, where its sign does not change, and its signed area in nats."""

    low: float
    high: float
    area: float


@lru_cache(maxsize=8)
def mixture_lobes(p: Mixture, q: Gaussian, *, reverse: bool = False) -> tuple[Lobe, ...]:
    """The lobes of p log(p/q), or with `reverse` of q log(q/p), from −∞ to ∞; their sum is the divergence.

    By Gauss-Legendre quadrature on pieces of at most half a standard deviation of every Gaussian nearby,
    shorter near the branch points of log p, and split where the densities cross. Two crossings within a
    twelfth of a standard deviation may be missed. The error is near 1e-8 nats.
    """
    import numpy as np

    p = p.reduced()
    around = np.arange(-_REACH * _PIECE, _REACH * _PIECE + 1) / _PIECE
    near = [g.mu + g.sigma * around for g in (*p.components, q)]
    near += [x + far * np.array(_AROUND_BRANCHES) for x, far in branch_points(p, q)]
    low, high = q.mu - _REACH * q.sigma, q.mu + _REACH * q.sigma
    for g in () if reverse else p.components:
        low, high = min(low, g.mu - _REACH * g.sigma), max(high, g.mu + _REACH * g.sigma)
    edges = np.sort(np.concatenate(near))
    edges = edges[(edges >= low) & (edges <= high)]
    x, _ = _nodes(edges)
    crossings = np.sort(_crossings(p, q, x, _log_ratio(p, q, x)))
    edges = np.sort(np.concatenate([edges, crossings]))
    x, weights = _nodes(edges)
    log_p, log_q = _log_mixture(p, x), _log_gaussian(q, x)
    data, model = (log_q, log_p) if reverse else (log_p, log_q)
    pieces = (weights * np.exp(data) * (data - model)).reshape(-1, _POINTS).sum(axis=1)
    lobes = np.searchsorted(crossings, (edges[1:] + edges[:-1]) / 2)
    areas = np.bincount(lobes, pieces, minlength=crossings.size + 1).tolist()
    ends = [-math.inf, *crossings.tolist(), math.inf]
    return tuple(map(Lobe, ends, ends[1:], areas))


def _crossings(p: Mixture, q: Gaussian, x: NDArray[float64], ratio: NDArray[float64]) -> NDArray[float64]:
    """Where log(p/q) changes its sign between two of the nodes `x`, by regula falsi (Illinois)."""
    import numpy as np

    (at,) = np.nonzero((ratio[:-1] < 0) != (ratio[1:] < 0))
    low, high, at_low, at_high = x[at], x[at + 1], ratio[at], ratio[at + 1]
    for _ in range(_STEPS if at.size else 0):
        middle = _secant(low, high, at_low, at_high)
        value = _log_ratio(p, q, middle)
        is_low = value * at_low > 0
        at_high, at_low = np.where(is_low, at_high / 2, value), np.where(is_low, value, at_low / 2)
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return _secant(low, high, at_low, at_high)


def _secant(
    low: NDArray[float64], high: NDArray[float64], at_low: NDArray[float64], at_high: NDArray[float64]
) -> NDArray[float64]:
    """Where the straight line through the values at both ends is 0; `low` where both are."""
    rise = at_high - at_low
    rise[rise == 0] = 1.0
    place: NDArray[float64] = low - at_low * (high - low) / rise
    return place


def _nodes(edges: NDArray[float64]) -> tuple[NDArray[float64], NDArray[float64]]:
    """The nodes of all pieces between `edges`, ascending, and their weights."""
    import numpy as np

    nodes, weights = _rule()
    middles, halves = (edges[1:] + edges[:-1]) / 2, np.diff(edges) / 2
    return (middles[:, None] + halves[:, None] * nodes).ravel(), (halves[:, None] * weights).ravel()


@lru_cache(maxsize=1)
def _rule() -> tuple[NDArray[float64], NDArray[float64]]:
    import numpy as np

    nodes, weights = np.array(legendre_rule(_POINTS)).T
    return nodes, weights


def _log_ratio(p: Mixture, q: Gaussian, x: NDArray[float64]) -> NDArray[float64]:
    return _log_mixture(p, x) - _log_gaussian(q, x)


def _log_gaussian(g: Gaussian, x: NDArray[float64]) -> NDArray[float64]:
    z = (x - g.mu) / g.sigma
    log: NDArray[float64] = -0.5 * z * z - math.log(g.sigma * math.sqrt(2 * math.pi))
    return log


def _log_mixture(p: Mixture, x: NDArray[float64]) -> NDArray[float64]:
    import numpy as np

    log: NDArray[float64] = np.logaddexp.reduce([math.log(w) + _log_gaussian(g, x) for w, g in p.parts])
    return log
