"""The mean loss of N examples at one temperature, and its derivatives by β = 1/T.

dL/dβ = mean(E_q z − z_y), and the further derivatives are the central moments of z under q. Rows of
infinite loss are left out: no temperature changes them.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .batch import require_temperature
from .scores import BLOCK_ROWS, FloatArray, Scores, as_scores, as_targets
from .softmax_block import softmax_blocks, target_logits

__all__ = ["TemperatureTerms", "temperature_terms", "terms_of_many", "terms_of_some"]

MANY = 1 << 17
"""Above so many numbers, N·K, the sums over the rows are enough: the digits of a single row do not count."""

_LARGEST_EXPONENT = 300.0
"""Up to here exp of a logit needs no shift by the largest one, and no sum of them overflows."""
_LARGEST_FLOAT32_EXPONENT = 60.0


class TemperatureTerms(NamedTuple):
    """Mean loss over the rows of finite loss, and its derivatives by β = 1/T."""

    rows: int
    loss: float
    slope: float
    curvature: float
    third: float


def temperature_terms(z: Scores | ArrayLike, y: ArrayLike, temperature: float) -> TemperatureTerms:
    """L, dL/dβ = mean(E_q z − z_y), d²L/dβ² = mean(Var_q z) and d³L/dβ³ at β = 1/T, in one pass.

    dL/d ln T is −`slope`/T, which is also mean H(q) − L: minus the overconfidence.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    require_temperature(temperature)
    if scores.n * scores.k > MANY and is_plain(scores, 1 / temperature):
        return terms_of_many(scores, mean_target_logit(scores, targets), temperature)
    return terms_of_some(scores, targets, temperature)


def terms_of_some(scores: Scores, targets: NDArray[Any], temperature: float) -> TemperatureTerms:
    """The terms of any scores, each row to its last digit."""
    rows, sums = 0, []
    for at, soft in softmax_blocks(scores, temperature):
        distance, log_sum = soft.distance_of(targets[at]), soft.log_sum
        mean, variance, third = _central(soft.moments_below())
        finite = distance < math.inf
        rows += int(np.count_nonzero(finite))
        parts = (distance + log_sum, distance + mean, variance, third)
        sums.append([float(part.sum(where=finite)) for part in parts])
    if not rows:
        return TemperatureTerms(0, math.nan, math.nan, math.nan, math.nan)
    loss, slope, curvature, bend = (math.fsum(column) / rows for column in zip(*sums, strict=True))
    t = temperature
    return TemperatureTerms(rows, loss, slope * t, curvature * t * t, bend * t * t * t)


def terms_of_many(
    scores: Scores,
    mean_target: float,
    temperature: float,
    dtype: type[np.floating[Any]] = np.float64,
    derivatives: int = 3,
) -> TemperatureTerms:
    """The terms of logits that are `is_plain`, from sums of exp(z/T) without a shift: half the time.

    `mean_target` is the mean of z_y. `dtype` float32 takes a third less, for numbers that are a beginning.
    Only so many `derivatives` are computed; the others are 0.
    """
    sums = []
    weights = np.empty((0, 0), dtype)
    for _, z in scores.blocks(dtype):
        if weights.shape != z.shape:
            weights = np.empty_like(z)
        np.multiply(z, dtype(1 / temperature), out=weights)
        np.exp(weights, out=weights)
        total = weights.sum(axis=0)
        moments = []
        for _ in range(derivatives):
            weights *= z
            moments.append(weights.sum(axis=0) / total)
        sums.append([float(part.sum(dtype=np.float64)) for part in (np.log(total), *_central(moments))])
    log_sum, mean, *others = (math.fsum(column) / scores.n for column in zip(*sums, strict=True))
    curvature, third = [*others, 0.0, 0.0][:2]
    return TemperatureTerms(
        scores.n, log_sum - mean_target / temperature, mean - mean_target, curvature, third
    )


def mean_target_logit(scores: Scores, targets: NDArray[Any]) -> float:
    """The mean of z_y, or of Σ p z for soft labels, of finite logits."""
    if targets.ndim == 2:
        sums = [target_logits(z, targets[rows]).sum() for rows, z in scores.blocks()]
    else:
        starts = range(0, scores.n, BLOCK_ROWS)
        blocks = ((scores.values[i : i + BLOCK_ROWS], targets[i : i + BLOCK_ROWS]) for i in starts)
        sums = [target_logits(z.T, y).sum(dtype=np.float64) for z, y in blocks]
    return math.fsum(map(float, sums)) / scores.n


def is_plain(scores: Scores, beta: float, dtype: type[np.floating[Any]] = np.float64) -> bool:
    """Whether exp(βz) needs no shift by the largest logit: all are finite, and moderate."""
    if scores.are_probabilities:
        return False
    limit = _LARGEST_FLOAT32_EXPONENT if dtype is np.float32 else _LARGEST_EXPONENT
    return scores.largest_size * max(beta, 1.0) < limit


def _central(moments: list[FloatArray]) -> list[FloatArray]:
    """The mean and the central moments from the first one to three plain ones."""
    if len(moments) == 1:
        return moments
    mean, square = moments[:2]
    central = [mean, square - mean * mean]
    if len(moments) > 2:
        central.append(moments[2] - mean * (3 * square - 2 * mean * mean))
    return central
