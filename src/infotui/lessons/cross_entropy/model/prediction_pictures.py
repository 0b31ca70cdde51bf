"""The data of the plots of mode data, in nats: loss histogram, loss against temperature, classes."""

from __future__ import annotations

import math
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.core.reading import Unit
from infotui.maths.calibration import ReliabilityBin
from infotui.maths.calibration import reliability_bins as bins_of
from infotui.maths.loss_summary import class_counts, finite_losses
from infotui.maths.scores import FloatArray
from infotui.maths.temperature import (
    HermiteCurve,
    TemperatureTerms,
    hermite_curve,
    temperature_nodes,
    temperature_terms,
)

from . import prediction_numbers as numbers
from .prediction_rows import rows_in_order
from .predictions import PredictionState, RowOrder
from .state import MAX_TEMPERATURE, MIN_TEMPERATURE

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions

LOSS_BINS = 40
"""The bins of the histogram of losses."""

_BLOCK = 1 << 14
_CURVE_POINTS = 257
_LARGEST_LN_STEP = 1.0
CURVE_AT_ONCE = 20_000
"""The curve of at most so many scores is computed at once; it takes 65 passes over them."""


class LossHistogram(NamedTuple):
    """Rows in equal bins from 0 to `high`, the last bin closed, and rows of infinite loss beside them."""

    high: float
    counts: tuple[int, ...]
    infinite: int

    def bin_of(self, loss: float) -> int | None:
        """The bin of a loss; None if it is infinite."""
        if math.isinf(loss):
            return None
        return min(int(loss / self.high * len(self.counts)), len(self.counts) - 1)


def largest_finite_loss(state: PredictionState) -> float:
    """The largest loss that is finite, 0 if there is none."""
    finite = finite_losses(_losses(state))
    return float(finite.max()) if len(finite) else 0.0


def loss_histogram(state: PredictionState, high: float) -> LossHistogram:
    """The losses of the rows shown, in bins up to `high`."""
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    return _histogram(rows, state.temperature, high)


def worst_row_of_bin(state: PredictionState, found: LossHistogram, which: int | None) -> int | None:
    """The place of the row with the largest loss of a bin; None if the bin is empty.

    `which` None stands for the rows of infinite loss.
    """
    losses = _losses(state)
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    places = _bins(rows, state.temperature, found.high)
    at = np.flatnonzero(places == (LOSS_BINS if which is None else which))
    if not len(at):
        return None
    best = int(at[losses[at].argmax()])
    if state.true_class is None:
        return best
    return int(np.flatnonzero(numbers.hard_targets(state.loaded) == state.true_class)[best])


class TemperatureCurve(NamedTuple):
    """The mean loss over the rows of finite loss, from T = 0.05 to 20."""

    rows: int
    curve: HermiteCurve
    temperatures: tuple[float, ...]
    losses: tuple[float, ...]
    losses_in_bits: tuple[float, ...]
    """The same objects each time: a tuple that is equal to itself is compared at once."""

    def at(self, temperature: float) -> float:
        """The loss at a temperature."""
        return float(self.curve.at(temperature))


@lru_cache(maxsize=8)
def temperature_curve(predictions: Predictions) -> TemperatureCurve | None:
    """The curve, one pass over the predictions for each node; None where no row has a finite loss."""
    assert predictions.targets is not None
    nodes = temperature_nodes()
    terms: list[TemperatureTerms] = []
    for temperature in nodes:
        found = temperature_terms(predictions.scores, predictions.targets, float(temperature), derivatives=1)
        terms.append(found)
        if not terms[-1].rows:
            return None
    curve = hermite_curve(nodes, terms)
    points = np.geomspace(nodes[0], nodes[-1], _CURVE_POINTS)
    losses = curve.at(points)
    in_bits = tuple((losses * Unit.BITS.per_nat).tolist())
    return TemperatureCurve(terms[0].rows, curve, tuple(points.tolist()), tuple(losses.tolist()), in_bits)


def reliability(state: PredictionState) -> tuple[ReliabilityBin, ...]:
    """The reliability bins of the rows shown."""
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    return tuple(bins_of(numbers.evaluation(rows, state.temperature)))


class ClassLine(NamedTuple):
    """One true class: its rows, mean loss in nats, share of the total loss, accuracy and frequent mistake."""

    name: str
    n: int
    loss: float | None
    share: float | None
    accuracy: float | None
    mistaken_for: str | None


@lru_cache(maxsize=4)
def class_lines(predictions: Predictions, temperature: float) -> tuple[ClassLine, ...]:
    """A line for every class."""
    summaries = numbers.class_totals(predictions, temperature)
    names = predictions.classes
    return tuple(
        ClassLine(
            name, s.n, s.loss, s.share, s.accuracy, None if s.mistaken_for is None else names[s.mistaken_for]
        )
        for name, s in zip(names, summaries, strict=True)
    )


def newton_temperature(state: PredictionState) -> float:
    """The temperature after one Newton step of the loss in ln T, from the present one.

    With u = ln T and β = 1/T: dL/du = −β·L′(β) and d²L/du² = β·L′(β) + β²·L″(β). L is convex in β but not in
    u: where the second derivative is not positive the step is one unit of u downhill, and no step is longer.
    """
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    assert rows.targets is not None
    found = temperature_terms(rows.scores, rows.targets, state.temperature, derivatives=2)
    if not found.rows:
        return state.temperature
    beta = 1 / state.temperature
    slope = -beta * found.slope
    bend = beta * found.slope + beta * beta * found.curvature
    if slope == 0:
        return state.temperature
    step = -slope / bend if bend > 0 else math.copysign(math.inf, -slope)
    return state.temperature * math.exp(min(max(step, -_LARGEST_LN_STEP), _LARGEST_LN_STEP))


def best_reachable_temperature(state: PredictionState) -> float:
    """The best temperature of the rows shown, or the end of the slider that is nearest to it.

    Raises:
        ValueError: there are no labels, or every row has infinite loss.
    """
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    if rows.targets is None:
        raise ValueError("Without labels there are no losses")
    best = numbers.temperature_fit(rows).temperature
    if math.isnan(best):
        raise ValueError("There is no best temperature: every row has infinite loss")
    return min(max(best, MIN_TEMPERATURE), MAX_TEMPERATURE)


AT_ONCE = 200_000
"""The readings of at most so many scores are computed at once: that takes less than 10 ms."""


class _Prepared(NamedTuple):
    """What decides which numbers of a state are computed."""

    predictions: Predictions
    against: Predictions | None
    true_class: int | None
    temperature: float
    order: RowOrder


_prepared: deque[_Prepared] = deque(maxlen=1)
"""The last state that was prepared: what was computed of it is still kept."""


def is_prepared(state: PredictionState) -> bool:
    """Whether showing the state takes no pass over many predictions."""
    is_small = state.loaded.n * state.loaded.k <= AT_ONCE
    return is_small or state.is_draft or _preparation(state) in _prepared


def _preparation(state: PredictionState) -> _Prepared:
    return _Prepared(state.loaded, state.against, state.true_class, state.temperature, state.order)


def prepare_pictures(state: PredictionState) -> None:
    """Compute what the plots show, so that painting takes no pass over the predictions.

    The curve is left out where there are many scores.
    """
    _prepare(state)
    _prepared.append(_preparation(state))


def _prepare(state: PredictionState) -> None:
    rows_in_order(state, 0, 1)
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    if rows.targets is None or not rows.n:
        return
    _histogram(rows, state.temperature, largest_finite_loss(state) or 1.0)
    class_lines(state.loaded, state.temperature)
    if rows.n * rows.k <= CURVE_AT_ONCE:
        temperature_curve(rows)


def _losses(state: PredictionState) -> FloatArray:
    rows = numbers.rows_of_class(state.loaded, state.true_class)
    return numbers.evaluation(rows, state.temperature).losses


@lru_cache(maxsize=4)
def _histogram(rows: Predictions, temperature: float, high: float) -> LossHistogram:
    places = _bins(rows, temperature, high)
    *counts, infinite = class_counts(places, LOSS_BINS + 1).tolist()
    return LossHistogram(high, tuple(counts), infinite)


@lru_cache(maxsize=2)
def _bins(rows: Predictions, temperature: float, high: float) -> NDArray[np.uint8]:
    """The bin of each loss; `LOSS_BINS` for an infinite one."""
    losses = numbers.evaluation(rows, temperature).losses
    places = np.empty(len(losses), np.uint8)
    for start in range(0, len(losses), _BLOCK):
        block = losses[start : start + _BLOCK]
        finite = np.isfinite(block)
        shares = np.divide(block, high, out=np.zeros_like(block), where=finite) * LOSS_BINS
        found = np.minimum(shares.astype(np.intp), LOSS_BINS - 1)
        found[~finite] = LOSS_BINS
        places[start : start + _BLOCK] = found
    return places
