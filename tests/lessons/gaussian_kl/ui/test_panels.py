from __future__ import annotations

import numpy as np
import pytest
from textual.app import ComposeResult
from textual.widget import Widget

from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.closed_form import terms
from infotui.lessons.gaussian_kl.model.curves import Curves, lobe_areas
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings as readings
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState
from infotui.lessons.gaussian_kl.ui.axis_ranges import update_ranges
from infotui.lessons.gaussian_kl.ui.divergence_table import BothUnits, DivergenceTable
from infotui.lessons.gaussian_kl.ui.formula import ClosedForm, Formula
from infotui.lessons.gaussian_kl.ui.integrand_plot import IntegrandPlot, IntegrandView
from infotui.lessons.gaussian_kl.ui.plot_frame import plot_frame
from infotui.maths.distributions import Gaussian
from support.role_app import RoleApp

ODD = GaussianKLState(Gaussian(-9.87654, 0.123456), Gaussian(-8.76543, 1.234567))
STEEP = GaussianKLState(Gaussian(-10.0, 0.02), Gaussian(10.0, 0.02))


class Alone(RoleApp):
    """One widget and nothing else."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.widget

    def on_divergence_table_pressed(self, event: DivergenceTable.Pressed) -> None:
        self.pressed.append(event.reading)

    def on_divergence_table_unit_pressed(self, event: DivergenceTable.UnitPressed) -> None:
        self.pressed.append(event.unit.value)


def both(state: GaussianKLState, shown: str = "kl_pq") -> BothUnits:
    return BothUnits(readings(state, Unit.NATS), readings(state, Unit.BITS), shown, Unit.NATS)


async def test_both_units_are_beside_their_numbers() -> None:
    table = DivergenceTable()
    async with Alone(table).run_test(size=(34, 8)):
        table.table = both(INITIAL, "kl_qp")
        lines = table.paint(34, 8).lines()
        assert lines[0].split() == ["KL(p‖q)", "1.0166", "nats", "1.4666", "bits"]
        assert lines[1].split() == ["►KL(q‖p)", "2.2195", "nats", "3.2021", "bits"]
        assert lines[5].split() == ["H(p,", "q)", "2.4355", "nats", "3.5137", "bits"]


async def test_with_little_room_units_head_the_columns() -> None:
    table = DivergenceTable()
    async with Alone(table).run_test(size=(34, 8)):
        table.table = both(INITIAL)
        lines = table.paint(28, 8).lines()
        assert lines[0].split() == ["nats", "bits"]
        assert lines[1].split() == ["►KL(p‖q)", "1.0166", "1.4666"]


@pytest.mark.parametrize("width", [28, 32, 42, 54])
@pytest.mark.parametrize("state", [INITIAL, ODD, STEEP])
async def test_numbers_never_run_into_each_other(width: int, state: GaussianKLState) -> None:
    table = DivergenceTable()
    async with Alone(table).run_test(size=(60, 8)):
        table.table = both(state)
        lines = table.paint(width, 8).lines()[0 if width >= 34 else 1 :]
        for line, reading in zip(lines, readings(state, Unit.NATS)[:6], strict=False):
            words = line.replace(reading.symbol, "").replace("►", "").split()
            words = [word for word in words if word not in ("nats", "bits")]
            found = [float(word.replace("−", "-")) for word in words[-2:]]
            assert found[0] == pytest.approx(reading.number, rel=5e-3, abs=6e-3)


@pytest.mark.parametrize(
    ("width", "cells"),
    [(34, ((3, 1), (27, 0), (32, 3), (18, 0), (2, 7))), (28, ((3, 2), (20, 1), (26, 0), (16, 0), (2, 0)))],
)
async def test_rows_and_units_can_be_pressed(width: int, cells: tuple[tuple[int, int], ...]) -> None:
    table = DivergenceTable()
    table.set_reactive(DivergenceTable.table, both(INITIAL))
    app = Alone(table)
    async with app.run_test(size=(width, 8)) as pilot:
        for cell in cells:
            await pilot.click(table, offset=cell)
        assert app.pressed == ["kl_qp", "kl_pq", "bits", "nats"]


def closed_form(state: GaussianKLState, unit: Unit) -> ClosedForm:
    name = "kl_qp" if state.reverse else "kl_pq"
    return ClosedForm(readings_by_name(readings(state, unit))[name], terms(state, unit))


async def test_the_formula_has_its_numbers_and_values_below() -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(80, 3)):
        formula.closed_form = closed_form(INITIAL, Unit.NATS)
        above, numbers, values = (line.rstrip() for line in formula.paint(80, 3).lines())
        assert above == " KL(p‖q) = log(σ_q/σ_p) + (σ_p² + (μ_p − μ_q)²)/(2σ_q²) −   ½"
        assert numbers == "         =  log(1.5/1)  +    (1² + (0 − 2)²)/(2·1.5²)   −   ½"
        assert values == "         =    0.4055    +             1.1111            − 0.5000 = 1.0166 nats"


async def test_the_formula_follows_order_and_unit() -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(80, 3)):
        formula.closed_form = closed_form(INITIAL.with_reverse(True), Unit.BITS)
        above, _, values = formula.paint(80, 3).lines()
        assert "KL(q‖p)=log₂(σ_p/σ_q)+(σ_q² + (μ_q − μ_p)²)/(2σ_p²)·log₂e−½·log₂e" in above
        assert [part for part in ("−0.5850", "4.5084", "0.7213", "= 3.2021") if part not in values] == []


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("state", [INITIAL, ODD])
async def test_the_formula_fits(width: int, unit: Unit, state: GaussianKLState) -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(120, 3)):
        formula.closed_form = closed_form(state, unit)
        numbers = formula.paint(width, 3).lines()[1]
        total = formula.closed_form.total
        assert numbers.rstrip().endswith(("½", "½·log₂e", "½)·log₂e", f" = {total.text_with_unit}"))


@pytest.mark.parametrize("width", [58, 60, 62, 66, 70, 80])
@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("glyphs", GlyphSet)
@pytest.mark.parametrize("state", [INITIAL, ODD, INITIAL.with_reverse(True)])
async def test_the_values_of_the_formula_end_with_their_sum(
    width: int, unit: Unit, glyphs: GlyphSet, state: GaussianKLState
) -> None:
    formula = Formula()
    app = Alone(formula)
    app.glyphs = glyphs  # type: ignore[attr-defined]
    async with app.run_test(size=(120, 3)):
        shown = formula.closed_form = closed_form(state, unit)
        values = " ".join(formula.paint(width, 3).lines()[-1].split())
        assert f"= {glyphs.transliterate(shown.total.text)}" in values
        assert glyphs.transliterate(shown.terms[-1].text) in values


@pytest.mark.parametrize("width", [58, 60])
async def test_the_formula_in_bits_has_its_numbers_in_60_columns(width: int) -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(width, 3)):
        formula.closed_form = closed_form(INITIAL, Unit.BITS)
        above, numbers, values = (line.strip() for line in formula.paint(width, 3).lines())
        assert above == "KL = log₂(σ_q/σ_p) + ((σ_p²+(μ_p−μ_q)²)/(2σ_q²)−½)·log₂e"
        assert numbers == "= log₂(1.5/1) + ((1²+(0−2)²)/(2·1.5²)−½)·log₂e"
        assert values == "= 0.5850 + 1.6030 − 0.7213 = 1.4666 bits"


async def test_a_negative_mean_is_added_where_brackets_have_no_room() -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(60, 3)):
        formula.closed_form = closed_form(
            GaussianKLState(Gaussian(0.35, 1.25), Gaussian(-2.15, 0.45)), Unit.BITS
        )
        numbers = formula.paint(60, 3).lines()[1].strip()
        assert numbers == "= log₂(0.45/1.2) + ((1.2²+(0.35+2.1)²)/(2·0.45²)−½)·log₂e"


async def test_letters_have_the_colour_of_their_curve() -> None:
    formula = Formula()
    async with Alone(formula).run_test(size=(80, 3)):
        formula.closed_form = closed_form(INITIAL, Unit.NATS)
        buffer = formula.paint(80, 3)
        at = buffer.lines()[0].index("σ_q/σ_p")
        assert buffer.runs(0, at, at + 7) == [("σ_q", Role.Q), ("/", Role.MUTED), ("σ_p", Role.P)]


def integrand_picture(state: GaussianKLState, unit: Unit = Unit.NATS) -> IntegrandView:
    window = update_ranges(None, state, unit)
    drawn = Curves(state, window.x.low, window.x.high, unit)
    total = closed_form(state, unit).total
    areas = lobe_areas(state, unit)
    return IntegrandView(drawn, window.x, window.integrand, "p log(p/q)", areas, total)


async def test_the_areas_are_printed_and_add_up() -> None:
    plot = IntegrandPlot()
    async with Alone(plot).run_test(size=(60, 12)):
        plot.view = integrand_picture(INITIAL)
        areas = "█ +1.1389 ▓ −0.1223"
        for width, ending in (
            (66, f"{areas} = KL(p‖q) 1.0166 nats ╮"),
            (38, f"{areas} ╮"),
            (28, f"{areas} ╮"),
        ):
            border = plot.paint(width, 12).lines()[0]
            assert border.endswith(ending)
            assert border.startswith("╭ p log(p/q) ─") == (width > 28)


async def test_long_areas_leave_the_corners_of_the_border() -> None:
    plot = IntegrandPlot()
    async with Alone(plot).run_test(size=(60, 20)):
        plot.view = integrand_picture(GaussianKLState(Gaussian(0, 1), Gaussian(10, 0.01)))
        border = plot.paint(29, 5).lines()[0]
        assert border.startswith("╭█ +504994.8948 ▓ −6.45e−22")
        assert border.endswith("╮")


@pytest.mark.parametrize("glyphs", GlyphSet)
async def test_lobes_differ_by_texture_and_have_their_sign(glyphs: GlyphSet) -> None:
    plot = IntegrandPlot()
    app = Alone(plot)
    app.glyphs = glyphs  # type: ignore[attr-defined]
    async with app.run_test(size=(70, 20)):
        shown = plot.view = integrand_picture(INITIAL)
        buffer = plot.paint(70, 20)
        transform = plot_frame(70, 20, shown.x, shown.y, shown.caption, glyphs).transform
        drawn = {}
        for role, sign in ((Role.POSITIVE, 1), (Role.NEGATIVE, -1)):
            cells = [(x, y) for x in range(70) for y in range(1, 20) if buffer.role(x, y) == role]
            assert len(cells) > 5
            curve = shown.curves.integrand
            values = np.interp([transform.x(x) for x, _ in cells], curve.x, curve.y)
            assert np.all(values * sign > -0.02)
            drawn[sign] = {buffer.char(x, y) for x, y in cells}
        assert not drawn[1] >= drawn[-1]


async def test_equal_curves_leave_the_line_of_zero() -> None:
    plot = IntegrandPlot()
    async with Alone(plot).run_test(size=(60, 12)):
        plot.view = integrand_picture(INITIAL.with_q(INITIAL.p))
        buffer = plot.paint(60, 12)
        roles = {role for y in range(1, 12) for _, role in buffer.runs(y, 0, 60)}
        assert Role.GRID in roles
        assert not roles & {Role.POSITIVE, Role.NEGATIVE}


@pytest.mark.parametrize("state", [INITIAL, ODD, STEEP, STEEP.with_reverse(True)])
def test_both_plots_have_their_x_in_the_same_columns(state: GaussianKLState) -> None:
    window = update_ranges(None, state, Unit.BITS)
    above = plot_frame(46, 9, window.x, window.density, "density", GlyphSet.BRAILLE, False)
    below = plot_frame(46, 9, window.x, window.integrand, "integrand", GlyphSet.BRAILLE)
    assert (above.transform.left, above.transform.width) == (below.transform.left, below.transform.width)
    assert (above.transform.x_min, above.transform.x_max) == (below.transform.x_min, below.transform.x_max)


async def test_what_a_press_would_take_is_highlighted() -> None:
    table = DivergenceTable()
    table.set_reactive(DivergenceTable.table, both(INITIAL))
    app = Alone(table)
    async with app.run_test(size=(34, 8)) as pilot:
        for cell, found in (((3, 0), "kl_pq"), ((3, 3), None), ((32, 0), Unit.BITS), ((3, 7), None)):
            await pilot.hover(table, offset=cell)
            assert table.hovered == found
        await pilot.hover(table, offset=(3, 1))
        assert table.hovered == "kl_qp"
        assert table.paint(34, 8).role(1, 1) == Role.P_BRIGHT
