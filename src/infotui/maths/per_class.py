"""The functions of `infotui.maths.information` with one value per class, as lists instead of arrays.

Arguments, accuracy and errors are the same. The lessons use these, so that they need no numpy.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from .validation import (
    checked_logits,
    checked_probabilities,
    logarithm,
    numbers,
    require_probability,
    require_same_length,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

CANCELLED = 0.01
"""A difference smaller than this share of its operands is recomputed with 50 digits."""


def surprisals(p: ArrayLike, *, base: float | None = None) -> list[float]:
    """−log p of each probability, ∞ at 0. The probabilities need not sum to 1."""
    log, nat = logarithm(base)
    values = numbers("p", p)
    # nan passes the first two comparisons or fails them, but always makes the sum nan
    if not (min(values) >= 0 and max(values) <= 1 and sum(values) >= 0):
        require_probability("p", values)
    never = nat * math.inf
    return [0.0 - log(x) if x else never for x in values]  # a negation would give −0


def softmax_probabilities(z: ArrayLike) -> list[float]:
    """Probabilities in proportion to exp(z). A logit of −∞ is a masked class, of probability 0."""
    weights, rest, _ = shifted_exp(checked_logits(z))
    return [weight / (1 + rest) for weight in weights]


def log_softmax_values(z: ArrayLike) -> list[float]:
    """Logarithms of the softmax probabilities, in nats, also where those underflow to 0."""
    logits = checked_logits(z)
    _, rest, top = shifted_exp(logits)
    excess = math.log1p(rest)
    return [0.0 - ((logits[top] - logit) + excess) for logit in logits]


def softmax_cross_entropy_gradient(z: ArrayLike, p: ArrayLike) -> list[float]:
    """d/dz of −Σ p log softmax(z), in nats: softmax(z) − p."""
    logits, target = checked_logits(z), checked_probabilities("p", p)
    require_same_length("z", logits, "p", target)
    weights, rest, top = shifted_exp(logits)
    parts = [(weight / (1 + rest), share) for weight, share in zip(weights, target, strict=True)]
    if target[top] > 0.5:  # q − p = (1 − p) − (1 − q), where 1 − p is exact
        parts[top] = (1 - target[top], rest / (1 + rest))
    if any(abs(a - b) < CANCELLED * b for a, b in parts):
        from . import high_precision

        return high_precision.softmax_cross_entropy_gradient(logits, target, top)
    return [a - b for a, b in parts]


def shifted_exp(z: list[float]) -> tuple[list[float], float, int]:
    """exp(z − max z), the sum of all of them but the largest, and the position of the largest."""
    most = max(z)
    top = z.index(most)
    weights = [math.exp(logit - most) for logit in z]
    return weights, math.fsum(weights[:top] + weights[top + 1 :]), top
