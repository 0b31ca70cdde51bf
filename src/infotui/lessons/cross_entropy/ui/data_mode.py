"""Mode data of the cross-entropy screen: its views, the rows with their order and filter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import CrossEntropyState
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.notes import Note

from .data_files import DataFiles
from .data_panel import headline, panel, panel_note
from .data_temperature import DataTemperature
from .data_work import Computation, DataWork

if TYPE_CHECKING:
    from .data_view import DataView
    from .mode_screen import ModeScreen


class DataMode:
    """What the keys of mode data do. Its widgets and numpy are imported when a file is opened."""

    def __init__(self, screen: ModeScreen) -> None:
        self._screen = screen
        self.files = DataFiles(screen, self)
        self.work = DataWork(screen, self)
        self.temperature = DataTemperature(screen, self.work)
        self.view: DataView | None = None
        self._is_mounting = False
        self._changing: Computation[Any] | None = None
        self._changes: list[Callable[[PredictionState], PredictionState]] = []

    @property
    def state(self) -> PredictionState:
        """The predictions that are open."""
        return self._screen.state.opened_data

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The list of rows and the slider, once there are any."""
        return () if self.view is None else (self.view.rows, self.view.slider)

    def load(self, state: CrossEntropyState) -> None:
        """Put the row and the temperature into the editors."""
        if self.view is not None and state.data is not None:
            self.view.rows.load(state.data.row)
            self.view.slider.load((state.data.temperature,))

    def show(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        """Update the views; the first time, mount them."""
        state = snapshot.state.opened_data
        if state.is_draft:
            self.temperature.compute_at_rest()
        if self.view is None:
            if not self._is_mounting:
                self._is_mounting = True
                self._screen.call_later(self._mount)
            return
        self._sort_to_row(state)
        self.view.show(snapshot, readings, self.temperature.curve(state))
        self._screen.headline.view = headline(state, readings)
        self._screen.panel.readings = panel(readings)
        note = panel_note(state, readings)
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

    def step_temperature(self) -> None:
        """One Newton step of ln T towards the best temperature."""
        if self._has_losses():
            self.temperature.step()

    def best_temperature(self) -> None:
        """Go to the best temperature, as far as the slider goes."""
        if self._has_losses():
            self.temperature.go_to_best()

    def _has_losses(self) -> bool:
        if self.state.loaded.targets is None:
            self._screen.notify("Without labels there are no losses")
        return self.state.loaded.targets is not None

    def next_class(self) -> None:
        """Show the rows of the next true class only; after the last, of all."""
        if self._has_losses():
            self._change(_with_next_class)

    def filter(self, true_class: int | None) -> None:
        """Show the rows of one true class only, or of all; the selected row stays if it is among them."""
        self._change(partial(_with_true_class, true_class=true_class))

    def next_order(self) -> None:
        """Show the list in the next order, from its first row."""
        self._change(_with_next_order)

    def _change(self, change: Callable[[PredictionState], PredictionState]) -> None:
        """Show a changed state; of many rows it is computed in a worker thread.

        A change that comes meanwhile is made after those that are computed.
        """
        from infotui.lessons.cross_entropy.model.prediction_pictures import AT_ONCE

        before = self.state
        is_waiting = self._changing is not None and self.work.is_present(self._changing)
        self._changes = changes = [*(self._changes if is_waiting else ()), change]

        def compute() -> PredictionState:
            found = before
            for make in changes:
                found = make(found)
            LESSON.prepare(self._screen.state.with_data(found))
            return found

        def show(found: PredictionState) -> None:
            if self.state.with_row(before.row) == before:  # else it is no longer wanted
                self._screen.apply_change(self._screen.state.with_data(found))

        if before.loaded.n * before.loaded.k <= AT_ONCE:
            self._screen.apply_change(self._screen.state.with_data(change(before)))
        else:
            self._changing = self.work.run(compute, show)

    def _sort_to_row(self, state: PredictionState) -> None:
        """Sort the list as far as the selected row, if it is not."""
        from infotui.lessons.cross_entropy.model.prediction_rows import index_of, is_sorted, sort_all

        if not self.work.is_running and not is_sorted(state, index_of(state) or 0):
            self.work.run(partial(sort_all, state), lambda _: self._screen.refresh_views())

    def go_to_row(self, index: int) -> None:
        """Select a row of the list that is not sorted as far as that."""
        from infotui.lessons.cross_entropy.model.prediction_rows import rows_in_order, sort_all

        state = self.state

        def place() -> int:
            sort_all(state)
            return rows_in_order(state, index, index + 1)[0]

        def select(place: int) -> None:
            if self.view is not None and self.state == state:
                self.view.rows.select(place)

        self.work.run(place, select)

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
        from infotui.lessons.cross_entropy.model.prediction_rows import row_count
        from infotui.lessons.cross_entropy.model.row_in_editor import row_in_editor

        self._screen.commit_edits()
        if not row_count(self.state):
            self._screen.notify("There are no rows of this class")
            return
        try:
            row = row_in_editor(self.state)
        except ValueError as error:
            self._screen.notify(str(error), severity="warning", markup=False)
            return
        self._screen.apply_change(self._screen.state.with_multiclass(row))
        self._screen.notify("m or z returns to the list")


def _with_next_class(state: PredictionState) -> PredictionState:
    following = 0 if state.true_class is None else state.true_class + 1
    return _with_true_class(state, following if following < state.loaded.k else None)


def _with_true_class(state: PredictionState, true_class: int | None) -> PredictionState:
    from infotui.lessons.cross_entropy.model.prediction_rows import with_listed_row

    return with_listed_row(state.with_temperature(state.temperature).with_true_class(true_class))


def _with_next_order(state: PredictionState) -> PredictionState:
    from infotui.lessons.cross_entropy.model.prediction_rows import with_first_row

    return with_first_row(state.with_order(state.order.following))
