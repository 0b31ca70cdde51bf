"""Softmax cross-entropy of N examples at once, on numpy arrays.

`z` has shape (N, K): logits, finite or −∞ for a masked class; or `Scores`, for probabilities. `y` has
shape (N,): the true class of each example, counted from 0; or (N, K): a target distribution each (soft
labels). Everything is in nats. Bad arrays raise ValueError naming the position and the value.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scores import FloatArray, IntArray, Scores, as_scores, as_targets
from .softmax_block import softmax_blocks

__all__ = [
    "Evaluation",
    "Scores",
    "cross_entropy_losses",
    "evaluate",
    "losses_and_probabilities",
    "softmax_probabilities",
]

_EDGE = 1e-12
"""A confidence this near an edge between bins counts as on the edge: it is off by rounding only."""

BINS = 15
"""The number of bins of the reliability diagram."""


def cross_entropy_losses(z: Scores | ArrayLike, y: ArrayLike, *, temperature: float = 1.0) -> FloatArray:
    """The loss of each example, −log softmax(z/T)[y], or −Σ p log softmax(z/T) for soft labels.

    It is taken as (m − z_y)/T + log1p(Σ_{k≠argmax} e^{(z_k−m)/T}) with m = max z, which is exact for a
    loss of 1e-18 and for one of 1000 alike. Nothing is clipped: a masked true class costs ∞.

    Parameters:
        z: shape (N, K), logits or `Scores`.
        y: shape (N,), classes counted from 0; or (N, K), distributions.
        temperature: divides the logits; positive.

    Returns:
        float64, shape (N,), nats.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    require_temperature(temperature)
    losses = np.empty(scores.n)
    for rows, soft in softmax_blocks(scores, temperature):
        np.add(soft.distance_of(targets[rows]), soft.log_sum, out=losses[rows])
    return losses


def softmax_probabilities(z: Scores | ArrayLike, *, temperature: float = 1.0) -> FloatArray:
    """softmax(z/T), shape (N, K)."""
    scores = as_scores(z)
    require_temperature(temperature)
    q = np.empty((scores.n, scores.k))
    for rows, soft in softmax_blocks(scores, temperature):
        q[rows] = soft.probabilities().T
    return q


def losses_and_probabilities(
    z: Scores | ArrayLike, y: ArrayLike, *, temperature: float = 1.0
) -> tuple[FloatArray, FloatArray]:
    """`cross_entropy_losses` and `softmax_probabilities` in one pass."""
    scores = as_scores(z)
    targets = as_targets(y, scores)
    require_temperature(temperature)
    losses, q = np.empty(scores.n), np.empty((scores.n, scores.k))
    for rows, soft in softmax_blocks(scores, temperature):
        np.add(soft.distance_of(targets[rows]), soft.log_sum, out=losses[rows])
        q[rows] = soft.probabilities().T
    return losses, q


class Evaluation(NamedTuple):
    """N examples at one temperature.

    `losses` and `predicted` have shape (N,), `predicted` being the first of equal maxima; `tied` counts
    the rows with equal maxima. `predicted_entropy` is the mean of H(q), the loss that the model expects;
    `predicted_entropy_of_finite` is its mean over the rows of finite loss only. `softmax_twice` is the
    mean loss if the predictions are passed as logits, where it was asked for. The three arrays of shape (M,)
    are the reliability bins: rows, sum of confidences, rows predicted right.
    """

    losses: FloatArray
    predicted: IntArray
    tied: int
    predicted_entropy: float
    predicted_entropy_of_finite: float
    softmax_twice: float | None
    bin_counts: FloatArray
    bin_confidences: FloatArray
    bin_right: FloatArray


def evaluate(
    z: Scores | ArrayLike,
    y: ArrayLike,
    *,
    temperature: float = 1.0,
    bins: int = BINS,
    with_softmax_twice: bool = False,
) -> Evaluation:
    """Losses, predictions, expected loss and reliability bins of N examples, in one pass.

    The confidence of a row is its largest probability; bin m of M holds [m/M, (m+1)/M), and the last one
    1 as well. For soft labels a prediction is right where it is the first largest class of the target.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    require_temperature(temperature)
    losses = np.empty(scores.n)
    predicted = np.empty(scores.n, np.min_scalar_type(scores.k))
    binned = np.zeros((3, bins))
    tied = finite = 0
    entropy_sums: list[float] = []
    finite_sums: list[float] = []
    twice_sums: list[float] = []
    for rows, soft in softmax_blocks(scores, temperature):
        target, log_sum = targets[rows], soft.log_sum
        own = np.add(soft.distance_of(target), log_sum, out=losses[rows])
        predicted[rows] = soft.top
        tied += soft.tied_rows
        entropies = log_sum
        entropies -= soft.mean_below
        entropy_sums.append(float(entropies.sum()))
        is_finite = own < math.inf
        finite += int(np.count_nonzero(is_finite))
        finite_sums.append(entropy_sums[-1] if is_finite.all() else float(entropies.sum(where=is_finite)))
        right = soft.top == (target if target.ndim == 1 else target.argmax(axis=1))
        binned += _binned(1 / (1 + soft.rest), right, bins)
        if with_softmax_twice:
            twice_sums.append(float(soft.softmax_twice(target, own).sum()))
    return Evaluation(
        losses,
        predicted,
        tied,
        math.fsum(entropy_sums) / scores.n,
        math.fsum(finite_sums) / finite if finite else math.nan,
        math.fsum(twice_sums) / scores.n if with_softmax_twice else None,
        *binned,
    )


def _binned(confidence: FloatArray, right: NDArray[np.bool_], bins: int) -> FloatArray:
    place = np.minimum((confidence * bins + _EDGE * bins).astype(np.intp), bins - 1)
    return np.array([np.bincount(place, weights, bins) for weights in (None, confidence, right)])


def require_temperature(temperature: float) -> None:
    """Raise ValueError unless the temperature is positive and finite."""
    if not 0 < temperature < math.inf:
        raise ValueError(f"temperature is {temperature!r}: it must be positive and finite")
