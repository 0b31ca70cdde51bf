"""The softmax of N examples at one temperature, a block of rows at a time.

A block fits the processor's cache, and each of its arrays is overwritten by the next block's. That is why
a pass over millions of examples needs little memory.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    def mean_below(self) -> FloatArray:
        """(E_q z − max z)/T of each row; never positive."""
        mean: FloatArray = np.einsum("kn,kn->n", self.weights, self._finite_below)
        mean /= 1 + self.rest
        return mean

    @property
    def _finite_below(self) -> FloatArray:
        return np.maximum(self.below, _UNDERFLOW) if self.has_extremes else self.below

    def moments_below(self, count: int = 3) -> list[FloatArray]:
        """E_q d, E_q d², … of each row, with d = (z − max z)/T. Overwrites the weights."""
        whole, below = 1 + self.rest, self._finite_below
        moments = [np.einsum("kn,kn->n", self.weights, below) / whole]
        for _ in range(count - 1):
            np.multiply(self.weights, below, out=self.weights)
            moments.append(np.einsum("kn,kn->n", self.weights, below) / whole)
        return moments

    def distance_of(self, y: NDArray[Any]) -> FloatArray:
        """(max z − z_y)/T of each row, or (max z − Σ p z)/T for soft labels; ∞ where the target is masked.

        `y` has shape (rows,) or (rows, K).
        """
        distance: FloatArray = np.negative(target_logits(self.below, y))
        return distance

    def probabilities(self) -> FloatArray:
        """q, of shape (K, rows). Overwrites the weights."""
        q = self.weights
        top = 1 / (1 + self.rest)
        q *= top
        q.ravel(order="A")[_places(q, self.top)] = top
        return q

    def softmax_twice(self, y: NDArray[Any], losses: FloatArray) -> FloatArray:
        """−log softmax(q)[y] of each row: the loss if q is passed as logits. Overwrites the weights.

        `losses` are those of the block: q[y] = exp(−loss) where y is a class.
        """
        q, top = self.weights, 1 / (1 + self.rest)
        kept = np.exp(-losses) if y.ndim == 1 else None
        q *= top
        if kept is None:
            kept = np.einsum("kn,nk->n", q, y) + top * y[np.arange(len(y)), self.top]
        np.exp(q, out=q)
        total = q.sum(axis=0) - 1  # the top class entered as exp(0)
        loss: FloatArray = np.log(total + np.exp(top)) - kept
        return loss


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


def softmax_blocks(scores: Scores, temperature: float) -> Iterator[tuple[slice, SoftmaxBlock]]:
    """The softmax of each block; its arrays are overwritten by the next block's."""
    weights = np.empty((0, 0))
    has_extremes = scores.has_extremes
    for rows, below in scores.blocks():
        if weights.shape != below.shape:
            weights = np.empty_like(below)
        with np.errstate(over="ignore"):
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
    if block.flags.c_contiguous:
        places: IntArray = classes * np.intp(rows)
        places += np.arange(rows)
        return places
    return classes + np.arange(0, k * rows, k)
