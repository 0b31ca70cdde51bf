from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import log, mpf, workdps

from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.cross_entropy.model.binary import (
    binary_loss,
    binary_readings,
    logit,
    loss_curve,
    loss_derivative,
    loss_stops,
)
from infotui.lessons.cross_entropy.model.state import Binary

PROBABILITIES = st.floats(0, 1, allow_subnormal=False) | st.sampled_from(
    [1e-300, 1e-20, 1e-9, 0.5, 1 - 2**-53]
)


def loss(p: float, label: int, unit: Unit = Unit.NATS) -> float:
    return readings_by_name(binary_readings(Binary(p, label), unit))["loss"].number


def test_opens_at_the_known_digits() -> None:
    by_name = readings_by_name(binary_readings(Binary(), Unit.NATS))
    assert by_name["loss"].text_with_unit == "0.3567 nats"
    assert by_name["gradient"].text == "−0.3000"
    assert loss_derivative(Binary()).text == "−1.4286"


def test_readings_are_named_as_in_json() -> None:
    readings = binary_readings(Binary(), Unit.BITS)
    assert [(reading.name, reading.unit) for reading in readings] == [
        ("loss", "bits"),
        ("gradient", "nats"),
        ("derivative_p", "nats"),
        ("logit", None),
        ("q", None),
        ("uniform_guess", "bits"),
    ]


@given(PROBABILITIES)
def test_the_logit_is_accurate_everywhere(q: float) -> None:
    with workdps(400):
        exact = log(mpf(q)) - log(1 - mpf(q)) if 0 < q < 1 else (math.inf if q else -math.inf)
    assert logit(q) == pytest.approx(float(exact), rel=1e-14, abs=0)


def test_a_loss_in_bits_leaves_the_derivatives_in_nats() -> None:
    nats, bits = (readings_by_name(binary_readings(Binary(), unit)) for unit in (Unit.NATS, Unit.BITS))
    assert bits["loss"].number == pytest.approx(nats["loss"].number / math.log(2))
    for name in ("gradient", "derivative_p", "logit"):
        assert bits[name] == nats[name]
    assert "nats" in nats["gradient"].spoken


@pytest.mark.parametrize(("p", "label"), [(1.0, 1), (0.0, 0)])
def test_certain_and_right_costs_exactly_0(p: float, label: int) -> None:
    assert str(loss(p, label)) == "0.0"
    assert str(binary_readings(Binary(p, label), Unit.NATS)[1].value) == "0.0"


@pytest.mark.parametrize(("p", "label", "steepest"), [(0.0, 1, -math.inf), (1.0, 0, math.inf)])
def test_certain_and_wrong_costs_infinitely_much(p: float, label: int, steepest: float) -> None:
    assert loss(p, label) == math.inf
    assert loss_derivative(Binary(p, label)).number == steepest
    assert abs(binary_readings(Binary(p, label), Unit.NATS)[1].number) == 1


@given(PROBABILITIES, st.sampled_from([0, 1]), st.sampled_from(Unit))
def test_the_loss_is_accurate(p: float, label: int, unit: Unit) -> None:
    with workdps(400):  # enough to tell 1 − 1e-300 from 1
        chance = mpf(p) if label else 1 - mpf(p)
        exact = -log(chance) / (log(2) if unit is Unit.BITS else 1) if chance else math.inf
    assert loss(p, label, unit) == pytest.approx(float(exact), rel=1e-13, abs=0)


@pytest.mark.parametrize(("p", "label", "bits"), [(0.5, 1, 1), (0.5, 0, 1), (0.125, 1, 3), (0.875, 0, 3)])
def test_whole_bits_come_out_whole(p: float, label: int, bits: int) -> None:
    assert loss(p, label, Unit.BITS) == bits


@given(st.floats(-8, 8), st.sampled_from([0, 1]))
def test_both_derivatives_match_central_differences(z: float, label: int) -> None:
    def at(x: float) -> float:
        return binary_loss(1 / (1 + math.exp(-x)), label, Unit.NATS)

    p = 1 / (1 + math.exp(-z))
    found = readings_by_name(binary_readings(Binary(p, label), Unit.NATS))["gradient"].number
    assert found == pytest.approx((at(z + 1e-5) - at(z - 1e-5)) / 2e-5, abs=1e-6)
    assert found == pytest.approx(loss_derivative(Binary(p, label)).number * p * (1 - p), abs=1e-9)


@given(PROBABILITIES, st.sampled_from([0, 1]))
def test_the_gradient_stays_within_1_while_the_loss_does_not(p: float, label: int) -> None:
    assert abs(binary_readings(Binary(p, label), Unit.NATS)[1].number) <= 1


@pytest.mark.parametrize("label", [0, 1])
@pytest.mark.parametrize("unit", list(Unit))
def test_the_curve_runs_from_the_ceiling_to_zero(label: int, unit: Unit) -> None:
    curve = loss_curve(label, 5.0, 300, unit)
    p, losses = curve.p, curve.loss
    assert all(left < right for left, right in pairwise(p))
    assert (max(losses), min(losses)) == (5.0, 0)
    assert [binary_loss(x, label, unit) for x in p] == pytest.approx(losses, rel=1e-12)


@pytest.mark.parametrize("label", [0, 1])
def test_a_drag_stops_at_every_hundredth_and_at_both_ends(label: int) -> None:
    stops = loss_stops(label, Unit.NATS)
    assert [round(p, 2) for p in stops.p] == [i / 100 for i in range(101)]
    assert (stops.loss[0], stops.loss[-1]) == ((math.inf, 0) if label else (0, math.inf))


@pytest.mark.parametrize("p", [1.2, -0.1, math.nan, math.inf])
def test_refuses_a_value_that_is_no_probability(p: float) -> None:
    with pytest.raises(ValueError, match=r"is not a probability, 0 to 1"):
        Binary().with_p(p)


def test_refuses_a_third_label() -> None:
    with pytest.raises(ValueError, match="2 is not a label"):
        Binary().with_label(2)
