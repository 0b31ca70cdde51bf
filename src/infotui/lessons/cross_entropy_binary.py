"""What the binary classifier costs: the loss of one example, its slopes, its curve."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from infotui.information import surprisal

from .cross_entropy_state import Binary
from .reading import Reading, Unit


def binary_readings(state: Binary, unit: Unit) -> tuple[Reading, ...]:
    """The loss, and d loss/d logit = p − label, which is in nats whatever the unit of the loss."""
    return (
        Reading("loss", "loss", binary_loss(state.p, state.label, unit), unit),
        Reading("gradient", "d loss/d logit", state.p - state.label, Unit.NATS),
    )


def slope(state: Binary) -> Reading:
    """The derivative of the loss by p, in nats: −1/p for label 1, 1/(1 − p) for label 0; ∓∞ at the pole."""
    chance = state.p if state.label else 1 - state.p
    size = 1 / chance if chance else math.inf
    return Reading("slope", "d loss/dp", -size if state.label else size, Unit.NATS)


def binary_loss(p: float, label: int, unit: Unit) -> float:
    """−log p for label 1, −log(1 − p) for label 0; ∞ at the pole."""
    if label:
        return float(surprisal([p], base=unit.base)[0])
    if p >= 0.5:
        # The subtraction is exact here, and whole numbers of bits come out whole.
        return float(surprisal([1 - p], base=unit.base)[0])
    return -math.log1p(-p) / (math.log(2) if unit is Unit.BITS else 1.0)


@dataclass(frozen=True, eq=False)
class LossCurve:
    """The loss as p goes from 0 to 1: probabilities and losses, each of shape (samples,)."""

    p: NDArray[np.float64]
    loss: NDArray[np.float64]


@lru_cache(maxsize=8)
def loss_curve(label: int, ceiling: float, samples: int, unit: Unit) -> LossCurve:
    """The curve as far as it is below `ceiling` (in `unit`): it begins or ends exactly there."""
    least = math.exp(-ceiling * (math.log(2) if unit is Unit.BITS else 1.0))
    return _curve(np.linspace(least, 1.0, samples), label, unit)


@lru_cache(maxsize=4)
def loss_stops(label: int, unit: Unit) -> LossCurve:
    """The points of the curve at every hundredth, its ends included: where a drag can stop."""
    return _curve(np.arange(101) / 100, label, unit)


def _curve(chance: NDArray[np.float64], label: int, unit: Unit) -> LossCurve:
    losses = surprisal(chance, base=unit.base)
    return LossCurve(chance, losses) if label else LossCurve(1.0 - chance[::-1], losses[::-1])
