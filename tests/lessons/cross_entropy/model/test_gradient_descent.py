from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.core.descent import MIN_DECREASE, Outcome, loss_trace
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.cross_entropy.model.gradient_descent import (
    DescentRun,
    largest_stable_rate,
    next_step,
    progress,
    start,
    status_text,
    step,
)
from infotui.lessons.cross_entropy.model.multiclass import loss
from infotui.lessons.cross_entropy.model.presets import PRESETS
from infotui.lessons.cross_entropy.model.state import INITIAL, MAX_RATE, MIN_RATE, Multiclass
from infotui.maths.distributions import Logits
from infotui.maths.information import entropy


def run_of(state: Multiclass, most: int) -> tuple[DescentRun, list[float]]:
    run, losses = start(state), [loss(state, Unit.NATS)]
    while not run.outcome.is_over and run.steps < most:
        run = next_step(run)
        losses.append(loss(run.state, Unit.NATS))
    return run, losses


def test_a_step_follows_the_formula() -> None:
    state = Multiclass(rate=0.5, temperature=0.5)
    q = [math.exp(z / 0.5) for z in state.logits.z]
    expected = [
        z - 0.5 * (weight / sum(q) - target) / 0.5
        for z, weight, target in zip(state.logits.z, q, state.target, strict=True)
    ]
    assert step(state).logits.z == pytest.approx(expected, rel=1e-14)


@given(
    st.lists(st.floats(-30, 30), min_size=2, max_size=10),
    st.sampled_from([0.0, 0.01, 0.1, 0.9]),
    st.floats(0.06, 20),
    st.floats(0, 1),
)
@settings(deadline=None, max_examples=60)
def test_the_loss_never_rises_up_to_the_stable_rate(
    z: list[float], smoothing: float, temperature: float, share: float
) -> None:
    rate = min(max(share * largest_stable_rate(temperature), MIN_RATE), MAX_RATE)
    _, losses = run_of(Multiclass(Logits(tuple(z)), 0, smoothing, temperature, rate), 200)
    assert all(after <= before + 1e-13 * max(1.0, before) for before, after in pairwise(losses))


@pytest.mark.parametrize("temperature", [0.05, 1.0, 3.0])
@pytest.mark.parametrize("k", [2, 4, 10])
def test_soft_labels_converge_to_the_minimum(k: int, temperature: float) -> None:
    rate = min(max(temperature**2, MIN_RATE), MAX_RATE)
    z = tuple(temperature * i for i in range(k))
    start = Multiclass(Logits(z), 0, 0.1, temperature, rate)
    run, losses = run_of(start, 20_000)
    assert run.outcome is Outcome.CONVERGED
    assert 0 <= losses[-1] - entropy(start.target) < 1e-6
    assert status_text(run).startswith("Converged: q is p to within")


def test_with_hard_labels_the_loss_keeps_falling() -> None:
    run, losses = run_of(Multiclass(), 3000)
    falls = [before - after for before, after in pairwise(losses)]
    assert run.outcome is Outcome.RUNNING
    assert 0 < losses[-1] < 0.001
    assert all(0 < later < earlier for earlier, later in pairwise(falls))
    assert "ever more slowly" in status_text(run)


def test_hard_labels_pause_without_convergence() -> None:
    run = next_step(start(Multiclass(Logits((0.0, 12.0)))))
    assert run.outcome is Outcome.PLATEAU
    assert 0 < loss(run.state, Unit.NATS) < math.sqrt(MIN_DECREASE)
    assert status_text(run).startswith("Paused: the loss is still falling")


def test_too_large_a_step_is_reported() -> None:
    run, losses = run_of(Multiclass(Logits((2.0, -2.0)), 0, 0.3, rate=10.0), 30)
    assert any(after > before for before, after in pairwise(losses))
    assert run.outcome is Outcome.DIVERGING
    assert status_text(run) == "The loss rose: η is too large. Up to 4T² = 4 it never rises."


def test_an_oscillating_loss_is_not_said_to_fall_towards_its_minimum() -> None:
    run, _ = run_of(Multiclass(smoothing=0.5, rate=10.0), 320)
    assert run.outcome is Outcome.RUNNING
    assert status_text(run) == "η is above 4T² = 4: a step may overshoot, and raise the loss."


def test_steps_too_small_for_the_logits_stall() -> None:
    run = next_step(start(Multiclass(Logits((1e300, -1e300)), 1)))
    assert run.outcome is Outcome.STALLED
    assert run.outcome.is_over


def test_a_run_that_starts_at_the_minimum_has_converged() -> None:
    there = Multiclass(Logits(tuple(math.log(p) for p in Multiclass(smoothing=0.1).target)), 1, 0.1)
    assert start(there).outcome is Outcome.CONVERGED


def test_the_loss_history_stays_small() -> None:
    run, losses = run_of(Multiclass(), 2500)
    history = run.losses
    assert 256 < len(history.losses) <= 512
    assert history.losses == tuple(losses[step] for step in history.steps)
    assert history.steps[:65] == tuple(range(65))
    assert max(later / earlier for earlier, later in pairwise(history.steps[65:])) < 1.03
    assert loss_trace(run, Unit.BITS) == pytest.approx([value / math.log(2) for value in history.losses])


def test_the_preset_with_too_large_a_step_oscillates() -> None:
    preset = next(preset for preset in PRESETS if preset.name == "too large a step")
    state = preset.apply(INITIAL).multiclass
    assert state.rate > largest_stable_rate(state.temperature)
    run, losses = run_of(state, 100)
    rises = [after > before for before, after in pairwise(losses)]
    assert sum(rises) > 20
    assert not run.outcome.is_over


@pytest.mark.parametrize("unit", list(Unit))
def test_progress_shows_step_loss_and_length(unit: Unit) -> None:
    run = next_step(start(Multiclass(smoothing=0.1)))
    found = readings_by_name(progress(run, unit))
    assert found["steps"].text == "1"
    assert found["loss"].number == loss(run.state, unit)
    assert found["loss"].unit is unit
    assert 0 < found["gradient_norm"].number < math.sqrt(2)
