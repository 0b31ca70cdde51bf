"""Gradient steps on q in the mixture mode."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.core.descent import Outcome
from infotui.maths.mixture_fit import forward_fit
from support.app_parts import seen, settled
from support.gaussian_kl_app import SIZE, screen_of
from support.kl_modes_app import TWO_MODES, TWO_PEAKS, mixture, mixture_state, opened


async def run_out(pilot: Pilot[None]) -> None:
    """Wait until a run is over."""
    app = pilot.app
    assert isinstance(app, InfotuiApp)
    await settled(app, lambda: not mixture(app).run.is_running)


async def test_a_run_ends_in_a_minimum_and_is_one_step_of_undo() -> None:
    app = opened(f"{TWO_MODES} --rate 0.5")
    async with app.run_test(size=(120, 36)) as pilot:
        before = mixture_state(app)
        await pilot.press("G")
        await run_out(pilot)
        best = forward_fit(TWO_PEAKS).q
        assert mixture_state(app).q.mu == pytest.approx(best.mu, abs=1e-3)
        assert mixture_state(app).q.sigma == pytest.approx(best.sigma, abs=1e-3)
        assert "Converged: no Gaussian is closer" in seen(app)
        assert screen_of(app).has_class("-traced")
        await pilot.press("z")
        assert mixture_state(app) == before
        assert not screen_of(app).has_class("-traced")


async def test_one_step_lowers_the_divergence_and_an_edit_ends_the_run() -> None:
    app = opened(f"{TWO_MODES} --reverse")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "g")
        run = mixture(app).run.current
        assert run is not None
        assert run.steps == 2
        assert run.losses.losses[0] > run.losses.losses[-1]
        assert run.outcome is Outcome.RUNNING
        await pilot.press("G")
        await pilot.pause(0.2)
        await pilot.press("right")
        assert mixture(app).run.current is None
        after = mixture_state(app)
        await pilot.pause(0.5)
        assert mixture_state(app) == after


async def test_a_run_stops_by_its_key_and_in_another_mode() -> None:
    app = opened(f"{TWO_MODES} --rate 0.01")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("G")
        await pilot.pause(0.3)
        await pilot.press("G")
        stopped = mixture_state(app)
        await pilot.pause(0.3)
        assert mixture_state(app) == stopped
        await pilot.press("G", "m")
        await pilot.pause(0.3)
        kept = screen_of(app).state.mixture
        await pilot.pause(0.3)
        assert screen_of(app).state.mixture == kept
