"""Gradient steps and runs of them on the cross-entropy screen."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.core.reading import Unit
from infotui.lessons.cross_entropy.model.gradient_descent import step
from infotui.lessons.cross_entropy.model.multiclass import loss
from infotui.lessons.cross_entropy.model.state import Multiclass
from infotui.maths.distributions import Logits
from infotui.ui.screens import gradient_run
from support.app_parts import seen
from support.cross_entropy_app import binary_app, logits, multiclass_app, screen_of
from support.mouse import move, press

SIZE = (80, 24)


async def settle(pilot: Pilot[None], seconds: float = 10) -> None:
    """Wait until no run goes on."""
    for _ in range(int(seconds / 0.02)):
        if not screen_of(app_of(pilot)).has_run:
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
    raise AssertionError("still running")


def app_of(pilot: Pilot[None]) -> InfotuiApp:
    assert isinstance(pilot.app, InfotuiApp)
    return pilot.app


async def test_a_run_that_changes_no_number_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient_run, "STEPS_WITHOUT_CHANGE", 10)
    app = multiclass_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(12)
        assert not screen.has_run
        note = screen.note_bar.note
        assert note is not None
        assert "no longer change" in note.text
        run = screen.learning.current
        assert run is not None
        assert 100 < run.steps < 720
        await pilot.press("G")
        await asyncio.sleep(0.1)
        assert screen.learning.current is not None
        assert screen.learning.current.steps > run.steps
        assert screen.note_bar.note is None


async def test_a_run_that_oscillates_rests_after_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradient_run, "MAX_STEPS_OF_A_RUN", 100)
    app = multiclass_app(Multiclass(Logits((2.0, -2.0)), 0, 0.3, rate=10.0))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(3)
        assert not screen.has_run
        assert screen.note_bar.note is not None


async def test_early_steps_have_room_on_the_trace() -> None:
    app = multiclass_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(5)
        plot = screen.trace_plot
        view = plot.view
        assert view is not None
        assert view.now[0] > 200
        transform = plot._frame(view, *plot.size).transform
        # The first ten steps take about a third of the columns.
        assert transform.column(1.04) - transform.left > transform.width / 4
        assert "10" in plot.paint(*plot.size).lines()[-1]


async def test_one_gradient_step_is_one_step_of_undo() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("g")
        assert screen.state.multiclass == step(Multiclass())
        assert screen.logit_editor.distribution == step(Multiclass()).logits
        assert "step 1  loss 0.3" in seen(app)
        await pilot.press("g")
        assert "step 2  loss 0.2" in seen(app)
        assert "The loss falls towards 0, ever more slowly" in seen(app)
        await pilot.press("z")
        assert screen.state.multiclass == step(Multiclass())
        assert "g: one step   G: run" in seen(app)
        await pilot.press("z")
        assert screen.state.multiclass == Multiclass()


async def test_a_run_with_soft_labels_arrives_and_is_one_step_of_undo() -> None:
    app = multiclass_app(logits(3.0, 0.0, smoothing=0.5))
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await settle(pilot)
        readings = screen.LESSON.readings(screen.state, Unit.NATS)
        assert 0 <= readings[0].number - readings[3].number < 1e-6
        assert "Converged" in seen(app)
        arrived = screen.snapshot
        await pilot.press("G")
        assert not screen.has_run
        assert screen.snapshot == arrived
        await pilot.press("z")
        assert screen.snapshot == screen.initial
        assert not screen.history.can_undo
        await pilot.press("y")
        assert screen.snapshot == arrived


async def test_a_run_is_stopped_by_the_same_key() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(0.2)
        await pilot.press("G")
        stopped = screen.snapshot
        assert stopped != screen.initial
        await asyncio.sleep(0.1)
        assert screen.snapshot == stopped
        assert "The loss falls towards 0" in seen(app)
        await pilot.press("z")
        assert screen.snapshot == screen.initial


@pytest.mark.parametrize("key", ["right", "t", "z", "r", "b", "plus"])
async def test_any_edit_stops_the_run(key: str) -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(0.1)
        await pilot.press(key)
        assert not screen.has_run
        stopped = screen.snapshot
        await asyncio.sleep(0.1)
        assert screen.snapshot == stopped
        await pilot.press("z", "z")
        assert screen.snapshot == screen.initial


async def test_a_hand_on_a_slider_stops_the_run() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G")
        await asyncio.sleep(0.1)
        await press(pilot, screen.sliders, (24, 0))
        await move(pilot, screen.sliders, (26, 0))
        assert not screen.has_run
        smoothing = screen.state.multiclass.smoothing
        assert smoothing > 0
        assert "minimum H(p) 0.0000" not in seen(app)


async def test_selecting_another_logit_lets_the_run_go_on() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G", "down", "up", "up")
        await asyncio.sleep(0.1)
        assert screen.has_run
        await pilot.press("G", "z")
        assert screen.state.multiclass.logits == Multiclass().logits


async def test_out_of_sight_the_run_rests() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("G", "1")
        await pilot.pause(0.05)
        left = screen.snapshot
        await asyncio.sleep(0.15)
        assert screen.snapshot == left
        await pilot.press("3")
        await asyncio.sleep(0.15)
        assert screen.snapshot != left
        assert screen.has_run


async def test_the_loss_on_the_way_never_rises() -> None:
    app = multiclass_app(logits(2.0, 1.0, 0.0, smoothing=0.2))
    async with app.run_test(size=SIZE) as pilot:
        screen, losses = screen_of(app), []
        for _ in range(20):
            losses.append(loss(screen.state.multiclass, Unit.NATS))
            await pilot.press("g")
        assert all(after < before for before, after in pairwise(losses))


async def test_a_click_on_the_trace_runs_and_stops() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.click(screen.trace_plot, offset=(10, 3))
        assert screen.has_run
        await pilot.click(screen.trace_plot, offset=(10, 3))
        assert not screen.has_run


async def test_binary_says_where_gradient_steps_are_taken() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "G")
        assert not screen_of(app).has_run
        note = screen_of(app).note_bar.note
        assert note is not None
        assert note.text == "Gradient steps are taken on logits: press m for the multi-class mode"
