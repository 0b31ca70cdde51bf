"""Information measures with 50 digits, and the comparison of a double with them."""

from __future__ import annotations

import math
from typing import Any

import mpmath

LEAST = math.ulp(0.0)

Weights = list[float]

Pair = tuple[Weights, Weights]


def close(found: float, expected: Any, absolute: float = LEAST) -> bool:
    """Whether `found` is within 1e-13 of a number that may have more digits than a double."""
    if not mpmath.isfinite(expected):
        return bool(found == expected)
    return bool(abs(mpmath.mpf(found) - expected) <= max(1e-13 * abs(expected), absolute))


def exact_kl(p: Weights, q: Weights) -> Any:
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mpmath.inf
    pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
    return mpmath.fsum((a * mpmath.log(a / b) if a else 0) - a + b for a, b in pairs)


def exact_js(p: Weights, q: Weights) -> Any:
    pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
    return mpmath.fsum(x * mpmath.log(2 * x / (a + b)) for a, b in pairs for x in (a, b) if x) / 2


def exact_cross_entropy(p: Weights, q: Weights) -> Any:
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mpmath.inf
    return -mpmath.fsum(mpmath.mpf(a) * mpmath.log(b) for a, b in zip(p, q, strict=True) if a)


def exact_softmax(z: Weights) -> list[Any]:
    weights = [mpmath.exp(mpmath.mpf(logit) - max(z)) for logit in z]
    return [weight / mpmath.fsum(weights) for weight in weights]


def exact_gaussian_kl(mu_p: float, sigma_p: float, mu_q: float, sigma_q: float) -> Any:
    shift, ratio = (mpmath.mpf(mu_p) - mu_q) / sigma_q, mpmath.mpf(sigma_p) / sigma_q
    return (shift**2 + ratio**2 - 1) / 2 - mpmath.log(ratio)


def exact_gaussian_cross_entropy(mu_p: float, sigma_p: float, mu_q: float, sigma_q: float) -> Any:
    shift, ratio = (mpmath.mpf(mu_p) - mu_q) / sigma_q, mpmath.mpf(sigma_p) / sigma_q
    return (mpmath.log(2 * mpmath.pi) + shift**2 + ratio**2) / 2 + mpmath.log(sigma_q)


def normalised(weights: Weights) -> Weights:
    total = math.fsum(weights)
    return [weight / total for weight in weights]
