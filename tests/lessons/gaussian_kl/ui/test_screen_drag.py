"""The Gaussian KL screen with a hand on the mouse."""

from __future__ import annotations

from infotui.app import InfotuiApp
from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.state import INITIAL, Parameter
from infotui.lessons.gaussian_kl.ui.drag_handles import Handle
from infotui.maths.distributions import Gaussian
from support.app_parts import seen
from support.gaussian_kl_app import SIZE, cell, numbers, screen_of
from support.mouse import drag, move, press, release, wheel


async def test_the_mouse_alone_brings_both_to_zero_by_drags() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        start, end = cell(screen, INITIAL.q, 0.0), cell(screen, INITIAL.p, 0.0)
        await drag(pilot, screen.plot, start, (start[0] - 3, start[1]), (end[0], start[1]))
        assert screen.state.gaussian.q == Gaussian(0.0, 1.5)
        start, end = cell(screen, screen.state.gaussian.q, 1.4), cell(screen, screen.state.gaussian.p, 1.4)
        await drag(pilot, screen.plot, start, (end[0], start[1]))
        assert screen.state.gaussian.q == INITIAL.p
        assert numbers(screen) == ("0.0000", "0.0000")


async def test_the_wheel_makes_divergences_equal_but_not_zero() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for _ in range(10):
            await wheel(pilot, screen.plot, cell(screen, screen.state.gaussian.q, 0.2), -1)
        assert screen.state.gaussian.q == Gaussian(2.0, 1.0)
        assert numbers(screen) == ("2.0000", "2.0000")
        assert "the same in reverse" in seen(app)


async def test_a_press_takes_curve_and_parameter_in_hand_for_the_keys() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        at = cell(screen, INITIAL.q, 1.0)
        await press(pilot, screen.plot, at)
        await release(pilot, screen.plot, at)
        assert screen.state.gaussian == INITIAL
        await pilot.press("right")
        assert screen.state.gaussian.q == Gaussian(2.0, 1.55)


async def test_a_drag_is_one_step_of_undo_and_redo() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        x, y = cell(screen, INITIAL.p, 0.0)
        await drag(pilot, screen.plot, (x, y), *((x - step, y) for step in range(1, 8)))
        moved = screen.state.gaussian
        assert moved.p.mu < -1
        await pilot.press("z")
        assert screen.state.gaussian == INITIAL
        assert not screen.history.can_undo
        assert screen.p_editor.distribution == INITIAL.p
        await pilot.press("y")
        assert screen.state.gaussian == moved


async def test_the_axes_wait_for_the_end_of_a_drag() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        before = screen.axis_ranges
        assert before is not None
        x, y = cell(screen, INITIAL.p, 0.0)
        await press(pilot, screen.plot, (x, y))
        await move(pilot, screen.plot, (0, y))
        assert screen.state.gaussian.p.mu - 3 < before.x.low
        assert screen.axis_ranges == before
        await release(pilot, screen.plot, (0, y))
        await pilot.pause()
        assert screen.axis_ranges is not None
        assert screen.axis_ranges.x.low < before.x.low


async def test_the_axes_wait_while_a_slider_is_held() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        before = screen.axis_ranges
        await press(pilot, screen.q_editor, (6, 1))
        assert screen.state.gaussian.q.mu < -5
        assert screen.axis_ranges == before
        await pilot.press("down")  # ends the gesture, but the button is still held
        screen.refresh_views()
        assert screen.axis_ranges == before
        await release(pilot, screen.q_editor, (6, 1))
        await pilot.pause()
        assert screen.axis_ranges != before


async def test_a_divergence_and_a_unit_are_chosen_by_a_press() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.click(screen.table, offset=(3, 1))
        assert screen.state.gaussian.reverse
        await pilot.click(screen.table, offset=(3, 2))
        await pilot.click(screen.table, offset=(3, 0))
        assert not screen.state.gaussian.reverse
        await pilot.click(screen.table, offset=(screen.table.size.width - 2, 0))
        assert screen.snapshot.unit is Unit.BITS
        assert screen.headline.view[1:3] == ("1.4666", "bits")


async def test_every_handle_can_be_found_with_the_pointer() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for curve, gaussian in enumerate((INITIAL.p, INITIAL.q)):
            for parameter, z in ((Parameter.MEAN, 0.0), (Parameter.SIGMA, 1.3 if curve else -1.3)):
                await pilot.hover(screen.plot, offset=cell(screen, gaussian, z))
                assert screen.plot.hovered == Handle(curve, parameter)
        await pilot.hover(screen.table, offset=(2, 2))
        assert screen.plot.hovered is None
        assert screen.state.gaussian == INITIAL
