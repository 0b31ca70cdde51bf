import math

import pytest
from hypothesis import given

from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text, terms
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings as readings
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState
from infotui.maths.distributions import Gaussian
from support.gaussian_states import states


def test_the_closed_form_of_the_opening_state() -> None:
    found = terms(INITIAL, Unit.NATS)
    assert [term.formula for term in found] == ["log(σ_q/σ_p)", "(σ_p² + (μ_p − μ_q)²)/(2σ_q²)", "½"]
    assert [term.numbers[0] for term in found] == ["log(1.5/1)", "(1² + (0 − 2)²)/(2·1.5²)", "½"]
    assert [term.value.text for term in found] == ["0.4055", "1.1111", "−0.5000"]
    assert [term.sign + term.text for term in found] == ["+0.4055", "+1.1111", "−0.5000"]


def test_the_closed_form_follows_the_direction() -> None:
    found = terms(INITIAL.with_reverse(True), Unit.NATS)
    assert [term.formula for term in found] == ["log(σ_p/σ_q)", "(σ_q² + (μ_q − μ_p)²)/(2σ_p²)", "½"]
    assert [term.numbers[0] for term in found] == ["log(1/1.5)", "(1.5² + (2 − 0)²)/(2·1²)", "½"]
    assert [term.value.text for term in found] == ["−0.4055", "3.1250", "−0.5000"]


def test_the_closed_form_in_bits() -> None:
    found = terms(INITIAL, Unit.BITS)
    assert [term.formula for term in found] == [
        "log₂(σ_q/σ_p)",
        "(σ_p² + (μ_p − μ_q)²)/(2σ_q²)·log₂e",
        "½·log₂e",
    ]
    assert found[0].value.number == pytest.approx(math.log2(1.5))
    assert found[2].value.text_with_unit == "−0.7213 bits"


def test_a_negative_mean_is_in_brackets() -> None:
    state = GaussianKLState(Gaussian(-1.0, 1.0), Gaussian(-2.5, 1.0))
    assert terms(state, Unit.NATS)[1].numbers[0] == "(1² + (−1 − (−2.5))²)/(2·1²)"


def test_shorter_versions_have_fewer_digits() -> None:
    state = GaussianKLState(Gaussian(-9.8765, 0.12345), Gaussian(-8.7654, 1.2345))
    spelled = terms(state, Unit.NATS)[1].numbers
    assert spelled[0] == "(0.12345² + (−9.8765 − (−8.7654))²)/(2·1.2345²)"
    assert spelled[-1] == "(0.12² + (−9.9 − (−8.8))²)/(2·1.2²)"
    assert list(spelled) == sorted(spelled, key=len, reverse=True)


def test_equal_sigmas_give_a_zero_without_sign() -> None:
    assert terms(INITIAL.with_q(Gaussian(2.0, 1.0)), Unit.NATS)[0].value.text == "0.0000"


@pytest.mark.parametrize(
    ("value", "text"), [(1.0, "1"), (0.01, "0.01"), (1 / 3, "0.33333"), (-9.99, "−9.99"), (1e-9, "1e−9")]
)
def test_parameters_have_no_trailing_zeros(value: float, text: str) -> None:
    assert parameter_text(value) == text


@given(states())
def test_the_terms_add_up_to_the_divergence(state: GaussianKLState) -> None:
    for unit in Unit:
        found = [term.value.number for term in terms(state, unit)]
        divergence = readings_by_name(readings(state, unit))["kl_qp" if state.reverse else "kl_pq"].number
        assert math.fsum(found) == pytest.approx(divergence, rel=1e-12, abs=1e-12)
