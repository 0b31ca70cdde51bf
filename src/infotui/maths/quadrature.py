"""Gauss-Legendre quadrature."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

_POINTS = 24
_STEPS = 4
"""Newton steps for each node: more than double precision needs, so that P′ is taken at the root."""


def integral(f: Callable[[float], float], low: float, high: float) -> float:
    """The integral of `f` from `low` to `high`; exact up to rounding for polynomials of degree 47."""
    middle, half = (low + high) / 2, (high - low) / 2
    return half * math.fsum([weight * f(middle + half * node) for node, weight in legendre_rule(_POINTS)])


@lru_cache(maxsize=2)
def legendre_rule(points: int) -> tuple[tuple[float, float], ...]:
    """Nodes in [−1, 1], ascending, with their weights, for an even number of points.

    The nodes are the roots x of the Legendre polynomial P of that degree, the weights 2/((1 − x²) P′(x)²)
    (Abramowitz & Stegun, Handbook of Mathematical Functions, 25.4.29; starting values from 22.16.6).
    """
    upper = [_node(i, points) for i in range(1, points // 2 + 1)]
    return (*((-x, weight) for x, weight in upper), *reversed(upper))


def _node(i: int, n: int) -> tuple[float, float]:
    """The i-th largest root of the Legendre polynomial of degree n, and its weight."""
    angle = math.pi * (4 * i - 1) / (4 * n + 2)
    x = math.cos(angle + 1 / (8 * n * n * math.tan(angle)))
    for _ in range(_STEPS):
        value, slope = _legendre(n, x)
        x -= value / slope
    return x, 2 / ((1 - x * x) * slope * slope)


def _legendre(n: int, x: float) -> tuple[float, float]:
    """The Legendre polynomial of degree n and its derivative at x, by recurrence (22.7.10 and 22.8.5)."""
    before, value = 1.0, x
    for k in range(2, n + 1):
        before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
    return value, n * (before - x * value) / (1 - x * x)
