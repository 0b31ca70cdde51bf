"""The mixture mode of the KL screen: p and q dragged on one plot, the optima of both directions, descent."""

from __future__ import annotations

from textual import on
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from infotui.canvas.nice import nice_ceil
from infotui.core.descent import loss_trace
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Record, Unit, format_number
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.model.mixture_readings import (
    at_nearest_fit,
    lobe_sums,
    mixture_readings,
    shown_lobes,
)
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.ui.screens.gradient_run import STEPS_PER_SECOND
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.gauge import LabelledValue
from infotui.ui.widgets.headline import HeadlineView
from infotui.ui.widgets.readings_line import ReadingsLine
from infotui.ui.widgets.trace_plot import TracePlot, TraceView

from .axis_ranges import AxisRanges
from .drag_handles import Handle
from .fit_table import FitRow, FitTable, FitTableView
from .fitting_run import FittingRun
from .integrand_plot import IntegrandPlot, IntegrandView
from .minima_search import MinimaSearch
from .mixture_controls import MixtureControls
from .mixture_handles import Q_CURVE
from .mixture_painter import MixtureDensities, hides_optima
from .mixture_plot import MixturePlot
from .mixture_ranges import mixture_curves, mixture_ranges
from .mixture_slots import Kind, Slot
from .mode_view import ModeView, Readings

_SETTLE = 0.15
"""Seconds without a change after which all minima are searched for again."""
_FEW_COMPONENTS = 2
"""With so many components a search is fast enough for every key."""


class MixtureView(ModeView):
    """Densities, integrand and trace at the left; divergences, optima and sliders at the right."""

    MODE = Mode.MIXTURE
    ACTIONS = frozenset({"descend", "run"})
    run: FittingRun

    def __init__(self, state: KLState) -> None:
        self.controls = MixtureControls(state.mixture)
        self.plot, self.integrand, self.trace = MixturePlot(self), IntegrandPlot(), TracePlot()
        self.progress, self.table = ReadingsLine("g: one gradient step   G: run"), FitTable()
        self.axis_ranges: AxisRanges | None = None
        self._minima = MinimaSearch()
        self._settling: Timer | None = None
        picture = (self.plot, self.integrand, self.progress, self.trace)
        super().__init__(self.controls, picture, (self.table, self.controls))

    def attach(self, lesson: Widget) -> None:
        """Mount all parts, and make the clock of the gradient steps, which ticks during a run only."""
        super().attach(lesson)
        clock = self.set_interval(1 / STEPS_PER_SECOND, lambda: self.run.tick(), pause=True)
        self.run = FittingRun(self, clock)

    @property
    def snapshot(self) -> Snapshot[KLState]:
        """What the screen shows."""
        return self._screen.snapshot

    def commit_edits(self) -> None:
        """Take pending edits into the state."""
        self._screen.commit_edits()

    def outdate_views(self) -> None:
        """Show how the run stands in the next frame."""
        self._screen.outdate_views()

    def take_step(self, state: MixtureKLState, gesture: object) -> bool:
        """Put the state after a gradient step into the controls; False if an exercise holds q."""
        controls = self.controls
        controls.gesture = gesture or object()
        controls.distribution = state
        controls.end_gesture()
        self.commit_edits()
        return bool(controls.distribution == state)

    @property
    def _screen(self) -> LessonScreen[KLState]:
        screen = self.screen
        assert isinstance(screen, LessonScreen)
        return screen

    @property
    def is_dragging(self) -> bool:
        """Whether a handle or a slider is dragged: the axes must not move now."""
        return self.plot.is_dragging or self.controls.is_dragging

    def apply_edit(self, state: KLState, pair: MixtureKLState) -> KLState:
        """p, q or the rate changed."""
        return state._replace(mixture=pair)

    def load(self, state: KLState) -> None:
        """Put a state that comes from elsewhere into the controls, and choose the ranges for it alone."""
        if state.mixture != self.controls.distribution:
            self.axis_ranges = None
        self.controls.load(state.mixture)

    def do(self, action: str) -> None:
        """Make gradient steps, or move q to the nearest optimum."""
        if action == "equal":
            self.controls.load(at_nearest_fit(self.controls.distribution))
        elif action == "descend":
            self.run.step()
        else:
            self.run.run_or_pause()

    @property
    def has_run(self) -> bool:
        """Whether gradient steps are taken."""
        return self.run.is_running

    def suspend(self) -> None:
        """Take no steps while the screen is hidden."""
        self.run.suspend()

    def resume(self) -> None:
        """Resume when the screen is shown again."""
        self.run.resume()

    def state_classes(self) -> dict[str, bool]:
        """The trace is shown while there is one."""
        return {"-traced": self.run.current is not None, "-few": len(self.controls.slots) <= 6}

    def summary_text(self) -> str | None:
        """The status of the run."""
        return self.run.status or None

    def readings(self, snapshot: Snapshot[KLState]) -> tuple[Reading, ...]:
        """The readings; while p is dragged, the minima of KL(q‖p) are followed, which is faster."""
        state = snapshot.state.mixture
        fits = self._minima.find(state.p, is_hurried=self._is_search_slow(state.p))
        if not self._minima.is_complete(state.p):
            self._settle_later()
        return mixture_readings(state, snapshot.unit, fits)

    def _is_search_slow(self, p: Mixture) -> bool:
        return self.is_dragging or len(p.components) > _FEW_COMPONENTS

    def _settle_later(self) -> None:
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(_SETTLE, self._settle)

    def _settle(self) -> None:
        """Search for the minima again, unless there is a drag."""
        self._settling = None
        if self.is_dragging:
            self._settle_later()
            return
        self._minima.restart()
        self._screen.refresh_views()

    def update_views(self, snapshot: Snapshot[KLState], readings: Readings) -> None:
        """Curves, integrand, divergences with their optima, trace."""
        state, unit = snapshot.state.mixture, snapshot.unit
        (best,) = readings["forward_best"].records
        minima = readings["reverse_minima"].records
        forward = _fit_row(best, False)
        fits = (forward, *(_fit_row(record, True) for record in minima))
        self._show_plots(state, unit, fits, readings)
        divergences = readings["kl_pq"], readings["kl_qp"]
        least = forward.kl, min(fit.kl for fit in fits[1:])
        moments = tuple(
            readings[name]._replace(symbol=symbol)
            for name, symbol in (("entropy_p", "h(p)"), ("mean_p", "mean"), ("sd_p", "sd"))
        )
        is_moving = not self._minima.is_complete(state.p)
        self.table.view = FitTableView(divergences, least, moments, fits, state.reverse, is_moving)
        shown, other = divergences[:: -1 if state.reverse else 1]
        best_text = format_number(least[state.reverse], shown.form)
        about = "mode-seeking" if state.reverse else "mass-covering"
        facts = ((f"best {best_text}", best_text), (f"{other.symbol} {other.text}", other.text))
        self.headline.view = HeadlineView(shown.symbol, shown.text, unit.value, facts, about)
        self._show_run(state, unit, readings, least[state.reverse])

    def _show_plots(
        self, state: MixtureKLState, unit: Unit, fits: tuple[FitRow, ...], readings: Readings
    ) -> None:
        hidden = self._screen.cover.names
        drawn = () if hides_optima(hidden) else fits
        ghosts = [fit.q for fit in drawn if fit.is_reverse == state.reverse]
        if self.axis_ranges is None or not self.is_dragging:
            # The axes follow what is seen.
            seen = state.with_p(Mixture.of((1.0, state.q.mu, state.q.sigma))) if "p" in hidden else state
            self.axis_ranges = mixture_ranges(self.axis_ranges, seen, unit, ghosts)
        window = self.axis_ranges
        self.plot.selected = self._handle
        self.plot.view = MixtureDensities(
            state.p,
            state.q,
            fits[0].q,
            tuple(fit.q for fit in fits[1:]),
            state.reverse,
            window.x,
            window.density,
            hidden,
        )
        data, model = ("q", "p") if state.reverse else ("p", "q")
        caption = f"{data} log({data}/{model}), {unit} per unit of x"
        curves = mixture_curves(state, window.x, unit)
        total = readings["kl_qp" if state.reverse else "kl_pq"]
        lobes = shown_lobes(state, unit)
        areas = lobe_sums(lobes, total)
        self.integrand.view = IntegrandView(curves, window.x, window.integrand, caption, areas, total, lobes)

    def _show_run(self, state: MixtureKLState, unit: Unit, readings: Readings, least: float) -> None:
        run, total = self.run.current, readings["kl_qp" if state.reverse else "kl_pq"]
        self.progress.readings = self.run.readings(unit)
        floor = LabelledValue(least, f"best {total.symbol}", f"{format_number(least, total.form)} {unit}")
        if run is None:
            top = nice_ceil(max(total.number, least, 0.1))
            self.trace.view = TraceView((), (), (0, total.number), floor, top)
            return
        values = loss_trace(run, unit)
        top = nice_ceil(max(0.1, *values))
        self.trace.view = TraceView(run.losses.steps, values, (run.steps, total.number), floor, top)

    @property
    def _handle(self) -> Handle:
        """The handle of the parameter that keys move: its curve, and the peak for a weight or the rate."""
        slot = self.controls.slot
        curve = Q_CURVE if slot.component is None else slot.component
        return Handle(curve, slot.kind.parameter or Parameter.MEAN)

    def _slot_of(self, handle: Handle) -> Slot:
        kind = Kind.MEAN if handle.parameter is Parameter.MEAN else Kind.SIGMA
        return Slot(kind, None if handle.curve == Q_CURVE else handle.curve)

    @on(MixturePlot.Grabbed)
    def _on_grabbed(self, event: MixturePlot.Grabbed) -> None:
        event.stop()
        self.controls.select(self._slot_of(event.handle))
        self.controls.focus()

    @on(MixturePlot.Moved)
    def _on_moved(self, event: MixturePlot.Moved) -> None:
        event.stop()
        controls, slot = self.controls, self._slot_of(event.handle)
        if slot not in controls.slots:  # the component was removed since
            return
        controls.gesture = event.gesture
        controls.distribution = slot.put_gaussian(controls.distribution, event.gaussian)
        controls.end_gesture()

    @on(MixturePlot.Scrolled)
    def _on_scrolled(self, event: MixturePlot.Scrolled) -> None:
        event.stop()
        slot = self._slot_of(event.handle)._replace(kind=Kind.SIGMA)
        if slot in self.controls.slots:
            self.controls.select(slot)
            self.controls.action_step(event.steps)

    @on(MixturePlot.Released)
    @on(MixtureControls.Released)
    def _on_released(self, event: Message) -> None:
        """Choose new ranges, and search for the minima again."""
        event.stop()
        self.axis_ranges = None
        self._minima.restart()
        self._screen.refresh_views()

    @on(FitTable.FitPressed)
    def _on_fit_pressed(self, event: FitTable.FitPressed) -> None:
        event.stop()
        self.controls.load(self.controls.distribution.with_q(event.q))


def _fit_row(record: Record, is_reverse: bool) -> FitRow:
    mu, sigma, kl = (value for _, value in record.fields)
    if not (isinstance(mu, float) and isinstance(sigma, float) and isinstance(kl, float)):
        raise TypeError(f"{record} is not a fit")
    return FitRow(is_reverse, Gaussian(mu, sigma), kl)
