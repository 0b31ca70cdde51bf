from __future__ import annotations

import pytest
from textual.geometry import Offset
from textual.widgets import Input, OptionList

from conftest import SameAsBefore, app_at
from infotui.app import InfotuiApp
from infotui.canvas.mapping import Mapping
from infotui.distributions import Gaussian
from infotui.lessons.gaussian_kl import LESSON, readings
from infotui.lessons.gaussian_kl_curves import height
from infotui.lessons.gaussian_kl_state import OPENING, GaussianKLState, Parameter
from infotui.lessons.reading import Unit, readings_by_name
from infotui.screens.gaussian_kl import GaussianKLScreen
from infotui.themes import LIGHT
from infotui.widgets.cells import CellWidget
from infotui.widgets.gaussian_frame import plot_frame
from infotui.widgets.gaussian_handles import Handle
from infotui.widgets.value_entry import ValueEntry
from mouse import drag, move, press, release, wheel

SIZE = (80, 24)


def screen_of(app: InfotuiApp) -> GaussianKLScreen:
    screen = app.screen
    assert isinstance(screen, GaussianKLScreen)
    return screen


def seen(app: InfotuiApp) -> str:
    """All that the cells of the screen say."""
    found = []
    for widget in app.screen.query(CellWidget):
        if widget.is_on_screen:
            found += [line.text for line in widget.render_lines(widget.size.region)]
    return "\n".join(found)


def numbers(screen: GaussianKLScreen) -> tuple[str, str]:
    """KL(p‖q) and KL(q‖p) in nats, as they are shown."""
    lines = screen.table.paint(*screen.table.size).lines()
    return lines[1].split()[-2], lines[2].split()[-2]


def mapping(screen: GaussianKLScreen) -> Mapping:
    """Data to cells of the plot, as it is drawn."""
    shown = screen.plot.picture
    assert shown is not None
    return plot_frame(*screen.plot.size, shown.x, shown.y, "density", screen.plot.marks, False).mapping


def cell(screen: GaussianKLScreen, gaussian: Gaussian, z: float) -> tuple[int, int]:
    """The cell of a curve `z` widths from its mean."""
    found = mapping(screen).cell(gaussian.mu + z * gaussian.sigma, height(gaussian, z))
    assert found is not None
    return found


async def test_it_opens_at_the_published_numbers() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE):
        shown = seen(app)
        for number in ("1.0166", "1.4666", "2.2195", "3.2021"):
            assert number in shown
        assert "►KL(p‖q)" in shown
        assert "log(1.5/1)" in shown
        assert "Data from p, code built for q: 1.0166 extra nats" in shown


async def test_keys_alone_bring_both_to_zero() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "pagedown", "pagedown", "right", "pagedown")
        assert numbers(screen_of(app)) == ("0.0000", "0.0000")
        shown = seen(app).replace("infotui", "")
        for wrong in ("nan", "-0.0", "−0.0000", "inf", "∞"):
            assert wrong not in shown
        assert "p and q are the same" in shown


async def test_the_mouse_alone_brings_both_to_zero_by_drags() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        start, end = cell(screen, OPENING.q, 0.0), cell(screen, OPENING.p, 0.0)
        await drag(pilot, screen.plot, start, (start[0] - 3, start[1]), (end[0], start[1]))
        assert screen.state.q == Gaussian(0.0, 1.5)
        start, end = cell(screen, screen.state.q, 1.4), cell(screen, screen.state.p, 1.4)
        await drag(pilot, screen.plot, start, (end[0], start[1]))
        assert screen.state.q == OPENING.p
        assert numbers(screen) == ("0.0000", "0.0000")


async def test_the_mouse_alone_makes_them_equal_but_not_zero_with_the_wheel() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for _ in range(10):
            await wheel(pilot, screen.plot, cell(screen, screen.state.q, 0.2), -1)
        assert screen.state.q == Gaussian(2.0, 1.0)
        assert numbers(screen) == ("2.0000", "2.0000")
        assert "reversed the same" in seen(app)


async def test_keys_make_one_ten_times_the_other() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("l", *["J"] * 2, "l", "l", *["K"] * 3)
        here, there = map(float, numbers(screen_of(app)))
        assert max(here, there) > 10 * min(here, there)


async def test_selection_goes_through_all_four_parameters_and_round() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        found = []
        for _ in range(5):
            found.append(screen.handle)
            assert screen.plot.in_hand == screen.handle
            await pilot.press("right")
        wanted = [Handle(curve, parameter) for curve in (0, 1) for parameter in Parameter]
        assert found == [*wanted, wanted[0]]
        await pilot.press("left", "h")
        assert screen.handle == wanted[3]
        await pilot.press("tab")
        assert screen.handle == wanted[0]


async def test_a_press_takes_curve_and_parameter_in_hand_for_the_keys() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        at = cell(screen, OPENING.q, 1.0)
        await press(pilot, screen.plot, at)
        await release(pilot, screen.plot, at)
        assert screen.state == OPENING
        await pilot.press("up")
        assert screen.state.q == Gaussian(2.0, 1.55)


async def test_a_drag_is_one_step_of_undo_and_redo() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        x, y = cell(screen, OPENING.p, 0.0)
        await drag(pilot, screen.plot, (x, y), *((x - step, y) for step in range(1, 8)))
        moved = screen.state
        assert moved.p.mu < -1
        await pilot.press("z")
        assert screen.state == OPENING
        assert not screen.history.can_undo
        assert screen.p_editor.distribution == OPENING.p
        await pilot.press("y")
        assert screen.state == moved


async def test_the_axes_wait_for_the_end_of_a_drag() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        before = screen.window
        assert before is not None
        x, y = cell(screen, OPENING.p, 0.0)
        await press(pilot, screen.plot, (x, y))
        await move(pilot, screen.plot, (0, y))
        assert screen.state.p.mu - 3 < before.x.low
        assert screen.window == before
        await release(pilot, screen.plot, (0, y))
        await pilot.pause()
        assert screen.window is not None
        assert screen.window.x.low < before.x.low


async def test_the_axes_wait_while_a_slider_is_held() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        before = screen.window
        await press(pilot, screen.q_editor, (6, 1))
        assert screen.state.q.mu < -5
        assert screen.window == before
        await release(pilot, screen.q_editor, (6, 1))
        await pilot.pause()
        assert screen.window != before


async def test_order_and_exchange() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("t")
        assert screen.state == OPENING.with_order(True)
        for said in (
            "►KL(q‖p)",
            "log(σp/σq)",
            "log(1/1.5)",
            "q log(q/p)",
            "Data from q, code built for p: 2.2195",
        ):
            assert said in seen(app)
        await pilot.press("x")
        assert screen.state == OPENING.with_order(True).exchanged()
        assert screen.p_editor.distribution == OPENING.q
        assert numbers(screen) == ("2.2195", "1.0166")
        await pilot.press("z", "z")
        assert screen.state == OPENING


async def test_a_divergence_and_a_unit_are_chosen_by_a_press() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.click(screen.table, offset=(3, 2))
        assert screen.state.reverse
        await pilot.click(screen.table, offset=(3, 3))
        await pilot.click(screen.table, offset=(3, 1))
        assert not screen.state.reverse
        await pilot.click(screen.table, offset=(screen.table.size.width - 2, 0))
        assert screen.moment.unit is Unit.BITS
        assert "= 1.4666 bits" in seen(app)


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (["enter", *"0.5", "enter"], Gaussian(0.5, 1.0)),
        (["right", "enter", *"1/3", "enter"], Gaussian(0.0, 1 / 3)),
        (["enter", *"-1 0.25", "enter"], Gaussian(-1.0, 0.25)),
    ],
)
async def test_typed_values(keys: list[str], found: Gaussian) -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        assert screen_of(app).state == OPENING.with_p(found)


async def test_a_wrong_value_says_so_beside_the_field_and_changes_nothing() -> None:
    app = InfotuiApp("kl")
    wrong = {"11": "outside", "x": "'x' is not a number", "0 0": "sigma", "0 11": "σ = 11", "1 2 3": "both"}
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("enter")
        entry = screen.query_one(ValueEntry)
        for text, complaint in wrong.items():
            entry.query_one(Input).value = text
            await pilot.press("enter")
            assert complaint in str(entry.query_one(".entry--hint").render())
        await pilot.press("escape")
        assert screen.state == OPENING
        assert app.focused is screen.p_editor


async def test_presets_are_taken_from_the_list() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        for index in (1, len(LESSON.presets) - 1):
            await pilot.press("p", *["j"] * index)
            assert app.screen.query_one(OptionList).option_count == len(LESSON.presets)
            await pilot.press("enter")
            assert screen_of(app).state == LESSON.presets[index].apply(OPENING)


async def test_copy_gives_the_command_for_this_state() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "t", "b", "c")
        assert app.clipboard == "infotui kl --p 0.1 1 --q 2 1.5 --reverse --unit bits"


async def test_reset_comes_back_to_where_it_opened() -> None:
    state = GaussianKLState(Gaussian(1.0, 2.0), Gaussian(0.0, 3.0), True)
    app = app_at(LESSON, state)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "t", "x", "r")
        assert screen_of(app).state == state
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
        assert (screen.state.p.mu, screen.state.q.mu) == (0.3, 2.0)


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
    app = app_at(LESSON, state)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up", "down", "b", "t", "x")
        shown = seen(app).replace("infotui", "")
        for wrong in ("nan", "-0.0", "inf", "e+"):
            assert wrong not in shown
        assert screen_of(app).plot.region.offset == Offset(1, 1)


async def test_every_handle_can_be_found_with_the_pointer() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for curve, gaussian in enumerate((OPENING.p, OPENING.q)):
            for parameter, z in ((Parameter.MEAN, 0.0), (Parameter.WIDTH, 1.3 if curve else -1.3)):
                await pilot.hover(screen.plot, offset=cell(screen, gaussian, z))
                assert screen.plot.hovered == Handle(curve, parameter)
        await pilot.hover(screen.table, offset=(2, 2))
        assert screen.plot.hovered is None
        assert screen.state == OPENING


async def test_numbers_on_the_screen_are_the_readings() -> None:
    app = app_at(LESSON, GaussianKLState(Gaussian(0.5, 0.3), Gaussian(0.0, 3.0)))
    async with app.run_test(size=SIZE):
        screen = screen_of(app)
        found = readings_by_name(readings(screen.state, Unit.NATS))
        assert numbers(screen) == (found["kl_pq"].text, found["kl_qp"].text)


def test_far_apart_in_the_light_looks_right(same_as_before: SameAsBefore) -> None:
    state = next(preset for preset in LESSON.presets if preset.name == "far apart").apply(OPENING)
    same_as_before(app_at(LESSON, state.with_order(True)), SIZE, theme=LIGHT.name)


def test_narrow_inside_wide_looks_right(same_as_before: SameAsBefore) -> None:
    state = next(preset for preset in LESSON.presets if preset.name == "narrow inside wide").apply(OPENING)
    same_as_before(app_at(LESSON, state), (120, 36), press=["tab", "right"])


def test_equal_curves_look_right(same_as_before: SameAsBefore) -> None:
    same_as_before(app_at(LESSON, OPENING.with_q(OPENING.p)), SIZE)
