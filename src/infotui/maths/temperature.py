"""The loss of N examples as a function of the temperature, and the temperature that makes it least.

With β = 1/T the mean loss L is convex in β: dL/dβ = mean(E_q z − z_y) and d²L/dβ² = mean(Var_q z). So
Newton's method inside a bracket finds the least loss, and the signs of dL/dβ at β = 0 and β = ∞ decide
whether there is a finite one. Rows of infinite loss are left out: no temperature changes them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .scores import FloatArray, Scores, as_scores, as_targets
from .softmax_block import softmax_blocks
from .temperature_terms import (
    MANY,
    TemperatureTerms,
    is_plain,
    mean_target_logit,
    temperature_terms,
    terms_of_many,
    terms_of_some,
)

__all__ = [
    "HermiteCurve",
    "TemperatureFit",
    "TemperatureTerms",
    "best_temperature",
    "sample_terms",
    "temperature_terms",
]

LEAST, MOST = 0.05, 20.0
"""The ends of the temperature slider and of the curve."""

NODES = 65
"""The nodes of the interpolated curve: its error is below 2e-6 nats for N·K above 1e7."""

_SAMPLE_STEP = 10
_LEAST_SAMPLE = 256
_BELOW_SAMPLE = 0.99  # where the slope is most likely negative, which rules out an infinite temperature
_CLEARLY = 1e-4
_EXACT, _EXACT_OF_MANY, _ROUGH = 1e-16, 1e-11, 1e-4
"""The relative errors that a fit ends with, at most: the next step would be smaller."""
_NEAR = 0.05  # within a relative step this small the derivatives tell the curvature
_POLISHED = 0.25
_MAX_STEPS = 200


class TemperatureFit(NamedTuple):
    """The best temperature and the loss there. 0 and ∞ are limits: then `loss` is the limit of L."""

    temperature: float
    loss: float


def best_temperature(
    z: Scores | ArrayLike, y: ArrayLike, near: TemperatureTerms | None = None
) -> TemperatureFit:
    """The temperature of least mean loss, by Newton's method in β = 1/T with a bracket.

    It is ∞ where mean(mean of the unmasked z) ≥ mean(z_y): no temperature is better than guessing. It is
    0 where z_y is the largest logit of every row: the loss falls towards mean(log(number of tied)), or is
    0 at every temperature.
    NaN if no row has a finite loss.

    `near` are the terms of all examples at a β near the best one, where they are known.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    if near is None:
        near = _first_terms(scores, targets, sample_terms(scores, targets))
    beta, loss = _best_beta(scores, targets, near, _EXACT_OF_MANY if _are_many(scores) else _EXACT)
    return TemperatureFit(1 / beta if beta else math.inf, loss)


def sample_terms(scores: Scores, targets: NDArray[Any]) -> TemperatureTerms | None:
    """The terms of every n-th example at about their best β, where examples are many; else None.

    Also None where that β is 0 or ∞.
    """
    step = min(_SAMPLE_STEP, scores.n // _LEAST_SAMPLE)
    if not _are_many(scores) or step < 2:
        return None
    sample, labels = scores.take(slice(None, None, step)), targets[::step]
    near = _first_terms(sample, labels, sample_terms(sample, labels))
    beta, _ = _best_beta(sample, labels, near, _ROUGH)
    if not 0 < beta < math.inf:
        return None
    return near.moved(beta) if abs(beta - near.beta) < _NEAR * beta else near._replace(beta=beta)


class HermiteCurve(NamedTuple):
    """L between two temperatures by cubic Hermite interpolation in ln T from L and dL/d ln T at nodes."""

    log_temperatures: FloatArray
    losses: FloatArray
    slopes: FloatArray

    def at(self, temperature: ArrayLike) -> FloatArray:
        """L at temperatures between the first and the last node."""
        x, nodes = np.log(np.asarray(temperature, np.float64)), self.log_temperatures
        i = np.clip(np.searchsorted(nodes, x) - 1, 0, len(nodes) - 2)
        width = nodes[i + 1] - nodes[i]
        t = (x - nodes[i]) / width
        value = (1 + 2 * t) * (1 - t) ** 2 * self.losses[i] + t * t * (3 - 2 * t) * self.losses[i + 1]
        bend = t * (1 - t) ** 2 * self.slopes[i] - t * t * (1 - t) * self.slopes[i + 1]
        return np.asarray(value + width * bend)


def temperature_nodes(count: int = NODES) -> FloatArray:
    """Temperatures from 0.05 to 20, evenly spaced in ln T."""
    return np.geomspace(LEAST, MOST, count)


def hermite_curve(temperatures: FloatArray, terms: Sequence[TemperatureTerms]) -> HermiteCurve:
    """The interpolated curve through the terms at these temperatures, in increasing order."""
    slopes = [-found.slope / float(t) for found, t in zip(terms, temperatures, strict=True)]
    return HermiteCurve(np.log(temperatures), np.array([found.loss for found in terms]), np.array(slopes))


def _every_row_right(scores: Scores, targets: NDArray[Any]) -> bool:
    """Whether z_y is the largest logit of every row of finite loss; ends at the first block with another."""
    for at, soft in softmax_blocks(scores, 1.0):
        distance = soft.distance_of(targets[at])
        if np.any((distance > 0) & (distance < math.inf)):
            return False
    return True


class _Ends(NamedTuple):
    rows: int
    slope_at_0: float
    loss_at_0: float
    every_row_right: bool
    loss_at_infinity: float


def _ends(scores: Scores, targets: NDArray[Any]) -> _Ends:
    """What decides whether the best β is 0 or ∞: signs that rounding cannot change."""
    rows, slopes, at_0, at_infinity, right = 0, [], [], [], True
    for at, soft in softmax_blocks(scores, 1.0):
        distance, gaps = soft.distance_of(targets[at]), -soft.below
        masked = np.isinf(gaps)
        gaps[masked] = 0
        count = len(gaps) - np.add.reduce(masked, axis=0, dtype=np.float64)
        finite = distance < math.inf
        rows += int(np.count_nonzero(finite))
        right = right and not np.any(distance > 0, where=finite)
        slopes.append((distance - gaps.sum(axis=0) / count)[finite])
        at_0.append(float(np.log(count).sum(where=finite)))
        tied = np.add.reduce(soft.below == 0, axis=0, dtype=np.float64)
        at_infinity.append(float(np.log(tied).sum(where=finite)))
    slope = math.fsum(float(part.sum()) for part in slopes)
    if abs(slope) <= 1e-9 * sum(float(np.abs(part).sum()) for part in slopes):
        slope = math.fsum(value for part in slopes for value in part.tolist())
    rows_or_1 = max(rows, 1)
    return _Ends(rows, slope, math.fsum(at_0) / rows_or_1, right, math.fsum(at_infinity) / rows_or_1)


def _are_many(scores: Scores) -> bool:
    return scores.n * scores.k > MANY


def _first_terms(scores: Scores, targets: NDArray[Any], sample: TemperatureTerms | None) -> TemperatureTerms:
    """The terms at the β to start from: 1, or that of a sample."""
    if sample is None:
        return _TermsByBeta(scores, targets).at(1.0).terms
    beta = sample.beta * (1.0 if scores.largest_size < math.inf else _BELOW_SAMPLE)
    return _TermsByBeta(scores, targets).at(beta).terms._replace(fifth=sample.fifth)


def _best_beta(
    scores: Scores, targets: NDArray[Any], first: TemperatureTerms, error: float
) -> tuple[float, float]:
    """The β of least loss, 0 and ∞ included, and the loss there; NaN without a row of finite loss."""
    if first.rows == 0:
        return math.nan, math.nan
    if not _falls_from_0(scores, first) or _every_row_right(scores, targets):
        ends = _ends(scores, targets)
        if ends.slope_at_0 >= 0 and ends.loss_at_0 > 0:
            return 0.0, ends.loss_at_0
        if ends.every_row_right:
            return math.inf, ends.loss_at_infinity
    return _newton(_TermsByBeta(scores, targets), _Found(first), error)


def _falls_from_0(scores: Scores, found: TemperatureTerms) -> bool:
    """Whether the loss clearly falls from β = 0 on; False if that is not known.

    It does where the slope is negative at a larger β, since it rises with β. Without masked classes it
    also does where the loss at some β is less than log K, the loss at 0.
    """
    if scores.largest_size < math.inf and found.loss < math.log(scores.k) - _CLEARLY:
        return True
    return found.slope * found.beta < -_CLEARLY


class _Found(NamedTuple):
    """Terms, and the relative error of their curvature."""

    terms: TemperatureTerms
    doubt: float = 0.0

    @property
    def step(self) -> float:
        """The step to where the slope is 0, from the derivatives."""
        slope, curvature, third, fourth = self.terms[3:7]
        if not curvature > 0:
            return math.copysign(math.inf, -slope)
        step = -slope / curvature
        if max(abs(step * third), step * step * abs(fourth)) < _POLISHED * curvature:
            for _ in range(4):
                moved = self.terms.moved(self.terms.beta + step)
                step -= moved.slope / moved.curvature
        return step

    def error_after(self, step: float) -> float:
        """About how far from where the slope is 0 the step ends, relative to β."""
        relative = abs(step / self.terms.beta)
        return relative * self.doubt + relative**4 / 5


class _TermsByBeta:
    """The terms as a function of β; where the examples are many, no more of them than is needed."""

    def __init__(self, scores: Scores, targets: NDArray[Any]) -> None:
        self._scores, self._targets = scores, targets
        self._mean_target: float | None = None

    def at(self, beta: float, near: _Found | None = None) -> _Found:
        """The terms. Of many examples the derivatives may be those of a β near by."""
        if not _are_many(self._scores) or not is_plain(self._scores, beta):
            return _Found(terms_of_some(self._scores, self._targets, 1 / beta, 5))
        if self._mean_target is None:
            self._mean_target = mean_target_logit(self._scores, self._targets)
        if near is None:
            return _Found(terms_of_many(self._scores, self._mean_target, 1 / beta, 4))
        found = terms_of_many(self._scores, self._mean_target, 1 / beta, 1)
        moved = near.terms.moved(beta)
        relative = abs(beta / near.terms.beta - 1)
        return _Found(moved._replace(loss=found.loss, slope=found.slope), near.doubt + relative**3)


def _newton(terms: _TermsByBeta, found: _Found, error: float) -> tuple[float, float]:
    """The β where the slope is 0, and the loss there. The slope is negative at 0 and positive at ∞.

    Newton's method with the higher derivatives, which saves passes over the examples.
    """
    low, high = 0.0, math.inf
    for _ in range(_MAX_STEPS):
        beta = found.terms.beta
        if found.terms.slope == 0:
            break
        low, high = (beta, high) if found.terms.slope < 0 else (low, beta)
        following = beta + found.step
        if found.error_after(found.step) <= error:
            return following, found.terms.moved(following).loss
        # A flat slope sends Newton far off: then the bracket is halved, or doubled while it is open.
        if not low < following < min(high, 16 * beta):
            following = 4 * beta if high == math.inf else (low + high) / 2
        if not low < following < high:
            break
        found = terms.at(following, found if abs(following - beta) < _NEAR * beta else None)
    return found.terms.beta, found.terms.loss
