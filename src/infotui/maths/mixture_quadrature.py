"""Expectations of a Gaussian q of the log ratio to a mixture p, by Gauss-Legendre quadrature.

The integrand is q(x) log(q(x)/p(x)). In the standard units u = (x − μ)/σ of q it is analytic but at the
complex zeros of p, where log p has branch points. The zeros of two components lie where their log ratio is
an odd multiple of iπ; the first pair of them is the nearest to the real axis. Pieces are halved until every
such zero lies outside the Bernstein ellipse ρ = 2 of its piece: the rule of 24 points is then off by
less than (64/15) M ρ⁻⁴⁸/(1 − ρ⁻²) ≈ 2e-14 M times half the length of the piece, with M the largest absolute
value of the integrand on the ellipse (Trefethen, Approximation Theory and Approximation Practice,
theorem 19.3). This takes far fewer points than pieces of half the narrowest standard deviation.
"""

from __future__ import annotations

import cmath
import math
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, NamedTuple

from .distributions import Gaussian
from .mixture import Mixture

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

POINTS = 24
REACH = 10.0
"""Standard deviations of q on either side of its mean that are integrated: 2e-23 of q lies outside."""

_ALONG, _ACROSS = 1.25**-2, 0.75**-2
"""The ellipse of a piece is _ALONG x² + _ACROSS y² = 1 around its middle, in halves of it: (ρ ± 1/ρ)/2."""
_POWERS = 7  # what derivatives of the third order take
_SHORTEST = 2.0**-44  # half a piece, in standard deviations of q
_FARTHEST = 1e60


class Nodes(NamedTuple):
    """Quadrature nodes u in the standard units of q, and r = log(q/p) there, in nats."""

    u: NDArray[float64]
    powers: NDArray[float64]
    """The weights times φ(u), times uⁿ: one row for each n from 0 to 6."""
    log_ratio: NDArray[float64]

    @property
    def weights(self) -> NDArray[float64]:
        """The weights times φ(u)."""
        weights: NDArray[float64] = self.powers[0]
        return weights

    @property
    def moments(self) -> list[float]:
        """E[uⁿ r] for each n from 0 to 6."""
        found: list[float] = (self.powers @ self.log_ratio).tolist()
        return found


def log_ratio_nodes(p: Mixture, q: Gaussian) -> Nodes:
    """Nodes for expectations under `q`, with r = log(q/p): Σ weights · f(u, r) ≈ E_q[f].

    r is exactly 0 where p is a single component that equals q.

    Raises:
        ValueError: a component and q differ so much that squares of the ratio of their standard deviations,
            or of the distance of their means in these, could overflow.
    """
    import numpy as np

    components = _relative(p, q)
    for i, (_, a, b) in enumerate(components):
        if not max(b, abs(a), abs(a * b)) < _FARTHEST:
            raise ValueError(f"components[{i}] and q are too different: {p.components[i]} and {q}")
    u, powers = _nodes(tuple(_pieces(_zeros(components))))
    # log(pᵢ/q) + log φ(u): constants and the factor 1/σ of all densities cancel
    log = reduce(np.logaddexp, [c - 0.5 * np.square((u - a) * b) for c, a, b in components])
    return Nodes(u, powers, -0.5 * np.square(u) - log)


def branch_points(p: Mixture, q: Gaussian) -> list[tuple[float, float]]:
    """The branch points of log p nearest to the real axis: where on it, and how far from it, in x."""
    return [(q.mu + q.sigma * real, q.sigma * above) for real, above in _zeros(_relative(p, q))]


def _relative(p: Mixture, q: Gaussian) -> list[tuple[float, float, float]]:
    """The components in the standard units of q: log of weight and height, mean, and inverse width."""
    return [
        (math.log(w) + math.log(q.sigma) - math.log(g.sigma), (g.mu - q.mu) / q.sigma, q.sigma / g.sigma)
        for w, g in p.parts
    ]


def _zeros(components: list[tuple[float, float, float]]) -> list[tuple[float, float]]:
    """Real and imaginary parts (above the axis) of the nearest zeros of pᵢ + pⱼ, for every pair.

    log pᵢ − log pⱼ is the quadratic c − ½ ((u − a) b)² of one less that of the other.
    """
    found: list[tuple[float, float]] = []
    for i, (c, a, b) in enumerate(components):
        for other_c, other_a, other_b in components[:i]:
            second = 0.5 * (other_b - b) * (other_b + b)
            first = a * b * b - other_a * other_b * other_b
            constant = c - other_c - 0.5 * ((a * b) ** 2 - (other_a * other_b) ** 2)
            found += _roots(second, first, complex(constant, -math.pi))
    return found


def _roots(second: float, first: float, constant: complex) -> list[tuple[float, float]]:
    """The roots of a quadratic, those at infinity left out, mirrored into the upper half-plane."""
    root = cmath.sqrt(first * first - 4 * second * constant)
    half = -0.5 * (first + root if (first * root.real) >= 0 else first - root)
    roots = [constant / half] if half else []
    roots += [half / second] if second else []
    return [(z.real, abs(z.imag)) for z in roots if cmath.isfinite(z)]


def _pieces(zeros: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The pieces that [−REACH, REACH] is divided into, as pairs of middle and half length."""
    pieces: list[tuple[float, float]] = []
    scaled = [(x, _ACROSS * y * y) for x, y in zeros]
    waiting = [(REACH * quarter / 4, REACH / 4, scaled) for quarter in (-3, -1, 1, 3)]
    while waiting:
        middle, half, near = waiting.pop()
        # Halves need no other zeros, since their ellipses lie inside that of the whole.
        limit = half * half
        inside = [zero for zero in near if _ALONG * (d := zero[0] - middle) * d + zero[1] < limit]
        if not inside or half < _SHORTEST:
            pieces.append((middle, half))
            continue
        half /= 2
        waiting += ((middle - half, half, inside), (middle + half, half, inside))
    return pieces


@lru_cache(maxsize=16)
def _nodes(pieces: tuple[tuple[float, float], ...]) -> tuple[NDArray[float64], NDArray[float64]]:
    """The nodes u of all pieces, and their weights times φ(u) uⁿ for n = 0 … 6.

    Cached, since the pieces stay the same while q moves a little.
    """
    import numpy as np

    nodes, weights = _rule()
    middles, halves = np.array(pieces).T
    u = (middles[:, None] + halves[:, None] * nodes).ravel()
    powers = np.empty((_POWERS, u.size))
    powers[0] = (halves[:, None] * weights).ravel() * np.exp(-0.5 * u * u)
    for n in range(1, _POWERS):
        np.multiply(powers[n - 1], u, out=powers[n])
    return u, powers


@lru_cache(maxsize=1)
def _rule() -> tuple[NDArray[float64], NDArray[float64]]:
    """The nodes of the rule, and its weights divided by √(2π)."""
    import numpy as np

    from .quadrature import legendre_rule  # here, since a start does not need it

    nodes, weights = np.array(legendre_rule(POINTS)).T
    return nodes, weights / math.sqrt(2 * math.pi)
