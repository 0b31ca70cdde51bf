"""What the multi-class classifier costs: prediction, target, loss, its floor, and the gradient."""

from __future__ import annotations

import math
import sys

from infotui.core.reading import Reading, Unit
from infotui.maths.information import entropy, kl_divergence, softmax_cross_entropy
from infotui.maths.per_class import softmax_cross_entropy_gradient, softmax_probabilities

from .state import Multiclass

CONVERGENCE_TOL = 1e-7
"""How near its floor, in nats, the loss with soft labels has arrived."""


def multiclass_readings(state: Multiclass, unit: Unit) -> tuple[Reading, ...]:
    """The loss H(p, q), its two parts H(p) and KL(p‖q), q and p themselves, and d loss/dz in nats."""
    return (
        Reading("loss", "H(p, q)", loss(state, unit), unit),
        Reading("q", "q", prediction(state), None),
        Reading("target", "p", state.target, None),
        Reading("entropy_p", "H(p)", entropy(state.target, base=unit.base), unit),
        Reading("kl_pq", "KL(p‖q)", kl_excess(state, unit), unit),
        Reading("gradient", "d loss/dz", gradient(state), Unit.NATS),
    )


def uniform_guess(k: int, unit: Unit) -> Reading:
    """log K: what it costs to give each of `k` classes the same probability, whatever the target."""
    cost = math.log2(k) if unit is Unit.BITS else math.log(k)
    return Reading("uniform_guess", "log K", cost, unit)


def prediction(state: Multiclass) -> tuple[float, ...]:
    """q = softmax(z/T)."""
    return tuple(softmax_probabilities(state.scaled))


def loss(state: Multiclass, unit: Unit) -> float:
    """H(p, q) = −Σ p log q, from the logits: exact where q itself is too small for a number."""
    return softmax_cross_entropy(state.scaled, state.target, base=unit.base)


def kl_excess(state: Multiclass, unit: Unit) -> float:
    """KL(p‖q): by how much the loss exceeds its floor H(p). Never negative, 0 iff p == q, and finite."""
    p, q = state.target, prediction(state)
    if all(theirs >= sys.float_info.min for ours, theirs in zip(p, q, strict=True) if ours):
        return kl_divergence(p, q, base=unit.base)
    # A probability that a number cannot hold costs hundreds of nats: nothing cancels in the difference.
    return loss(state, unit) - entropy(p, base=unit.base)


def gradient(state: Multiclass) -> tuple[float, ...]:
    """d loss/dz = (q − p)/T, in nats. Its sum is 0: a common shift of the logits changes nothing."""
    by_scaled = softmax_cross_entropy_gradient(state.scaled, state.target)
    return tuple([slope / state.temperature + 0.0 for slope in by_scaled])


def gradient_sum(found: tuple[float, ...], temperature: float) -> float:
    """The sum of a gradient: 0, but for rounding, which is taken off at 1e-12 of its largest size 1/T."""
    return round(math.fsum(found) * temperature, 12) / temperature + 0.0
