"""The binary classifier: loss, derivatives and logit of one example, and the loss curve.

The label is y, 0 or 1. The prediction q is the probability of label 1; on the command line and in `--json`
its name is `p`.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from infotui.core.reading import Reading, Unit
from infotui.maths.per_class import surprisals

from .multiclass import uniform_guess
from .state import Binary


def binary_readings(state: Binary, unit: Unit) -> tuple[Reading, ...]:
    """The loss, its derivatives by the logit and by q (both in nats), the logit, q, and a uniform guess."""
    return (
        Reading("loss", "loss", binary_loss(state.p, state.label, unit), unit),
        Reading(
            "gradient",
            "q − y",
            state.p - state.label,
            Unit.NATS,
            label="∂loss/∂z",
            spoken="gradient of the loss in nats by the logit z, q minus y",
        ),
        loss_derivative(state),
        Reading("logit", "log(q/(1 − q))", logit(state.p), None, label="logit z"),
        Reading("q", "q", state.p, None, label="prediction q"),
        uniform_guess(2, unit),
    )


def loss_derivative(state: Binary) -> Reading:
    """The derivative of the loss by q, in nats: −1/q for label 1, 1/(1 − q) for label 0; ∓∞ at the pole."""
    chance = state.p if state.label else 1 - state.p
    size = 1 / chance if chance else math.inf
    return Reading(
        "derivative_p",
        "−1/q" if state.label else "1/(1 − q)",
        -size if state.label else size,
        Unit.NATS,
        label="∂loss/∂q",
        spoken="derivative of the loss in nats by the prediction q",
    )


def logit(q: float) -> float:
    """log(q/(1 − q)), accurate for every q: the inverse of the logistic function. ∓∞ at 0 and 1."""
    if q in (0, 1):
        return math.inf if q else -math.inf
    return 2 * math.atanh(2 * q - 1) if 0.25 < q < 0.75 else math.log(q) - math.log1p(-q)


def binary_loss(p: float, label: int, unit: Unit) -> float:
    """−log q for label 1, −log(1 − q) for label 0; ∞ at the pole. The argument `p` is q."""
    if label:
        return surprisals([p], base=unit.base)[0]
    if p >= 0.5:
        # Here the subtraction is exact, so that whole numbers of bits come out whole.
        return surprisals([1 - p], base=unit.base)[0]
    return -math.log1p(-p) * unit.per_nat


class LossCurve(NamedTuple):
    """The loss as a function of q: as many losses as predictions, which ascend."""

    p: tuple[float, ...]
    loss: tuple[float, ...]


@lru_cache(maxsize=8)
def loss_curve(label: int, ceiling: float, samples: int, unit: Unit) -> LossCurve:
    """The part of the loss curve up to `ceiling` (in `unit`), with an end exactly there.

    The points are at even steps of the loss, because the curve is steep: q = e^−loss or 1 − e^−loss.
    """
    losses = [ceiling * i / (samples - 1) for i in range(samples)]
    if label:
        losses.reverse()
    powers = [-loss / unit.per_nat for loss in losses]
    p = map(math.exp, powers) if label else [0.0 - less for less in map(math.expm1, powers)]
    return LossCurve(tuple(p), tuple(losses))


@lru_cache(maxsize=4)
def loss_stops(label: int, unit: Unit) -> LossCurve:
    """The points of the curve at every hundredth of q, both ends included: where a drag can stop."""
    if label:
        chances = tuple([i / 100 for i in range(101)])
        return LossCurve(chances, tuple(surprisals(chances, base=unit.base)))
    chances, losses = loss_stops(1, unit)
    return LossCurve(tuple([1.0 - chance for chance in reversed(chances)]), losses[::-1])
