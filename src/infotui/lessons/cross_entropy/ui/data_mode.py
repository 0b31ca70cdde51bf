"""Mode data of the cross-entropy screen: files, rows, order, filter, and the temperature while it moves."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.timer import Timer

from infotui.core.launch import parse_words
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.data.source import STANDARD_INPUT, OpenInput
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import (
    MAX_TEMPERATURE,
    MIN_TEMPERATURE,
    CrossEntropyState,
    Mode,
)
from infotui.ui.screens.loading_screen import FRAME_INTERVAL, InputReading, Loaded, load_input
from infotui.ui.screens.open_file import ask_for_file
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.notes import Note

if TYPE_CHECKING:
    from .data_view import DataView
    from .screen import CrossEntropyScreen

PROMPT = "A file of predictions: CSV, TSV, NPY, NPZ or JSON lines. Options may follow, as --labels y.npy"

_REST = 0.3
"""Seconds without a change of the temperature after which everything is computed."""
_LARGE = 2_000_000
"""Above so many numbers a moving temperature is a draft: all readings take longer than a frame."""


class DataMode:
    """What the keys of mode data do. Nothing here is loaded, and numpy is not, until a file is opened."""

    def __init__(self, screen: CrossEntropyScreen) -> None:
        self._screen = screen
        self.view: DataView | None = None
        self._is_mounting = False
        self._rest: Timer | None = None
        self._reading: InputReading[Snapshot[Any]] | None = None
        self._progress: Timer | None = None
        self._curves_asked: set[object] = set()

    @property
    def state(self) -> PredictionState:
        """The predictions that are open."""
        return self._screen.state.opened_data

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The list of rows and the slider, once there are any."""
        return () if self.view is None else (self.view.rows, self.view.slider)

    # Files.

    def ask(self, cancelled: Callable[[], object] | None = None) -> None:
        """Ask for a file and open it."""
        ask_for_file(self._screen, PROMPT, self.open, cancelled)

    def open(self, typed: str) -> None:
        """Open what was typed: a path, perhaps with options."""
        path = Path(typed).expanduser()
        try:
            words = [str(path)] if path.exists() else shlex.split(typed)
        except (ValueError, OSError) as error:
            self._screen.notify(str(error), severity="warning", markup=False)
            return
        if STANDARD_INPUT in words:
            self._screen.notify("- is standard input: it is read at the start only", severity="warning")
            return
        self._read(["data", *words], self._show_opened)

    def reread(self) -> bool:
        """Read the file again; False if it came from a pipe."""
        request = self.state.request
        if STANDARD_INPUT in (request.file, request.labels, request.against):
            self._screen.notify("Standard input is read once: save it to a file to read it again")
            return False
        self._read(LESSON.command_line.format(self._screen.state), self._show_reread)
        return True

    def cancel_reading(self) -> bool:
        """Stop a reading behind the screen; False if there is none."""
        if self._reading is None:
            return False
        self._reading.cancel()
        self._end_reading()
        self._screen.notify("Cancelled: nothing was read")
        return True

    def _read(self, words: list[str], then: Callable[[Snapshot[Any]], object]) -> None:
        """Read in front of the screen, or, where predictions are shown already, behind it."""
        self._screen.commit_edits()

        def read(open_input: OpenInput) -> Snapshot[Any]:
            return parse_words(LESSON, words, open_input)

        if self._screen.state.mode is not Mode.DATA or self.view is None:
            load_input(self._screen, read, then)
            return
        self.cancel_reading()
        reading = self._reading = InputReading(read)
        self._progress = self._screen.set_interval(FRAME_INTERVAL, self._show_progress)
        self._screen.run_worker(partial(self._work, reading, then), thread=True)

    def _work(self, reading: InputReading[Snapshot[Any]], then: Callable[[Snapshot[Any]], object]) -> None:
        loaded = reading.run()
        if loaded is not None:
            self._screen.app.call_from_thread(self._finish, reading, loaded, then)

    def _finish(
        self,
        reading: InputReading[Snapshot[Any]],
        loaded: Loaded[Snapshot[Any]],
        then: Callable[[Snapshot[Any]], object],
    ) -> None:
        if reading is not self._reading:  # no longer wanted
            return
        self._end_reading()
        if loaded.value is None:
            self._screen.notify(loaded.error, severity="warning", markup=False)
        else:
            then(loaded.value)

    def _end_reading(self) -> None:
        self._reading = None
        if self._progress is not None:
            self._progress.stop()
            self._progress = None
        if self.view is not None:
            self.view.source.progress = None

    def _show_progress(self) -> None:
        if self.view is not None and self._reading is not None:
            self.view.source.progress = self._reading.latest

    def _show_opened(self, snapshot: Snapshot[Any]) -> None:
        self._screen.apply_change(self._screen.state.with_data(snapshot.state.opened_data))

    def _show_reread(self, snapshot: Snapshot[Any]) -> None:
        from infotui.lessons.cross_entropy.model.prediction_rows import index_of

        before, found = self.state, snapshot.state.opened_data
        found = found.with_order(before.order)
        if before.row < found.loaded.n and index_of(found.with_row(before.row)) is not None:
            found = found.with_row(before.row)
        self._screen.apply_change(self._screen.state.with_data(found))
        self._screen.notify(f"Read again: {found.loaded.n:,} rows")

    # What is shown.

    def load(self, state: CrossEntropyState) -> None:
        """Put the row and the temperature into the editors."""
        if self.view is not None and state.data is not None:
            self.view.rows.load(state.data.row)
            self.view.slider.load((state.data.temperature,))

    def show(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        """Update the views; the first time, mount them."""
        from . import data_view_models as views

        state = snapshot.state.opened_data
        if state.is_draft:
            self._compute_at_rest()
        if self.view is None:
            if not self._is_mounting:
                self._is_mounting = True
                self._screen.call_later(self._mount)
            return
        self.view.show(snapshot, readings, self._curve(state))
        self._screen.headline.view = views.headline(state, readings)
        self._screen.panel.readings = views.panel(readings)
        note = views.panel_note(state, readings)
        self._screen.notes.notes = (Note(note),) if note else ()

    async def _mount(self) -> None:
        from .data_view import DataView

        screen = self._screen
        view = DataView(self, self.state)
        await screen.query_one("#lesson").mount(view, before=screen.query_one("#numbers"))
        self.view = view
        for editor in self.editors:
            editor.veto = screen.logit_editor.veto
        self.load(screen.state)
        screen.refresh_views()

    def _curve(self, state: PredictionState) -> Any:
        """The curve of the rows shown; None while a worker thread computes it."""
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers
        from infotui.lessons.cross_entropy.model.prediction_pictures import CURVE_AT_ONCE, temperature_curve

        rows = numbers.rows_of_class(state.loaded, state.true_class)
        if rows.targets is None or not rows.n:
            return None
        key = (state.loaded, state.true_class)
        if rows.n * rows.k <= CURVE_AT_ONCE or self._has_curve(key):
            return temperature_curve(rows)
        if key not in self._curves_asked:
            self._curves_asked.add(key)
            self._screen.run_worker(partial(self._compute_curve, rows, key), thread=True)
        return None

    def _has_curve(self, key: object) -> bool:
        return (key, "done") in self._curves_asked

    def _compute_curve(self, rows: Any, key: object) -> None:
        from infotui.lessons.cross_entropy.model.prediction_pictures import temperature_curve

        temperature_curve(rows)
        self._curves_asked.add((key, "done"))
        self._screen.app.call_from_thread(self._screen.refresh_views)

    # The temperature.

    def moved(self, state: PredictionState, temperature: float) -> PredictionState:
        """The state at another temperature: of many rows a draft, if the curve is there."""
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers

        if temperature == state.temperature:
            return state
        rows = numbers.rows_of_class(state.loaded, state.true_class)
        is_large = rows.n * rows.k > _LARGE and self._has_curve((state.loaded, state.true_class))
        return state.with_draft_temperature(temperature) if is_large else state.with_temperature(temperature)

    def _compute_at_rest(self) -> None:
        if self._rest is not None:
            self._rest.stop()
        self._rest = self._screen.set_timer(_REST, self._compute)

    def _compute(self) -> None:
        """Compute everything at the temperature that rests now, in a worker thread."""
        snapshot = self._screen.snapshot
        if snapshot.state.data is not None and snapshot.state.data.is_draft:
            self._screen.run_worker(partial(self._compute_exactly, snapshot), thread=True)

    def _compute_exactly(self, snapshot: Snapshot[CrossEntropyState]) -> None:
        draft = snapshot.state.opened_data
        exact = replace(snapshot.state, data=draft.with_temperature(draft.temperature))
        LESSON.prepare(exact)
        self._screen.app.call_from_thread(self._show_exact, snapshot, exact)

    def _show_exact(self, draft: Snapshot[CrossEntropyState], exact: CrossEntropyState) -> None:
        if self._screen.snapshot == draft:
            self._screen.history.replace_present(draft.with_state(exact))
            self._screen.refresh_views()

    def step_temperature(self) -> None:
        """One Newton step of ln T towards the best temperature."""
        from infotui.lessons.cross_entropy.model.prediction_pictures import newton_temperature

        if self._has_losses():
            self._go_to_temperature(newton_temperature(self.state))

    def best_temperature(self) -> None:
        """Go to the best temperature, as far as the slider goes."""
        from infotui.lessons.cross_entropy.model import prediction_numbers as numbers

        if not self._has_losses():
            return
        state = self.state
        best = numbers.temperature_fit(numbers.rows_of_class(state.loaded, state.true_class)).temperature
        if best != best:
            self._screen.notify("There is no best temperature: every row has infinite loss")
            return
        self._go_to_temperature(best)
        if not MIN_TEMPERATURE <= best <= MAX_TEMPERATURE:
            limit = "T → 0" if best == 0 else "T → ∞" if best == float("inf") else f"T = {best:.4g}"
            self._screen.notify(f"The best is {limit}: the slider ends before it")

    def _go_to_temperature(self, temperature: float) -> None:
        temperature = min(max(temperature, MIN_TEMPERATURE), MAX_TEMPERATURE)
        state = self._screen.state
        if temperature == self.state.temperature:
            self._screen.notify("The temperature stays: it is at its best, or at the end of the slider")
            return
        self._screen.apply_change(state.with_data(self.moved(self.state, temperature)))

    def _has_losses(self) -> bool:
        if self.state.loaded.targets is None:
            self._screen.notify("Without labels there are no losses")
        return self.state.loaded.targets is not None

    # Rows.

    def next_class(self) -> None:
        """Show the rows of the next true class only; after the last, of all."""
        if not self._has_losses():
            return
        present = self.state.true_class
        following = 0 if present is None else present + 1
        self.filter(following if following < self.state.loaded.k else None)

    def filter(self, true_class: int | None) -> None:
        """Show the rows of one true class only, or of all; the selected row stays if it is among them."""
        from infotui.lessons.cross_entropy.model.prediction_rows import first_row, index_of

        state = self.state.with_temperature(self.state.temperature).with_true_class(true_class)
        first = first_row(state)
        if first is not None and index_of(state) is None:
            state = state.with_row(first)
        self._screen.apply_change(self._screen.state.with_data(state))

    def next_order(self) -> None:
        """Show the list in the next order, from its first row."""
        from infotui.lessons.cross_entropy.model.prediction_rows import first_row

        state = self.state.with_order(self.state.order.following)
        first = first_row(state)
        state = state if first is None else state.with_row(first)
        self._screen.apply_change(self._screen.state.with_data(state))

    def next_view(self) -> None:
        """Show the next view."""
        if self.view is not None:
            self.view.next_view(self.state)
            self._screen.refresh_views()

    def go_to_bin(self, which: int | None, *, focus_list: bool) -> None:
        """Select the row with the largest loss of a bin of the histogram; None is the bin of ∞."""
        from infotui.lessons.cross_entropy.model import prediction_pictures as pictures
        from infotui.lessons.cross_entropy.ui.data_view_models import histogram_high

        if self.view is None:
            return
        unit = self._screen.snapshot.unit
        found = pictures.loss_histogram(self.state, histogram_high(self.state, unit))
        place = pictures.worst_row_of_bin(self.state, found, which)
        if place is not None:
            self.view.rows.select(place)
            if focus_list:
                self._screen.set_focus(self.view.rows)

    def open_row(self) -> None:
        """Take the selected row into the multi-class editor."""
        from infotui.lessons.cross_entropy.model.row_in_editor import row_in_editor

        self._screen.commit_edits()
        try:
            row = row_in_editor(self.state)
        except ValueError as error:
            self._screen.notify(str(error), severity="warning", markup=False)
            return
        self._screen.apply_change(self._screen.state.with_multiclass(row))
        self._screen.notify("m or z returns to the list")
