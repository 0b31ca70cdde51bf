"""Mode data of the cross-entropy screen: its views, the rows with their order and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import CrossEntropyState
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.notes import Note

from .data_files import DataFiles
from .data_panel import headline, panel, panel_note
from .data_temperature import DataTemperature

if TYPE_CHECKING:
    from .data_view import DataView
    from .mode_screen import ModeScreen


class DataMode:
    """What the keys of mode data do. Its widgets and numpy are imported when a file is opened."""

    def __init__(self, screen: ModeScreen) -> None:
        self._screen = screen
        self.files = DataFiles(screen, self)
        self.temperature = DataTemperature(screen)
        self.view: DataView | None = None
        self._is_mounting = False

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
