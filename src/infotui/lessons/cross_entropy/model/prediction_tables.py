"""The readings of mode data that are tables: other tools, classes, worst rows, and a second model."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from infotui.core.reading import Item, Reading, Record, Series, Unit

from . import prediction_numbers as numbers
from .predictions import PredictionState
from .row_details import row_details

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions
    from infotui.maths.batch import Evaluation


def table_readings(rows: Predictions, temperature: float, count: int, unit: Unit) -> tuple[Reading, ...]:
    """A record per class, and the `count` worst rows."""
    nat, found = unit.per_nat, numbers.evaluation(rows, temperature)
    places = numbers.worst_rows(rows, temperature, count)
    worst = tuple(Record(_row(rows, found, i, nat)) for i in places)
    return (
        Reading("classes", "classes", _classes(rows, temperature, nat), unit),
        Reading("worst", "worst rows", worst, unit),
    )


def other_tools_reading(rows: Predictions, unit: Unit) -> Reading:
    """What other tools print."""
    printed = numbers.other_tools(rows)._asdict()
    others = Record(tuple((name, times(value, unit.per_nat)) for name, value in printed.items()))
    return Reading("others", "other tools", others, unit)


def selected_reading(state: PredictionState, unit: Unit) -> Reading:
    """The selected row: the one that the screen shows, and that an exercise can ask for."""
    found = row_details(state, [state.row], unit)[0]
    fields: tuple[tuple[str, Item], ...] = (
        ("row", found.row),
        ("name", found.name),
        ("true", found.true),
        ("predicted", found.predicted),
        ("confidence", found.confidence),
        ("q_true", found.q_true),
        ("loss", found.loss),
    )
    return Reading("selected", "selected row", Record(fields), unit)


@lru_cache(maxsize=4)
def _classes(rows: Predictions, temperature: float, nat: float) -> tuple[Record, ...]:
    summaries = numbers.class_totals(rows, temperature)
    return tuple(
        Record(
            (
                ("name", name),
                ("n", summary.n),
                ("loss", times(summary.loss, nat)),
                ("accuracy", summary.accuracy),
                (
                    "mistaken_for",
                    None if summary.mistaken_for is None else rows.classes[summary.mistaken_for],
                ),
            )
        )
        for name, summary in zip(rows.classes, summaries, strict=True)
    )


def _class_name(rows: Predictions, place: int | None) -> str | None:
    return None if place is None else rows.classes[place]


def _row(rows: Predictions, found: Evaluation, i: int, nat: float) -> tuple[tuple[str, Item], ...]:
    """One example; its row is counted from 0, as numpy does."""
    loss = float(found.losses[i])
    return (
        ("row", rows.row_in_file(i)),
        ("name", rows.name_of(i)),
        ("true", rows.classes[int(numbers.hard_targets(rows)[i])]),
        ("predicted", rows.classes[int(found.predicted[i])]),
        ("q_true", math.exp(-loss) if not rows.has_soft_labels else None),
        ("loss", loss * nat),
    )


def against_reading(state: PredictionState, unit: Unit) -> Reading:
    """The second model: paired differences of the losses, and KL between the predictions."""
    assert state.against is not None
    nat = unit.per_nat
    ours = numbers.rows_of_class(state.loaded, state.true_class)
    theirs = numbers.rows_of_class(state.against, state.true_class)
    kl = numbers.divergence(ours, theirs, state.temperature)
    amounts = (("mean", kl.mean), ("median", kl.median), ("p99", kl.p99), ("max", kl.max))
    fields: list[tuple[str, Item]] = [("file", state.against.file)]
    if ours.targets is not None:
        fields += _differences(state, ours, theirs, nat)
    scaled = tuple((name, value * nat) for name, value in amounts)
    fields.append(("kl", Record((*scaled, ("same_top", kl.same_top)))))
    if ours.targets is not None:
        fields.append(("rows", _disagreements(state, ours, theirs, nat)))
    return Reading("against", "against", Record(tuple(fields)), unit)


def _differences(
    state: PredictionState, ours: Predictions, theirs: Predictions, nat: float
) -> list[tuple[str, Item]]:
    found = numbers.comparison(ours, theirs, state.temperature, state.rows)
    d = found.paired
    infinite = Record((("here", d.infinite_a), ("there", d.infinite_b), ("both", d.infinite_both)))
    return [
        ("loss", float(found.losses.mean()) * nat),
        ("difference", None if math.isnan(d.mean) else d.mean * nat),
        ("standard_error", times(d.standard_error, nat)),
        ("interval", _interval(d.interval, nat)),
        ("unpaired_interval", _interval(d.unpaired_interval, nat)),
        ("wins", d.wins),
        ("losses", d.losses),
        ("ties", d.ties),
        ("infinite", infinite),
    ]


def _disagreements(state: PredictionState, ours: Predictions, theirs: Predictions, nat: float) -> Series:
    """The rows of the largest |d|."""
    found = numbers.comparison(ours, theirs, state.temperature, state.rows)
    evaluation = numbers.evaluation(ours, state.temperature)
    rows = []
    for i in found.order.tolist():
        here, there = float(evaluation.losses[i]), float(found.losses[i])
        other: tuple[tuple[str, Item], ...] = (
            ("predicted_there", ours.classes[int(found.predicted[i])]),
            ("loss_there", there * nat),
            ("difference", None if math.isinf(here) and math.isinf(there) else (here - there) * nat),
        )
        rows.append(Record((*_row(ours, evaluation, i, nat), *other)))
    return Series(tuple(rows))


def _interval(ends: tuple[float, float] | None, nat: float) -> Series | None:
    return None if ends is None else Series(tuple(end * nat for end in ends))


def times(value: float | None, factor: float) -> float | None:
    """`value` in another unit; None stays None."""
    return None if value is None else value * factor
