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
    next_step,
    progress,
    start,
    status_text,
    step,
)
from infotui.lessons.cross_entropy.model.multiclass import loss
from infotui.lessons.cross_entropy.model.state import Multiclass
from infotui.maths.distributions import Logits
from infotui.maths.information import entropy


def run_of(state: Multiclass, most: int) -> tuple[DescentRun, list[float]]:
    run, losses = start(state), [loss(state, Unit.NATS)]
    while not run.outcome.is_over and run.steps < most:
        run = next_step(run)
        losses.append(loss(run.state, Unit.NATS))
    return run, losses


def test_a_step_is_the_one_written_down() -> None:
    state = Multiclass(rate=0.5)
    q = [math.exp(z) for z in state.logits.z]
    expected = [
        z - 0.5 * (weight / sum(q) - target)
        for z, weight, target in zip(state.logits.z, q, state.target, strict=True)
    ]
    assert step(state).logits.z == pytest.approx(expected, rel=1e-14)


@given(
    st.lists(st.floats(-30, 30), min_size=2, max_size=10),
    st.sampled_from([0.0, 0.01, 0.1, 0.9]),
    st.floats(0.05, 20),
    st.floats(0.01, 1),
)
@settings(deadline=None, max_examples=60)
def test_the_trace_never_rises(z: list[float], smoothing: float, temperature: float, rate: float) -> None:
    _, losses = run_of(Multiclass(Logits(tuple(z)), 0, smoothing, temperature, rate), 200)
    assert all(after <= before + 1e-13 * max(1.0, before) for before, after in pairwise(losses))


@pytest.mark.parametrize("temperature", [0.05, 1.0, 20.0])
@pytest.mark.parametrize("k", [2, 4, 10])
def test_soft_labels_end_at_their_floor(k: int, temperature: float) -> None:
    start = Multiclass(Logits(tuple(float(i) for i in range(k))), 0, 0.1, temperature)
    run, losses = run_of(start, 20_000)
    assert run.outcome is Outcome.CONVERGED
    assert 0 <= losses[-1] - entropy(start.target) < 1e-6
    assert status_text(run).startswith("Arrived")


def test_hard_labels_keep_falling_ever_more_slowly() -> None:
    run, losses = run_of(Multiclass(), 3000)
    falls = [before - after for before, after in pairwise(losses)]
    assert run.outcome is Outcome.RUNNING
    assert 0 < losses[-1] < 0.001
    assert all(0 < later < earlier for earlier, later in pairwise(falls))
    assert "ever more slowly" in status_text(run)


def test_hard_labels_rest_without_claiming_to_have_arrived() -> None:
    run = next_step(start(Multiclass(Logits((0.0, 12.0)))))
    assert run.outcome is Outcome.PLATEAU
    assert 0 < loss(run.state, Unit.NATS) < math.sqrt(MIN_DECREASE)
    assert "not arrived" in status_text(run)


def test_a_step_too_long_is_said() -> None:
    run, losses = run_of(Multiclass(Logits((2.0, -2.0)), 0, 0.3, rate=10.0), 30)
    assert any(after > before for before, after in pairwise(losses))
    assert run.outcome is Outcome.DIVERGING
    assert status_text(run) == "The loss rose: η is too large."


def test_steps_too_short_for_the_logits_are_said() -> None:
    run = next_step(start(Multiclass(Logits((1e300, -1e300)), 1)))
    assert run.outcome is Outcome.STALLED
    assert run.outcome.is_over


def test_a_run_that_begins_at_the_floor_has_arrived() -> None:
    there = Multiclass(Logits(tuple(math.log(p) for p in Multiclass(smoothing=0.1).target)), 1, 0.1)
    assert start(there).outcome is Outcome.CONVERGED


def test_the_trace_stays_small_and_keeps_its_ends() -> None:
    run, losses = run_of(Multiclass(), 2500)
    history = run.losses
    assert 256 < len(history.losses) <= 512
    assert history.losses == tuple(losses[step] for step in history.steps)
    assert history.steps[:65] == tuple(range(65))
    assert max(later / earlier for earlier, later in pairwise(history.steps[65:])) < 1.03
    assert loss_trace(run, Unit.BITS) == pytest.approx([value / math.log(2) for value in history.losses])


@pytest.mark.parametrize("unit", list(Unit))
def test_progress_shows_step_loss_and_length(unit: Unit) -> None:
    run = next_step(start(Multiclass(smoothing=0.1)))
    found = readings_by_name(progress(run, unit))
    assert found["steps"].text == "1"
    assert found["loss"].number == loss(run.state, unit)
    assert found["loss"].unit is unit
    assert 0 < found["gradient_norm"].number < math.sqrt(2)
