"""The modes of the cross-entropy screen: the keys of each, and what they do there."""

from __future__ import annotations

from textual import on
from textual.binding import Binding

from infotui.core.lesson import Snapshot
from infotui.lessons.cross_entropy.model.state import CrossEntropyState, Mode
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.notes import Notes
from infotui.ui.widgets.readings_panel import ReadingsPanel
from infotui.ui.widgets.trace_plot import TracePlot

from .data_mode import DataMode
from .learning_run import LearningRun
from .logit_editor import LogitEditor
from .loss_editor import LossEditor

_LEARN = Binding.Group("learn", compact=True)
_DATA_ACTIONS = frozenset({"next_view", "order", "find", "cancel_reading"})
_INACTIVE = {
    Mode.BINARY: _DATA_ACTIONS | {"descend", "run"},
    Mode.MULTICLASS: _DATA_ACTIONS,
    Mode.DATA: frozenset({"uniform"}),
}
"""The actions that only show a note in a mode."""

MODE_BINDINGS = [
    Binding(
        "t",
        "turn",
        "true",
        show=False,
        tooltip="change the true label or class (or click its name)",
    ),
    Binding("m", "mode", "mode", tooltip="next mode: binary, multi-class, data"),
    Binding(
        "g",
        "descend",
        "one step",
        group=_LEARN,
        tooltip="one gradient step; data: one Newton step of ln T",
    ),
    Binding(
        "G",
        "run",
        "run",
        group=_LEARN,
        tooltip="run gradient steps, or pause; data: the best temperature",
    ),
    Binding("u", "uniform", "uniform", show=False, tooltip="make every class equally likely"),
    Binding("v", "next_view", "view", tooltip="data: the next view"),
    Binding("s", "order", "order", tooltip="data: worst rows first, best first, or in the file's order"),
    Binding("slash", "find", "find", key_display="/", tooltip="data: find a row by number or name"),
    Binding("f", "open_file", "file", show=False, tooltip="open a file of a classifier's predictions"),
    Binding("escape", "cancel_reading", "cancel", show=False, tooltip="stop reading or computing"),
]
"""The keys of the screen class: the key bar shows those of the class itself first."""


class ModeScreen(LessonScreen[CrossEntropyState]):
    """A screen with an editor for each mode; keys act in the mode shown."""

    loss_editor = cached_query_one(LossEditor)
    logit_editor = cached_query_one(LogitEditor)
    headline = cached_query_one(Headline)
    panel = cached_query_one(ReadingsPanel)
    notes = cached_query_one(Notes)
    learning: LearningRun

    def __init__(self, initial: Snapshot[CrossEntropyState]) -> None:
        super().__init__(initial)
        self.data = DataMode(self)

    def show_snapshot(self, snapshot: Snapshot[CrossEntropyState]) -> None:
        """Update every view; of many predictions once their readings are computed."""
        if not self.data.work.defers(snapshot):
            super().show_snapshot(snapshot)

    def on_unmount(self) -> None:
        """Compute and read nothing that nobody waits for any more."""
        self.data.work.stop()
        self.data.files.stop()

    @property
    def inactive_actions(self) -> frozenset[str]:
        """Actions that other modes have."""
        return _INACTIVE[self.state.mode]

    def action_turn(self) -> None:
        """Make the other label, or the next class, the true one; data: show the next true class only."""
        if self.state.mode is Mode.BINARY:
            self.loss_editor.action_turn()
        elif self.state.mode is Mode.DATA:
            self.commit_edits()
            self.data.next_class()
        else:
            state = self.state.multiclass
            self._make_true((state.true + 1) % state.k)

    @on(LogitEditor.TruePressed)
    def _on_true_pressed(self, event: LogitEditor.TruePressed) -> None:
        self._make_true(event.true)

    def _make_true(self, true: int) -> None:
        self.commit_edits()
        if true < self.state.multiclass.k:  # the class may have been removed since the click
            self.apply_change(self.state.with_multiclass(self.state.multiclass.with_true(true)))

    def action_mode(self) -> None:
        """Show the next mode, each of which keeps its values. Mode data asks for a file if none is open."""
        self.commit_edits()
        mode = self.state.mode
        if mode is Mode.MULTICLASS and self.state.data is None:
            self.learning.pause()
            self.data.files.ask(cancelled=lambda: self._show_mode(Mode.BINARY))
        else:
            self._show_mode(mode.following)

    def _show_mode(self, mode: Mode) -> None:
        self.apply_change(self.state.with_mode(mode))

    def action_uniform(self) -> None:
        """Make every class equally likely."""
        if self.state.mode is Mode.BINARY:
            self.loss_editor.action_move_to(0.5)
        elif self.state.mode is Mode.MULTICLASS:
            self.logit_editor.action_uniform()

    def action_descend(self) -> None:
        """Take one gradient step; data: one Newton step of ln T."""
        if self.state.mode is Mode.DATA:
            self.commit_edits()
            self.data.step_temperature()
        else:
            self.learning.step()

    @on(TracePlot.Pressed)
    def action_run(self) -> None:
        """Run gradient steps, or pause; data: go to the best temperature."""
        if self.state.mode is Mode.DATA:
            self.commit_edits()
            self.data.best_temperature()
        else:
            self.learning.run_or_pause()

    def action_open_file(self) -> None:
        """Ask for a file of predictions."""
        self.commit_edits()
        self.learning.pause()
        self.data.files.ask()

    def action_reset(self) -> None:
        """Read the file of mode data again; anything else goes back to where it opened."""
        self.commit_edits()
        if (
            self.state.mode is not Mode.DATA
            or self.exercises.start is not None
            or not self.data.files.reread()
        ):
            super().action_reset()

    def action_cancel_reading(self) -> None:
        """Stop reading a file in the background, or a computation."""
        if not self.data.files.cancel_reading():
            self.data.work.cancel()

    def action_next_view(self) -> None:
        """Show the next view of mode data."""
        if self._is_data():
            self.data.next_view()

    def action_order(self) -> None:
        """Show the rows in the next order."""
        if self._is_data():
            self.data.next_order()

    async def action_find(self) -> None:
        """Ask for the number or the name of a row, and select it."""
        if self._is_data() and self.data.view is not None:
            self.set_focus(self.data.view.rows)
            await self.type_into(self.data.view.rows)

    def _is_data(self) -> bool:
        self.commit_edits()
        if self.state.mode is not Mode.DATA:
            self.notify("That is for a file of predictions: f opens one")
        return self.state.mode is Mode.DATA
