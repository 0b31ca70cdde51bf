"""The readings of mode data: a classifier's losses on a test set, and what they are made of."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from infotui.core.reading import Reading, Series, Unit

from .predictions import PredictionState

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions
    from infotui.maths.batch import Evaluation

    from .prediction_numbers import LossTotals

_PERCENT = ".1%"
_SPOKEN = {
    "uniform_loss": "loss of a uniform guess",
    "base_rate_entropy": "base rate entropy",
    "saved": "saved against the base rate",
    "predicted_entropy": "expected loss",
    "best_loss": "loss at the best temperature",
    "ece": "expected calibration error",
    "infinite": "rows of infinite loss",
    "p90": "90 % quantile",
    "p99": "99 % quantile",
    "max": "largest loss",
    "worst_share": "share of the worst 1 % of rows",
    "skipped": "rows left out",
    "ties": "rows with equal maxima",
    "finite_loss": "loss over the other rows",
}
"""Names in `--text` that say more than the names in `--json`."""


def prediction_readings(
    state: PredictionState, unit: Unit, *, with_tables: bool = True
) -> tuple[Reading, ...]:
    """Every number of the mode, in `unit`. Rows of infinite loss make the mean infinite.

    Without tables `classes` and `worst` are left out: there may be 50,000 classes.

    With infinite rows there is also `finite_loss`, the mean over the others; standard error,
    overconfidence and best temperature are about these then. `target_entropy` and `kl` are there with
    soft labels, `against` with a second model.
    """
    from . import prediction_numbers as numbers
    from .prediction_tables import against_reading, selected_reading, table_readings

    rows = numbers.rows_of_class(state.loaded, state.true_class)
    if state.is_draft:
        return draft_readings(state, rows, unit)
    readings: list[Reading] = []
    if rows.targets is not None and rows.n:
        readings += _labelled_readings(rows, state.temperature, unit)
        if with_tables:
            readings += table_readings(rows, state.temperature, state.rows, unit)
        readings.append(selected_reading(state, unit))
    if state.against is not None and rows.n:
        readings.append(against_reading(state, unit))
    readings.append(Reading("notes", "notes", Series(rows.notes), None))
    return tuple(readings)


@lru_cache(maxsize=4)
def _labelled_readings(rows: Predictions, temperature: float, unit: Unit) -> tuple[Reading, ...]:
    """The readings that do not depend on the selected row."""
    from . import prediction_numbers as numbers
    from .prediction_tables import other_tools_reading

    found = numbers.evaluation(rows, temperature)
    totals = numbers.loss_totals(rows, temperature)
    readings = (
        *_loss_readings(rows, totals, found, unit),
        *_distribution_readings(rows, totals, found, unit),
        other_tools_reading(rows, unit),
    )
    return tuple(reading._replace(spoken=_SPOKEN.get(reading.name, reading.spoken)) for reading in readings)


def draft_readings(state: PredictionState, rows: Predictions, unit: Unit) -> tuple[Reading, ...]:
    """The loss from the interpolated curve, and what follows from it, while the temperature moves.

    The error of the loss is at most 2e-6 nats. What takes a pass over the rows is left out.
    """
    from . import prediction_numbers as numbers
    from .prediction_pictures import temperature_curve

    nat, curve = unit.per_nat, temperature_curve(rows)
    base, labels = numbers.base_rate(rows)
    finite = math.nan if curve is None else curve.at(state.temperature)
    infinite = rows.n - (0 if curve is None else curve.rows)
    loss = math.inf if infinite else finite
    readings = [Reading("loss", "L", loss * nat, unit)]
    if infinite:
        readings.append(
            Reading("finite_loss", "L of the rest", None if curve is None else finite * nat, unit)
        )
    if rows.has_soft_labels:
        readings.append(Reading("target_entropy", "H(p)", labels * nat, unit))
    return (
        *readings,
        Reading("perplexity", "e^L", _exp(loss), None),
        Reading("uniform_loss", f"log {rows.k}", math.log(rows.k) * nat, unit),
        Reading("base_rate_entropy", "H(Y)", base * nat, unit),
        Reading("saved", "H(Y) − L", (base - loss) * nat, unit),
        Reading("skill", "D²", 1 - loss / base if base > 0 else None, None, _PERCENT),
        *_fit_readings(rows, unit),
        Reading("infinite", "∞ rows", infinite, None, ".0f"),
    )


def _fit_readings(rows: Predictions, unit: Unit) -> list[Reading]:
    from . import prediction_numbers as numbers

    fit = numbers.temperature_fit(rows)
    best = None if math.isnan(fit.temperature) else fit.temperature
    return [
        Reading("best_temperature", "T*", best, None),
        Reading("best_loss", "L(T*)", None if best is None else fit.loss * unit.per_nat, unit),
    ]


def _loss_readings(rows: Predictions, totals: LossTotals, found: Evaluation, unit: Unit) -> list[Reading]:
    from . import prediction_numbers as numbers
    from .prediction_tables import times

    nat, loss, finite_loss = unit.per_nat, totals.loss, totals.finite_loss
    base, labels = numbers.base_rate(rows)
    gap = None if finite_loss is None else finite_loss - found.predicted_entropy_of_finite
    readings = [
        Reading("loss", "L", loss * nat, unit),
        Reading("standard_error", "s/√N", times(totals.standard_error, nat), unit),
        Reading("perplexity", "e^L", _exp(loss), None),
        Reading("uniform_loss", f"log {rows.k}", math.log(rows.k) * nat, unit),
        Reading("base_rate_entropy", "H(Y)", base * nat, unit),
        Reading("saved", "H(Y) − L", (base - loss) * nat, unit),
        Reading("skill", "D²", 1 - loss / base if base > 0 else None, None, _PERCENT),
        Reading("predicted_entropy", "H(q)", found.predicted_entropy * nat, unit),
        Reading("overconfidence", "L − H(q)", times(gap, nat), unit),
        *_fit_readings(rows, unit),
    ]
    if totals.infinite:
        readings.insert(1, Reading("finite_loss", "L of the rest", times(finite_loss, nat), unit))
    if rows.has_soft_labels:
        readings.append(Reading("target_entropy", "H(p)", labels * nat, unit))
        readings.append(Reading("kl", "KL(p‖q)", max(loss - labels, 0.0) * nat, unit))
    return readings


def _distribution_readings(
    rows: Predictions, totals: LossTotals, found: Evaluation, unit: Unit
) -> list[Reading]:
    from infotui.maths.calibration import expected_calibration_error

    nat = unit.per_nat
    sums = None if rows.row_sums is None else Series(rows.row_sums)
    return [
        Reading("accuracy", "accuracy", float(found.bin_right.sum()) / rows.n, None, _PERCENT),
        Reading("ties", "ties", found.tied, None, ".0f"),
        Reading("ece", f"ECE, {len(found.bin_counts)} bins", expected_calibration_error(found), None),
        Reading("infinite", "∞ rows", totals.infinite, None, ".0f"),
        Reading("skipped", "skipped", rows.skipped + rows.ignored, None, ".0f"),
        Reading("median", "median", totals.median * nat, unit),
        Reading("p90", "90 %", totals.p90 * nat, unit),
        Reading("p99", "99 %", totals.p99 * nat, unit),
        Reading("max", "max", totals.max * nat, unit),
        Reading("worst_share", "worst 1 % carry", totals.worst_share, None, _PERCENT),
        Reading("row_sums", "row sums", sums, None, ".6f"),
    ]


def _exp(value: float) -> float:
    try:
        return math.exp(value)
    except OverflowError:
        return math.inf
