"""The left side of mode data: the file, one to three views, the temperature, the list of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from infotui.core.cover import CoveredReading
from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.cross_entropy.model.prediction_pictures import TemperatureCurve
from infotui.lessons.cross_entropy.model.prediction_rows import RowListing
from infotui.lessons.cross_entropy.model.predictions import PredictionState
from infotui.lessons.cross_entropy.model.state import CrossEntropyState
from infotui.ui.widgets.cell_widget import CellWidget

from . import data_view_models as views
from .class_summary import ClassSummary
from .lines_panel import LinesPanel
from .loss_histogram import INFINITE, LossHistogram
from .reliability_plot import ReliabilityPlot
from .row_list import RowList
from .row_table import RowTable
from .source_line import SourceLine
from .temperature_plot import TemperaturePlot
from .temperature_slider import TemperatureSlider

if TYPE_CHECKING:
    from .data_mode import DataMode

VIEWS = ("losses", "temperature", "reliability", "classes", "checks", "against")
"""The views in the order of `v`; the last one is there with a second model only."""

_SLOTS = {"-short": 1, "-high": 2, "-tall": 3}


class DataView(Vertical):
    """Mounted when the first file is opened; shows one view, or as many as the height has room for."""

    def __init__(self, mode: DataMode, state: PredictionState) -> None:
        super().__init__(id="data")
        self._mode = mode
        self._first = 0
        self.source = SourceLine()
        self.histogram = LossHistogram()
        self.temperature = TemperaturePlot()
        self.reliability = ReliabilityPlot()
        self.class_table = ClassSummary()
        self.checks = LinesPanel("checks")
        self.against = LinesPanel("against")
        self.slider = TemperatureSlider(state.temperature)
        self.rows = RowList()

    def compose(self) -> ComposeResult:
        """All views; those that are not shown take no room."""
        yield self.source
        yield from self._pictures
        yield self.slider
        yield self.rows

    @property
    def _pictures(self) -> tuple[CellWidget, ...]:
        return (
            self.histogram,
            self.temperature,
            self.reliability,
            self.class_table,
            self.checks,
            self.against,
        )

    def next_view(self, state: PredictionState) -> None:
        """Show the next view first."""
        self._first = (self._first + 1) % len(_available(state))

    def shown_views(self, state: PredictionState) -> tuple[str, ...]:
        """The names of the views that are shown."""
        names = _available(state)
        slots = next((n for name, n in _SLOTS.items() if self.screen.has_class(name)), 1)
        first = self._first % len(names)
        return tuple(names[(first + i) % len(names)] for i in range(min(slots, len(names))))

    def show(
        self,
        snapshot: Snapshot[CrossEntropyState],
        readings: dict[str, Reading],
        curve: TemperatureCurve | None,
    ) -> None:
        """Update the views that are shown."""
        state, unit = snapshot.state.opened_data, snapshot.unit
        shown = self.shown_views(state)
        for name, widget in zip(VIEWS, self._pictures, strict=True):
            widget.display = name in shown
        self.source.view = views.source_view(state, shown[0])
        self.rows.rows = RowTable(RowListing(state, unit))
        best = readings.get("best_temperature")
        is_marked = best is not None and best.value is not None and not isinstance(best, CoveredReading)
        self.slider.best = best.number if best is not None and is_marked else None
        has_losses = "loss" in readings
        if "losses" in shown and has_losses and not state.is_draft:
            self.histogram.view = views.histogram_view(state, readings, unit)
        if "temperature" in shown and has_losses:
            self.temperature.view = views.temperature_view(state, readings, unit, curve)
        if "reliability" in shown and "ece" in readings:
            self.reliability.view = views.reliability_view(state, readings)
        if "classes" in shown and has_losses and not state.is_draft:
            self.class_table.view = views.class_view(state, unit)
        if "checks" in shown and not state.is_draft:
            self.checks.title, self.checks.lines = "checks", views.check_lines(readings)
        if "against" in shown and "against" in readings:
            self.against.title, self.against.lines = "A against B", views.against_lines(readings)

    @on(RowList.Opened)
    @on(LossHistogram.OpenPressed)
    def _open_row(self) -> None:
        self._mode.open_row()

    @on(RowList.Wanted)
    def _go_to_row(self, event: RowList.Wanted) -> None:
        self._mode.go_to_row(event.index)

    @on(RowList.OrderPressed)
    def _next_order(self) -> None:
        self._mode.next_order()

    @on(LossHistogram.BinPressed)
    def _go_to_bin(self, event: LossHistogram.BinPressed) -> None:
        which = None if event.bin == INFINITE else event.bin
        self._mode.go_to_bin(which, focus_list=event.is_click)

    @on(TemperaturePlot.Moved)
    def _move_temperature(self, event: TemperaturePlot.Moved) -> None:
        self.slider.move_to_fraction(event.fraction, event.gesture)

    @on(TemperaturePlot.Scrolled)
    def _step_temperature(self, event: TemperaturePlot.Scrolled) -> None:
        self.slider.action_step(event.steps)

    @on(TemperaturePlot.Released)
    def _end_drag(self) -> None:
        self.slider.end_gesture()

    @on(ClassSummary.Chosen)
    def _filter(self, event: ClassSummary.Chosen) -> None:
        self._mode.filter(event.true_class)

    @on(SourceLine.Pressed)
    async def _press(self, event: SourceLine.Pressed) -> None:
        await self.screen.run_action(event.action)


def _available(state: PredictionState) -> tuple[str, ...]:
    """The views that this state has: without labels there are no losses."""
    names = VIEWS if state.against is not None else VIEWS[:-1]
    return names if state.loaded.targets is not None else ("checks", "against")
