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

from .scores import FloatArray, IntArray, Scores, as_scores, as_targets, require_temperature
from .softmax_block import softmax_blocks
from .temperature_terms import TemperatureTerms, is_moderate, terms_of_series

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
    mean loss if the predictions are passed as logits, where it was asked for; so are `terms`, the loss at
    another temperature with its derivatives. The three arrays of shape (M,) are the reliability bins:
    rows, sum of confidences, rows predicted right.
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
    terms: TemperatureTerms | None


def evaluate(
    z: Scores | ArrayLike,
    y: ArrayLike,
    *,
    temperature: float = 1.0,
    bins: int = BINS,
    with_softmax_twice: bool = False,
    sample: TemperatureTerms | None = None,
) -> Evaluation:
    """Losses, predictions, expected loss and reliability bins of N examples, in one pass.

    With the terms of a `sample` those of all examples at the same temperature are computed as well, unless
    a class is masked or a logit very large; their fifth derivative is that of the sample.

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
    term_sums: list[list[float]] = []
    ratio = sample.beta * temperature if sample is not None and is_moderate(scores) else None
    for rows, soft in softmax_blocks(scores, temperature):
        target, log_sum, confidence = targets[rows], soft.log_sum, soft.confidence
        distance = soft.distance_of(target)
        own = np.add(distance, log_sum, out=losses[rows])
        predicted[rows] = soft.top
        tied += soft.tied_rows
        q = soft.scaled_weights(confidence)
        entropy_sums.append(float(log_sum.sum()) - soft.total_below(q))
        is_finite = own < math.inf
        if is_finite.all():
            finite += len(own)
            finite_sums.append(entropy_sums[-1])
        else:
            finite += int(np.count_nonzero(is_finite))
            finite_sums.append(float((log_sum - soft.mean_below(q)).sum(where=is_finite)))
        right = soft.top == (target if target.ndim == 1 else target.argmax(axis=1))
        binned += _binned(confidence, right, bins)
        if with_softmax_twice:
            twice_sums.append(soft.softmax_twice(target, own, q, confidence))
        if ratio is not None:
            term_sums.append([float(distance.sum()), *soft.series_at(ratio)])
    counts, confidences, found_right = binned
    return Evaluation(
        losses,
        predicted,
        tied,
        math.fsum(entropy_sums) / scores.n,
        math.fsum(finite_sums) / finite if finite else math.nan,
        math.fsum(twice_sums) / scores.n if with_softmax_twice else None,
        counts,
        confidences,
        found_right,
        terms_of_series(sample, scores.n, temperature, term_sums) if sample and term_sums else None,
    )


def _binned(confidence: FloatArray, right: NDArray[np.bool_], bins: int) -> FloatArray:
    """For each bin the number of rows, the sum of their confidences, and the number predicted right."""
    scaled = confidence * bins
    scaled += _EDGE * bins
    places = scaled.astype(np.intp)
    np.minimum(places, bins - 1, out=places)
    sums = np.bincount(places, confidence, bins)
    places *= 2
    places += right
    wrong, found = np.bincount(places, minlength=2 * bins).reshape(bins, 2).T
    return np.array([wrong + found, sums, found])
