import math

import pytest
from hypothesis import given, settings

from infotui.core.descent import Outcome, loss_trace
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.mixture import MAX_RATE, MixtureKLState
from infotui.lessons.gaussian_kl.model.mixture_descent import (
    DescentRun,
    gradient,
    loss,
    next_step,
    progress,
    start,
    status_text,
    step,
)
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.maths.mixture_fit import reverse_fits
from support.mixtures import FAR, NEAR, gaussians, mixtures


def run_of(state: MixtureKLState, most: int = 5000) -> DescentRun:
    run = start(state)
    while not run.outcome.is_over and run.steps < most:
        run = next_step(run)
    return run


@pytest.mark.parametrize("reverse", [False, True])
def test_a_step_follows_the_formula(reverse: bool) -> None:
    state = MixtureKLState(NEAR, Gaussian(1.0, 1.5), reverse, rate=0.2)
    slope, after = gradient(state), step(state)
    assert after.q.mu == pytest.approx(1.0 - 0.2 * slope.mu)
    assert math.log(after.q.sigma) == pytest.approx(math.log(1.5) - 0.2 * slope.log_sigma)
    assert after.p == state.p


@settings(max_examples=50)
@given(mixtures(), gaussians)
def test_a_step_stays_within_the_controls(p: Mixture, q: Gaussian) -> None:
    for reverse in (False, True):
        moved = step(MixtureKLState(p, q, reverse, rate=10.0)).q
        assert -10 <= moved.mu <= 10
        assert 0.01 <= moved.sigma <= 10


def test_a_forward_run_ends_at_the_moments() -> None:
    run = run_of(MixtureKLState(FAR, Gaussian(1.0, 1.0)))
    assert run.outcome is Outcome.CONVERGED
    assert run.state.q.mu == pytest.approx(0, abs=1e-3)
    assert run.state.q.sigma == pytest.approx(math.sqrt(10), abs=1e-3)
    assert status_text(run) == "Converged: no Gaussian is closer in this direction."


def test_a_reverse_run_ends_in_the_minimum_downhill() -> None:
    side = run_of(MixtureKLState(FAR, Gaussian(2.0, 1.0), True))
    assert side.state.q.mu == pytest.approx(2.984306, abs=1e-3)
    assert status_text(side) == "Converged: no Gaussian is closer in this direction."
    middle = run_of(MixtureKLState(FAR, Gaussian(0.1, 2.7), True))
    assert middle.state.q.mu == pytest.approx(0, abs=1e-3)
    assert loss(middle.state) == pytest.approx(reverse_fits(FAR)[2].kl, abs=1e-7)
    assert status_text(middle) == "Converged to a local minimum: another Gaussian is closer."


def test_a_run_that_starts_at_a_minimum_has_converged() -> None:
    run = start(MixtureKLState(FAR, FAR.moment_fit))
    assert run.outcome is Outcome.CONVERGED
    assert run.outcome.is_over


def test_too_large_a_rate_diverges() -> None:
    run = next_step(start(MixtureKLState(NEAR, Gaussian(0.3, 9.0), rate=10.0)))
    assert run.outcome is Outcome.DIVERGING
    assert status_text(run) == "The divergence rose: η is too large."


def test_a_run_stalls_at_the_limits_of_the_controls() -> None:
    run = run_of(MixtureKLState(Mixture.of((1.0, 500.0, 0.1)), Gaussian(10.0, 10.0)))
    assert run.outcome is Outcome.STALLED
    assert status_text(run) == "Stalled: q is at the limit of the controls."


def test_the_trace_holds_the_losses_in_either_unit() -> None:
    run = start(MixtureKLState(NEAR, Gaussian(1.0, 1.0), True))
    losses = [loss(run.state)]
    for _ in range(5):
        run = next_step(run)
        losses.append(loss(run.state))
    assert loss_trace(run, Unit.NATS) == tuple(losses)
    assert loss_trace(run, Unit.BITS) == pytest.approx([value / math.log(2) for value in losses])
    assert losses == sorted(losses, reverse=True)
    shown = readings_by_name(progress(run, Unit.BITS))
    assert shown["steps"].text == "5"
    assert shown["loss"].number == pytest.approx(losses[-1] / math.log(2))
    assert shown["gradient_norm"].number == pytest.approx(math.hypot(*gradient(run.state)))
    assert status_text(run) == "The divergence falls towards a minimum."


def test_an_oscillating_divergence_is_not_said_to_fall_towards_a_minimum() -> None:
    run = start(MixtureKLState(NEAR, Gaussian(1.0, 0.5), rate=MAX_RATE))
    texts = set()
    for _ in range(40):
        run = next_step(run)
        texts.add((run.outcome, status_text(run)))
    assert (Outcome.DIVERGING, "The divergence rose: η is too large.") in texts
    fell = "The divergence fell in this step, and has risen before: η is too large."
    assert (Outcome.RUNNING, fell) in texts
