"""What the losses of N examples come to: mean, spread, worst rows, classes. Shape (N,), nats, ∞ allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .scores import FloatArray, IntArray

WORST_PART = 0.01
"""The part of the rows whose share of the total loss is told."""

_LARGEST_TABLE = 1 << 22


def mean_loss(losses: FloatArray) -> float:
    """The mean; ∞ if one loss is."""
    return float(losses.mean())


def standard_error(losses: FloatArray) -> float | None:
    """The standard error of the mean, s/√N with N − 1 in s; None for one row or an infinite loss."""
    if len(losses) < 2 or math.isinf(mean_loss(losses)):
        return None
    return float(losses.std(ddof=1)) / math.sqrt(len(losses))


def quantiles(losses: FloatArray, parts: Sequence[float]) -> list[float]:
    """Quantiles by linear interpolation between order statistics, also beside infinite losses."""
    places = [part * (len(losses) - 1) for part in parts]
    below = [math.floor(place) for place in places]
    above = [math.ceil(place) for place in places]
    ordered = np.partition(losses, sorted({*below, *above}))
    found = []
    for place, i, j in zip(places, below, above, strict=True):
        low, high = float(ordered[i]), float(ordered[j])
        found.append(low if low == high else low + (high - low) * (place - i))
    return found


def worst_rows(losses: FloatArray, count: int) -> IntArray:
    """The rows of the `count` largest losses, largest first; equal losses in the order of the rows."""
    count = min(count, len(losses))
    if count <= 0:
        return np.empty(0, np.intp)
    least = np.partition(losses, len(losses) - count)[len(losses) - count]
    above = np.flatnonzero(losses > least)
    level = np.flatnonzero(losses == least)[: count - len(above)]
    return np.concatenate([above[np.argsort(-losses[above], kind="stable")], level])


def worst_share(losses: FloatArray, part: float = WORST_PART) -> float | None:
    """The share of the total loss that the worst `part` of the rows (at least one) carry.

    None where the total is 0 or infinite.
    """
    total = float(losses.sum())
    if total == 0 or math.isinf(total):
        return None
    count = max(1, math.ceil(round(part * len(losses), 9)))
    return float(np.partition(losses, len(losses) - count)[len(losses) - count :].sum()) / total


def label_entropy(counts: NDArray[Any]) -> float:
    """The entropy of the labels' own frequencies, the loss of a model that knows only these."""
    p = np.asarray(counts, np.float64)
    p = p[p > 0] / p.sum()
    return max(0.0, -math.fsum((p * np.log(p)).tolist()))


class ClassSummary(NamedTuple):
    """Rows of one true class: their number, mean loss, share of the total, accuracy, and the most
    frequent wrong answer. None where there is nothing to tell."""

    n: int
    loss: float | None
    share: float | None
    accuracy: float | None
    mistaken_for: int | None


def class_summaries(losses: FloatArray, y: IntArray, predicted: IntArray, k: int) -> list[ClassSummary]:
    """One summary for each of `k` classes."""
    counts = np.bincount(y, minlength=k)
    sums = np.bincount(y, losses, k)
    right = np.bincount(y[predicted == y], minlength=k)
    mistakes = _most_frequent_mistakes(y, predicted, k)
    total = float(sums.sum())
    has_shares = 0 < total < math.inf
    return [
        ClassSummary(n, s / n, s / total if has_shares else None, r / n, wrong)
        if n
        else ClassSummary(0, None, None, None, None)
        for n, s, r, wrong in zip(counts.tolist(), sums.tolist(), right.tolist(), mistakes, strict=True)
    ]


def _most_frequent_mistakes(y: IntArray, predicted: IntArray, k: int) -> list[int | None]:
    """For each true class the wrong answer given most often, the first of equals; None if there is none."""
    wrong = predicted != y
    pairs = y[wrong].astype(np.int64) * k + predicted[wrong]
    if k * k <= _LARGEST_TABLE:
        table = np.bincount(pairs, minlength=k * k).reshape(k, k)
        found: list[int | None] = table.argmax(axis=1).tolist()
        return [best if table[c, best] else None for c, best in enumerate(found)]
    found = [None] * k
    values, counts = np.unique(pairs, return_counts=True)
    for pair in values[np.argsort(-counts, kind="stable")].tolist():
        found[pair // k] = pair % k if found[pair // k] is None else found[pair // k]
    return found
