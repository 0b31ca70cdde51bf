"""The screen of the geometric distribution: one slider beside its readings."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.readings_panel import ReadingsPanel
from infotui.ui.widgets.sliders import Sliders, SliderSpec

from ..model.lesson import LESSON, GeometricState, checked

_SLIDER = SliderSpec("success", "s", 0.01, 1.0, 0.01, checked)


class GeometricScreen(LessonScreen[GeometricState]):
    """A slider on the left, readings and theory on the right."""

    LESSON = LESSON

    slider = cached_query_one(Sliders)
    panel = cached_query_one(ReadingsPanel)

    def compose_lesson(self) -> ComposeResult:
        """The slider, the readings, the theory."""
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield Sliders((_SLIDER,), tuple(self.state))
            with Vertical(id="numbers"):
                yield ReadingsPanel()
                yield Guide(LESSON.theory)

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The slider."""
        return (self.slider,)

    def apply_edit(self, state: GeometricState, editor: Editor[Any], distribution: Any) -> GeometricState:
        """The slider was moved."""
        return GeometricState(*distribution)

    def load(self, state: GeometricState) -> None:
        """Put a state into the slider."""
        self.slider.load(tuple(state))

    def update_views(self, snapshot: Snapshot[GeometricState], readings: dict[str, Reading]) -> None:
        """Show the readings."""
        self.panel.readings = tuple(readings.values())


SCREEN = GeometricScreen
"""What the registry opens."""
