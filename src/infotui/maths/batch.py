"""Softmax cross-entropy of N examples at once, on numpy arrays.

`z` has shape (N, K): logits, finite or −∞ for a masked class; or `Scores`, for probabilities. `y` has
shape (N,): the true class of each example, counted from 0; or (N, K): a target distribution each (soft
labels). Everything is in nats. Bad arrays raise ValueError naming the position and the value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scores import FloatArray, IntArray, Scores, as_scores, as_targets

__all__ = ["Evaluation", "Scores", "cross_entropy_losses", "evaluate", "softmax_probabilities"]

_UNDERFLOW = -800.0
"""exp of less than this is exactly 0, so that a logit of −∞ may be replaced by it in a product."""

_MOST_IN_A_BYTE = 254

_EDGE = 1e-12
"""A confidence this near an edge between bins counts as on the edge: it is off by rounding only."""

BINS = 15
"""The number of bins of the reliability diagram."""


class SoftmaxBlock(NamedTuple):
    """A block of logits z of shape (K, rows), and their softmax q at one temperature.

    `below` is (z − max z)/T, `weights` its exponential, but 0 for the largest classes: so log(1 + rest)
    keeps its digits however small the rest is. q is weights/(1 + rest), and 1/(1 + rest) for the largest
    class. `tied` is how many classes share the largest logit: 1 where there is no tie.
    """

    z: FloatArray
    largest: FloatArray
    below: FloatArray
    weights: FloatArray
    is_below: NDArray[np.bool_]
    tied: IntArray
    rest: FloatArray

    @property
    def log_sum(self) -> FloatArray:
        """log Σ exp((z − max z)/T) of each row: the surprisal of its largest class."""
        return np.log1p(self.rest)

    @property
    def mean_below(self) -> FloatArray:
        """(E_q z − max z)/T of each row; never positive."""
        mean: FloatArray = np.einsum("kn,kn->n", self.weights, self.below) / (1 + self.rest)
        return mean

    def moments_below(self) -> tuple[FloatArray, FloatArray, FloatArray]:
        """E_q d, E_q d² and E_q d³ of each row, with d = (z − max z)/T. Overwrites the weights."""
        whole = 1 + self.rest
        moments = []
        for _ in range(3):
            np.multiply(self.weights, self.below, out=self.weights)
            moments.append(self.weights.sum(axis=0) / whole)
        return moments[0], moments[1], moments[2]

    def softmax_twice(self, y: NDArray[Any]) -> FloatArray:
        """−log softmax(q)[y] of each row: the loss if q is passed as logits. Overwrites the weights."""
        q = self.weights
        q /= 1 + self.rest
        q += ~self.is_below / (1 + self.rest)
        kept = q[y, np.arange(len(y))] if y.ndim == 1 else np.einsum("kn,nk->n", q, y)
        np.exp(q, out=q)
        loss: FloatArray = np.log(q.sum(axis=0)) - kept
        return loss


def softmax_blocks(scores: Scores, temperature: float) -> Iterator[tuple[slice, SoftmaxBlock]]:
    """The softmax of each block; its arrays are overwritten by the next block's."""
    below = weights = np.empty((0, 0))
    for rows, z in scores.blocks():
        if below.shape != z.shape:
            below, weights = np.empty_like(z), np.empty_like(z)
        largest = z.max(axis=0)
        np.subtract(z, largest, out=below)
        if temperature != 1:
            below *= 1 / temperature
        if scores.has_extremes:
            np.maximum(below, _UNDERFLOW, out=below)
        np.exp(below, out=weights)
        is_below = below < 0
        weights *= is_below
        tied = len(z) - _count(is_below)
        yield (
            rows,
            SoftmaxBlock(z, largest, below, weights, is_below, tied, weights.sum(axis=0) + (tied - 1.0)),
        )


def _count(flags: NDArray[np.bool_]) -> IntArray:
    """How many of each column of flags are set."""
    # Bytes are added many times faster than anything wider.
    count: IntArray
    if len(flags) <= _MOST_IN_A_BYTE:
        count = np.add.reduce(flags.view(np.uint8), axis=0, dtype=np.uint8)
        return count
    count = np.add.reduce(flags, axis=0, dtype=np.intp)
    return count


def distance_of_target(z: FloatArray, largest: FloatArray, y: NDArray[Any]) -> FloatArray:
    """max z − z_y of each row of a block, or max z − Σ p z for soft labels; ∞ where the target is masked.

    `z` has shape (K, rows), `y` shape (rows,) or (rows, K).
    """
    if y.ndim == 1:
        distance: FloatArray = largest - z[y, np.arange(len(y))]
        return distance
    gap = largest - z
    with np.errstate(invalid="ignore"):
        products = y.T * gap
    total: FloatArray = np.where(y.T == 0, 0.0, products).sum(axis=0)
    return total


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
        distance = distance_of_target(soft.z, soft.largest, targets[rows])
        losses[rows] = distance / temperature + soft.log_sum
    return losses


def softmax_probabilities(z: Scores | ArrayLike, *, temperature: float = 1.0) -> FloatArray:
    """softmax(z/T), shape (N, K)."""
    scores = as_scores(z)
    require_temperature(temperature)
    q = np.empty((scores.n, scores.k))
    for rows, soft in softmax_blocks(scores, temperature):
        q[rows] = (np.where(soft.is_below, soft.weights, 1.0) / (1 + soft.rest)).T
    return q


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
    tied = 0
    entropy_sums: list[float] = []
    finite_sums: list[float] = []
    twice_sums: list[float] = []
    for rows, soft in softmax_blocks(scores, temperature):
        target, log_sum = targets[rows], soft.log_sum
        losses[rows] = distance_of_target(soft.z, soft.largest, target) / temperature + log_sum
        entropies = log_sum - soft.mean_below
        entropy_sums.append(float(entropies.sum()))
        finite_sums.append(float(entropies.sum(where=np.isfinite(losses[rows]))))
        predicted[rows] = top = first_largest(soft.is_below)
        tied += int(np.count_nonzero(soft.tied > 1))
        right = top == (target if target.ndim == 1 else target.argmax(axis=1))
        binned += _binned(1 / (1 + soft.rest), right, bins)
        if with_softmax_twice:
            twice_sums.append(float(soft.softmax_twice(target).sum()))
    finite = int(np.count_nonzero(np.isfinite(losses)))
    return Evaluation(
        losses,
        predicted,
        tied,
        math.fsum(entropy_sums) / scores.n,
        math.fsum(finite_sums) / finite if finite else math.nan,
        math.fsum(twice_sums) / scores.n if with_softmax_twice else None,
        *binned,
    )


def first_largest(is_below: NDArray[np.bool_]) -> IntArray:
    """The first class of each row whose logit is the largest; `is_below` has shape (K, rows)."""
    first: IntArray
    if len(is_below) > _MOST_IN_A_BYTE:
        first = is_below.argmin(axis=0)
        return first
    # A class below the largest is 255, another one its own number: the least number is the first.
    numbers = is_below.view(np.uint8) * np.uint8(255) | np.arange(len(is_below), dtype=np.uint8)[:, None]
    first = np.minimum.reduce(numbers, axis=0)
    return first


def _binned(confidence: FloatArray, right: NDArray[np.bool_], bins: int) -> FloatArray:
    place = np.minimum((confidence * bins + _EDGE * bins).astype(np.intp), bins - 1)
    return np.array([np.bincount(place, weights, bins) for weights in (None, confidence, right)])


def require_temperature(temperature: float) -> None:
    """Raise ValueError unless the temperature is positive and finite."""
    if not 0 < temperature < math.inf:
        raise ValueError(f"temperature is {temperature!r}: it must be positive and finite")
