"""The categorical mode of the KL screen: paired bars, the terms of the divergence, the code built for q."""

from __future__ import annotations

from math import isfinite

from textual import on

from infotui.canvas.nice import nice_ceil
from infotui.core.cover import covered_alike
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.model.categorical_readings import (
    DIVERGENCES,
    class_log_ratios,
    divergence_readings,
    own_code_length,
    rounding_excess,
)
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode
from infotui.maths.huffman import huffman_code
from infotui.ui.widgets.reader_notes import ReaderNotes
from infotui.ui.widgets.signed_bars import SignedBars, SignedBarsView, SignedRow

from .divergence_bars import DivergenceBars, DivergenceBarsView
from .divergence_table import BothUnits, DivergenceTable
from .headline_view import headline_view
from .mode_view import COUNTS_LEFT, ModeView, Readings
from .pair_table import PairRow, PairTable, PairTableView
from .paired_bars import PairedBars

_LEAST_LIMIT = 0.05
_FEW_CLASSES = 6


class CategoricalView(ModeView):
    """Bars and terms at the left; both divergences, the table of classes and the theory at the right."""

    MODE = Mode.CATEGORICAL
    ACTIONS = frozenset({"uniform", "one_hot", "swap"})

    def __init__(self, state: KLState) -> None:
        self.bars = PairedBars(state.categorical)
        self.terms = SignedBars("terms")
        self.divergences, self.divergence_bars = DivergenceTable(), DivergenceBars()
        self.classes_table, self.notes = PairTable(), ReaderNotes()
        super().__init__(
            self.bars,
            (self.bars, self.terms),
            (self.divergences, self.divergence_bars, self.classes_table, self.notes),
        )

    def apply_edit(self, state: KLState, pair: CategoricalKLState) -> KLState:
        """A probability, the classes or a lock changed; the direction is the screen's."""
        if pair.has_left_counts_of(state.categorical):
            self.notify(COUNTS_LEFT)
        return state._replace(categorical=pair.with_reverse(state.categorical.reverse))

    def load(self, state: KLState) -> None:
        """Put a state that comes from elsewhere into the editor."""
        self.bars.load(state.categorical)

    def do(self, action: str) -> None:
        """Change the distribution that is edited."""
        edits = {
            "equal": self.bars.action_equal,
            "uniform": self.bars.action_uniform,
            "one_hot": self.bars.action_one_hot,
        }
        edits[action]()

    def state_classes(self) -> dict[str, bool]:
        """With few classes there is room for the guide."""
        return {"-few": self.leaves_room}

    @property
    def leaves_room(self) -> bool:
        """Few classes do."""
        return bool(self.bars.distribution.k <= _FEW_CLASSES)

    def update_views(self, snapshot: Snapshot[KLState], readings: Readings) -> None:
        """Terms, divergences in both units, and the table."""
        state, unit = snapshot.state.categorical, snapshot.unit
        table = self.divergences.table = _both_units(state, unit, readings)
        total, other = (readings[name] for name in ("kl_qp", "kl_pq")[:: 1 if state.reverse else -1])
        others = table.bits if unit is Unit.NATS else table.nats
        in_other_unit = next(reading for reading in others if reading.name == total.name)
        self.headline.view = headline_view(state.names, total, in_other_unit, other)
        both = readings["kl_pq"], readings["kl_qp"]
        self.divergence_bars.view = DivergenceBarsView(both, total.name)
        self.terms.view = self._terms_view(state, readings["terms"], total)
        self.notes.notes = state.counts.notes if state.counts is not None else ()
        self.classes_table.view = _table_view(state, unit, readings, total, self.bars.selected)

    def _terms_view(self, state: CategoricalKLState, terms: Reading, total: Reading) -> SignedBarsView:
        """The terms on a scale that changes in steps, and depends on the state alone."""
        most = max((abs(x) for x in terms.numbers if abs(x) < float("inf")), default=0.0)
        limit = nice_ceil(max(most, _LEAST_LIMIT), 1e-9)
        rows = tuple(map(SignedRow, state.class_names, terms.numbers))
        title = f"{terms.symbol}, {terms.unit}: the sum is {total.symbol}"
        return SignedBarsView(title, rows, limit, total.number, self.bars.selected)

    @on(PairTable.Pressed)
    def _on_class_pressed(self, event: PairTable.Pressed) -> None:
        event.stop()
        if event.row < self.bars.distribution.k:  # it may have been removed since
            self.bars.selected = event.row


def _both_units(state: CategoricalKLState, unit: Unit, readings: Readings) -> BothUnits:
    """The divergences and entropies in nats and in bits."""
    here = tuple(readings[name] for name in DIVERGENCES)
    there = covered_alike(divergence_readings(state, unit.other), readings)
    nats, bits = (here, there) if unit is Unit.NATS else (there, here)
    return BothUnits(nats, bits, "kl_qp" if state.reverse else "kl_pq", unit)


def _table_view(
    state: CategoricalKLState, unit: Unit, readings: Readings, total: Reading, selected: int
) -> PairTableView:
    ratios = class_log_ratios(state, unit).value
    assert isinstance(ratios, tuple)
    code = huffman_code(state.model.p)
    cells = zip(state.class_names, state.p.p, state.q.p, ratios, readings["terms"].numbers, strict=True)
    rows = tuple(
        PairRow(name, (p, q, ratio if isinstance(ratio, float) else None, term), word)
        for (name, p, q, ratio, term), word in zip(cells, code.codewords, strict=True)
    )
    data, model = state.names
    headings = ("class", "p", "q", f"log {data}/{model}", "term", f"for {model}")
    return PairTableView(
        headings, rows, (None, None, None, total.number), _code_lines(state, unit, readings), selected
    )


def _code_lines(state: CategoricalKLState, unit: Unit, readings: Readings) -> tuple[tuple[str, ...], ...]:
    """The mean code length on the data, that of the data's own code, and what whole bits cost."""
    data, model = state.names
    length, own = readings["mean_code_length"], own_code_length(state, Unit.BITS)
    excess = rounding_excess(state, Unit.BITS)
    lines = (
        (
            f"code for {model} on data from {data}: L = {length.text_with_unit}",
            f"{model}'s code on {data}: L = {length.text_with_unit}",
            f"code for {model}: {length.text_with_unit}",
        ),
        (
            f"{data}'s own code on data from {data}: {own.text_with_unit}",
            f"{data}'s own code: {own.text_with_unit}",
        ),
        (
            f"whole bits cost L − H({data}, {model}) = {excess.text_with_unit}",
            f"L − H({data}, {model}) = {excess.text_with_unit}",
        ),
    )
    return lines if isfinite(length.number) else lines[:2]
