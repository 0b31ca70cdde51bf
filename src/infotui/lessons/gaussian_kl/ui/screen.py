"""The divergence between two Gaussians."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from infotui.canvas.roles import Role
from infotui.core.cover import covered_alike
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.gaussian_kl.model.closed_form import terms
from infotui.lessons.gaussian_kl.model.curves import Curves, lobe_areas
from infotui.lessons.gaussian_kl.model.lesson import LESSON, THEORY
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.lessons.gaussian_kl.model.state import GaussianKLState, Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.preset_card import PresetCard

from .axis_ranges import AxisRanges, update_ranges
from .density_painter import DensityView
from .density_plot import DensityPlot
from .divergence_bars import DivergenceBars, DivergenceBarsView
from .divergence_table import BothUnits, DivergenceTable
from .drag_handles import Handle
from .formula import ClosedForm, Formula
from .headline_view import headline_view
from .integrand_plot import IntegrandPlot, IntegrandView
from .mode_screen import MODE_BINDINGS, ModeScreen
from .parameter_editor import ParameterEditor

_PARAMETERS = tuple(Parameter)


class GaussianKLScreen(ModeScreen):
    """Two curves and the integrand below them; both divergences and the sliders beside; the closed form."""

    LESSON = LESSON
    BINDINGS = [*MODE_BINDINGS]

    p_editor = cached_query_one(ParameterEditor, "p")
    q_editor = cached_query_one(ParameterEditor, "q")
    plot = cached_query_one(DensityPlot)
    integrand_plot = cached_query_one(IntegrandPlot)
    headline = cached_query_one(Headline)
    table = cached_query_one(DivergenceTable)
    divergence_bars = cached_query_one(DivergenceBars)
    formula = cached_query_one(Formula)

    def __init__(self, initial: Snapshot[KLState]) -> None:
        super().__init__(initial)
        self.axis_ranges: AxisRanges | None = None
        self._editor_index = 0

    def compose_lesson(self) -> ComposeResult:
        """The plots on the left, the numbers on the right, the closed form below both."""
        with Horizontal(id="lesson"):
            with Vertical(id="picture", classes="gaussian"):
                yield DensityPlot()
                yield IntegrandPlot()
            with Vertical(id="numbers", classes="gaussian"):
                yield Headline()
                yield DivergenceTable()
                yield DivergenceBars()
                yield ParameterEditor("p", self.state.gaussian.p, Role.P, id="p")
                yield ParameterEditor("q", self.state.gaussian.q, Role.Q, id="q")
                yield PresetCard(PRESETS[Mode.GAUSSIAN])
                yield Guide(THEORY[Mode.GAUSSIAN])
        yield Formula()

    @property
    def gaussian_editors(self) -> tuple[ParameterEditor, ParameterEditor]:
        """The editors of p and q."""
        return self.p_editor, self.q_editor

    def apply_gaussian_edit(
        self, pair: GaussianKLState, editor: Editor[Any], distribution: Gaussian
    ) -> GaussianKLState:
        """The pair after a parameter was moved."""
        return pair.with_p(distribution) if editor is self.p_editor else pair.with_q(distribution)

    def load_gaussian(self, pair: GaussianKLState) -> None:
        """Put both Gaussians into their editors, and choose the axis ranges again."""
        self.axis_ranges = None
        self.p_editor.load(pair.p)
        self.q_editor.load(pair.q)

    def update_gaussian(self, snapshot: Snapshot[KLState], readings: dict[str, Reading]) -> None:
        """Update curves, lobes, numbers in both units, and the closed form."""
        state, unit = snapshot.state.gaussian, snapshot.unit
        total = readings["kl_qp" if state.reverse else "kl_pq"]
        here = tuple(readings.values())
        there = covered_alike(LESSON.readings(snapshot.state, unit.other), readings)
        reversed_kl = readings["kl_pq" if state.reverse else "kl_qp"]
        in_other_unit = next(reading for reading in there if reading.name == total.name)
        self.headline.view = headline_view(state.names, total, in_other_unit, reversed_kl)
        nats, bits = (here, there) if unit is Unit.NATS else (there, here)
        self.table.table = BothUnits(nats, bits, total.name, unit)
        both = readings["kl_pq"], readings["kl_qp"]
        self.divergence_bars.view = DivergenceBarsView(both, total.name)
        self.formula.closed_form = ClosedForm(total, terms(state, unit))
        self._show_plots(state, unit, total)

    def _show_plots(self, state: GaussianKLState, unit: Unit, total: Reading) -> None:
        hidden = next((curve for curve, name in enumerate("pq") if name in self.cover.names), None)
        if self.axis_ranges is None or not self._is_dragging:
            pairs = (state, state.with_p(state.q), state.with_q(state.p))  # the axes follow what is seen
            seen = pairs[0 if hidden is None else hidden + 1]
            self.axis_ranges = update_ranges(self.axis_ranges, seen, unit)
        ranges = self.axis_ranges
        drawn = Curves(state, ranges.x.low, ranges.x.high, unit)
        data, model = state.names
        caption = f"{data} log({data}/{model}), {unit} per unit of x"
        self.plot.selected = self.handle
        self.plot.view = DensityView((state.p, state.q), drawn, ranges.x, ranges.density, hidden)
        self.integrand_plot.view = IntegrandView(
            drawn, ranges.x, ranges.integrand, caption, lobe_areas(state, unit), total
        )

    @property
    def handle(self) -> Handle:
        """The parameter that keys move."""
        return Handle(self._editor_index, (self.p_editor, self.q_editor)[self._editor_index].parameter)

    @property
    def _is_dragging(self) -> bool:
        return self.plot.is_dragging or self.p_editor.is_dragging or self.q_editor.is_dragging

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Highlight in the plot the parameter that keys move."""
        if isinstance(event.widget, ParameterEditor):
            self._editor_index = self.gaussian_editors.index(event.widget)
            self.plot.selected = self.handle

    @on(ParameterEditor.SelectionOverflow)
    def _on_selection_overflow(self, event: ParameterEditor.SelectionOverflow) -> None:
        other = self.q_editor if event.editor is self.p_editor else self.p_editor
        other.selected = 0 if event.by > 0 else len(_PARAMETERS) - 1
        other.focus()

    @on(DensityPlot.Grabbed)
    def _on_grabbed(self, event: DensityPlot.Grabbed) -> None:
        editor = (self.p_editor, self.q_editor)[event.handle.curve]
        editor.selected = _PARAMETERS.index(event.handle.parameter)
        editor.focus()

    @on(DensityPlot.Moved)
    def _on_drag(self, event: DensityPlot.Moved) -> None:
        editor = (self.p_editor, self.q_editor)[event.handle.curve]
        editor.gesture = event.gesture
        editor.distribution = event.gaussian
        editor.end_gesture()

    @on(DensityPlot.Scrolled)
    def _on_scrolled(self, event: DensityPlot.Scrolled) -> None:
        (self.p_editor, self.q_editor)[event.handle.curve].step(Parameter.SIGMA, event.steps)

    @on(DensityPlot.Released)
    @on(ParameterEditor.Released)
    def _follow_with_axes(self) -> None:
        self.axis_ranges = None
        self.commit_edits()
        self.refresh_views()

    @on(DivergenceTable.Pressed)
    def _choose_order(self, event: DivergenceTable.Pressed) -> None:
        self.show_order(event.reading == "kl_qp")

    @on(DivergenceTable.UnitPressed)
    def _choose_unit(self, event: DivergenceTable.UnitPressed) -> None:
        if event.unit is not self.snapshot.unit:
            self.action_unit()

    def equal_gaussian(self, pair: GaussianKLState) -> GaussianKLState:
        """The pair with the selected curve equal to the other."""
        return pair.with_p(pair.q) if self._editor_index == 0 else pair.with_q(pair.p)


SCREEN = GaussianKLScreen
"""What the registry opens."""
