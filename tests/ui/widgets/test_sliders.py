from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.app import InfotuiApp
from infotui.ui.widgets.sliders import Sliders, SliderSpec
from support.cross_entropy_app import multiclass_app, screen_of
from support.mouse import drag, move, press, release, wheel

SIZE = (80, 24)
LINEAR = SliderSpec("smoothing", "ε", 0.0, 0.99, 0.01, float)
LOGARITHMIC = SliderSpec("temperature", "T", 0.05, 20.0, 0.05, float, True)


def sliders_of(app: InfotuiApp) -> Sliders:
    return screen_of(app).sliders


@pytest.mark.parametrize("knob", [LINEAR, LOGARITHMIC])
@given(share=st.floats(-1, 2))
def test_a_drag_stops_where_keys_can_go(knob: SliderSpec, share: float) -> None:
    value = knob.from_fraction(share)
    assert knob.minimum <= value <= knob.maximum
    assert math.isclose(value / knob.step, round(value / knob.step), abs_tol=1e-9)
    assert value == round(value, 12)


@pytest.mark.parametrize("knob", [LINEAR, LOGARITHMIC])
def test_the_ends_of_the_track_are_the_ends_of_the_range(knob: SliderSpec) -> None:
    assert (knob.from_fraction(0), knob.from_fraction(1)) == (knob.minimum, knob.maximum)
    assert (knob.to_fraction(knob.minimum), knob.to_fraction(knob.maximum)) == (0, 1)
    assert knob.to_fraction(knob.maximum + 5) == 1


def test_equal_ratios_are_equal_lengths() -> None:
    assert LOGARITHMIC.to_fraction(1.0) == pytest.approx(
        (LOGARITHMIC.to_fraction(0.1) + LOGARITHMIC.to_fraction(10)) / 2
    )


async def test_keys_move_the_selected_slider() -> None:
    app = multiclass_app()
    turns: list[tuple[list[str], tuple[float, ...]]] = [
        (["right"], (0.01, 1.0, 1.0)),
        (["pageup"], (0.1, 1.0, 1.0)),
        (["end"], (0.99, 1.0, 1.0)),
        (["down", "right"], (0.0, 1.05, 1.0)),
        (["home"], (0.0, 0.05, 1.0)),
        (["j", "left"], (0.0, 1.0, 0.99)),
        (["end"], (0.0, 1.0, 10.0)),
        (["down", "up", "up", "pagedown"], (0.0, 0.5, 1.0)),
    ]
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab")
        for keys, options in turns:
            await pilot.press(*keys)
            state = screen_of(app).state.multiclass
            assert (state.smoothing, state.temperature, state.rate) == options, keys
            await pilot.press("z")


async def test_every_drag_reaches_both_ends_and_is_one_step() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        sliders = sliders_of(app)
        for row, knob in enumerate(sliders.specs):
            before = sliders.distribution
            await press(pilot, sliders, (24, row))
            await move(pilot, sliders, (79, row))
            assert sliders.distribution[row] == knob.maximum
            await move(pilot, sliders, (0, row + 3))
            assert sliders.distribution[row] == knob.minimum
            await release(pilot, sliders, (0, row))
            await pilot.press("z")
            assert sliders.distribution == before


async def test_the_handle_goes_to_the_pointer() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        sliders = sliders_of(app)
        for x in range(22, 33):
            await drag(pilot, sliders, (x, 0))
            assert sliders.render_lines(sliders.size.region)[0].text.index("●") == x


async def test_the_wheel_turns_the_knob_under_the_pointer() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, sliders_of(app), (24, 1), -1)
        assert screen_of(app).state.multiclass.temperature == 0.95


async def test_values_are_typed() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "enter", *"1/3", "enter")
        assert screen_of(app).state.multiclass.smoothing == 1 / 3
        await pilot.press("enter", *"0.999", "enter")
        assert screen_of(app).state.multiclass.smoothing == 0.999
        for text, complaint in (("1", "1 is not a smoothing"), ("1 2", "type one number")):
            await pilot.press("enter", *text, "enter")
            assert complaint in str(app.screen.query_one(".entry--hint").render())
            await pilot.press("escape")
        assert screen_of(app).state.multiclass.smoothing == 0.999


async def test_a_second_press_during_a_drag_may_lie_anywhere() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        sliders = sliders_of(app)
        await press(pilot, sliders, (24, 1))
        await pilot.mouse_down(offset=(5, 1))
        assert sliders.selected == 1
        await move(pilot, sliders, (79, 1))
        assert sliders.distribution[1] == LOGARITHMIC.maximum
        await release(pilot, sliders, (24, 1))


async def test_the_wheel_may_turn_anywhere_when_a_drag_is_cut_short() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        sliders = sliders_of(app)
        await press(pilot, sliders, (24, 1))
        await pilot.press("z")
        before = sliders.distribution
        await wheel(pilot, sliders, (5, -9), 1)
        assert sliders.distribution == before
