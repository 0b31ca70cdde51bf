from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.transform import PlotTransform
from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.curves import Curves, densities, height
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState, Parameter
from infotui.lessons.gaussian_kl.ui.axis_ranges import update_ranges
from infotui.lessons.gaussian_kl.ui.density_painter import CAPTION, DensityView, paint_densities
from infotui.lessons.gaussian_kl.ui.density_plot import DensityPlot
from infotui.lessons.gaussian_kl.ui.drag_handles import Handle
from infotui.lessons.gaussian_kl.ui.plot_frame import plot_frame
from infotui.maths.distributions import Gaussian
from support.mouse import drag, move, press, release, wheel
from support.role_app import RoleApp

SIZE = (60, 16)


def picture(state: GaussianKLState) -> DensityView:
    window = update_ranges(None, state, Unit.NATS)
    drawn = Curves(state, window.x.low, window.x.high, Unit.NATS)
    return DensityView((state.p, state.q), drawn, window.x, window.density)


class Alone(RoleApp):
    """The plot and nothing else; what it tells is kept."""

    CSS = "DensityPlot { width: 60; height: 16; }"

    def __init__(self, state: GaussianKLState = INITIAL) -> None:
        super().__init__()
        self.plot = DensityPlot()
        self.plot.set_reactive(DensityPlot.view, picture(state))
        self.taken: list[Handle] = []
        self.moves: list[DensityPlot.Moved] = []
        self.turns: list[tuple[int, int]] = []
        self.released = 0

    def compose(self) -> ComposeResult:
        yield self.plot

    def on_draggable_plot_grabbed(self, event: DensityPlot.Grabbed) -> None:
        self.taken.append(event.handle)

    def on_draggable_plot_moved(self, event: DensityPlot.Moved) -> None:
        self.moves.append(event)

    def on_draggable_plot_scrolled(self, event: DensityPlot.Scrolled) -> None:
        self.turns.append((event.handle.curve, event.steps))

    def on_draggable_plot_released(self) -> None:
        self.released += 1

    @property
    def transform(self) -> PlotTransform:
        """Data to cells, as it is drawn."""
        shown = self.plot.view
        assert shown is not None
        return plot_frame(*SIZE, shown.x, shown.y, CAPTION, self.plot.glyphs, False).transform

    def cell(self, gaussian: Gaussian, z: float) -> tuple[int, int]:
        """The cell of a curve `z` widths from its mean."""
        found = self.transform.cell(gaussian.mu + z * gaussian.sigma, height(gaussian, z))
        assert found is not None
        return found


@pytest.mark.parametrize(
    ("curve", "z", "parameter"),
    [
        (0, 0.0, Parameter.MEAN),
        (0, -1.0, Parameter.SIGMA),
        (1, 0.0, Parameter.MEAN),
        (1, 1.0, Parameter.SIGMA),
        (1, 1.5, Parameter.SIGMA),
    ],
)
async def test_what_a_press_would_take_is_lit_before_it(curve: int, z: float, parameter: Parameter) -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        before = app.plot.paint(*SIZE).lines()
        cell = app.cell((INITIAL.p, INITIAL.q)[curve], z)
        await pilot.hover(app.plot, offset=cell)
        assert app.plot.hovered == Handle(curve, parameter)
        after = app.plot.paint(*SIZE).lines()
        assert f"◄► {parameter.symbol}{'pq'[curve]}" in after[0]
        assert "◄●►" in "".join(after)
        if Handle(curve, parameter) != app.plot.selected:
            assert after[1:] != before[1:]
        await press(pilot, app.plot, cell)
        assert app.taken == [Handle(curve, parameter)]


async def test_away_from_the_curves_nothing_is_lit_nor_taken() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        corner = (57, 2)
        await pilot.hover(app.plot, offset=app.cell(INITIAL.p, 0.0))
        await pilot.hover(app.plot, offset=corner)
        assert app.plot.hovered is None
        await drag(pilot, app.plot, corner, (30, 8))
        assert (app.taken, app.moves, app.released) == ([], [], 0)


async def test_a_drag_of_the_peak_moves_the_mean_horizontally() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        x, y = app.cell(INITIAL.q, 0.0)
        await press(pilot, app.plot, (x, y))
        assert app.plot.is_dragging
        await move(pilot, app.plot, (x + 5, y + 3))
        await move(pilot, app.plot, (x + 500, y))
        first, last = dict.fromkeys(message.gaussian for message in app.moves)
        await release(pilot, app.plot, (59, y))
        assert not app.plot.is_dragging
        a_column = app.transform.x(1) - app.transform.x(0)
        assert first.mu == pytest.approx(2 + 5 * a_column, abs=0.05 + 1e-9)
        assert last == Gaussian(10.0, 1.5)
        assert len({message.gesture for message in app.moves}) == 1
        assert app.released == 1


@pytest.mark.parametrize("side", [-1, 1])
async def test_the_flank_stays_under_the_pointer(side: int) -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        x, y = app.cell(INITIAL.q, side)
        held = abs(app.transform.x(x) - INITIAL.q.mu) / INITIAL.q.sigma
        for columns in (3, 6, -2):
            await drag(pilot, app.plot, (x, y), (x + side * columns, y))
            sigma = app.moves[-1].gaussian.sigma
            column = app.transform.column(INITIAL.q.mu + side * held * sigma)
            assert round(column) == x + side * columns


async def test_a_release_that_was_lost_ends_the_drag_at_the_next_move() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        x, y = app.cell(INITIAL.p, 0.0)
        await press(pilot, app.plot, (x, y))
        await pilot.hover(app.plot, offset=(x + 9, y))
        assert not app.plot.is_dragging
        assert (app.moves, app.released) == ([], 1)


async def test_the_wheel_turns_the_curve_under_it() -> None:
    app = Alone()
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, app.plot, app.cell(INITIAL.p, 0.0), 1)
        await wheel(pilot, app.plot, app.cell(INITIAL.q, 1.2), -1)
        await wheel(pilot, app.plot, (57, 2), -1)
        assert app.turns == [(0, 1), (1, -1)]


async def test_the_selected_parameter_is_highlighted() -> None:
    app = Alone()
    async with app.run_test(size=SIZE):
        app.plot.selected = Handle(1, Parameter.SIGMA)
        lines = app.plot.paint(*SIZE).lines()
        for z in (-1.0, 1.0):
            x, y = app.cell(INITIAL.q, z)
            assert lines[y][x - 1 : x + 2] == "◄●►"


async def test_equal_curves_say_that_there_are_two() -> None:
    state = INITIAL.with_q(INITIAL.p)
    app = Alone(state)
    async with app.run_test(size=SIZE):
        x, y = app.cell(state.p, 0.0)
        assert set(app.plot.paint(*SIZE).lines()[y - 1][x - 2 : x + 3]) == {"p", "q", " "}


async def test_a_dot_sits_on_its_curve() -> None:
    app = Alone()
    async with app.run_test(size=SIZE):
        buffer = app.plot.paint(*SIZE)
        for gaussian in (INITIAL.p, INITIAL.q):
            for z in (-1.0, 0.0, 1.0):
                x, y = app.cell(gaussian, z)
                assert buffer.char(x, y) == "●"


@pytest.mark.parametrize("width", [26, 30, 46, 74, 140])
async def test_the_legend_is_never_cut(width: int) -> None:
    app = Alone(GaussianKLState(Gaussian(-9.87654, 0.12345), Gaussian(-8.76543, 1.23456)))
    async with app.run_test(size=SIZE):
        legend = app.plot.paint(width, 12).lines()[0]
        assert legend.count("²)") == 2 or legend.startswith("╭ p ─ q ─")
        assert width < 36 or "N(" in legend


async def test_a_curve_without_room_is_no_crash() -> None:
    app = Alone()
    async with app.run_test(size=SIZE):
        for size in ((1, 1), (5, 2), (12, 4), (0, 0)):
            assert app.plot.paint(*size).width == size[0]


def test_what_is_drawn_are_the_densities() -> None:
    drawn = picture(INITIAL).curves
    for gaussian, curve in zip((INITIAL.p, INITIAL.q), drawn.densities, strict=True):
        assert curve.y == pytest.approx(densities(gaussian, curve.x))


def test_what_was_painted_before_is_not_painted_again() -> None:
    def painting(mu: float) -> CellBuffer:
        drawn = picture(INITIAL.with_p(Gaussian(mu, 1.0)))
        return paint_densities(drawn, None, Handle(0, Parameter.MEAN), 60, 12, GlyphSet.BRAILLE)

    first, other, again = painting(0.0), painting(0.1), painting(0.0)
    assert first is again
    assert first.lines() != other.lines()
