from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.lessons.cross_entropy.model.multiclass import (
    gradient_sum,
    loss,
    multiclass_readings,
    true_class_cost,
    uniform_guess,
)
from infotui.lessons.cross_entropy.model.state import ALL_LOGITS, Multiclass, mean_logit, with_mean_logit
from infotui.maths.distributions import Logits

LOGITS = st.floats(-20, 20) | st.floats(-1e4, 1e4) | st.floats(-1e100, 1e100) | st.sampled_from([0.0, 1000.0])


@st.composite
def states(draw: st.DrawFn, logits: st.SearchStrategy[float] = LOGITS) -> Multiclass:
    z = tuple(draw(st.lists(logits, min_size=2, max_size=10)))
    smoothing = draw(st.just(0.0) | st.floats(0, 0.99) | st.sampled_from([1e-20, 0.1]))
    temperature = draw(st.just(1.0) | st.floats(0.05, 20))
    return Multiclass(Logits(z), draw(st.integers(0, len(z) - 1)), smoothing, temperature)


def by_name(state: Multiclass, unit: Unit = Unit.NATS) -> dict[str, Reading]:
    return readings_by_name(multiclass_readings(state, unit))


def test_opens_at_the_known_digits() -> None:
    found = by_name(Multiclass())
    assert found["loss"].text_with_unit == "0.5147 nats"
    assert found["loss"].number == pytest.approx(-math.log(found["q"].numbers[1]))
    assert found["entropy_p"].number == 0
    assert found["target"].numbers == (0, 1, 0, 0)


def test_readings_are_named_as_in_json() -> None:
    found = [(reading.name, reading.unit) for reading in multiclass_readings(Multiclass(), Unit.BITS)]
    assert found == [
        ("loss", "bits"),
        ("q", None),
        ("target", None),
        ("entropy_p", "bits"),
        ("kl_pq", "bits"),
        ("gradient", "nats"),
        ("uniform_guess", "bits"),
    ]


@given(states(), st.sampled_from(Unit))
def test_the_true_class_costs_the_loss_without_smoothing(state: Multiclass, unit: Unit) -> None:
    cost = true_class_cost(state, unit)
    hard = by_name(state.with_smoothing(0.0), unit)
    assert cost.number == hard["loss"].number
    assert cost.symbol == f"−log q[{state.true + 1}]"
    q = hard["q"].numbers[state.true]
    if q > 1e-300:
        assert cost.number == pytest.approx(-math.log(q) * unit.per_nat, rel=1e-9, abs=1e-12)


def test_a_thousand_nats_exactly() -> None:
    assert loss(Multiclass(Logits((1000.0, 0.0, 0.0, 0.0)), 1), Unit.NATS) == 1000


@given(st.floats(0, 0.99) | st.floats(1e-300, 1e-9), st.integers(2, 10), st.sampled_from(Unit))
def test_the_minimum_is_accurate_for_any_smoothing(smoothing: float, k: int, unit: Unit) -> None:
    with workdps(350):
        share = mpf(smoothing) / k
        true = 1 - mpf(smoothing) + share
        terms = [true * mp.log(true), *([share * mp.log(share)] * (k - 1) if share else [])]
        exact = -mp.fsum(terms) / (mp.log(2) if unit is Unit.BITS else 1)
    found = by_name(Multiclass(Logits((0.0,) * k), 0, smoothing), unit)["entropy_p"].number
    assert found == pytest.approx(float(exact), rel=1e-13, abs=1e-318)


def test_the_minimum_at_a_tiny_smoothing_has_every_digit() -> None:
    found = by_name(Multiclass(Logits((0.0, 0.0)), 0, 1e-16))["entropy_p"]
    assert found.text == "1.93e−15"


def test_smoothing_raises_the_minimum() -> None:
    assert by_name(Multiclass(smoothing=0.1))["entropy_p"].text_with_unit == "0.3488 nats"
    assert sum(Multiclass(smoothing=0.1).target) == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize("k", range(2, 11))
def test_a_uniform_guess_costs_log_k_whatever_the_target(k: int) -> None:
    for smoothing in (0.0, 0.3):
        state = Multiclass(Logits((3.0,) * k), k - 1, smoothing)
        assert loss(state, Unit.NATS) == pytest.approx(uniform_guess(k, Unit.NATS).number, rel=1e-15)
        assert loss(state, Unit.BITS) == pytest.approx(uniform_guess(k, Unit.BITS).number, rel=1e-15)


@given(states(), st.sampled_from(Unit))
def test_the_loss_is_its_minimum_plus_the_divergence(state: Multiclass, unit: Unit) -> None:
    found = by_name(state, unit)
    total = found["entropy_p"].number + found["kl_pq"].number
    assert math.isfinite(total)
    assert found["kl_pq"].number >= 0
    assert abs(total - found["loss"].number) <= 1e-12 * max(1.0, found["loss"].number)


@given(states())
def test_the_loss_is_accurate(state: Multiclass) -> None:
    with workdps(60):
        scaled = [mpf(z) / mpf(state.temperature) for z in state.logits.z]
        rest = mp.log1p(mp.fsum(mp.exp(z - max(scaled)) for z in scaled) - 1)
        costs = [max(scaled) - z + rest for z in scaled]
        exact = mp.fsum(mpf(p) * cost for p, cost in zip(state.target, costs, strict=True))
    assert loss(state, Unit.NATS) == pytest.approx(float(exact), rel=1e-12, abs=1e-40)


@given(states())
def test_the_gradient_sums_to_zero(state: Multiclass) -> None:
    gradient = by_name(state)["gradient"].numbers
    assert abs(math.fsum(gradient)) * state.temperature < 1e-14
    assert str(gradient_sum(gradient, state.temperature)) == "0.0"
    assert max(map(abs, gradient)) * state.temperature <= 1 + 1e-15


@given(states(st.floats(-8, 8)))
def test_the_gradient_is_central_differences(state: Multiclass) -> None:
    def at(i: int, change: float) -> float:
        z = list(state.logits.z)
        z[i] += change
        return loss(state.with_logits(Logits(tuple(z))), Unit.NATS)

    width = 1e-4 * state.temperature
    differences = [(at(i, width) - at(i, -width)) / (2 * width) for i in range(state.k)]
    tolerance = 1e-6 / state.temperature
    assert by_name(state)["gradient"].numbers == pytest.approx(differences, abs=tolerance)


@given(states(st.integers(-50, 50).map(float)), st.integers(-1000, 1000))
def test_a_common_shift_changes_nothing_but_the_logits(state: Multiclass, shift: int) -> None:
    shifted = state.with_logits(Logits(tuple(z + shift for z in state.logits.z)))
    assert multiclass_readings(shifted, Unit.NATS) == multiclass_readings(state, Unit.NATS)


@given(states(st.floats(-8, 8)))
def test_temperature_is_a_scale_of_the_logits(state: Multiclass) -> None:
    scaled = Multiclass(
        Logits(tuple(z / state.temperature for z in state.logits.z)), state.true, state.smoothing
    )
    assert loss(state, Unit.NATS) == pytest.approx(loss(scaled, Unit.NATS), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("k", [2, 4, 10])
def test_a_softmax_of_a_softmax_has_a_lower_bound(k: int) -> None:
    best = Multiclass(Logits(tuple(float(i == 0) for i in range(k))), 0)
    floor = loss(best, Unit.NATS)
    assert floor == pytest.approx(math.log(math.e + k - 1) - 1)
    if k == 4:
        assert f"{floor:.4f}" == "0.7437"
    for height in (0.0, 2.0, 50.0):
        first = Multiclass(Logits((height, *(0.0,) * (k - 1))), 0)
        assert loss(Multiclass(Logits(by_name(first)["q"].numbers), 0), Unit.NATS) >= floor


@pytest.mark.parametrize("smoothing", [0.0, 1e-300, 0.1])
def test_the_divergence_stays_finite_where_q_underflows(smoothing: float) -> None:
    found = by_name(Multiclass(Logits((1000.0, 0.0, 0.0, 0.0)), 1, smoothing))
    assert found["q"].numbers[1] == 0
    assert found["kl_pq"].number == pytest.approx(found["loss"].number - found["entropy_p"].number)


def test_values_out_of_range_are_refused() -> None:
    with pytest.raises(ValueError, match=r"1 is not a smoothing, from 0 to below 1"):
        Multiclass().with_smoothing(1.0)
    with pytest.raises(ValueError, match=r"0 is not a temperature, 0.05 to 20"):
        Multiclass().with_temperature(0.0)
    with pytest.raises(ValueError, match=r"nan is not a learning rate"):
        Multiclass().with_rate(math.nan)
    with pytest.raises(ValueError, match="class 5 does not exist: the classes are 1 to 4"):
        Multiclass().with_true(4)
    with pytest.raises(ValueError, match=r"1e\+308 is not a logit"):
        Multiclass().with_logits(Logits((1e308, 0.0)))


def test_fewer_classes_keep_true_and_selected_in_range() -> None:
    few = Multiclass().with_true(3).with_selected(3).with_logits(Logits((1.0, 2.0)))
    assert (few.true, few.selected) == (1, 1)
    assert Multiclass().with_selected(ALL_LOGITS).with_logits(Logits((1.0, 2.0))).selected == ALL_LOGITS


def test_a_common_shift_is_a_new_mean() -> None:
    shifted = with_mean_logit(Multiclass().logits, 5.75)
    assert shifted.z == (6.0, 7.0, 5.5, 4.5)
    assert mean_logit(shifted) == 5.75
    fine = with_mean_logit(Logits((1e-14, 1 / 3)), mean_logit(Logits((1e-14, 1 / 3))) + 1)
    assert fine.z == pytest.approx((1 + 1e-14, 4 / 3), rel=1e-15)
