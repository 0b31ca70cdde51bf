"""One row of predictions as the logits of the multi-class editor."""

from __future__ import annotations

import math

import numpy as np

from infotui.maths.distributions import MAX_LOGITS, Logits

from . import prediction_numbers as numbers
from .predictions import PredictionState
from .state import Multiclass

REST = "rest"
_LARGEST_OTHERS = MAX_LOGITS - 2
_NEVER = 1e5
"""A logit this far below the largest has probability 0 at every temperature of the slider."""


def row_in_editor(state: PredictionState) -> Multiclass:
    """The selected row with its true class and temperature: the same loss, and the same q.

    Classes of probability 0 are left out. Of more than 10 classes there are the true one, the 8 largest
    others and "rest", whose logit is T·log Σ exp(z/T) over those left: so loss and q of the others are exact
    at this temperature.

    Raises:
        ValueError: there are no hard labels, or the loss is infinite, which no finite logits have.
    """
    predictions, t = state.loaded, state.temperature
    if predictions.targets is None or predictions.has_soft_labels:
        raise ValueError("The editor needs a row with one true class")
    true = int(numbers.hard_targets(predictions)[state.row])
    _, block = next(iter(predictions.scores.take(np.array([state.row])).blocks()))
    z = [float(value) for value in block[:, 0]]
    if z[true] == -math.inf:
        raise ValueError("The true class of this row has probability 0: no finite logits have its loss of ∞")
    kept = _kept_classes(z, true)
    left = [z[c] for c in range(len(z)) if c not in kept and z[c] > -math.inf]
    logits, names = [z[c] for c in kept], [predictions.classes[c] for c in kept]
    if left:
        most = max(left)
        logits.append(most + t * math.log(math.fsum(math.exp((value - most) / t) for value in left)))
        names.append(REST)
    if len(logits) < 2:  # all other classes are masked: one stays, with a probability of 0
        other = next(c for c in range(len(z)) if c != true)
        logits.append(logits[0] - _NEVER)
        names.append(predictions.classes[other])
    position = kept.index(true)
    return Multiclass(Logits(tuple(logits)), position, temperature=t, selected=position, names=tuple(names))


def _kept_classes(z: list[float], true: int) -> list[int]:
    """The classes that have a slider of their own, in their order."""
    possible = [c for c, value in enumerate(z) if value > -math.inf]
    if len(possible) <= MAX_LOGITS:
        return possible
    others = sorted((c for c in possible if c != true), key=lambda c: -z[c])[:_LARGEST_OTHERS]
    return sorted([true, *others])
