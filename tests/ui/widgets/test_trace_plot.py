"""The trace of a run and the label of its floor."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.canvas.glyphs import GlyphSet
from infotui.ui.widgets.gauge import LabelledValue
from infotui.ui.widgets.trace_plot import TracePlot, TraceView
from support.role_app import RoleApp

FLOOR = LabelledValue(0.5, "best KL(q‖p)", "0.5000 nats")
STEPS = tuple(range(80))


class Alone(RoleApp):
    def __init__(self, plot: TracePlot) -> None:
        super().__init__()
        self.plot = plot

    def compose(self) -> ComposeResult:
        yield self.plot


def view_of(start: float) -> TraceView:
    values = tuple(0.5 + start * 0.9**step for step in STEPS)
    return TraceView(STEPS, values, (80, values[-1]), FLOOR, 2.0)


@pytest.mark.parametrize("glyphs", GlyphSet)
@pytest.mark.parametrize("start", [0.0, 0.4, 0.8, 1.5])
@pytest.mark.parametrize("size", [(29, 7), (29, 10), (60, 8)])
async def test_the_label_of_the_floor_is_whole(glyphs: GlyphSet, start: float, size: tuple[int, int]) -> None:
    plot = TracePlot()
    app = Alone(plot)
    app.glyphs = glyphs  # type: ignore[attr-defined]
    async with app.run_test(size=size):
        plot.view = view_of(start)
        lines = plot.paint(*size).lines()
        word = glyphs.transliterate(FLOOR.label)
        assert any(f" {word} " in line for line in lines) or not any("KL" in line for line in lines)


async def test_the_label_has_its_value_where_there_is_room() -> None:
    plot = TracePlot()
    async with Alone(plot).run_test(size=(60, 8)):
        plot.view = view_of(0.4)
        assert any(" best KL(q‖p) 0.5000 nats " in line for line in plot.paint(60, 8).lines())
