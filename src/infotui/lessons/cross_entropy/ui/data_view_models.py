"""The view models of mode data, as functions of the state and its readings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from infotui.core.reading import NONE, Reading, Record, Unit, format_number
from infotui.data.display_text import counted, fit_cells, printable
from infotui.data.source import shown_name
from infotui.lessons.cross_entropy.model import prediction_pictures as pictures
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import (
    MAX_TEMPERATURE,
    MIN_TEMPERATURE,
)

from .class_summary import NAME_CELLS, ClassSummaryView
from .loss_histogram import INFINITE, HistogramView, Mark
from .reliability_plot import ReliabilityBar, ReliabilityView
from .source_line import SourceView
from .temperature_plot import BEST, TemperatureView

Readings = dict[str, Reading]
Lines = tuple[tuple[str, str], ...]

_TOOLS = {
    "sklearn": "scikit-learn prints",
    "keras": "Keras prints",
    "softmax_twice": "softmax applied twice",
}
_CLASS_HEADINGS = ("class", "rows", "loss", "share", "accuracy", "mistaken for")
_TINY = 1e-12
_ENDS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
"""Ends of the scale of losses, times a power of ten: closer together than those of `nice_ceil`."""

_TOP = 1.6
"""How far the temperature plot goes above the least loss, relative to the loss at the highest temperature."""


def source_view(state: PredictionState, view: str) -> SourceView:
    """The file, its rows, classes and kind; the order, the filter and the view."""
    found = state.loaded
    name = printable(shown_name(state.request.file))
    rows = counted(found.n, "row")
    against = "" if state.against is None else f" against {printable(shown_name(state.against.file))}"
    short = name.rpartition("/")[2]
    kind = found.kind.value
    shown = "all" if state.true_class is None else fit_cells(found.classes[state.true_class], NAME_CELLS)
    return SourceView(
        (
            f"{name}{against}: {rows}, {found.k} classes, {kind}, {found.format}",
            f"{name}{against}: {rows}, {found.k} classes, {kind}",
            f"{short}: {rows}, {found.k} classes, {kind}",
            f"{short}: {rows}, {kind}",
            f"{rows}, {found.k} classes, {kind}",
            f"{rows}, {kind}",
        ),
        ((f"v {view}", "next_view"), (f"t class: {shown}", "turn")),
        keeps_last=state.true_class is not None,
    )


def histogram_view(state: PredictionState, readings: Readings, unit: Unit) -> HistogramView:
    """The losses in bins, up to a round loss, the mean and log K marked."""
    nat = unit.per_nat
    high = histogram_high(state, unit)
    found = pictures.loss_histogram(state, high)
    mean = readings["finite_loss"] if "finite_loss" in readings else readings["loss"]
    uniform = readings["uniform_loss"]
    marks = []
    if "target_entropy" in readings:
        marks.append(Mark(readings["target_entropy"].number, _floor_label(readings["target_entropy"])))
    if mean.value is not None and math.isfinite(mean.number):
        marks.append(Mark(mean.number, f"L {_short(mean)}"))
    if uniform.number <= high * nat:
        marks.append(Mark(uniform.number, f"{uniform.symbol} {_short(uniform)}"))
    return HistogramView(
        found.counts, found.infinite, high * nat, tuple(marks), _selected_bin(readings, found, nat), str(unit)
    )


def histogram_high(state: PredictionState, unit: Unit) -> float:
    """The end of the scale of losses in nats: round in `unit`, and 1 where every loss is 0."""
    largest = pictures.largest_finite_loss(state) * unit.per_nat
    if largest <= _TINY:
        return 1 / unit.per_nat
    power = 10.0 ** math.floor(math.log10(largest))
    return next((factor * power for factor in _ENDS if factor * power >= largest), 10 * power) / unit.per_nat


def _selected_bin(readings: Readings, found: pictures.LossHistogram, nat: float) -> int | None:
    loss = readings["selected"].records[0].get("loss")
    if not isinstance(loss, int | float):
        return None
    which = found.bin_of(loss / nat)
    return INFINITE if which is None else which


def temperature_view(
    state: PredictionState, readings: Readings, unit: Unit, curve: pictures.TemperatureCurve | None
) -> TemperatureView:
    """The curve, and the points on it. Rows of infinite loss are left out, and the title says so."""
    loss = readings["finite_loss"] if "finite_loss" in readings else readings["loss"]
    best, best_loss = readings["best_temperature"], readings["best_loss"]
    now = (state.temperature, math.nan if loss.value is None else loss.number)
    losses = () if curve is None else curve.losses if unit is Unit.NATS else curve.losses_in_bits
    floor = None if "finite_loss" in readings else readings.get("target_entropy")
    low, high = _loss_range(losses or (now[1],), None if floor is None else floor.number)
    on_curve = best.value is not None and MIN_TEMPERATURE <= best.number <= MAX_TEMPERATURE
    rest = " (finite rows)" if "finite_loss" in readings else ""
    here = f"● T {format_number(state.temperature, '.2f')}  {loss.text}"
    there = f"{BEST} best T {_best_text(best)}  {best_loss.text}"
    return TemperatureView(
        () if curve is None else curve.temperatures,
        losses,
        low,
        high,
        now,
        (best.number, best_loss.number) if on_curve else None,
        (f"loss against T{rest}   {here}   {there}", f"{here}   {there}", here),
        None if floor is None else (floor.number, _floor_label(floor)),
    )


def _floor_label(floor: Reading) -> str:
    """The word of the least mean loss that soft labels allow, the mean of their entropies."""
    return f"floor H(p) {_short(floor)}"


def _best_text(best: Reading) -> str:
    if best.value is None:
        return NONE
    return (
        "→ 0" if best.number == 0 else "→ ∞" if math.isinf(best.number) else format_number(best.number, ".2f")
    )


@lru_cache(maxsize=4)
def _loss_range(losses: tuple[float, ...], floor: float | None) -> tuple[float, float]:
    """From below the least loss, and the floor, to above the loss at the highest temperature; what is larger
    is clipped."""
    finite = [value for value in losses if math.isfinite(value)]
    if not finite:
        return 0.0, 1.0
    least, hot = min(finite), finite[-1]
    span = _TOP * max(hot - least, 0.25 * (max(finite) - least) if hot == least else 0.0, 1e-6 + 0.05 * least)
    low = least if floor is None else min(least, floor)
    return max(low - 0.15 * span, 0.0), least + span


def reliability_view(state: PredictionState, readings: Readings) -> ReliabilityView:
    """Accuracy against confidence, and the calibration error."""
    found = pictures.reliability(state)
    bars = tuple(ReliabilityBar(b.n, b.accuracy, b.confidence, b.half_width) for b in found)
    ece = f"ECE ({len(bars)} bins) {readings['ece'].text}"
    return ReliabilityView(bars, (f"accuracy against confidence, ±95 %   {ece}", f"reliability   {ece}", ece))


@dataclass(frozen=True)
class ClassRows(Sequence[tuple[str, ...]]):
    """The texts of the lines of classes, made when they are shown: there may be many."""

    lines: tuple[pictures.ClassLine, ...]
    nat: float

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, at: Any) -> Any:
        """One row, or the rows of a slice."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        line = self.lines[at]
        return (
            fit_cells(line.name, NAME_CELLS),
            f"{line.n:,}",
            _optional(None if line.loss is None else line.loss * self.nat, ".4f"),
            _optional(line.share, ".1%"),
            _optional(line.accuracy, ".1%"),
            NONE if line.mistaken_for is None else fit_cells(line.mistaken_for, NAME_CELLS),
        )


def class_view(state: PredictionState, unit: Unit) -> ClassSummaryView:
    """A line for every class."""
    found = pictures.class_lines(state.loaded, state.temperature)
    return ClassSummaryView(_CLASS_HEADINGS, ClassRows(found, unit.per_nat), state.true_class)


def check_lines(readings: Readings) -> Lines:
    """Notes of the reader first; then what other tools would print, ties, rows left out, row sums."""
    from infotui.core.reading import Series

    lines: list[tuple[str, str]] = []
    notes = readings["notes"].value
    if isinstance(notes, Series):
        lines += [(f"! {note}", "") for note in notes.items]
    others = readings["others"].records[0] if "others" in readings else Record(())
    unit = readings["others"].unit if "others" in readings else None
    for name, label in _TOOLS.items():
        value = others.get(name)
        if isinstance(value, int | float):
            lines.append((label, f"{format_number(value)} {unit} (T = 1)"))
    for name, label in (("ties", "rows with equal maxima"), ("skipped", "rows left out")):
        if name in readings:
            lines.append((label, readings[name].text))
    sums = readings.get("row_sums")
    if sums is not None and isinstance(sums.value, Series):
        least, most = (float(x) for x in sums.value.items if isinstance(x, int | float))
        lines.append(("row sums", f"{least:.9g} to {most:.9g}"))
    return tuple(lines)


def against_lines(readings: Readings) -> Lines:
    """The second model: paired differences, their interval, wins and ties, KL between the predictions."""
    found = readings["against"].records[0]
    unit = readings["against"].unit
    fields = dict(found.fields)
    lines: list[tuple[str, str]] = []
    if "difference" in fields:
        texts = dict(found.texts(".4f"))
        lines += [
            ("loss A (this file)", readings["loss"].text_with_unit),
            ("loss B", f"{texts['loss']} {unit}"),
            ("d = A − B, mean", f"{texts['difference']} {unit}"),
            ("its standard error", texts["standard_error"]),
            ("95 % interval, paired", texts["interval"]),
            ("unpaired, for comparison", texts["unpaired_interval"]),
            ("rows: A wins; B wins; ties", "; ".join(texts[name] for name in ("wins", "losses", "ties"))),
        ]
        infinite = fields["infinite"]
        if isinstance(infinite, Record):
            here, there, both = (infinite.get(name) for name in ("here", "there", "both"))
            if here or there or both:
                lines.append(("∞ in A only; B only; both (left out)", f"{here}; {there}; {both}"))
    kl = fields["kl"]
    assert isinstance(kl, Record)
    texts = dict(kl.texts(".4f"))
    lines += [(f"KL(A‖B), {name}", f"{texts[name]} {unit}") for name in ("mean", "median", "p99", "max")]
    same = kl.get("same_top")
    if isinstance(same, int | float):
        lines.append(("same top class", format_number(float(same), ".1%")))
    if "difference" in fields:
        lines.append(("Losses on the same rows move together: pairing takes that out of the interval.", ""))
    return tuple(lines)


def _optional(value: float | None, form: str) -> str:
    return NONE if value is None else format_number(value, form)


def _short(reading: Reading) -> str:
    return format_number(reading.number, ".2f")
