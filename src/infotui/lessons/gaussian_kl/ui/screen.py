"""The divergence between two Gaussians."""

from __future__ import annotations

from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from infotui.canvas.roles import Role
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.gaussian_kl.model.axis_ranges import AxisRanges, update_ranges
from infotui.lessons.gaussian_kl.model.closed_form import terms
from infotui.lessons.gaussian_kl.model.curves import Curves, lobe_areas
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.state import GaussianKLState, Parameter
from infotui.maths.distributions import Gaussian
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.widget_ref import part
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.theory_panel import TheoryPanel

from .density_painter import DensityPicture
from .density_plot import GaussianPlot
from .divergence_table import BothUnits, Divergences
from .drag_handles import Handle
from .formula import ClosedForm, Formula
from .integrand_plot import IntegrandPicture, IntegrandPlot
from .parameter_editor import GaussianEditor

_PARAMETERS = tuple(Parameter)


class GaussianKLScreen(LessonScreen[GaussianKLState]):
    """Two curves in hand, the integrand below them; both divergences and the sliders beside; the formula."""

    LESSON = LESSON
    BINDINGS = [
        Binding("t", "turn", "order", tooltip="show the divergence in the other order"),
        Binding("x", "exchange", "swap", tooltip="exchange p and q"),
    ]

    p_editor = part(GaussianEditor, "p")
    q_editor = part(GaussianEditor, "q")
    plot = part(GaussianPlot)
    integrand_plot = part(IntegrandPlot)
    table = part(Divergences)
    formula = part(Formula)

    def __init__(self, initial: Snapshot[GaussianKLState]) -> None:
        super().__init__(initial)
        self.window: AxisRanges | None = None
        self._in_hand = 0

    def compose_lesson(self) -> ComposeResult:
        """The picture on the left, the numbers on the right, the formula below both."""
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield GaussianPlot()
                yield IntegrandPlot()
            with Vertical(id="numbers"):
                yield Divergences()
                yield GaussianEditor("p", self.state.p, Role.P, id="p")
                yield GaussianEditor("q", self.state.q, Role.Q, id="q")
                yield TheoryPanel(LESSON.theory)
        yield Formula()

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """Those of p and q."""
        return self.p_editor, self.q_editor

    def edited(self, state: GaussianKLState, editor: Editor[Any], distribution: Gaussian) -> GaussianKLState:
        """A parameter was moved."""
        return state.with_p(distribution) if editor is self.p_editor else state.with_q(distribution)

    def load(self, state: GaussianKLState) -> None:
        """Put both Gaussians into their editors, and choose the ranges for them alone."""
        self.window = None
        self.p_editor.load(state.p)
        self.q_editor.load(state.q)

    def show(self, snapshot: Snapshot[GaussianKLState], readings: dict[str, Reading]) -> None:
        """Curves, lobes, numbers in both units, formula."""
        state, unit = snapshot.state, snapshot.unit
        total = readings["kl_qp" if state.reverse else "kl_pq"]
        here, there = tuple(readings.values()), LESSON.readings(state, unit.other)
        nats, bits = (here, there) if unit is Unit.NATS else (there, here)
        self.table.table = BothUnits(nats, bits, total.name, unit)
        self.formula.closed_form = ClosedForm(total, terms(state, unit))
        self._show_plots(state, unit, total)

    def _show_plots(self, state: GaussianKLState, unit: Unit, total: Reading) -> None:
        if self.window is None or not self._is_dragging:
            self.window = update_ranges(self.window, state, unit)
        window = self.window
        drawn = Curves(state, window.x.low, window.x.high, unit)
        data, code = state.names
        caption = f"{data} log({data}/{code}), {unit} per unit of x"
        self.plot.in_hand = self.handle
        self.plot.picture = DensityPicture((state.p, state.q), drawn, window.x, window.density)
        self.integrand_plot.picture = IntegrandPicture(
            drawn, window.x, window.integrand, caption, lobe_areas(state, unit), total
        )

    @property
    def handle(self) -> Handle:
        """The parameter that keys move."""
        return Handle(self._in_hand, (self.p_editor, self.q_editor)[self._in_hand].parameter)

    @property
    def _is_dragging(self) -> bool:
        return self.plot.is_dragging or self.p_editor.is_dragging or self.q_editor.is_dragging

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The plot lights the parameter that keys move."""
        if isinstance(event.widget, GaussianEditor):
            self._in_hand = self.editors.index(event.widget)
            self.plot.in_hand = self.handle

    @on(GaussianEditor.Passed)
    def _pass_on(self, event: GaussianEditor.Passed) -> None:
        other = self.q_editor if event.editor is self.p_editor else self.p_editor
        other.selected = 0 if event.by > 0 else len(_PARAMETERS) - 1
        other.focus()

    @on(GaussianPlot.Taken)
    def _take(self, event: GaussianPlot.Taken) -> None:
        editor = (self.p_editor, self.q_editor)[event.handle.curve]
        editor.selected = _PARAMETERS.index(event.handle.parameter)
        editor.focus()

    @on(GaussianPlot.Moved)
    def _follow_hand(self, event: GaussianPlot.Moved) -> None:
        editor = (self.p_editor, self.q_editor)[event.handle.curve]
        editor.gesture = event.gesture
        editor.distribution = event.gaussian
        editor.end_gesture()

    @on(GaussianPlot.Turned)
    def _turn_wheel(self, event: GaussianPlot.Turned) -> None:
        (self.p_editor, self.q_editor)[event.curve].step(Parameter.SIGMA, event.steps)

    @on(GaussianPlot.Released)
    @on(GaussianEditor.Released)
    def _follow_with_axes(self) -> None:
        self.window = None
        self.absorb()
        self.refresh_views()

    @on(Divergences.Pressed)
    def _choose_order(self, event: Divergences.Pressed) -> None:
        self._show_order(event.reading == "kl_qp")

    @on(Divergences.UnitPressed)
    def _choose_unit(self, event: Divergences.UnitPressed) -> None:
        if event.unit is not self.snapshot.unit:
            self.action_unit()

    def action_turn(self) -> None:
        """Show the divergence in the other order."""
        self._show_order(not self.state.reverse)

    def action_exchange(self) -> None:
        """Exchange p and q."""
        self.absorb()
        self.change(self.state.swapped())

    def _show_order(self, reverse: bool) -> None:
        self.absorb()
        self.change(self.state.with_reverse(reverse))
