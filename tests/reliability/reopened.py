"""The command that `c` copies, opened again: the same readings, and the same numbers on the screen."""

from __future__ import annotations

import re
from typing import Any

from textual.widget import Widget

from infotui.core.launch import parse_command
from infotui.core.lesson import command, report
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.class_summary import ClassSummary
from infotui.lessons.cross_entropy.ui.lines_panel import LinesPanel
from infotui.lessons.cross_entropy.ui.loss_bar import LossBar
from infotui.lessons.entropy.ui.class_table import ClassTable
from infotui.lessons.entropy.ui.sample_panel import SamplePanel
from infotui.lessons.entropy.ui.sample_table import SampleTable
from infotui.lessons.gaussian_kl.ui.divergence_table import DivergenceTable
from infotui.lessons.gaussian_kl.ui.fit_table import FitTable
from infotui.lessons.gaussian_kl.ui.formula import Formula
from infotui.lessons.gaussian_kl.ui.pair_table import PairTable
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.gauge import Gauge
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.notes import Notes
from infotui.ui.widgets.readings_panel import ReadingsPanel
from infotui.ui.widgets.signed_bars import SignedBars
from infotui.ui.widgets.sliders import Sliders
from infotui.ui.widgets.summary_line import SummaryLine
from support.app_harness import HarnessApp
from support.clock import Clock

_SHOW_NUMBERS = (
    *(Headline, ReadingsPanel, SummaryLine, Gauge, SignedBars, Sliders, Notes),
    *(ClassTable, SampleTable, SamplePanel, DivergenceTable, PairTable, FitTable, Formula),
    *(LossBar, LinesPanel, ClassSummary),
)
"""Widgets whose numbers depend on the state alone. The axes of plots follow a change only when they must."""
_NUMBER = re.compile(r"[-−]?\d[\d.,]*(?:e[-−]?\d+)?|[-−]?∞")
_FRAMES = 0.5
"""Seconds until everything of a new program is drawn."""


async def assert_reopens(app: HarnessApp, screen: LessonScreen[Any], clock: Clock) -> None:
    """The line that `c` copies prints the readings of the state shown, and opens what is shown."""
    line = command(screen.LESSON, screen.snapshot)
    if not line.startswith("infotui"):  # a pipe, which only a shell can run
        return
    lesson, snapshot = parse_command(line, [entry.lesson for entry in LESSONS])
    assert lesson is screen.LESSON
    found = (snapshot, screen.snapshot)
    reopened, present = (_reopened_part(report(lesson, one)) for one in found)
    assert reopened == present, f"{line}: {_different(reopened, present)}"
    if screen.exercises.progress is not None or _has_run(screen):
        return
    twin = HarnessApp(lesson.name, {lesson.name: snapshot}, app.glyphs)
    async with twin.run_test(headless=False, size=app.size, notifications=True, tooltips=True) as pilot:
        await pilot.pause(_FRAMES)
        twin.theme = app.theme
        await pilot.pause(_FRAMES)
        other = twin.screen
        assert isinstance(other, LessonScreen)
        for editor, same in zip(other.editors, screen.editors, strict=False):
            editor.selected = same.selected  # tables scroll to it
        await pilot.pause(_FRAMES)
        ours, theirs = _pictures(screen), _pictures(other)

        for key in ours.keys() & theirs.keys():
            pictures = f"{line}\n{key}\n{ours[key]}\n{theirs[key]}"
            assert _NUMBER.findall(ours[key]) == _NUMBER.findall(theirs[key]), pictures


def _different(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """The parts of two reports that differ."""
    parts = {f"{part} {name}" for part in ("state", "readings") for name in {**one[part], **other[part]}}
    pairs = {
        name: [report[name.split()[0]].get(name.split()[1]) for report in (one, other)] for name in parts
    }
    return {name: pair for name, pair in sorted(pairs.items()) if pair[0] != pair[1]}


def _reopened_part(report: dict[str, Any]) -> dict[str, Any]:
    """A report without what the command does not keep: the selected row of a file, how it was recognized."""
    parts = {"state": "notes", "readings": "selected"}
    left = {part: {k: v for k, v in report[part].items() if k != name} for part, name in parts.items()}
    return report | left


def _has_run(screen: LessonScreen[Any]) -> bool:
    """Whether there is a sample or a run, which the command does not reopen."""
    runs = (getattr(screen, "learning", None), getattr(getattr(screen, "mode_view", None), "run", None))
    sampling = getattr(screen, "sampling", None)
    return any(run is not None and run.current is not None for run in runs) or (
        sampling is not None and sampling.exists
    )


def _pictures(screen: LessonScreen[Any]) -> dict[str, str]:
    """The text of every widget that shows the state, by what it is and where."""
    return {
        f"{type(widget).__name__} {widget.region}": "\n".join(widget._buffer.lines())
        for widget in screen.query(CellWidget)
        if _is_shown(widget) and widget._buffer is not None and isinstance(widget, _SHOW_NUMBERS)
    }


def _is_shown(widget: Widget) -> bool:
    return widget.display and widget.is_on_screen
