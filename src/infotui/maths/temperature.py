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

__all__ = ["HermiteCurve", "TemperatureFit", "TemperatureTerms", "best_temperature", "temperature_terms"]

LEAST, MOST = 0.05, 20.0
"""The ends of the temperature slider and of the curve."""

NODES = 65
"""The nodes of the interpolated curve: its error is below 2e-6 nats for N·K above 1e7."""

_SAMPLE_NUMBERS = 1 << 19
_LEAST_SAMPLE = 256
_BELOW_SAMPLE = 0.99  # where the slope is most likely negative, which rules out an infinite temperature
_CLEARLY = 1e-4
_LAST_STEP = 2e-5  # after a relative step this small the next error, of third order, is below the rounding
_NEAR = 0.05  # within a relative step this small the third derivative hardly changes
_MAX_STEPS = 200


class TemperatureFit(NamedTuple):
    """The best temperature and the loss there. 0 and ∞ are limits: then `loss` is the limit of L."""

    temperature: float
    loss: float


def best_temperature(z: Scores | ArrayLike, y: ArrayLike) -> TemperatureFit:
    """The temperature of least mean loss, by Newton's method in β = 1/T with a bracket.

    It is ∞ where mean(mean of the unmasked z) ≥ mean(z_y): no temperature is better than guessing. It is
    0 where z_y is the largest logit of every row: the loss falls towards mean(log(number of tied)), or is
    0 at every temperature.
    NaN if no row has a finite loss.
    """
    scores = as_scores(z)
    targets = as_targets(y, scores)
    terms, beta = _TermsByBeta(scores, targets), _first_beta(scores, targets)
    first = terms.beginning(beta)
    if first.rows == 0:
        return TemperatureFit(math.nan, math.nan)
    # The slope rises with β: where it is clearly negative, it is so at β = 0.
    falls = first.slope * beta < -_CLEARLY or terms.falls_from_0
    if not falls or _every_row_right(scores, targets):
        ends = _ends(scores, targets)
        if ends.slope_at_0 >= 0 and ends.loss_at_0 > 0:
            return TemperatureFit(math.inf, ends.loss_at_0)
        if ends.every_row_right:
            return TemperatureFit(0.0, ends.loss_at_infinity)
    beta, loss = _newton(terms, beta, first)
    return TemperatureFit(1 / beta, loss)


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


class _TermsByBeta:
    """The terms as a function of β; where the examples are many, no more of them than is needed."""

    def __init__(self, scores: Scores, targets: NDArray[Any]) -> None:
        self._scores, self._targets = scores, targets
        self._are_many = scores.n * scores.k > MANY and is_plain(scores, 1.0)
        self._mean_target = mean_target_logit(scores, targets) if self._are_many else 0.0

    def beginning(self, beta: float) -> TemperatureTerms:
        """The terms, of many examples to the digits of float32."""
        if self._are_many and is_plain(self._scores, beta, np.float32):
            return terms_of_many(self._scores, self._mean_target, 1 / beta, np.float32)
        return self.at(beta)

    @property
    def falls_from_0(self) -> bool:
        """Whether the slope at β = 0, mean z − mean z_y, is clearly negative; False if not known."""
        if not self._are_many:
            return False
        mean = float(self._scores.values.mean(dtype=np.float64))
        return mean - self._mean_target < -_CLEARLY * self._scores.largest_size

    def at(self, beta: float, near: TemperatureTerms | None = None) -> TemperatureTerms:
        """The terms. The third derivative of many examples may be that of a β near by."""
        if not self._are_many or not is_plain(self._scores, beta):
            return terms_of_some(self._scores, self._targets, 1 / beta)
        if near is None:
            return terms_of_many(self._scores, self._mean_target, 1 / beta)
        found = terms_of_many(self._scores, self._mean_target, 1 / beta, derivatives=2)
        return found._replace(third=near.third)


def _first_beta(scores: Scores, targets: NDArray[Any]) -> float:
    """Where to start: 1, or the best β of every n-th row where there are many."""
    step = min(scores.n * scores.k // _SAMPLE_NUMBERS, scores.n // _LEAST_SAMPLE)
    if step < 2:
        return 1.0
    found = best_temperature(scores.take(slice(None, None, step)), targets[::step])
    return _BELOW_SAMPLE / found.temperature if 0 < found.temperature < math.inf else 1.0


def _newton(terms: _TermsByBeta, beta: float, first: TemperatureTerms) -> tuple[float, float]:
    """The β where the slope is 0, and the loss there. The slope is negative at 0 and positive at ∞.

    Newton's method with Halley's correction by the third derivative, which saves a pass or two over the
    examples; `first` is what is known at the first `beta`.
    """
    low, high = 0.0, math.inf
    step = _halley_step(first)
    is_near = abs(step) < _NEAR * beta
    beta += step if is_near else 0
    found = terms.at(beta, first if is_near else None)
    for _ in range(_MAX_STEPS):
        if found.slope == 0:
            break
        low, high = (beta, high) if found.slope < 0 else (low, beta)
        step = _halley_step(found)
        if abs(step) <= _LAST_STEP * beta:
            change = found.slope + step * (found.curvature / 2 + step * found.third / 6)
            return beta + step, found.loss + step * change
        following = beta + step
        # A flat slope sends Newton far off: then the bracket is halved, or doubled while it is open.
        if not low < following < min(high, 16 * beta):
            following = 4 * beta if high == math.inf else (low + high) / 2
        if not low < following < high:
            break
        is_near = abs(following - beta) < _NEAR * beta
        beta = following
        found = terms.at(beta, found if is_near else None)
    return beta, found.loss


def _halley_step(found: TemperatureTerms) -> float:
    if not found.curvature > 0:
        return math.copysign(math.inf, -found.slope)
    newton = -found.slope / found.curvature
    bend = newton * found.third / (2 * found.curvature)
    return newton / (1 + bend) if abs(bend) < 1 / 2 else newton
