"""The entropy explorer."""

from __future__ import annotations

import math
from typing import Any

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from infotui.distributions import Categorical
from infotui.lessons.entropy import LESSON, entropy_path
from infotui.lessons.entropy_state import EntropyState
from infotui.lessons.lesson import Moment
from infotui.lessons.reading import Reading
from infotui.widgets.bar_editor import BarEditor
from infotui.widgets.class_table import ClassRow, ClassTable, Table
from infotui.widgets.editor import Editor
from infotui.widgets.gauge import Gauge, Level
from infotui.widgets.path_plot import Path, PathPlot
from infotui.widgets.readings_panel import ReadingsPanel

from .lesson import LessonScreen

_PATH_SAMPLES = 401


class EntropyScreen(LessonScreen[EntropyState]):
    """Bars in hand; H and its parts beside them; the path of the selected class below."""

    LESSON = LESSON
    BINDINGS = [
        Binding("u", "uniform", "uniform", show=False, tooltip="every class equally likely"),
        Binding("o", "one_hot", "one-hot", show=False, tooltip="all on the selected class"),
    ]

    bars = getters.query_one(BarEditor)
    panel = getters.query_one(ReadingsPanel)
    gauge = getters.query_one(Gauge)
    classes_table = getters.query_one(ClassTable)
    path_plot = getters.query_one(PathPlot)

    def compose_lesson(self) -> ComposeResult:
        """The picture on the left, the numbers on the right."""
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield BarEditor(self.state.p, self.state.selected)
                yield PathPlot()
            with Vertical(id="numbers"):
                yield ReadingsPanel()
                yield Gauge()
                yield ClassTable()

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The bars."""
        return (self.bars,)

    def edited(self, state: EntropyState, editor: Editor[Any], distribution: Categorical) -> EntropyState:
        """The bars were moved."""
        return state.with_p(distribution)

    def selected(self, state: EntropyState) -> EntropyState:
        """The class in hand is the bars' to say."""
        return state.with_selected(min(self.bars.selected, state.p.k - 1))

    def load(self, state: EntropyState) -> None:
        """Put a distribution and its selection into the bars."""
        self.bars.load(state.p)
        self.bars.selected = state.selected

    def show(self, moment: Moment[EntropyState], readings: dict[str, Reading]) -> None:
        """Readings, gauge, table and path."""
        h, maximum = readings["entropy"], readings["maximum_entropy"]
        self.panel.readings = tuple(
            readings[name] for name in ("entropy", "maximum_entropy", "efficiency", "perplexity")
        )
        self.gauge.maximum = Level(maximum.number, "max", maximum.text_with_unit)
        self.gauge.level = Level(h.number, h.symbol, h.text_with_unit)
        self.classes_table.table = _table(moment.state, readings)
        self.path_plot.path = self._path(moment, h, maximum)

    def _path(self, moment: Moment[EntropyState], h: Reading, maximum: Reading) -> Path:
        state = moment.state
        name = state.p.names[state.selected]
        return Path(
            entropy_path(self.bars.reference, state.selected, _PATH_SAMPLES, moment.unit),
            maximum.number,
            (state.p.p[state.selected], h.number),
            f"H in {moment.unit} as p({name}) goes from 0 to 1",
            "",
        )

    @on(ClassTable.Pressed)
    def _select(self, event: ClassTable.Pressed) -> None:
        self.bars.selected = event.row

    @on(PathPlot.Moved)
    def _follow_path(self, event: PathPlot.Moved) -> None:
        self.bars.gesture = event.gesture
        self.bars.move(event.x)
        self.bars.end_gesture()

    def action_uniform(self) -> None:
        """Every class equally likely."""
        self.bars.action_uniform()

    def action_one_hot(self) -> None:
        """All on the selected class."""
        self.bars.action_one_hot()


def _table(state: EntropyState, readings: dict[str, Reading]) -> Table:
    p, surprisal, terms = state.p, readings["surprisal"].numbers, readings["terms"].numbers
    rows = tuple(
        ClassRow(name, numbers, i in p.locked)
        for i, (name, numbers) in enumerate(
            zip(p.names, zip(p.p, surprisal, terms, strict=True), strict=True)
        )
    )
    headings = ("class", "p", readings["surprisal"].symbol, readings["terms"].symbol)
    return Table(headings, rows, (math.fsum(p.p), None, readings["entropy"].number), state.selected)
