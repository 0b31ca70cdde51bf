"""Runs of gradient steps that rest by themselves."""

from __future__ import annotations

import asyncio

import pytest

from infotui.lessons.cross_entropy.model.state import Multiclass
from infotui.maths.distributions import Logits
from infotui.ui.screens import gradient_run
from support.cross_entropy_app import multiclass_app, screen_of


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
