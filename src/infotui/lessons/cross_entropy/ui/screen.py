"""Cross-entropy as the loss of a classifier, binary and multi-class."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.gradient_descent import (
    DescentRun,
    next_step,
    progress,
    start,
    status_text,
)
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.state import (
    ALL_LOGITS,
    MAX_RATE,
    MAX_TEMPERATURE,
    MIN_RATE,
    MIN_TEMPERATURE,
    CrossEntropyState,
    Mode,
    Multiclass,
    checked_rate,
    checked_smoothing,
    checked_temperature,
)
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.notes import Notes
from infotui.ui.widgets.readings_line import ReadingsLine
from infotui.ui.widgets.readings_panel import ReadingsPanel
from infotui.ui.widgets.signed_bars import SignedBars
from infotui.ui.widgets.sliders import Sliders, SliderSpec
from infotui.ui.widgets.theory_panel import TheoryPanel
from infotui.ui.widgets.trace_plot import TracePlot

from . import view_models as views
from .logit_editor import LogitEditor
from .loss_bar import LossBar
from .loss_editor import LossEditor

_STEPS_A_SECOND = 60
_FEW_CLASSES = 6
_LEARN = Binding.Group("learn", compact=True)
_KNOBS = (
    SliderSpec("smoothing", "ε", 0.0, 0.99, 0.01, checked_smoothing),
    SliderSpec("temperature", "T", MIN_TEMPERATURE, MAX_TEMPERATURE, 0.05, checked_temperature, True),
    SliderSpec("learning rate", "η", MIN_RATE, MAX_RATE, 0.01, checked_rate, True),
)


class CrossEntropyScreen(LessonScreen[CrossEntropyState]):
    """The loss curve, or the logits with what they lead to; what it costs and its gradient beside."""

    LESSON = LESSON
    AUTO_FOCUS = ""
    BINDINGS = [
        Binding(
            "t",
            "turn",
            "true",
            show=False,
            tooltip="let the other label, or the next class, be true (or press its name)",
        ),
        Binding("m", "mode", "mode", tooltip="binary, or multi-class"),
        Binding("g", "descend", "one step", group=_LEARN, tooltip="one gradient step"),
        Binding("G", "run", "run", group=_LEARN, tooltip="run gradient steps, or stop"),
        Binding("u", "uniform", "uniform", show=False, tooltip="every class equally likely"),
    ]

    loss_editor = cached_query_one(LossEditor)
    logit_editor = cached_query_one(LogitEditor)
    sliders = cached_query_one(Sliders)
    progress_line = cached_query_one(ReadingsLine)
    trace_plot = cached_query_one(TracePlot)
    panel = cached_query_one(ReadingsPanel)
    notes = cached_query_one(Notes)
    gauge = cached_query_one(LossBar)
    slopes = cached_query_one(SignedBars)

    def __init__(self, initial: Snapshot[CrossEntropyState]) -> None:
        super().__init__(initial)
        self._run: DescentRun | None = None
        self._clock: Timer | None = None
        self._run_unit = initial.unit

    @property
    def is_descending(self) -> bool:
        """Whether gradient steps are being made."""
        return self._clock is not None

    def compose_lesson(self) -> ComposeResult:
        """The picture on the left, the numbers on the right."""
        state = self.state
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield LossEditor(state.binary)
                yield LogitEditor(state.multiclass.logits, state.multiclass.selected)
                yield Sliders(_KNOBS, _options(state.multiclass))
                yield ReadingsLine("g: one step   G: run")
                yield TracePlot()
            with Vertical(id="numbers"):
                yield ReadingsPanel()
                yield Notes()
                yield LossBar()
                yield SignedBars()
                yield TheoryPanel(LESSON.theory)

    def on_screen_suspend(self) -> None:
        """Out of sight, nothing runs."""
        if self._clock is not None:
            self._clock.pause()

    def on_screen_resume(self) -> None:
        """Back in sight, the run goes on."""
        if self._clock is not None:
            self._clock.resume()

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """Those of the mode in view first."""
        binary, several = (self.loss_editor,), (self.logit_editor, self.sliders)
        return (*binary, *several) if self.state.mode is Mode.BINARY else (*several, *binary)

    def apply_edit(
        self, state: CrossEntropyState, editor: Editor[Any], distribution: Any
    ) -> CrossEntropyState:
        """p or the label, a logit or an option was moved."""
        if editor is self.loss_editor:
            return replace(state, binary=distribution)
        if editor is self.logit_editor:
            return replace(state, multiclass=state.multiclass.with_logits(distribution))
        smoothing, temperature, rate = distribution
        ours = state.multiclass.with_smoothing(smoothing).with_temperature(temperature).with_rate(rate)
        return replace(state, multiclass=ours)

    def sync_selection(self, state: CrossEntropyState) -> CrossEntropyState:
        """The logit in hand is the editor's to say."""
        selected = min(self.logit_editor.selected, state.multiclass.k - 1)
        return replace(state, multiclass=state.multiclass.with_selected(selected))

    def load(self, state: CrossEntropyState) -> None:
        """Put both classifiers into their editors."""
        self.loss_editor.load(state.binary)
        self.logit_editor.load(state.multiclass.logits)
        self.logit_editor.selected = state.multiclass.selected
        self.sliders.load(_options(state.multiclass))

    def summary_text(self, readings: tuple[Reading, ...]) -> str:
        """How the run stands, as long as there is one."""
        self._drop_stale_run()
        return super().summary_text(readings) if self._run is None else status_text(self._run)

    def state_classes(self) -> dict[str, bool]:
        """One mode is in view; with few classes there is room between the numbers."""
        is_binary = self.state.mode is Mode.BINARY
        return {"-binary": is_binary, "-few": is_binary or self.state.multiclass.k <= _FEW_CLASSES}

    @property
    def inactive_actions(self) -> frozenset[str]:
        """There is nothing to learn in one curve."""
        return frozenset({"descend", "run"}) if self.state.mode is Mode.BINARY else frozenset()

    def update_views(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        """Everything that is in view in this mode."""
        is_binary = snapshot.state.mode is Mode.BINARY
        if self.focused is None or not self.focused.display:
            # What is out of view must not have the keys, not even those typed ahead.
            self.set_focus(self.editors[0])
        if is_binary:
            self._show_binary(snapshot, readings)
        else:
            self._show_multiclass(snapshot, readings)

    def _show_binary(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        state, unit = snapshot.state.binary, snapshot.unit
        self.loss_editor.view = views.loss_view(state, readings, unit)
        self.panel.readings = views.binary_panel(state, readings)
        self.notes.notes = views.binary_notes(state)
        self.gauge.breakdown = views.binary_cost(readings, unit)
        self.slopes.view = views.binary_slopes(state, readings)

    def _show_multiclass(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        state, unit, run = snapshot.state.multiclass, snapshot.unit, self._run
        self.logit_editor.view = views.softmax_view(state, readings)
        self.panel.readings = views.multiclass_panel(readings)
        self.notes.notes = views.multiclass_notes(state, readings)
        self.gauge.breakdown = views.multiclass_cost(state, readings, unit)
        self.slopes.view = views.multiclass_slopes(state, readings)
        self.progress_line.readings = progress(run, unit) if run else ()
        self.trace_plot.view = views.trace_view(run, readings, unit)

    def action_turn(self) -> None:
        """Let the other label, or the next class, be the true one."""
        if self.state.mode is Mode.BINARY:
            self.loss_editor.action_turn()
        else:
            ours = self.state.multiclass
            self._make_true((ours.true + 1) % ours.k)

    @on(LogitEditor.TruePressed)
    def _on_true_pressed(self, event: LogitEditor.TruePressed) -> None:
        self._make_true(event.true)

    def _make_true(self, true: int) -> None:
        self.commit_edits()
        if true < self.state.multiclass.k:  # it may have gone since
            self.apply_change(self.state.with_multiclass(self.state.multiclass.with_true(true)))

    def action_mode(self) -> None:
        """Bring the other classifier into view; each keeps its values."""
        self.commit_edits()
        self.apply_change(self.state.with_mode(self.state.mode.other))

    def action_uniform(self) -> None:
        """Every class equally likely."""
        if self.state.mode is Mode.BINARY:
            self.loss_editor.action_move_to(0.5)
        else:
            self.logit_editor.action_uniform()

    def action_descend(self) -> None:
        """One gradient step; a run stops for it."""
        if self._can_descend():
            self._stop()
            self._advance(None)

    @on(TracePlot.Pressed)
    def action_run(self) -> None:
        """Run gradient steps, or stop."""
        if not self._can_descend():
            return
        if self.is_descending:
            self._stop()
            return
        run = self._run or start(self.state.multiclass)
        if run.outcome.is_over:
            self._advance(None)
            return
        self._run_unit = self.snapshot.unit
        self._clock = self.set_interval(1 / _STEPS_A_SECOND, self._tick)

    def _can_descend(self) -> bool:
        self.commit_edits()
        self._drop_stale_run()
        if self.state.mode is Mode.BINARY:
            self.notify("Gradient steps are taken on logits: press m for the multi-class mode")
            return False
        return True

    def _tick(self) -> None:
        self.commit_edits()
        self._drop_stale_run()
        if self.is_descending:
            self._advance(self._clock)

    def _advance(self, gesture: object) -> None:
        """Make a step; steps of one gesture, which is the clock of a run, are one step of undo."""
        state = self.state.multiclass
        run = self._run or start(state)
        if not run.outcome.is_over:
            run = next_step(replace(run, state=state))
        after = self.state.with_multiclass(run.state)
        if self.violates_hold(after):
            self._stop()
            return
        self._run = run
        self.history.push(self.snapshot.with_state(after), gesture)
        self.logit_editor.load(run.state.logits)
        if not self.logit_editor.is_edited:
            self.refresh_views()
        if run.outcome.is_over:
            self._stop()

    def _stop(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock = None

    def _drop_stale_run(self) -> None:
        """A run belongs to the state it came to: any other ends it. Another unit only stops it."""
        run, snapshot = self._run, self.snapshot
        if run is not None and (
            snapshot.state.mode is Mode.BINARY
            or run.state.with_selected(ALL_LOGITS) != snapshot.state.multiclass.with_selected(ALL_LOGITS)
        ):
            self._run = None
            self._stop()
        elif self.is_descending and snapshot.unit is not self._run_unit:
            self._stop()


def _options(state: Multiclass) -> tuple[float, ...]:
    return state.smoothing, state.temperature, state.rate
