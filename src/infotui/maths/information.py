"""Entropy, divergences and cross-entropy of the given doubles, exactly as they are.

Every function takes `base` as scipy does: None for nats, 2 for bits, or any other positive base but 1.
Array arguments are one-dimensional; results are `float` or float64 arrays. Nothing is ever renormalised:
a value above 1, or a sum that differs from 1 by more than `SUM_TOLERANCE`, raises a `ValueError` that names
the argument, the position and the value. The relative error is at most 1e-13, also where the textbook
formulas lose every digit, and whole numbers of bits come out whole.

Sums use `math.fsum`, and values are computed one by one (`infotui.maths.per_class`): for a few classes that
is both faster and more accurate than arrays. Only the functions that return arrays load numpy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import per_class
from .validation import (
    SUM_TOLERANCE,
    checked_logits,
    checked_mean,
    checked_pair,
    checked_probabilities,
    checked_sigma,
    logarithm,
    require_same_length,
    total,
)

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "SUM_TOLERANCE",
    "cross_entropy",
    "entropy",
    "gaussian_cross_entropy",
    "gaussian_entropy",
    "gaussian_kl_divergence",
    "js_divergence",
    "kl_divergence",
    "log_softmax",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    "surprisal",
]

_HALF_LOG_2PI = math.log(2 * math.pi) / 2
_LEAST = math.ulp(0.0)
_NEAR = 0.125  # |p − q| / (p + q) below which a series takes over from the logarithm
_DIVERGENCE_SERIES = tuple(1 / (2 * k + 3) for k in reversed(range(9)))
_JENSEN_SERIES = tuple(1 / (k * (2 * k - 1)) for k in reversed(range(1, 10)))


def surprisal(p: ArrayLike, *, base: float | None = None) -> NDArray[float64]:
    """−log p of each probability, ∞ at 0. The probabilities need not sum to 1."""
    return _array(per_class.surprisals(p, base=base))


def entropy(p: ArrayLike, *, base: float | None = None) -> float:
    """−Σ p log p with 0·log 0 = 0 (Shannon 1948)."""
    weights = checked_probabilities("p", p)
    log, _ = logarithm(base)
    whole = math.fsum(weights)
    # The second value is an upper bound for any weights; only rounding can exceed it.
    return min(_cross_entropy(weights, weights, log), whole * log(len(weights) / whole), key=abs)


def cross_entropy(p: ArrayLike, q: ArrayLike, *, base: float | None = None) -> float:
    """−Σ p log q; ∞ where q = 0 < p."""
    log, _ = logarithm(base)
    return _cross_entropy(*checked_pair(p, q), log)


def kl_divergence(p: ArrayLike, q: ArrayLike, *, base: float | None = None) -> float:
    """Σ p log(p/q), computed as Σ (p log(p/q) − p + q), whose terms are never negative.

    ∞ where q = 0 < p; exactly 0 if and only if p == q.
    """
    here, there = checked_pair(p, q)
    log, nat = logarithm(base)
    if here == there:
        return 0.0
    return _divergence(here, there, log, nat) or math.copysign(_LEAST, nat)


def js_divergence(p: ArrayLike, q: ArrayLike, *, base: float | None = None) -> float:
    """The Jensen-Shannon divergence: the mean KL divergence of p and q from (p + q)/2. At most log 2."""
    here, there = checked_pair(p, q)
    log, nat = logarithm(base)
    terms: list[float] = []
    for a, b in zip(here, there, strict=True):
        if a == b:
            continue
        both = a + b
        skew = (b - a) / both
        if abs(skew) < _NEAR:
            square = skew * skew
            terms.append(nat * both * (0.5 * square * _horner(_JENSEN_SERIES, square)))
        else:
            terms.extend(x * log(2 * x / both) for x in (a, b) if x)
    # Sums slightly above 1 may take disjoint distributions past log 2.
    return min(0.5 * math.fsum(terms), log(2), key=abs)


def softmax(z: ArrayLike) -> NDArray[float64]:
    """Probabilities in proportion to exp(z). A logit of −∞ is a masked class, of probability 0."""
    return _array(per_class.softmax_probabilities(z))


def log_softmax(z: ArrayLike) -> NDArray[float64]:
    """log softmax(z), in nats, also where softmax(z) underflows to 0."""
    return _array(per_class.log_softmax_values(z))


def softmax_cross_entropy(z: ArrayLike, p: ArrayLike, *, base: float | None = None) -> float:
    """−Σ p log softmax(z), directly from the logits; `p` is a distribution over the same classes."""
    logits, target = checked_logits(z), checked_probabilities("p", p)
    require_same_length("z", logits, "p", target)
    log, nat = logarithm(base)
    _, rest, top = per_class.shifted_exp(logits)
    # log(1 + rest) gives whole numbers of bits, log1p is accurate where the rest is small.
    excess = log(1 + rest) if rest >= 0.5 else nat * math.log1p(rest)
    # Halves, because the difference of two logits may overflow where its share of the loss does not.
    most = 0.5 * logits[top]
    below = [2 * nat * (w * (most - 0.5 * logit)) for logit, w in zip(logits, target, strict=True) if w]
    return total(below) + math.fsum(target) * excess


def softmax_cross_entropy_gradient(z: ArrayLike, p: ArrayLike) -> NDArray[float64]:
    """d/dz of −Σ p log softmax(z), in nats: softmax(z) − p."""
    return _array(per_class.softmax_cross_entropy_gradient(z, p))


def gaussian_entropy(sigma: float, *, base: float | None = None) -> float:
    """½ log(2πe σ²), the differential entropy: negative for a narrow Gaussian."""
    sigma = checked_sigma("sigma", sigma)
    return gaussian_cross_entropy(0.0, sigma, 0.0, sigma, base=base)


def gaussian_kl_divergence(
    mu_p: float, sigma_p: float, mu_q: float, sigma_q: float, *, base: float | None = None
) -> float:
    """½ (Δ² + r² − 1) − log r, with Δ = (μ_p − μ_q)/σ_q and r = σ_p/σ_q.

    Near r = 1 it is computed from x = r − 1 as ½ Δ² + ½ x² + (x − log(1 + x)), the last term by a series
    in (σ_p − σ_q)/(σ_p + σ_q), without cancellation.
    """
    _, nat = logarithm(base)
    mu_p, sigma_p = checked_mean("mu_p", mu_p), checked_sigma("sigma_p", sigma_p)
    mu_q, sigma_q = checked_mean("mu_q", mu_q), checked_sigma("sigma_q", sigma_q)
    shift, ratio = _shift(mu_p, mu_q, sigma_q), sigma_p / sigma_q
    x = (sigma_p - sigma_q) / sigma_q
    skew = x / (2 + x) if x < 1 else 1.0
    if abs(skew) < _NEAR:
        widths = 0.5 * x * x + (2 + x) * _excess(skew)
    else:
        widths = 0.5 * (ratio - 1) * (ratio + 1) - _log_ratio(sigma_p, sigma_q, math.log)
    return nat * 0.5 * shift * shift + nat * widths + 0.0


def gaussian_cross_entropy(
    mu_p: float, sigma_p: float, mu_q: float, sigma_q: float, *, base: float | None = None
) -> float:
    """h(p) + KL(p‖q) = ½ log(2π σ_q²) + ½ (Δ² + r²), with Δ and r as in `gaussian_kl_divergence`."""
    _, nat = logarithm(base)
    mu_p, sigma_p = checked_mean("mu_p", mu_p), checked_sigma("sigma_p", sigma_p)
    mu_q, sigma_q = checked_mean("mu_q", mu_q), checked_sigma("sigma_q", sigma_q)
    shift, ratio = _shift(mu_p, mu_q, sigma_q), sigma_p / sigma_q
    width, spread = math.log(sigma_q), _HALF_LOG_2PI + (0.5 * ratio * ratio + 0.5 * shift * shift)
    if abs(width + spread) < per_class.CANCELLED * spread:
        from . import high_precision

        return nat * high_precision.gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q)
    return nat * (width + spread)


def _cross_entropy(p: list[float], q: list[float], log: Callable[[float], float]) -> float:
    try:
        return 0.0 - math.fsum([a * log(b) for a, b in zip(p, q, strict=True) if a])
    except ValueError:  # log 0 where p > 0
        return -log(_LEAST) * math.inf


def _divergence(p: list[float], q: list[float], log: Callable[[float], float], nat: float) -> float:
    """Σ (p log(p/q) − p + q): by a series where p ≈ q, term by term elsewhere.

    The logarithms are summed apart from the rest, so that whole numbers of bits stay whole.
    """
    logarithms: list[float] = []
    others: list[float] = []
    for a, b in zip(p, q, strict=True):
        skew = (b - a) / (a + b) if a != b else 0.0
        if abs(skew) < _NEAR:
            others.append((a + b) * _excess(skew))
            continue
        others.extend((b, -a))
        if a and not b:
            return nat * math.inf
        if a:
            logarithms.append(a * _log_ratio(a, b, log))
    return math.fsum(logarithms) + nat * math.fsum(others)


def _excess(skew: float) -> float:
    """(p log(p/q) − p + q) / (p + q) for skew = (q − p)/(p + q): s − (1 − s) atanh s, for small s."""
    square = skew * skew
    return square * (1 - (1 - skew) * skew * _horner(_DIVERGENCE_SERIES, square))


def _horner(coefficients: tuple[float, ...], x: float) -> float:
    """The polynomial with these coefficients, highest power first."""
    value = 0.0
    for coefficient in coefficients:
        value = value * x + coefficient
    return value


def _log_ratio(a: float, b: float, log: Callable[[float], float]) -> float:
    """log(a/b) for positive a and b, also where a/b overflows or underflows."""
    ratio = a / b
    return log(ratio) if 1e-300 < ratio < 1e300 else log(a) - log(b)


def _shift(mu_p: float, mu_q: float, sigma: float) -> float:
    """(μ_p − μ_q)/σ, also where the difference alone overflows."""
    gap = mu_p - mu_q
    return gap / sigma if math.isfinite(gap) else 2 * ((0.5 * mu_p - 0.5 * mu_q) / sigma)


def _array(values: list[float]) -> NDArray[float64]:
    import numpy as np

    return np.array(values)
