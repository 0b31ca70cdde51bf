"""The scores of N examples for K classes, as float64 logits in blocks.

Whatever the stored type is (float16, float32, float64; logits or probabilities), everything is computed
in float64, and never on more than a block of rows at once: a block fits the processor's cache.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.integer[Any]]

BLOCK_ROWS = 5120
"""The most rows of one block: with 10 classes two blocks of float64 fit into 1 MiB of cache."""

_BLOCK_NUMBERS = 1 << 17
_LARGE = 1e300
_CLASSES_BY_COLUMN = 64  # up to here a reduction over the classes is faster along the examples


_watch: ContextVar[Callable[[int], object] | None] = ContextVar("watch", default=None)


@contextmanager
def watching(watch: Callable[[int], object]) -> Iterator[None]:
    """Call `watch` with the number of rows of each block that this thread passes over.

    It may raise an exception, which ends the pass: so a long one is cancelled.
    """
    token = _watch.set(watch)
    try:
        yield
    finally:
        _watch.reset(token)


@dataclass(frozen=True, eq=False)
class Scores:
    """Scores of shape (N, K): logits, or probabilities, which enter as z = log p (0 becomes −∞).

    Log-probabilities are logits as they are. The array is not copied and never changed. Its values are
    taken as valid: finite or −∞ logits, not −∞ throughout a row. `limit` is the largest absolute value of a
    logit, or more, where it is known.
    """

    values: NDArray[Any]
    are_probabilities: bool = False
    limit: float | None = None

    @property
    def n(self) -> int:
        """The number of examples."""
        return int(self.values.shape[0])

    @property
    def k(self) -> int:
        """The number of classes."""
        return int(self.values.shape[1])

    @cached_property
    def largest_size(self) -> float:
        """The largest absolute value of a logit, or more; ∞ for a masked class."""
        if not self.n:
            return 0.0
        if self.limit is not None:
            return self.limit
        least, most = float(self.values.min()), float(self.values.max())
        if self.are_probabilities:
            return -math.log(least) if least > 0 else math.inf
        return max(-least, most)

    @property
    def has_extremes(self) -> bool:
        """Whether a logit is −∞ or so large that a difference of two may overflow."""
        return not self.largest_size < _LARGE

    @property
    def block_rows(self) -> int:
        """The rows of one block: fewer where there are many classes."""
        return max(1, min(BLOCK_ROWS, _BLOCK_NUMBERS // self.k))

    def blocks(self, dtype: type[np.floating[Any]] = np.float64) -> Iterator[tuple[slice, FloatArray]]:
        """The rows of each block, and their logits, of shape (K, rows): overwritten by the next block's."""
        block = self._block_buffer(min(self.block_rows, self.n), dtype)
        watch = _watch.get()
        for start in range(0, self.n, self.block_rows):
            rows = slice(start, min(start + self.block_rows, self.n))
            if rows.stop - rows.start < block.shape[1]:
                block = self._block_buffer(rows.stop - rows.start, dtype)
            np.copyto(block, self.values[rows].T)
            if self.are_probabilities:
                with np.errstate(divide="ignore"):
                    np.log(block, out=block)
            yield rows, block
            if watch is not None:
                watch(rows.stop - rows.start)

    def _block_buffer(self, rows: int, dtype: type[np.floating[Any]]) -> FloatArray:
        """An empty block, laid out so that a reduction over its classes is fast."""
        return np.empty((self.k, rows), dtype, order="C" if self.k <= _CLASSES_BY_COLUMN else "F")

    def take(self, rows: IntArray | NDArray[np.bool_] | slice) -> Scores:
        """The scores of some rows only."""
        return Scores(self.values[rows], self.are_probabilities, vars(self).get("largest_size", self.limit))


def as_scores(z: Scores | ArrayLike) -> Scores:
    """`z` itself, or logits of shape (N, K) as `Scores`; ValueError for another shape or for numbers
    that are no logits."""
    if isinstance(z, Scores):
        return z
    values = np.asarray(z)
    if values.ndim != 2 or values.shape[0] < 1 or values.shape[1] < 2 or values.dtype.kind not in "fiu":
        raise ValueError(
            f"z has shape {values.shape} and type {values.dtype}: it must be an array of numbers, "
            "of shape (N, K) with N ≥ 1 and K ≥ 2"
        )
    bad = np.isnan(values) | (values == np.inf)
    bad |= np.all(values == -np.inf, axis=1)[:, None]
    if bad.any():
        i, k = map(int, np.argwhere(bad)[0])
        raise ValueError(
            f"z[{i}, {k}] is {float(values[i, k])!r}: a logit must be finite, or -inf for a masked class"
        )
    return Scores(values)


def as_targets(y: ArrayLike, scores: Scores) -> NDArray[Any]:
    """The labels of `scores` as an array: (N,) classes counted from 0, or (N, K) distributions.

    Raises:
        ValueError: another length or shape, a label out of 0…K−1, or a row that is no distribution.
    """
    targets = np.asarray(y)
    n, k = scores.n, scores.k
    if targets.shape not in ((n,), (n, k)):
        raise ValueError(f"y has shape {targets.shape}: it must be ({n},) or ({n}, {k})")
    if targets.ndim == 1:
        if targets.dtype.kind not in "iu":
            raise ValueError(f"y has type {targets.dtype}: labels must be whole numbers")
        if n and (int(targets.min()) < 0 or int(targets.max()) >= k):
            i = int(((targets < 0) | (targets >= k)).argmax())
            raise ValueError(f"y[{i}] is {targets[i]}: a label must be from 0 to {k - 1}")
        return targets
    sums = targets.sum(axis=1, dtype=np.float64)
    bad = ~(np.abs(sums - 1) <= 1e-6) | (targets < 0).any(axis=1)
    if bad.any():
        i = int(bad.argmax())
        raise ValueError(f"y[{i}] sums to {sums[i]:.9g} or has a negative value: it must be a distribution")
    return targets


def require_temperature(temperature: float) -> None:
    """Raise ValueError unless the temperature is positive and finite."""
    if not 0 < temperature < math.inf:
        raise ValueError(f"temperature is {temperature!r}: it must be positive and finite")
