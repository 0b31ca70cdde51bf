"""The parts of the KL divergence of two categorical distributions: terms, asymmetry, code lengths.

Arguments, `base` and errors are as in `infotui.maths.information`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .huffman import HuffmanCode
from .validation import checked_pair, logarithm

_NEAR = 0.125
"""|q − p|/(p + q) below which atanh s − s is taken by its series."""
_SERIES = tuple(1 / (2 * k + 3) for k in reversed(range(9)))


def kl_terms(p: Sequence[float], q: Sequence[float], *, base: float | None = None) -> tuple[float, ...]:
    """p log(p/q) of each class: 0 where p = 0, ∞ where q = 0 < p. Their sum is KL(p‖q)."""
    log, nat = logarithm(base)
    terms = []
    for a, b in zip(*checked_pair(p, q), strict=True):
        if a == 0 or a == b:
            terms.append(0.0)
        elif b == 0:
            terms.append(nat * math.inf)
        elif abs(a - b) < _NEAR * b:
            terms.append(nat * a * math.log1p((a - b) / b))
        else:
            terms.append(a * _log_ratio(a, b, log))
    return tuple(terms)


def log_ratios(
    p: Sequence[float], q: Sequence[float], *, base: float | None = None
) -> tuple[float | None, ...]:
    """log(p/q) of each class: ∞ where q = 0 < p, −∞ where p = 0 < q, None where both are 0."""
    log, nat = logarithm(base)
    ratios: list[float | None] = []
    for a, b in zip(*checked_pair(p, q), strict=True):
        if a == 0 or b == 0:
            ratios.append(None if a == b else math.copysign(math.inf, a - b))
        elif abs(a - b) < _NEAR * b:
            ratios.append(nat * math.log1p((a - b) / b))
        else:
            ratios.append(_log_ratio(a, b, log))
    return tuple(ratios)


def kl_gap(p: Sequence[float], q: Sequence[float], *, base: float | None = None) -> float | None:
    """KL(q‖p) − KL(p‖q) = 2 Σ (p + q) (atanh s − s), with s = (q − p)/(p + q).

    Unlike the difference of the two divergences it loses no digit where they are nearly equal.
    None where both are infinite.
    """
    _, nat = logarithm(base)
    pairs = list(zip(*checked_pair(p, q), strict=True))
    forward, reverse = any(a and not b for a, b in pairs), any(b and not a for a, b in pairs)
    if forward and reverse:
        return None
    if forward or reverse:
        return nat * (math.inf if reverse else -math.inf)
    return 2 * nat * math.fsum((a + b) * _atanh_excess(a, b) for a, b in pairs if a != b) + 0.0


def mean_length(code: HuffmanCode, p: Sequence[float]) -> float:
    """Σ pᵢ ℓᵢ in bits: the mean length of a code on data from p; ∞ where a class of p has no codeword."""
    used = [(share, length) for share, length in zip(p, code.lengths, strict=True) if share]
    if any(length is None for _, length in used):
        return math.inf
    return math.fsum(share * length for share, length in used if length)


def _atanh_excess(a: float, b: float) -> float:
    """Atanh s − s for s = (b − a)/(a + b): s³/3 + s⁵/5 + … for small s, which does not cancel.

    Odd to the last digit, so that the gap of p and a rearrangement of p in which classes trade places is 0.
    """
    if b < a:
        return -_atanh_excess(b, a)
    s = (b - a) / (a + b)
    if abs(s) >= _NEAR:
        return 0.5 * _log_ratio(b, a, math.log) - s
    square, value = s * s, 0.0
    for coefficient in _SERIES:
        value = value * square + coefficient
    return value * square * s


def _log_ratio(a: float, b: float, log: Callable[[float], float]) -> float:
    """log(a/b) for positive a and b, also where a/b is no normal number."""
    ratio = a / b
    return log(ratio) if 1e-300 < ratio < 1e300 else log(a) - log(b)
