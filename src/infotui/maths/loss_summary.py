"""Statistics of the losses of N examples: mean, spread, worst rows, classes. Shape (N,), nats, ∞ allowed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .scores import FloatArray, IntArray

WORST_PART = 0.01
"""The part of the rows whose share of the total loss is reported."""

NO_ROWS: IntArray = np.empty(0, np.intp)

_LARGEST_TABLE = 1 << 22
_BLOCK = 1 << 14  # losses that are worked on at once, so that no second array as long as they is made
_MANY = 1 << 17
_SAMPLE = 1 << 14


def mean_loss(losses: FloatArray) -> float:
    """The mean; ∞ if one loss is."""
    return float(losses.mean())


def finite_losses(losses: FloatArray) -> FloatArray:
    """The losses that are finite: the same array where all are."""
    return losses if losses.max() < math.inf else losses[losses < math.inf]


def standard_error(losses: FloatArray) -> float | None:
    """The standard error of the mean, s/√N with N − 1 in s; None for one row or an infinite loss."""
    n, mean = len(losses), mean_loss(losses)
    if n < 2 or math.isinf(mean):
        return None
    squares = (float(np.square(losses[i : i + _BLOCK] - mean).sum()) for i in _starts(losses))
    return math.sqrt(math.fsum(squares) / (n - 1) / n)


def quantiles(losses: FloatArray, parts: Sequence[float], worst: IntArray = NO_ROWS) -> list[float]:
    """Quantiles by linear interpolation between order statistics, also beside infinite losses.

    `worst` are rows of the largest losses as `worst_rows` returns them, where they are known.
    """
    places = [part * (len(losses) - 1) for part in parts]
    below = [math.floor(place) for place in places]
    above = [math.ceil(place) for place in places]
    ordered = order_statistics(losses, [*below, *above], worst)
    found = []
    for place, i, low, high in zip(places, below, ordered, ordered[len(places) :], strict=False):
        found.append(low if low == high else low + (high - low) * (place - i))
    return found


def worst_rows(losses: FloatArray, count: int) -> IntArray:
    """The rows of the `count` largest losses, largest first; equal losses in the order of the rows."""
    count = min(count, len(losses))
    if count <= 0:
        return np.empty(0, np.intp)
    (least,) = order_statistics(losses, [len(losses) - count])
    candidates = _rows_from(losses, least)
    above = candidates[losses[candidates] > least]
    level = candidates[losses[candidates] == least][: count - len(above)]
    return np.concatenate([above[np.argsort(-losses[above], kind="stable")], level])


def part_count(n: int, part: float = WORST_PART) -> int:
    """How many of n rows a part of them is, at least one."""
    return max(1, math.ceil(round(part * n, 9)))


def worst_share(losses: FloatArray, part: float = WORST_PART, worst: IntArray = NO_ROWS) -> float | None:
    """The share of the total loss that the worst `part` of the rows (at least one) carry.

    None where the total is 0 or infinite. `worst` as for `quantiles`.
    """
    total = float(losses.sum())
    if total == 0 or math.isinf(total):
        return None
    count = part_count(len(losses), part)
    rows = worst[:count] if count <= len(worst) else worst_rows(losses, count)
    return float(losses[rows].sum()) / total


def _rows_from(losses: FloatArray, least: float) -> IntArray:
    """The rows of losses of at least so much."""
    return np.concatenate([np.flatnonzero(losses[i : i + _BLOCK] >= least) + i for i in _starts(losses)])


def _starts(losses: FloatArray) -> range:
    return range(0, len(losses), _BLOCK)


def order_statistics(losses: FloatArray, ranks: Sequence[int], worst: IntArray = NO_ROWS) -> list[float]:
    """The losses at places of their sorted order, counted from 0.

    Of many losses only those near the place are sorted: every n-th loss tells between which two it lies.
    `worst` as for `quantiles`.
    """
    n = len(losses)
    known = {rank: float(losses[worst[n - 1 - rank]]) for rank in ranks if n - rank <= len(worst)}
    if known:
        others = [rank for rank in ranks if rank not in known]
        if others:
            known.update(zip(others, order_statistics(losses, others), strict=True))
        return [known[rank] for rank in ranks]
    if n < _MANY:
        ordered = np.partition(losses, sorted(set(ranks)))
        return [float(ordered[rank]) for rank in ranks]
    sample = np.sort(losses[:: n // _SAMPLE])
    found: dict[int, float] = {}
    for rank in sorted(set(ranks)):
        if rank not in found:
            found.update(_near(losses, sample, [other for other in ranks if rank <= other <= rank + 1]))
    return [found[rank] for rank in ranks]


def _near(losses: FloatArray, sample: FloatArray, ranks: list[int]) -> dict[int, float]:
    """Neighbouring order statistics, between two values of a sorted sample that most likely enclose them."""
    place = ranks[0] * len(sample) // len(losses)
    margin = 16 + int(6 * math.sqrt(place * (len(sample) - place) / len(sample)))
    low = sample[place - margin] if place >= margin else -math.inf
    high = sample[place + margin] if place + margin < len(sample) else math.inf
    before, parts = 0, []
    for i in _starts(losses):
        block = losses[i : i + _BLOCK]
        before += int(np.count_nonzero(block < low))
        parts.append(block[(block >= low) & (block <= high)])
    inside = np.concatenate(parts)
    if not (before <= min(ranks) and max(ranks) < before + len(inside)):
        inside, before = losses, 0
    ordered = np.partition(inside, [rank - before for rank in sorted(set(ranks))])
    return {rank: float(ordered[rank - before]) for rank in ranks}


def label_entropy(counts: NDArray[Any]) -> float:
    """The entropy of the labels' own frequencies, the loss of a model that knows only these."""
    p = np.asarray(counts, np.float64)
    p = p[p > 0] / p.sum()
    return max(0.0, -math.fsum((p * np.log(p)).tolist()))


class ClassSummary(NamedTuple):
    """Rows of one true class: their number, mean loss, share of the total, accuracy, and the most
    frequent wrong answer. None where there is no such number."""

    n: int
    loss: float | None
    share: float | None
    accuracy: float | None
    mistaken_for: int | None


def class_summaries(losses: FloatArray, y: IntArray, predicted: IntArray, k: int) -> list[ClassSummary]:
    """One summary for each of `k` classes."""
    counts, right, mistakes = _confusion(y, predicted, k)
    sums = np.zeros(k)
    for i in range(0, len(y), _BLOCK):
        sums += np.bincount(y[i : i + _BLOCK], losses[i : i + _BLOCK], k)
    total = float(sums.sum())
    has_shares = 0 < total < math.inf
    return [
        ClassSummary(n, s / n, s / total if has_shares else None, r / n, wrong)
        if n
        else ClassSummary(0, None, None, None, None)
        for n, s, r, wrong in zip(counts.tolist(), sums.tolist(), right.tolist(), mistakes, strict=True)
    ]


def class_counts(y: IntArray, k: int) -> IntArray:
    """How many rows each of `k` classes has."""
    counts = np.zeros(k, np.intp)
    for i in range(0, len(y), _BLOCK):
        counts += np.bincount(y[i : i + _BLOCK], minlength=k)
    return counts


def _confusion(y: IntArray, predicted: IntArray, k: int) -> tuple[IntArray, IntArray, list[int | None]]:
    """For each true class: its rows, those predicted right, and the most frequent wrong answer."""
    if k * k > _LARGEST_TABLE:
        right = np.bincount(y[predicted == y], minlength=k)
        return class_counts(y, k), right, _most_frequent_mistakes(y, predicted, k)
    flat = np.zeros(k * k, np.intp)
    step = max(_BLOCK, k * k)
    for i in range(0, len(y), step):
        pairs = y[i : i + step] * np.intp(k)
        pairs += predicted[i : i + step]
        flat += np.bincount(pairs, minlength=k * k)
    table = flat.reshape(k, k)
    counts, right = table.sum(axis=1), table.diagonal().copy()
    np.fill_diagonal(table, 0)
    best = table.argmax(axis=1).tolist()
    return counts, right, [wrong if table[c, wrong] else None for c, wrong in enumerate(best)]


def _most_frequent_mistakes(y: IntArray, predicted: IntArray, k: int) -> list[int | None]:
    """For each true class the wrong answer given most often, the first of equals; None if there is none."""
    wrong = predicted != y
    pairs = y[wrong].astype(np.int64) * k + predicted[wrong]
    found: list[int | None] = [None] * k
    values, counts = np.unique(pairs, return_counts=True)
    for pair in values[np.argsort(-counts, kind="stable")].tolist():
        found[pair // k] = pair % k if found[pair // k] is None else found[pair // k]
    return found
