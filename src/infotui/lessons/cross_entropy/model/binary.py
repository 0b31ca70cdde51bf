"""What the binary classifier costs: the loss of one example, its slopes, its curve."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from infotui.core.reading import Reading, Unit
from infotui.maths.per_class import surprisals

from .state import Binary


def binary_readings(state: Binary, unit: Unit) -> tuple[Reading, ...]:
    """The loss, and d loss/d logit = p − label, which is in nats whatever the unit of the loss."""
    return (
        Reading("loss", "loss", binary_loss(state.p, state.label, unit), unit),
        Reading("gradient", "d loss/d logit", state.p - state.label, Unit.NATS),
    )


def loss_derivative(state: Binary) -> Reading:
    """The derivative of the loss by p, in nats: −1/p for label 1, 1/(1 − p) for label 0; ∓∞ at the pole."""
    chance = state.p if state.label else 1 - state.p
    size = 1 / chance if chance else math.inf
    return Reading("slope", "d loss/dp", -size if state.label else size, Unit.NATS)


def binary_loss(p: float, label: int, unit: Unit) -> float:
    """−log p for label 1, −log(1 − p) for label 0; ∞ at the pole."""
    if label:
        return surprisals([p], base=unit.base)[0]
    if p >= 0.5:
        # The subtraction is exact here, and whole numbers of bits come out whole.
        return surprisals([1 - p], base=unit.base)[0]
    return -math.log1p(-p) / (math.log(2) if unit is Unit.BITS else 1.0)


class LossCurve(NamedTuple):
    """The loss as p goes from 0 to 1: as many probabilities, ascending, as losses."""

    p: tuple[float, ...]
    loss: tuple[float, ...]


@lru_cache(maxsize=8)
def loss_curve(label: int, ceiling: float, samples: int, unit: Unit) -> LossCurve:
    """The curve as far as it is not above `ceiling` (in `unit`): it begins or ends exactly there.

    By even steps of the loss, since it is steep: p is e to the minus of it, or what that leaves to 1.
    """
    losses = [ceiling * i / (samples - 1) for i in range(samples)]
    if label:
        losses.reverse()
    fall = -math.log(2) if unit is Unit.BITS else -1.0
    powers = [fall * loss for loss in losses]
    p = map(math.exp, powers) if label else [0.0 - less for less in map(math.expm1, powers)]
    return LossCurve(tuple(p), tuple(losses))


@lru_cache(maxsize=4)
def loss_stops(label: int, unit: Unit) -> LossCurve:
    """The points of the curve at every hundredth, its ends included: where a drag can stop."""
    if label:
        chances = tuple([i / 100 for i in range(101)])
        return LossCurve(chances, tuple(surprisals(chances, base=unit.base)))
    chances, losses = loss_stops(1, unit)
    return LossCurve(tuple([1.0 - chance for chance in reversed(chances)]), losses[::-1])
