"""The softmax of N examples at one temperature, a block of rows at a time.

A block fits the processor's cache, and each of its arrays is overwritten by the next block's. That is why
a pass over millions of examples needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .scores import FloatArray, IntArray, Scores

_UNDERFLOW = -800.0
"""exp of less than this is exactly 0, so that a logit of −∞ may be replaced by it in a product."""

_MOST_IN_A_BYTE = 254


class SoftmaxBlock(NamedTuple):
    """A block of logits z of shape (K, rows), and their softmax q at one temperature T.

    `below` is (z − max z)/T, and `top` the first class with the largest logit of each row. `weights` is
    exp(below), but 0 for `top`, and `rest` their sum: so log(1 + rest) keeps its digits however small the
    rest is. q is weights/(1 + rest), and 1/(1 + rest) for `top`. `tied_rows` counts the rows in which
    several classes share the largest logit.
    """

    below: FloatArray
    top: IntArray
    weights: FloatArray
    rest: FloatArray
    tied_rows: int
    has_extremes: bool

    @property
    def log_sum(self) -> FloatArray:
        """log Σ exp((z − max z)/T) of each row: the surprisal of its largest class."""
        return np.log1p(self.rest)

    @property
    def confidence(self) -> FloatArray:
        """The largest probability of each row."""
        whole: FloatArray = 1 + self.rest
        return np.divide(1, whole, out=whole)

    def mean_below(self, q: FloatArray) -> FloatArray:
        """(E_q z − max z)/T of each row; never positive. `q` may be 0 for `top`."""
        mean: FloatArray = np.einsum("kn,kn->n", q, self._finite_below)
        return mean

    def total_below(self, q: FloatArray) -> float:
        """The sum of `mean_below` over the rows, which takes a third less."""
        return float(np.einsum("kn,kn->", q, self._finite_below))

    @property
    def _finite_below(self) -> FloatArray:
        return np.maximum(self.below, _UNDERFLOW) if self.has_extremes else self.below

    def cumulants_below(self, count: int, finite: NDArray[np.bool_]) -> list[float]:
        """The sums of the first cumulants of (z − max z)/T under q, over the rows that are `finite`.

        Overwrites the block.
        """
        q = self.probabilities()
        if not finite.all():
            q[:, ~finite] = 0
        return cumulant_sums(q, self._finite_below, count)

    def series_at(self, ratio: float) -> list[float]:
        """The sums over the rows of log Σ exp(b·`ratio`), and of the first four cumulants of b under it.

        b is (z − max z)/T, finite. Overwrites the block.
        """
        q = np.multiply(self.below, ratio, out=self.weights)
        np.exp(q, out=q)
        total = q.sum(axis=0)
        log_sum = float(np.log(total).sum())
        q *= 1 / total
        return [log_sum, *cumulant_sums(q, self.below, 4)]

    def distance_of(self, y: NDArray[Any]) -> FloatArray:
        """(max z − z_y)/T of each row, or (max z − Σ p z)/T for soft labels; ∞ where the target is masked.

        `y` has shape (rows,) or (rows, K).
        """
        distance: FloatArray = np.negative(target_logits(self.below, y))
        return distance

    def scaled_weights(self, confidence: FloatArray) -> FloatArray:
        """q, but 0 for `top`, of shape (K, rows). Overwrites the weights."""
        return np.multiply(self.weights, confidence, out=self.weights)

    def probabilities(self) -> FloatArray:
        """q, of shape (K, rows). Overwrites the weights."""
        confidence = self.confidence
        q = self.scaled_weights(confidence)
        q.ravel(order="A")[_places(q, self.top)] = confidence
        return q

    def softmax_twice(
        self, y: NDArray[Any], losses: FloatArray, q: FloatArray, confidence: FloatArray
    ) -> float:
        """The sum over the rows of −log softmax(q)[y]: the loss if q is passed as logits.

        `losses` are those of the block: q[y] = exp(−loss) where y is a class. `q` are the scaled weights,
        which are overwritten.
        """
        if y.ndim == 1:
            kept = float(np.exp(-losses).sum())
        else:
            own = confidence * y[np.arange(len(y)), self.top]
            kept = float(np.einsum("kn,nk->", q, y) + own.sum())
        np.exp(q, out=q)
        total = q.sum(axis=0)
        total -= 1  # the top class entered as exp(0)
        total += np.exp(confidence)
        return float(np.log(total, out=total).sum()) - kept


def cumulant_sums(q: FloatArray, z: FloatArray, count: int) -> list[float]:
    """The sums over the rows of the first `count` cumulants, one to five, of z under q.

    From the second on they are taken of z − mean, so that nothing cancels. A column of q may be 0 for a row
    that does not count. Both arrays, of shape (K, rows), are overwritten.
    """
    mean: FloatArray = np.einsum("kn,kn->n", q, z)
    found = [float(mean.sum())]
    if count == 1:
        return found
    z -= mean
    q *= z
    q *= z
    squares = q.sum(axis=0)
    found.append(float(squares.sum()))
    for power in range(3, count + 1):
        found.append(float(np.einsum("kn,kn->", q, z)))
        if power < count:
            q *= z
        if power == 3 and count == 5:
            cubes = q.sum(axis=0)
    if count > 3:
        found[3] -= 3 * float(np.einsum("n,n->", squares, squares))
    if count > 4:
        found[4] -= 10 * float(np.einsum("n,n->", squares, cubes))
    return found


def target_logits(block: FloatArray, y: NDArray[Any]) -> FloatArray:
    """z_y of each row of a block of shape (K, rows), or Σ p z for soft labels y of shape (rows, K)."""
    if y.ndim == 1:
        if not block.flags.forc:
            return np.asarray(block[y, np.arange(len(y))])
        own: FloatArray = block.ravel(order="A").take(_places(block, y))
        return own
    with np.errstate(invalid="ignore"):
        products = block * y.T
    total: FloatArray = np.where(y.T == 0, 0.0, products).sum(axis=0)
    return total


def own_logits(values: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """z_y of each row of `values`, of shape (rows, K)."""
    if not values.flags.c_contiguous:
        return np.asarray(values[np.arange(len(y)), y])
    return np.asarray(values.reshape(-1).take(y + _steps(len(y), values.shape[1])))


def softmax_blocks(scores: Scores, temperature: float) -> Iterator[tuple[slice, SoftmaxBlock]]:
    """The softmax of each block; its arrays are overwritten by the next block's."""
    weights = np.empty((0, 0))
    has_extremes = scores.has_extremes
    for rows, below in scores.blocks():
        if weights.shape != below.shape:
            weights = np.empty_like(below)
        with np.errstate(over="ignore") if has_extremes else nullcontext():
            below -= below.max(axis=0)
        if temperature != 1:
            below *= 1 / temperature
        np.exp(below, out=weights)
        is_below = below < 0
        top = _first_largest(below, is_below)
        weights.ravel(order="A")[_places(weights, top)] = 0
        yield (
            rows,
            SoftmaxBlock(below, top, weights, weights.sum(axis=0), _tied_rows(is_below), has_extremes),
        )


def _first_largest(below: FloatArray, is_below: NDArray[np.bool_]) -> IntArray:
    """The first class of each row whose logit is the largest."""
    first: IntArray
    if len(below) > _MOST_IN_A_BYTE or not below.flags.c_contiguous:
        first = below.argmax(axis=0)
        return first
    # A class below the largest is 255, another one its own number: the least number is the first.
    # That is many times faster than argmax, which goes along the classes of one row at a time.
    numbers = is_below.view(np.uint8) * np.uint8(255)
    numbers |= np.arange(len(below), dtype=np.uint8)[:, None]
    first = np.minimum.reduce(numbers, axis=0)
    return first


def _tied_rows(is_below: NDArray[np.bool_]) -> int:
    """How many rows have more than one class that is not below the largest."""
    k, rows = is_below.shape
    if np.count_nonzero(is_below) == (k - 1) * rows:
        return 0
    return int(np.count_nonzero(np.add.reduce(is_below, axis=0, dtype=np.intp) < k - 1))


def _places(block: FloatArray, classes: IntArray) -> IntArray:
    """Where one class of each row stands in a block of shape (K, rows), flattened in its own order."""
    k, rows = block.shape
    is_by_class = block.flags.c_contiguous
    places: IntArray = classes * np.intp(rows if is_by_class else 1)
    places += _steps(rows, 1 if is_by_class else k)
    return places


@lru_cache(maxsize=4)
def _steps(rows: int, step: int) -> IntArray:
    """0, `step`, 2·`step` …: where the rows of a block begin."""
    return np.arange(0, step * rows, step)
