"""The mean loss of N examples at one temperature, and its derivatives by β = 1/T.

dL/dβ = mean(E_q z − z_y), and the further derivatives are the mean cumulants of z under q. Rows of
infinite loss are left out: no temperature changes them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scores import BLOCK_ROWS, Scores, as_scores, as_targets, require_temperature
from .softmax_block import cumulant_sums, own_logits, softmax_blocks, target_logits

__all__ = ["TemperatureTerms", "temperature_terms", "terms_of_many", "terms_of_some"]

MANY = 1 << 17
"""Above so many numbers, N·K, the sums over the rows are enough: the digits of a single row do not count."""

_LARGEST_EXPONENT = 300.0
"""Up to here exp of a logit needs no shift by the largest one, and no sum of them overflows."""


class TemperatureTerms(NamedTuple):
    """Mean loss over the rows of finite loss at a β = 1/T, and its derivatives by β."""

    beta: float
    rows: int
    loss: float
    slope: float
    curvature: float = 0.0
    third: float = 0.0
    fourth: float = 0.0
    fifth: float = 0.0

    def moved(self, beta: float) -> TemperatureTerms:
        """The terms at another β near by, from the Taylor series."""
        step = beta - self.beta
        derivatives = self[2:]
        found = []
        for order in range(len(derivatives)):
            value = 0.0
            for power in range(len(derivatives) - 1 - order, 0, -1):
                value = (value + derivatives[order + power]) * step / power
            found.append(derivatives[order] + value)
        return TemperatureTerms(beta, self.rows, *found)


def temperature_terms(
    z: Scores | ArrayLike, y: ArrayLike, temperature: float, derivatives: int = 3
) -> TemperatureTerms:
    """L and its derivatives by β = 1/T, one to five, in one pass; further ones are 0.

    dL/dβ = mean(E_q z − z_y), d²L/dβ² = mean(Var_q z). dL/d ln T is −`slope`/T, which is also mean H(q) − L:
    minus the overconfidence.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    require_temperature(temperature)
    if scores.n * scores.k > MANY and is_plain(scores, 1 / temperature):
        return terms_of_many(scores, mean_target_logit(scores, targets), temperature, derivatives)
    return terms_of_some(scores, targets, temperature, derivatives)


def terms_of_some(
    scores: Scores, targets: NDArray[Any], temperature: float, derivatives: int = 3
) -> TemperatureTerms:
    """The terms of any scores, each row to its last digit."""
    rows, sums = 0, []
    for at, soft in softmax_blocks(scores, temperature):
        distance, log_sum = soft.distance_of(targets[at]), soft.log_sum
        finite = distance < math.inf
        rows += int(np.count_nonzero(finite))
        far = float(distance.sum(where=finite))
        mean, *others = soft.cumulants_below(derivatives, finite)
        sums.append([float((distance + log_sum).sum(where=finite)), far + mean, *others])
    if not rows:
        return TemperatureTerms(1 / temperature, 0, math.nan, math.nan, math.nan)
    means = [math.fsum(column) / rows for column in zip(*sums, strict=True)]
    scaled = (value * temperature**power for power, value in enumerate(means))
    return TemperatureTerms(1 / temperature, rows, *scaled)


def terms_of_many(
    scores: Scores, mean_target: float, temperature: float, derivatives: int = 3
) -> TemperatureTerms:
    """The terms of logits that are `is_plain`, from sums of exp(z/T) without a shift: half the time.

    `mean_target` is the mean of z_y.
    """
    sums = []
    weights = np.empty((0, 0))
    for _, z in scores.blocks():
        if weights.shape != z.shape:
            weights = np.empty_like(z)
        np.multiply(z, 1 / temperature, out=weights)
        np.exp(weights, out=weights)
        total = weights.sum(axis=0)
        log_sum = float(np.log(total).sum())
        weights *= 1 / total
        sums.append([log_sum, *cumulant_sums(weights, z, derivatives)])
    logs, mean, *others = (math.fsum(column) / scores.n for column in zip(*sums, strict=True))
    loss, slope = logs - mean_target / temperature, mean - mean_target
    return TemperatureTerms(1 / temperature, scores.n, loss, slope, *others)


def terms_of_series(
    sample: TemperatureTerms, n: int, temperature: float, sums: Sequence[Sequence[float]]
) -> TemperatureTerms:
    """The terms at the β of a sample from the blocks of softmaxes at a temperature T, and its fifth.

    `sums` has for each block the sum of (max z − z_y)/T, and those of `SoftmaxBlock.series_at` βT.
    """
    beta = sample.beta
    distance, log_sum, mean, *others = (math.fsum(column) / n for column in zip(*sums, strict=True))
    loss = log_sum + beta * temperature * distance
    scaled = (value * temperature ** (1 + power) for power, value in enumerate((mean + distance, *others)))
    return TemperatureTerms(beta, n, loss, *scaled)._replace(fifth=sample.fifth)


def mean_target_logit(scores: Scores, targets: NDArray[Any]) -> float:
    """The mean of z_y, or of Σ p z for soft labels, of finite logits."""
    if targets.ndim == 2:
        sums = [target_logits(z, targets[rows]).sum() for rows, z in scores.blocks()]
    else:
        starts = range(0, scores.n, BLOCK_ROWS)
        blocks = ((scores.values[i : i + BLOCK_ROWS], targets[i : i + BLOCK_ROWS]) for i in starts)
        sums = [own_logits(z, y).sum(dtype=np.float64) for z, y in blocks]
    return math.fsum(map(float, sums)) / scores.n


def is_moderate(scores: Scores) -> bool:
    """Whether all logits are finite, and no power of their differences overflows."""
    return scores.largest_size < _LARGEST_EXPONENT


def is_plain(scores: Scores, beta: float) -> bool:
    """Whether exp(βz) needs no shift by the largest logit: all are finite, and moderate."""
    return not scores.are_probabilities and scores.largest_size * max(beta, 1.0) < _LARGEST_EXPONENT
