"""The temperature of mode data: drafts while it moves, exact readings at rest, and its curve."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from infotui.core.lesson import Snapshot
from infotui.data.source import Cancelled
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import (
    MAX_TEMPERATURE,
    MIN_TEMPERATURE,
    CrossEntropyState,
)

from .data_work import ended_with_worker

if TYPE_CHECKING:
    from .data_work import DataWork
    from .mode_screen import ModeScreen

_BEST = "best_temperature"
_REST = 0.3
"""Seconds without a change of the temperature after which everything is computed."""
_LARGE = 500_000
"""Above so many numbers a moving temperature is a draft: all readings take longer than a frame."""


class DataTemperature:
    """Moves the temperature. What takes longer than a frame is computed in worker threads."""

    def __init__(self, screen: ModeScreen, work: DataWork) -> None:
        self._screen, self._work = screen, work
        self._rest: Timer | None = None
        self._curves_asked: set[object] = set()
        self._curves_done: set[object] = set()

    @property
    def state(self) -> PredictionState:
        """The predictions that are open."""
        return self._screen.state.opened_data

    def moved(self, state: PredictionState, temperature: float) -> PredictionState:
        """The state at another temperature; with many rows a draft, whose loss is read off the curve."""
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers

        if temperature == state.temperature:
            return state
        rows = numbers.rows_of_class(state.loaded, state.true_class)
        is_large = rows.n * rows.k > _LARGE and (state.loaded, state.true_class) in self._curves_done
        return state.with_draft_temperature(temperature) if is_large else state.with_temperature(temperature)

    def compute_at_rest(self) -> None:
        """Compute all readings once the temperature has not changed for a moment."""
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(_REST, self._compute)

    def _compute(self) -> None:
        """Compute everything at the present temperature, in a worker thread."""
        snapshot = self._screen.snapshot
        if snapshot.state.data is not None and snapshot.state.data.is_draft:
            self._screen.run_worker(partial(self._compute_exactly, snapshot), thread=True)

    def _compute_exactly(self, snapshot: Snapshot[CrossEntropyState]) -> None:
        draft = snapshot.state.opened_data
        exact = snapshot.state._replace(data=draft.with_temperature(draft.temperature))
        try:
            with ended_with_worker():
                LESSON.prepare(exact)
        except Cancelled:
            return
        self._screen.app.call_from_thread(self._show_exact, snapshot, exact)

    def _show_exact(self, draft: Snapshot[CrossEntropyState], exact: CrossEntropyState) -> None:
        if self._screen.is_attached and self._screen.snapshot == draft:
            self._screen.history.replace_present(draft.with_state(exact))
            self._screen.refresh_views()

    def step(self) -> None:
        """One Newton step of ln T towards the best temperature."""
        if self._screen.refuses_hidden(_BEST):
            return
        from infotui.lessons.cross_entropy.model.prediction_pictures import AT_ONCE, newton_temperature

        state = self.state

        def go(temperature: float) -> None:
            if self._screen.state.data == state:  # else it is no longer wanted
                self._go_to(temperature)

        if state.loaded.n * state.loaded.k <= AT_ONCE:
            go(newton_temperature(state))
        else:
            self._work.run(partial(newton_temperature, state), go)

    def go_to_best(self) -> None:
        """Go to the best temperature, as far as the slider goes."""
        if self._screen.refuses_hidden(_BEST):
            return
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers

        state = self.state
        best = numbers.temperature_fit(numbers.rows_of_class(state.loaded, state.true_class)).temperature
        if best != best:
            self._screen.notify("There is no best temperature: every row has infinite loss")
            return
        self._go_to(best)
        if not MIN_TEMPERATURE <= best <= MAX_TEMPERATURE:
            limit = "T → 0" if best == 0 else "T → ∞" if best == float("inf") else f"T = {best:.4g}"
            self._screen.notify(f"The best is {limit}: the slider ends before it")

    def _go_to(self, temperature: float) -> None:
        temperature = min(max(temperature, MIN_TEMPERATURE), MAX_TEMPERATURE)
        state = self._screen.state
        if temperature == self.state.temperature:
            self._screen.notify("The temperature stays: it is at its best, or at the end of the slider")
            return
        self._screen.apply_change(state.with_data(self.moved(self.state, temperature)))

    def curve(self, state: PredictionState) -> Any:
        """The curve of the rows shown; None while a worker thread computes it."""
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers
        from infotui.lessons.cross_entropy.model.prediction_pictures import CURVE_AT_ONCE, temperature_curve

        rows = numbers.rows_of_class(state.loaded, state.true_class)
        if rows.targets is None or not rows.n:
            return None
        key = (state.loaded, state.true_class)
        if rows.n * rows.k <= CURVE_AT_ONCE or key in self._curves_done:
            return temperature_curve(rows)
        if key not in self._curves_asked:
            self._curves_asked.add(key)
            self._screen.run_worker(partial(self._compute_curve, rows, key), thread=True)
        return None

    def _compute_curve(self, rows: Any, key: object) -> None:
        from infotui.lessons.cross_entropy.model.prediction_pictures import temperature_curve

        try:
            with ended_with_worker():
                temperature_curve(rows)
        except Cancelled:
            return
        self._curves_done.add(key)
        self._screen.app.call_from_thread(self._show_curve)

    def _show_curve(self) -> None:
        if self._screen.is_attached:
            self._screen.refresh_views()
