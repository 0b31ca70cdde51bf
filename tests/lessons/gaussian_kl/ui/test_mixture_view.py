"""The mixture mode of the KL screen, by keys and by mouse."""

from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.gaussian_kl.model.curves import height
from infotui.lessons.gaussian_kl.ui.fit_table import FitTable
from infotui.lessons.gaussian_kl.ui.mixture_slots import Kind, Slot
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.maths.mixture_fit import reverse_fits
from infotui.ui.themes import LIGHT
from support.app_parts import seen
from support.gaussian_kl_app import SIZE
from support.kl_modes_app import TWO_MODES, TWO_PEAKS, cell, mixture, mixture_state, opened
from support.mouse import drag, move, press, release, wheel

THREE = "infotui kl mixture --p 0.2 -4 1 0.3 0 0.5 0.5 4 1 --q 0 2"


@pytest.mark.parametrize(
    ("keys", "p", "q"),
    [
        (["right"], TWO_PEAKS, Gaussian(1.1, 1.0)),
        (["down", "right"], TWO_PEAKS, Gaussian(1.0, 1.05)),
        (["pagedown"], TWO_PEAKS, Gaussian(0.0, 1.0)),
        (["home"], TWO_PEAKS, Gaussian(-10.0, 1.0)),
        (["enter", *"1/4", "enter"], TWO_PEAKS, Gaussian(0.25, 1.0)),
        (["enter", *"1/4 2", "enter"], TWO_PEAKS, Gaussian(0.25, 2.0)),
        (
            ["enter", *"0.5 -2 1  0.5 2 1", "enter"],
            Mixture.of((0.5, -2.0, 1.0), (0.5, 2.0, 1.0)),
            Gaussian(1, 1),
        ),
        (["enter", *"1 0 2", "enter"], Mixture.of((1.0, 0.0, 2.0)), Gaussian(1.0, 1.0)),
        (["up", "up", "left"], Mixture.of((0.5, -3.0, 1.0), (0.5, 2.9, 1.0)), Gaussian(1.0, 1.0)),
        (["shift+tab", "right"], Mixture.of((0.49, -3.0, 1.0), (0.51, 3.0, 1.0)), Gaussian(1.0, 1.0)),
        (["equals_sign"], TWO_PEAKS, Gaussian(0.0, 10**0.5)),
        (["minus"], Mixture.of((1.0, -3.0, 1.0)), Gaussian(1.0, 1.0)),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
async def test_keys(keys: list[str], p: Mixture, q: Gaussian) -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        found = mixture_state(app)
        assert found.p.weights == pytest.approx(p.weights)
        assert found.p.components == p.components
        assert (found.q.mu, found.q.sigma) == pytest.approx((q.mu, q.sigma))


async def test_components_are_added_and_removed() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("plus")
        assert mixture_state(app).p.components[2] == Gaussian(6.0, 1.0)
        assert mixture(app).controls.slot == Slot(Kind.MEAN)
        await pilot.press("plus")
        assert len(mixture_state(app).p.components) == 3
        await pilot.press("tab", "tab", "minus")
        assert mixture_state(app).p.components == (Gaussian(3.0, 1.0), Gaussian(6.0, 1.0))
        await pilot.press("minus", "minus")
        assert len(mixture_state(app).p.components) == 1
        assert "w₁" not in seen(app)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("0.5 0 1 0.6 1 1", "sum to 1.1"),
        ("11", "outside −10 to 10"),
        ("0 0", "sigma"),
        ("1 0 11", "outside 0.01 to 10"),
        ("0.5 0 1 0.5", "weight, mean and σ"),
        ("", "weight, mean and σ"),
        ("0.25 0 1 0.25 1 1 0.25 2 1 0.25 3 1", "weight, mean and σ"),
    ],
)
async def test_bad_input_says_what_is_allowed(text: str, complaint: str) -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE):
        with pytest.raises(ValueError, match=complaint):
            mixture(app).controls.apply_text(text)


async def test_a_peak_a_flank_and_q_are_dragged_on_the_plot() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=(120, 36)) as pilot:
        view = mixture(app)
        x, y = cell(view, 3.0, TWO_PEAKS.density(3.0))
        await drag(pilot, view.plot, (x, y), (x + 4, y), (x + 8, y))
        moved = mixture_state(app).p.components[1]
        assert moved.mu > 4
        assert moved.sigma == 1
        assert mixture_state(app).p.components[0] == TWO_PEAKS.components[0]
        assert view.controls.slot == Slot(Kind.MEAN, 1)
        await pilot.press("z")
        assert mixture_state(app).p == TWO_PEAKS
        x, y = cell(view, -4.0, TWO_PEAKS.density(-4.0))
        await drag(pilot, view.plot, (x, y), (x - 2, y), (x - 5, y))
        assert mixture_state(app).p.components[0].sigma > 1.2
        await pilot.press("z")
        x, y = cell(view, 1.0, height(Gaussian(1.0, 1.0), 0.0))
        await drag(pilot, view.plot, (x, y), (x - 3, y))
        assert mixture_state(app).q.mu < 0.5
        assert mixture_state(app).p == TWO_PEAKS


@pytest.mark.parametrize("line", [TWO_MODES, THREE], ids=["two", "three"])
async def test_a_component_is_removed_while_a_curve_is_highlighted(line: str) -> None:
    app = opened(line)
    async with app.run_test(size=SIZE) as pilot:
        view = mixture(app)
        state = mixture_state(app)
        for gaussian, y in (
            (state.p.components[-1], state.p.density),
            (state.q, lambda _: height(state.q, 0.0)),
        ):
            await pilot.hover(view.plot, offset=cell(view, gaussian.mu, y(gaussian.mu)))
            assert view.plot.hovered is not None
            for key, p in (("minus", len(state.p.components) - 1), ("z", len(state.p.components))):
                await pilot.press(key)
                view.plot.paint(*view.plot.size)
                assert len(mixture_state(app).p.components) == p


async def test_a_drag_of_q_goes_on_when_a_component_is_removed() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        view = mixture(app)
        q = mixture_state(app).q
        x, y = cell(view, q.mu, height(q, 0.0))
        await press(pilot, view.plot, (x, y))
        await pilot.press("minus")
        await move(pilot, view.plot, (x + 6, y))
        await release(pilot, view.plot, (x + 6, y))
        assert len(mixture_state(app).p.components) == 1
        assert mixture_state(app).q.mu > q.mu
        assert mixture_state(app).p.components[0] == TWO_PEAKS.components[0]


async def test_the_axes_stay_during_a_drag() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=(120, 36)) as pilot:
        view = mixture(app)
        before = view.axis_ranges
        x, y = cell(view, 3.0, TWO_PEAKS.density(3.0))
        await press(pilot, view.plot, (x, y))
        await move(pilot, view.plot, (x + 30, y))
        assert view.axis_ranges == before
        await release(pilot, view.plot, (x + 30, y))
        assert view.axis_ranges != before


async def test_minima_are_followed_in_a_drag_and_searched_at_its_end() -> None:
    app = opened("infotui kl mixture --p 0.5 -2 1 0.5 2 1 --q 0 2 --reverse")
    async with app.run_test(size=(120, 36)) as pilot:
        view = mixture(app)
        x, y = cell(view, 2.0, mixture_state(app).p.density(2.0))
        await press(pilot, view.plot, (x, y))
        await move(pilot, view.plot, (x + 20, y))
        shown = view.table.view
        assert shown is not None
        assert shown.is_moving
        assert "moving" in seen(app)
        await release(pilot, view.plot, (x + 20, y))
        shown = view.table.view
        assert shown is not None
        assert not shown.is_moving
        fits = reverse_fits(mixture_state(app).p)
        assert len(fits) > 1
        assert [fit.q for fit in shown.fits[1:]] == [fit.q for fit in fits]


async def test_three_components_are_searched_when_keys_rest() -> None:
    app = opened(THREE)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("up", "up", *["pagedown"] * 5)
        view = mixture(app)
        await pilot.pause(1)
        shown = view.table.view
        assert shown is not None
        assert not shown.is_moving
        assert [fit.q for fit in shown.fits[1:]] == [fit.q for fit in reverse_fits(mixture_state(app).p)]


async def test_sliders_and_wheel() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        controls = mixture(app).controls
        row = controls.slots.index(Slot(Kind.WEIGHT, 0))
        start, length = controls.track
        await drag(pilot, controls, (start, row), (start + length - 1, row), (start + length // 4, row))
        weights = mixture_state(app).p.weights
        assert weights[0] == pytest.approx(0.25, abs=0.06)
        await pilot.press("z")
        assert mixture_state(app).p == TWO_PEAKS
        await wheel(pilot, controls, (start, controls.slots.index(Slot(Kind.SIGMA))), 1)
        assert mixture_state(app).q.sigma == 1.05
        x, y = cell(mixture(app), 1.0, height(mixture_state(app).q, 0.0))
        await wheel(pilot, mixture(app).plot, (x, y), -1)
        assert mixture_state(app).q.sigma == 1.0


async def test_a_click_in_the_table_turns_the_order_or_moves_q() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.click(FitTable, offset=(3, 1))
        assert mixture_state(app).reverse
        await pilot.click(FitTable, offset=(20, 5))
        assert mixture_state(app).q == reverse_fits(TWO_PEAKS)[0].q
        assert "no Gaussian is closer in this direction" in seen(app)
        await pilot.click(FitTable, offset=(3, 0))
        assert not mixture_state(app).reverse


async def test_an_equal_key_in_reverse_goes_to_the_nearest_minimum() -> None:
    app = opened(f"{TWO_MODES} --reverse")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("equals_sign")
        assert mixture_state(app).q == reverse_fits(TWO_PEAKS)[2].q
        assert "a local minimum; the best q has 0.6888" in seen(app)


async def test_one_component_can_be_reached() -> None:
    app = opened("infotui kl mixture --p 1 0 1 --q 2 1.5")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("equals_sign")
        assert mixture_state(app).q == Gaussian(0.0, 1.0)
        assert "p and q are the same" in seen(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("theme", [None, LIGHT.name])
def test_it_looks_right(size: tuple[int, int], theme: str | None, same_as_before: SameAsBefore) -> None:
    same_as_before(opened(f"{TWO_MODES} --reverse"), size, theme=theme)


def test_three_components_with_a_trace(same_as_before: SameAsBefore) -> None:
    same_as_before(opened(THREE), (120, 36), press=["g", "g", "g"])


def test_without_colour(same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    same_as_before(opened(TWO_MODES), SIZE)


def test_ascii_is_enough(same_as_before: SameAsBefore) -> None:
    app = opened(f"{TWO_MODES} --reverse")
    app.glyphs = GlyphSet.ASCII
    same_as_before(app, SIZE, press=["g"])


async def test_each_lobe_has_its_own_area_and_the_border_both_sums() -> None:
    app = opened("infotui kl mixture --p 0.5 -3 1 0.5 3 1 --q 1 1")
    async with app.run_test(size=(200, 50)):
        plot = mixture(app).integrand
        assert plot.view is not None
        areas = [lobe.area.number for lobe in plot.view.lobes]
        a, b = (reading.number for reading in plot.view.areas)
        assert sum(areas) == pytest.approx(a - b)
        assert a - b == pytest.approx(plot.view.total.number)
        lines = plot.paint(*plot.size).lines()
        assert f"+{a:.4f} ▓ −{b:.4f} = KL(p‖q) {a - b:.4f} nats" in lines[0]
        labelled = "\n".join(lines[1:])
        for area in sorted(areas)[-2:]:
            assert f" +{area:.4f} " in labelled


@pytest.mark.parametrize("hidden", ["forward_best", "reverse_minima"])
async def test_the_plot_shows_no_optimum_that_is_hidden(hidden: str) -> None:
    text = (
        "title = 't'\nopens = 'infotui kl mixture --reverse'\n[[task]]\nprompt = 'p'\n"
        f"hide = ['{hidden}']\nreveal = 'key'\n"
    )
    found = read_exercises(text, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("kl", {"kl": found.initial}, exercises=found)
    async with app.run_test(size=(80, 24)) as pilot:
        plot = mixture(app).plot
        shown = "".join(plot.paint(*plot.size).lines())
        assert "◆" not in shown
        assert "◇" not in shown
        assert "hidden" not in shown
        await pilot.press("enter")
        await pilot.pause()
        assert "◇" in "".join(plot.paint(*plot.size).lines())
