"""Logits, probabilities or log-probabilities: the kind of scores, and whether they are valid.

A name (a key, a column prefix, an option) decides; without one, the values decide if they are unambiguous.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from infotui.maths.batch import Scores

from .display_text import counted
from .source import DataError

_LEAST_TOLERANCE = 1e-6
_MOSTLY = 0.5
_BLOCK = 1 << 14


class Kind(StrEnum):
    """What the scores of a file are."""

    LOGITS = "logits"
    PROBABILITIES = "probabilities"
    LOG_PROBABILITIES = "log-probabilities"


@dataclass(frozen=True)
class Where:
    """How messages name a row, and one score: `preds.csv:17` and `preds.csv:17: class dog`."""

    row: Callable[[int], str]
    score: Callable[[int, int], str]
    whole: str


@dataclass
class ScoreStatistics:
    """One pass over scores of shape (N, K): what decides their kind, and where they are bad.

    `tolerance` is how far a row's sum may be from 1. `least` and `most` are the extremes of all scores, NaN
    if one is.
    """

    tolerance: float
    least: float = math.nan
    most: float = math.nan
    has_outside: bool = False
    is_bad_logits: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, bool))
    is_bad_probabilities: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, bool))
    good_sums: int = 0
    off_sums: int = 0
    least_sum: float = math.inf
    most_sum: float = -math.inf
    worst: tuple[int, float] = (0, 1.0)
    largest_ratio: float = 0.0
    largest: float = -math.inf
    off_log_sums: int = 0
    worst_log: tuple[int, float] = (0, 0.0)


def score_statistics(values: NDArray[Any], tolerance: float, kind: Kind | None = None) -> ScoreStatistics:
    """The statistics of raw scores, as far as they are needed for scores of that kind (None: any)."""
    n = len(values)
    least, most = _extremes(values)
    found = ScoreStatistics(tolerance, least, most)
    if kind in (None, Kind.LOGITS) and -math.inf < least < 0 and tolerance < most < math.inf:
        # These are finite logits, and neither probabilities nor their logarithms: every row is good.
        found.has_outside, found.largest, found.is_bad_logits = True, most, np.zeros(n, bool)
        return found
    found.is_bad_logits, found.is_bad_probabilities = np.empty(n, bool), np.empty(n, bool)
    with np.errstate(all="ignore"):
        for rows, block in Scores(values).blocks():
            least, most = block.min(axis=0), block.max(axis=0)
            is_number = ~np.isnan(most)
            found.is_bad_logits[rows] = ~(np.abs(most) < math.inf)
            bad = found.is_bad_probabilities[rows] = ~((least >= 0) & (most <= 1 + _LEAST_TOLERANCE))
            found.has_outside |= bool(np.any((least < 0) | (most > 1 + _LEAST_TOLERANCE)))
            found.largest = max(found.largest, float(most.max(initial=-math.inf, where=is_number)))
            if not bad.all():
                _add_sums(found, rows.start, block, ~bad, least, most)
            if found.largest <= tolerance and found.has_outside:
                _add_log_sums(found, rows.start, block, most)
    return found


def _extremes(values: NDArray[Any]) -> tuple[float, float]:
    """The least and the greatest score, NaN if one is. Each block is in the cache for the second look."""
    blocks = [values[i : i + _BLOCK] for i in range(0, len(values), _BLOCK)]
    ends = np.array([(block.min(), block.max()) for block in blocks], np.float64)
    return float(ends[:, 0].min()), float(ends[:, 1].max())


def _add_sums(
    found: ScoreStatistics,
    start: int,
    block: NDArray[np.float64],
    good: NDArray[np.bool_],
    least: NDArray[np.float64],
    most: NDArray[np.float64],
) -> None:
    sums = np.where(good, block.sum(axis=0), 1.0)
    distance = np.abs(sums - 1)
    off = int(np.count_nonzero(distance > found.tolerance))
    found.off_sums += off
    found.good_sums += int(np.count_nonzero(good)) - off
    found.least_sum = min(found.least_sum, float(sums.min(initial=math.inf, where=good)))
    found.most_sum = max(found.most_sum, float(sums.max(initial=-math.inf, where=good)))
    worst = int(distance.argmax())
    if distance[worst] > abs(found.worst[1] - 1):
        found.worst = start + worst, float(sums[worst])
    ratios = np.where(good, most / least, 0.0)
    found.largest_ratio = max(found.largest_ratio, float(np.nan_to_num(ratios, nan=math.inf).max()))


def _add_log_sums(
    found: ScoreStatistics, start: int, block: NDArray[np.float64], most: NDArray[np.float64]
) -> None:
    finite = np.abs(most) < math.inf
    sums = np.where(finite, np.exp(block).sum(axis=0), 1.0)
    distance = np.abs(sums - 1)
    found.off_log_sums += int(np.count_nonzero(distance > found.tolerance))
    worst = int(distance.argmax())
    if distance[worst] > abs(found.worst_log[1]):
        found.worst_log = start + worst, float(sums[worst] - 1)


def sum_tolerance(k: int, dtype: np.dtype[Any], decimals: int | None) -> float:
    """How far from 1 a row may sum: the larger of 1e-6, K·eps of the type, K·half a printed digit."""
    eps = float(np.finfo(dtype).eps) if dtype.kind == "f" else 0.0
    half_digit = 0.5 * 10.0**-decimals if decimals else 0.0
    # A little more, since a sum that is off by exactly that much is rounded.
    return max(_LEAST_TOLERANCE, k * eps, k * half_digit) * (1 + 1e-9)


def detect_kind(found: ScoreStatistics, where: Where) -> Kind:
    """The kind that the values show; DataError naming the options where they are ambiguous."""
    if found.has_outside:
        log_rows = found.largest <= found.tolerance and found.off_log_sums == 0
        return Kind.LOG_PROBABILITIES if log_rows and found.largest > -math.inf else Kind.LOGITS
    if found.good_sums and not found.off_sums:
        return Kind.PROBABILITIES
    raise DataError(
        f"{where.whole}: every score is within 0 and 1, but {where.row(found.worst[0])} sums to "
        f"{found.worst[1]:.6g}: --as logits or --as probabilities says what they are"
    )


def require_sums(found: ScoreStatistics, kind: Kind, where: Where) -> None:
    """Raise DataError unless every good row of probabilities sums to 1 within the tolerance."""
    if kind is Kind.LOG_PROBABILITIES:
        if found.off_log_sums:
            row, distance = found.worst_log
            raise DataError(
                f"{where.row(row)}: the probabilities sum to {1 + distance:.9g}, not to 1: these are no "
                f"log-probabilities ({found.off_log_sums:,} such rows); --as logits?"
            )
        return
    if kind is not Kind.PROBABILITIES or not found.off_sums:
        return
    row, total = found.worst
    many = found.off_sums > _MOSTLY * (found.off_sums + found.good_sums)
    why = "independent sigmoids are not a distribution" if many else "nothing is renormalised"
    raise DataError(
        f"{where.row(row)}: the probabilities sum to {total:.9g}, not to 1 within {found.tolerance:.1g} "
        f"({counted(found.off_sums, 'such row')}, this is the worst): {why}"
    )


def bad_row_message(values: NDArray[Any], bad: NDArray[np.bool_], kind: Kind, where: Where) -> str:
    """What is wrong with the first bad row: its place, the number, and how many more there are."""
    row, count = int(bad.argmax()), int(np.count_nonzero(bad))
    scores = np.asarray(values[row], np.float64)
    if kind is Kind.PROBABILITIES:
        wrong = ~((scores >= 0) & (scores <= 1 + _LEAST_TOLERANCE))
        rule = "a probability must be from 0 to 1"
        outside = int(np.count_nonzero(bad)) > _MOSTLY * len(bad)
        rule += "; are these --as logits?" if outside and np.isfinite(scores).all() else ""
    else:
        wrong = np.isnan(scores) | (scores == math.inf)
        rule = "a logit must be finite, or -inf for a masked class"
    more = f" ({counted(count - 1, 'more such row')})" if count > 1 else ""
    skip = "; --skip-bad leaves such rows out"
    if not wrong.any():
        return f"{where.row(row)}: every class is -inf: at least one logit must be finite{more}{skip}"
    column = int(wrong.argmax())
    return f"{where.score(row, column)} is {scores[column]:.6g}: {rule}{more}{skip}"
