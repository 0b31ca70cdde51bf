"""Cross-entropy as the loss of a classifier: binary, multi-class, and on predictions from a file."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.widget import Widget

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.lesson import LESSON, shown_readings
from infotui.lessons.cross_entropy.model.state import CrossEntropyState, Mode, Multiclass
from infotui.ui.screens.gradient_run import STEPS_PER_SECOND
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.notes import Notes
from infotui.ui.widgets.preset_card import PresetCard
from infotui.ui.widgets.readings_line import ReadingsLine
from infotui.ui.widgets.readings_panel import ReadingsPanel
from infotui.ui.widgets.signed_bars import SignedBars
from infotui.ui.widgets.sliders import Sliders
from infotui.ui.widgets.trace_plot import TracePlot

from . import view_models as views
from .learning_run import LearningRun
from .logit_editor import LogitEditor
from .loss_bar import LossBar
from .loss_editor import LossEditor
from .mode_screen import MODE_BINDINGS, ModeScreen
from .names_line import NamesLine
from .option_sliders import OPTION_SLIDERS, option_values, with_options
from .true_class_plot import TrueClassPlot

_FEW_CLASSES = 6
"""With at most so many classes there is room between the numbers."""
_WIDE = 100
"""So many columns are two: the numbers stand beside the rows of the classes."""


class CrossEntropyScreen(ModeScreen):
    """The loss curve of the binary mode, or the logits of the multi-class mode; the loss and its gradient."""

    LESSON = LESSON
    AUTO_FOCUS = ""
    BINDINGS = [*MODE_BINDINGS]

    sliders = cached_query_one(Sliders)
    progress_line = cached_query_one(ReadingsLine)
    trace_plot = cached_query_one(TracePlot)
    gauge = cached_query_one(LossBar)
    slopes = cached_query_one(SignedBars)
    true_class_plot = cached_query_one(TrueClassPlot)
    names_line = cached_query_one(NamesLine)

    @property
    def has_run(self) -> bool:
        """Whether gradient steps are taken."""
        return self.learning.is_running

    @property
    def focus_chain(self) -> list[Widget]:
        """The order of Tab: in mode data the list of rows and the temperature come before the views."""
        chain = super().focus_chain
        own = [widget for widget in self.data.editors if widget in chain]
        return [*own, *(widget for widget in chain if widget not in own)]

    def compose_lesson(self) -> ComposeResult:
        """The picture on the left, the numbers on the right."""
        state = self.state
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield LossEditor(state.binary)
                yield NamesLine()
                yield LogitEditor(state.multiclass.logits, state.multiclass.selected)
                yield Sliders(OPTION_SLIDERS, option_values(state.multiclass))
                yield ReadingsLine("g: one step   G: run")
                yield TracePlot()
            with Vertical(id="numbers"):
                yield Headline()
                yield ReadingsPanel()
                yield Notes()
                yield LossBar()
                yield TrueClassPlot()
                yield SignedBars("derivatives")
                yield PresetCard(LESSON.presets)
                yield Guide(LESSON.theory)

    def on_mount(self) -> None:
        """Create the clock of the gradient steps, paused until there is a run."""
        clock = self.set_interval(1 / STEPS_PER_SECOND, lambda: self.learning.tick(), pause=True)
        self.learning = LearningRun(self, clock)

    def on_screen_suspend(self) -> None:
        """Take no steps while the screen is not seen."""
        self.learning.suspend()

    def on_screen_resume(self) -> None:
        """Go on with a run."""
        self.learning.resume()

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """Those of the present mode first."""
        by_mode: dict[Mode, tuple[Editor[Any], ...]] = {
            Mode.BINARY: (self.loss_editor,),
            Mode.MULTICLASS: (self.logit_editor, self.sliders),
            Mode.DATA: self.data.editors,
        }
        own = by_mode.pop(self.state.mode)
        return (*own, *(editor for others in by_mode.values() for editor in others))

    def apply_edit(
        self, state: CrossEntropyState, editor: Editor[Any], distribution: Any
    ) -> CrossEntropyState:
        """The state after an edit of the prediction or the label, of a logit, or of an option."""
        if editor is self.loss_editor:
            return state._replace(binary=distribution)
        if editor is self.logit_editor:
            return state._replace(multiclass=state.multiclass.with_logits(distribution))
        if editor in self.data.editors:
            if state.data is None:  # undo has closed the file since
                return state
            if editor is self.data.editors[0]:
                return state._replace(data=state.data.with_row(distribution))
            return state._replace(data=self.data.temperature.moved(state.data, distribution[0]))
        return state._replace(multiclass=with_options(state.multiclass, distribution))

    def sync_selection(self, state: CrossEntropyState) -> CrossEntropyState:
        """The state with the logit that the editor has selected."""
        selected = min(self.logit_editor.selected, state.multiclass.k - 1)
        return state._replace(multiclass=state.multiclass.with_selected(selected))

    def load(self, state: CrossEntropyState) -> None:
        """Put the classifiers into their editors."""
        self.loss_editor.load(state.binary)
        self.logit_editor.load(state.multiclass.logits)
        self.logit_editor.selected = state.multiclass.selected
        self.sliders.load(option_values(state.multiclass))
        self.data.load(state)

    def readings(self, snapshot: Snapshot[CrossEntropyState]) -> tuple[Reading, ...]:
        """The readings that are shown."""
        return shown_readings(snapshot.state, snapshot.unit)

    def summary_text(self, readings: tuple[Reading, ...]) -> str:
        """The status of a run, if there is one; else the lesson's summary."""
        return self.learning.status or super().summary_text(readings)

    def state_classes(self) -> dict[str, bool]:
        """Which mode is shown, and whether the classes leave room between the numbers."""
        mode, multiclass = self.state.mode, self.state.multiclass
        return {
            "-binary": mode is Mode.BINARY,
            "-multiclass": mode is Mode.MULTICLASS,
            "-data": mode is Mode.DATA,
            "-named": mode is Mode.MULTICLASS and bool(multiclass.names),
            "-few": mode is Mode.BINARY or multiclass.k <= _FEW_CLASSES,
        }

    def has_room_for_card(self, size: Size) -> bool:
        """The rows of the classes take the place of the guide, and predictions most of it."""
        if self.state.mode is Mode.MULTICLASS:
            return size.width >= _WIDE and super().has_room_for_card(size)
        if self.state.mode is Mode.DATA:
            is_tall = size.height >= self.TALL_ROWS and not self.is_portrait(size)
            return size.width >= self.HUGE_WIDTH or is_tall
        return super().has_room_for_card(size)

    def update_views(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        """Update everything that is shown in the present mode."""
        if self._must_move_focus() and self.editors:
            # What is not shown must not receive keys, not even those that are queued already.
            self.set_focus(self.editors[0])
        if snapshot.state.mode is Mode.BINARY:
            self._show_binary(snapshot, readings)
        elif snapshot.state.mode is Mode.DATA:
            self.data.show(snapshot, readings)
        else:
            self._show_multiclass(snapshot, readings)

    def _must_move_focus(self) -> bool:
        """Whether the focused widget is not shown in the present mode."""
        focused = self.focused
        if focused is None or not focused.display:
            return True
        is_data_widget = self.data.view is not None and self.data.view in focused.ancestors
        is_own = focused in (self.loss_editor, self.logit_editor, self.sliders)
        return is_own if self.state.mode is Mode.DATA else is_data_widget

    def _show_binary(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        state, unit = snapshot.state.binary, snapshot.unit
        self.loss_editor.view = views.loss_view(state, readings, unit)
        self.headline.view = views.binary_headline(state, readings)
        self.panel.readings = views.binary_panel(state, readings)
        self.notes.notes = views.binary_notes(state)
        self.gauge.breakdown = views.binary_cost(readings, unit)
        self.slopes.view = views.binary_slopes(state, readings)

    def _show_multiclass(self, snapshot: Snapshot[CrossEntropyState], readings: dict[str, Reading]) -> None:
        state, unit = snapshot.state.multiclass, snapshot.unit
        self.logit_editor.view = views.softmax_view(state, readings)
        self.headline.view = views.multiclass_headline(state, readings)
        self.panel.readings = views.multiclass_panel(readings)
        self.notes.notes = views.multiclass_notes(state, readings)
        self.gauge.breakdown = views.multiclass_cost(state, readings, unit)
        self.true_class_plot.view = views.true_class_view(state, readings, unit)
        self.progress_line.readings = self.learning.readings(unit)
        self.trace_plot.view = views.trace_view(self.learning.current, readings, unit)
        self.names_line.names = views.class_names(state)

    def take_step(self, state: Multiclass, gesture: object) -> bool:
        """Show the state after a gradient step; False if an exercise holds something that it would move."""
        after = self.state.with_multiclass(state)
        if self.violates_hold(after):
            return False
        self.push_state(after, gesture)
        self.logit_editor.load(state.logits)
        self.refresh_views()
        return True


SCREEN = CrossEntropyScreen
"""What the registry opens."""
