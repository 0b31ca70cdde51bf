"""The multi-class classifier: prediction, target, loss, its minimum, and the gradient."""

from __future__ import annotations

import math
import sys

from infotui.core.reading import Reading, Unit
from infotui.maths.information import kl_divergence, softmax_cross_entropy
from infotui.maths.per_class import softmax_cross_entropy_gradient, softmax_probabilities

from .state import Multiclass

CONVERGENCE_TOL = 1e-7
"""The excess over its minimum, in nats, at which the loss counts as converged."""


def multiclass_readings(state: Multiclass, unit: Unit) -> tuple[Reading, ...]:
    """The loss H(p, q), q, p, the parts H(p) and KL(p‖q) of the loss, ∂loss/∂z in nats, and log K."""
    return (
        Reading("loss", "H(p, q)", loss(state, unit), unit, label="loss H(p, q)", spoken="loss, H(p, q)"),
        Reading("q", "q", prediction(state), None, spoken="prediction q"),
        Reading("target", "p", state.target, None, spoken="target p"),
        Reading(
            "entropy_p",
            "H(p)",
            target_entropy(state, unit),
            unit,
            label="minimum H(p)",
            spoken="minimum of the loss, the entropy of p",
        ),
        Reading(
            "kl_pq",
            "KL(p‖q)",
            kl_excess(state, unit),
            unit,
            label="excess KL(p‖q)",
            spoken="excess of the loss, the KL divergence of p from q",
        ),
        Reading(
            "gradient",
            "∂loss/∂z",
            gradient(state),
            Unit.NATS,
            label="gradient q − p" if state.temperature == 1 else "gradient (q − p)/T",
            spoken="gradient of the loss by the logits z",
        ),
        uniform_guess(state.k, unit),
    )


def uniform_guess(k: int, unit: Unit) -> Reading:
    """log K, the loss of a uniform prediction over `k` classes, for every target."""
    cost = math.log2(k) if unit is Unit.BITS else math.log(k)
    return Reading("uniform_guess", "log K", cost, unit, spoken=f"loss of a uniform guess, log {k}")


def true_class_cost(state: Multiclass, unit: Unit) -> Reading:
    """−log q of the true class: the loss without smoothing; from the logits, as the loss is."""
    hard = tuple([float(i == state.true) for i in range(state.k)])
    cost = softmax_cross_entropy(state.scaled, hard, base=unit.base)
    return Reading("true_class_cost", f"−log q[{state.true + 1}]", cost, unit)


def prediction(state: Multiclass) -> tuple[float, ...]:
    """q = softmax(z/T)."""
    return tuple(softmax_probabilities(state.scaled))


def loss(state: Multiclass, unit: Unit) -> float:
    """H(p, q) = −Σ p log q, from the logits: accurate also where q underflows to 0."""
    return softmax_cross_entropy(state.scaled, state.target, base=unit.base)


def target_entropy(state: Multiclass, unit: Unit) -> float:
    """H(p) of the smoothed target, computed from ε.

    The true class has p = 1 − ε(K−1)/K, which rounds to 1 for a small ε; −p log p by log1p keeps its digits.
    """
    k, smoothing = state.k, state.smoothing
    share, rest = smoothing / k, smoothing * (k - 1) / k
    if share == 0:
        return 0.0
    log = math.log2 if unit is Unit.BITS else math.log
    true = log(1 - rest) if rest >= 0.5 else math.log1p(-rest) * unit.per_nat
    return min(-(1 - rest) * true - (k - 1) * share * log(share), log(k))


def kl_excess(state: Multiclass, unit: Unit) -> float:
    """KL(p‖q): the excess of the loss over its minimum H(p). Never negative, 0 iff p == q, and finite."""
    p, q = state.target, prediction(state)
    if all(theirs >= sys.float_info.min for ours, theirs in zip(p, q, strict=True) if ours):
        return kl_divergence(p, q, base=unit.base)
    # A probability that underflows costs hundreds of nats: nothing cancels in the difference.
    return loss(state, unit) - target_entropy(state, unit)


def gradient(state: Multiclass) -> tuple[float, ...]:
    """∂loss/∂z = (q − p)/T, in nats. It sums to 0, since a common shift of the logits changes nothing."""
    by_scaled = softmax_cross_entropy_gradient(state.scaled, state.target)
    return tuple([slope / state.temperature + 0.0 for slope in by_scaled])


def gradient_sum(found: tuple[float, ...], temperature: float) -> float:
    """The sum of a gradient, rounded at 1e-12 of the largest component 1/T: 0 but for rounding errors."""
    return round(math.fsum(found) * temperature, 12) / temperature + 0.0
