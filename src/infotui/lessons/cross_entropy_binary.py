"""What the binary classifier costs: the loss of one example, its slopes, its curve."""

from __future__ import annotations

import math

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


def loss_curve(
    label: int, ceiling: float, samples: int, unit: Unit
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The loss as p goes from 0 to 1, as far as it is below `ceiling` (in `unit`).

    The curve begins (label 1) or ends (label 0) exactly on the ceiling. Returns the probabilities and the
    losses, each of shape (samples,).
    """
    least = math.exp(-ceiling * (math.log(2) if unit is Unit.BITS else 1.0))
    chance = np.linspace(least, 1.0, samples)
    losses = surprisal(chance, base=unit.base)
    return (chance, losses) if label else (1.0 - chance[::-1], losses[::-1])
