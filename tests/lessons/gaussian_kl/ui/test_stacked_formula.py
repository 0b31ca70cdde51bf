"""The closed form with stacked fractions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.closed_form import terms
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState
from infotui.lessons.gaussian_kl.ui.stacked_formula import stacked, stacked_formula
from infotui.maths.distributions import Gaussian

PARAMETERS = st.builds(Gaussian, st.floats(-10, 10), st.floats(0.01, 10))


def lines(state: GaussianKLState, unit: Unit) -> tuple[str, str, str]:
    return stacked_formula(gaussian_readings(state, unit)[0], terms(state, unit), "─")


def test_the_published_state_is_written_out() -> None:
    assert [line.rstrip() for line in lines(INITIAL, Unit.NATS)] == [
        "              σ_q   σ_p² + (μ_p − μ_q)²           1.5   1² + (0 − 2)²",
        "KL(p‖q) = log ─── + ─────────────────── − ½ = log ─── + ───────────── − ½"
        " = 0.4055 + 1.1111 − 0.5000 = 1.0166 nats",
        "              σ_p          2σ_q²                   1        2·1.5²",
    ]


@given(PARAMETERS, PARAMETERS, st.sampled_from(Unit))
def test_quotients_are_stacked_in_lines_of_one_length(p: Gaussian, q: Gaussian, unit: Unit) -> None:
    top, middle, bottom = lines(GaussianKLState(p, q), unit)
    assert len(top) == len(middle) == len(bottom)
    assert "/" not in top + middle + bottom
    assert middle.count("+") >= 2


@pytest.mark.parametrize("string", ["½", "½·log₂e", "1.5"])
def test_what_is_no_quotient_stays_on_its_line(string: str) -> None:
    assert stacked(string, "─") == (" " * len(string), string, " " * len(string))
