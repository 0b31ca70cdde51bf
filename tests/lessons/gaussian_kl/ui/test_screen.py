from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Input, OptionList

from conftest import SameAsBefore, app_at
from infotui.app import InfotuiApp
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings as readings
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL as START
from infotui.lessons.gaussian_kl.model.modes import Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState, Parameter
from infotui.lessons.gaussian_kl.ui.drag_handles import Handle
from infotui.maths.distributions import Gaussian
from infotui.ui.themes import LIGHT
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import seen
from support.gaussian_kl_app import SIZE, numbers, screen_of


async def test_it_opens_at_the_published_numbers() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE):
        shown = seen(app)
        for number in ("1.0166", "1.4666", "2.2195", "3.2021"):
            assert number in shown
        assert "►KL(p‖q)" in shown
        assert "log(1.5/1)" in shown
        assert "Data from p, code for q: 1.0166 extra nats" in shown


async def test_keys_alone_bring_both_to_zero() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "pagedown", "pagedown", "down", "pagedown")
        assert numbers(screen_of(app)) == ("0.0000", "0.0000")
        shown = seen(app).replace("infotui", "")
        for wrong in ("nan", "-0.0", "−0.0000", "inf", "∞"):
            assert wrong not in shown
        assert "p and q are the same" in shown


async def test_keys_make_one_ten_times_the_other() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("j", *["J"] * 2, "j", "j", *["K"] * 3)
        here, there = map(float, numbers(screen_of(app)))
        assert max(here, there) > 10 * min(here, there)


async def test_selection_goes_through_all_four_parameters_and_round() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        found = []
        for _ in range(5):
            found.append(screen.handle)
            assert screen.plot.selected == screen.handle
            await pilot.press("down")
        wanted = [Handle(curve, parameter) for curve in (0, 1) for parameter in Parameter]
        assert found == [*wanted, wanted[0]]
        await pilot.press("up", "k")
        assert screen.handle == wanted[3]
        await pilot.press("tab")
        assert screen.handle == wanted[0]


async def test_order_and_exchange() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("t")
        assert screen.state.gaussian == INITIAL.with_reverse(True)
        for said in (
            "►KL(q‖p)",
            "log(σ_p/σ_q)",
            "log(1/1.5)",
            "q log(q/p)",
            "Data from q, code for p: 2.2195",
        ):
            assert said in seen(app)
        await pilot.press("x")
        assert screen.state.gaussian == INITIAL.with_reverse(True).swapped()
        assert screen.p_editor.distribution == INITIAL.q
        assert numbers(screen) == ("2.2195", "1.0166")
        await pilot.press("z", "z")
        assert screen.state.gaussian == INITIAL


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["enter", *"0.5", "enter"], Gaussian(0.5, 1.0)),
        (["down", "enter", *"1/3", "enter"], Gaussian(0.0, 1 / 3)),
        (["enter", *"-1 0.25", "enter"], Gaussian(-1.0, 0.25)),
    ],
)
async def test_typed_values(keys: list[str], found: Gaussian) -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        assert screen_of(app).state.gaussian == INITIAL.with_p(found)


async def test_an_invalid_value_changes_nothing() -> None:
    app = InfotuiApp("kl")
    wrong = {"11": "outside", "x": "'x' is not a number", "0 0": "sigma", "0 11": "σ = 11", "1 2 3": "both"}
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("enter")
        entry = screen.query_one(ValuePrompt)
        for text, complaint in wrong.items():
            entry.query_one(Input).value = text
            await pilot.press("enter")
            assert complaint in str(entry.query_one(".entry--hint").render())
        await pilot.press("escape")
        assert screen.state.gaussian == INITIAL
        assert app.focused is screen.p_editor


async def test_presets_are_taken_from_the_list() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        for index in (1, len(PRESETS[Mode.GAUSSIAN]) - 1):
            await pilot.press("p", *["j"] * index)
            assert app.screen.query_one(OptionList).option_count == len(PRESETS[Mode.GAUSSIAN])
            await pilot.press("enter")
            assert screen_of(app).state.gaussian == LESSON.presets[index].apply(START).gaussian


async def test_copy_gives_the_command_for_this_state() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "t", "b", "c")
        assert app.clipboard == "infotui kl --p 0.1 1 --q 2 1.5 --reverse --unit bits"


async def test_reset_comes_back_to_where_it_opened() -> None:
    state = GaussianKLState(Gaussian(1.0, 2.0), Gaussian(0.0, 3.0), True)
    app = app_at(LESSON, START.with_gaussian(state))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "t", "x", "r")
        assert screen_of(app).state.gaussian == state
        assert screen_of(app).q_editor.distribution == state.q


async def test_quick_keys_in_both_editors_before_an_undo_lose_nothing() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for _ in range(3):
            screen.p_editor.action_step(1)
        screen.q_editor.action_step(1)
        screen.action_undo()
        await pilot.pause()
        assert (screen.state.gaussian.p.mu, screen.state.gaussian.q.mu) == (0.3, 2.0)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (300, 20), (60, 90)])
async def test_every_size_shows_the_numbers(size: tuple[int, int]) -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=size):
        for number in ("1.0166", "1.4666", "2.2195", "3.2021", "1.1389", "0.4055"):
            assert number in seen(app)


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (Gaussian(-10.0, 0.01), Gaussian(10.0, 0.01)),
        (Gaussian(0.0, 0.01), Gaussian(0.0, 10.0)),
        (Gaussian(-10.0, 10.0), Gaussian(10.0, 10.0)),
        (Gaussian(0.0, 1.0), Gaussian(1e-9, 1.0)),
    ],
)
async def test_extreme_states_are_drawn(p: Gaussian, q: Gaussian) -> None:
    state = GaussianKLState(p, q)
    app = app_at(LESSON, START.with_gaussian(state))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right", "left", "b", "t", "x")
        shown = seen(app).replace("infotui", "")
        for wrong in ("nan", "-0.0", "inf", "e+"):
            assert wrong not in shown
        assert screen_of(app).plot.region.offset == Offset(1, 1)


async def test_numbers_on_the_screen_are_the_readings() -> None:
    app = app_at(LESSON, START.with_gaussian(GaussianKLState(Gaussian(0.5, 0.3), Gaussian(0.0, 3.0))))
    async with app.run_test(size=SIZE):
        screen = screen_of(app)
        found = readings_by_name(readings(screen.state.gaussian, Unit.NATS))
        assert numbers(screen) == (found["kl_pq"].text, found["kl_qp"].text)


def test_far_apart_in_the_light_looks_right(same_as_before: SameAsBefore) -> None:
    state = next(preset for preset in LESSON.presets if preset.name == "far apart").apply(START).gaussian
    same_as_before(app_at(LESSON, START.with_gaussian(state.with_reverse(True))), SIZE, theme=LIGHT.name)


def test_narrow_inside_wide_looks_right(same_as_before: SameAsBefore) -> None:
    state = (
        next(preset for preset in LESSON.presets if preset.name == "narrow inside wide").apply(START).gaussian
    )
    same_as_before(app_at(LESSON, START.with_gaussian(state)), (120, 36), press=["tab", "down"])


def test_equal_curves_look_right(same_as_before: SameAsBefore) -> None:
    same_as_before(app_at(LESSON, START.with_gaussian(INITIAL.with_q(INITIAL.p))), SIZE)
