import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from infotui.core.lesson import Snapshot, report
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings as readings
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL as START
from infotui.lessons.gaussian_kl.model.modes import Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState, Parameter
from infotui.maths.distributions import Categorical, Gaussian
from support.gaussian_states import EXTREME, states

LOBES = ["lobe_positive", "lobe_negative"]


def shown(state: GaussianKLState, unit: Unit) -> dict[str, str]:
    return {name: reading.text for name, reading in readings_by_name(readings(state, unit)).items()}


def exact_difference(state: GaussianKLState) -> mpf:
    mp.dps = 60

    def kl(a: Gaussian, b: Gaussian) -> mpf:
        ma, sa, mb, sb = mpf(a.mu), mpf(a.sigma), mpf(b.mu), mpf(b.sigma)
        return mp.log(sb / sa) + (sa**2 + (ma - mb) ** 2) / (2 * sb**2) - mpf(1) / 2

    return kl(state.q, state.p) - kl(state.p, state.q)


def test_opens_at_the_published_digits() -> None:
    nats, bits = shown(INITIAL, Unit.NATS), shown(INITIAL, Unit.BITS)
    assert (nats["kl_pq"], nats["kl_qp"]) == ("1.0166", "2.2195")
    assert (bits["kl_pq"], bits["kl_qp"]) == ("1.4666", "3.2021")
    assert LESSON.unit is Unit.NATS


def test_readings_are_those_that_json_promises() -> None:
    found = report(LESSON, Snapshot(START, Unit.NATS))
    assert list(found) == ["lesson", "state", "readings"]
    assert found["state"] == {
        "p": {"mu": 0.0, "sigma": 1.0},
        "q": {"mu": 2.0, "sigma": 1.5},
        "reverse": False,
    }
    names = [reading.name for reading in readings(INITIAL, Unit.NATS)]
    assert names == ["kl_pq", "kl_qp", "kl_gap", "entropy_p", "entropy_q", "cross_entropy_pq", *LOBES]
    assert all(reading.unit is Unit.BITS for reading in readings(INITIAL, Unit.BITS))


def test_equal_parameters_give_exactly_zero_without_a_sign() -> None:
    state = INITIAL.with_q(INITIAL.p)
    for unit in Unit:
        found = shown(state, unit)
        assert {found["kl_pq"], found["kl_qp"], found["kl_gap"]} == {"0.0000"}


def test_nothing_overflows_its_column() -> None:
    state = GaussianKLState(Gaussian(-10.0, 0.01), Gaussian(10.0, 0.01))
    assert shown(state, Unit.NATS)["kl_pq"] == "2.00e6"
    assert shown(state, Unit.NATS)["kl_gap"] == "0.0000"


@given(states())
def test_cross_entropy_is_entropy_and_divergence(state: GaussianKLState) -> None:
    found = readings_by_name(readings(state, Unit.NATS))
    assert found["cross_entropy_pq"].number == pytest.approx(
        found["entropy_p"].number + found["kl_pq"].number, rel=1e-12, abs=1e-12
    )


@given(states())
def test_a_swap_exchanges_the_divergences(state: GaussianKLState) -> None:
    here = readings_by_name(readings(state, Unit.NATS))
    there = readings_by_name(readings(state.swapped(), Unit.NATS))
    assert here["kl_pq"].number == there["kl_qp"].number
    assert here["kl_gap"].number == pytest.approx(-there["kl_gap"].number, rel=1e-12)
    turned = readings(state.with_reverse(not state.reverse), Unit.NATS)
    assert turned[:-2] == readings(state, Unit.NATS)[:-2]


@given(states(), st.sampled_from(Unit))
def test_the_lobes_differ_by_the_divergence(state: GaussianKLState, unit: Unit) -> None:
    found = readings_by_name(readings(state, unit))
    a, b = (found[name].number for name in LOBES)
    shown = found["kl_qp" if state.reverse else "kl_pq"].number
    assert b >= 0
    assert a - b == pytest.approx(shown, rel=1e-12, abs=1e-12)


@given(states())
def test_the_difference_is_accurate(state: GaussianKLState) -> None:
    gap = readings_by_name(readings(state, Unit.NATS))["kl_gap"].number
    assert gap == pytest.approx(float(exact_difference(state)), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("state", EXTREME)
def test_the_difference_of_extreme_pairs(state: GaussianKLState) -> None:
    gap = readings_by_name(readings(state, Unit.NATS))["kl_gap"].number
    assert gap == pytest.approx(float(exact_difference(state)), rel=1e-12, abs=0)


def test_the_difference_is_0_exactly_for_equal_sigmas() -> None:
    state = GaussianKLState(Gaussian(-3.0, 0.7), Gaussian(2.0, 0.7))
    assert readings_by_name(readings(state, Unit.BITS))["kl_gap"].number == 0.0
    wider = state.with_q(Gaussian(2.0, math.nextafter(0.7, 1)))
    assert readings_by_name(readings(wider, Unit.BITS))["kl_gap"].number > 0


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (INITIAL, "Data from p, code for q: 1.0166 extra nats per sample; in reverse 2.2195."),
        (
            INITIAL.with_reverse(True),
            "Data from q, code for p: 2.2195 extra nats per sample; in reverse 1.0166.",
        ),
        (
            INITIAL.with_q(Gaussian(2.0, 1.0)),
            "Data from p, code for q: 2.0000 extra nats per sample; the same in reverse.",
        ),
        (
            INITIAL.with_q(INITIAL.p),
            "p and q are the same: a code for one is optimal for the other, and both divergences are 0.",
        ),
    ],
)
def test_the_summary_follows_state_and_direction(state: GaussianKLState, said: str) -> None:
    assert LESSON.summarize(START.with_gaussian(state), readings(state, Unit.NATS)) == said


def preset(name: str) -> GaussianKLState:
    start = START.with_gaussian(INITIAL.with_reverse(True))
    return next(preset for preset in LESSON.presets if preset.name == name).apply(start).gaussian


def test_presets_show_what_they_say() -> None:
    kl = {
        preset.name: readings_by_name(readings(preset.apply(START).gaussian, Unit.NATS))
        for preset in PRESETS[Mode.GAUSSIAN]
    }
    assert list(kl)[:4] == ["opening", "equal", "same mean", "same σ"]
    assert list(kl)[4:] == ["far apart", "narrow inside wide", "VAE posterior"]
    assert kl["equal"]["kl_pq"].number == kl["equal"]["kl_qp"].number == 0
    assert kl["same mean"]["kl_pq"].number > 0
    assert kl["same mean"]["kl_gap"].number > 0
    assert kl["same σ"]["kl_pq"].number == kl["same σ"]["kl_qp"].number > 0
    assert kl["far apart"]["kl_pq"].number > 10
    assert kl["VAE posterior"]["kl_pq"].number == pytest.approx(0.8181471805599453, rel=1e-15)
    assert kl["narrow inside wide"]["kl_qp"].number > 10 * kl["narrow inside wide"]["kl_pq"].number


def test_presets_keep_the_order_shown() -> None:
    assert preset("equal").reverse
    assert preset("same mean").p.mu == preset("same mean").q.mu


def test_the_theory_is_right_where_it_is_often_wrong() -> None:
    text = " ".join(section.text for section in LESSON.theory)
    assert "exactly when σ_p = σ_q" in text
    assert "0 only for σ_p = σ_q" in text
    for name in ("same mean", "same σ", "equal", "narrow inside wide"):
        assert f"“{name}”" in text


@pytest.mark.parametrize(
    ("p", "complaint"),
    [
        (Gaussian(10.5, 1.0), r"the mean μ = 10\.5 is outside −10 to 10"),
        (Gaussian(-11.0, 1.0), "the mean μ = −11 is outside −10 to 10"),
        (Gaussian(0.0, 0.005), r"the standard deviation σ = 0\.005 is outside 0\.01 to 10"),
        (Gaussian(0.0, 12.0), r"the standard deviation σ = 12 is outside 0\.01 to 10"),
    ],
)
def test_a_state_beyond_the_controls_is_not_opened(p: Gaussian, complaint: str) -> None:
    with pytest.raises(ValueError, match=f"argument --p: {complaint}"):
        LESSON.check_range(START.with_gaussian(GaussianKLState(p, INITIAL.q)))
    with pytest.raises(ValueError, match=f"argument --q: {complaint}"):
        LESSON.check_range(START.with_gaussian(INITIAL.with_q(p)))


@pytest.mark.parametrize(
    ("p", "q", "heading"),
    [
        ((0, 1), (2, 1.5), "For two Gaussians"),
        ((0, 1), (0, 1), "What it measures"),
        ((0, 1), (3, 1), "When the two orders agree"),
        ((0, 1), (0, 2), "Sliding the means together is not enough"),
        ((0.5, 0.3), (0, 3), "Forward and reverse"),
        ((0.5, 0.2), (0, 3), "Differential entropy"),
        ((-5, 1), (5, 1.5), "Where it comes from"),
    ],
)
def test_the_theory_follows_the_state(p: tuple[float, float], q: tuple[float, float], heading: str) -> None:
    state = START.with_gaussian(GaussianKLState(Gaussian(*p), Gaussian(*q)))
    assert LESSON.theory[LESSON.theory_index(state, False)].heading == heading


def test_details_say_both_units_and_the_closed_form() -> None:
    assert LESSON.details(START, Unit.NATS) == (
        "In bits: KL(p‖q) = 1.4666, KL(q‖p) = 3.2021, h(p) = 2.0471, h(q) = 2.6321, H(p, q) = 3.5137.",
        "KL(p‖q) = a − b, the difference of the areas of the lobes.",
        "Closed form: KL(p‖q) is log(σ_q/σ_p) = 0.4055, plus (σ_p² + (μ_p − μ_q)²)/(2σ_q²) = 1.1111,"
        " minus ½ = 0.5000.",
    )


def test_details_say_both_units_and_the_codes_of_two_categorical_distributions() -> None:
    p, q = Categorical((0.5, 0.5)), Categorical((0.3, 0.7))
    assert LESSON.details(START.with_categorical(CategoricalKLState(p, q)), Unit.NATS) == (
        "In bits: KL(p‖q) = 0.1258, KL(q‖p) = 0.1187, JS(p, q) = 0.0303, H(p) = 1.0000, H(q) = 0.8813,"
        " H(p, q) = 1.1258.",
        "log(p/q) in nats: 0.511 for A and −0.336 for B.",
        "codewords for q: 0 for A and 1 for B.",
        "p's own code on data from p: 1.000 bits.",
        "Whole bits cost L − H(p, q) = −0.1258 bits.",
    )
    ruled_out = CategoricalKLState(p, Categorical((1.0, 0.0)))
    assert not any(
        "Whole bits" in line for line in LESSON.details(START.with_categorical(ruled_out), Unit.BITS)
    )


def test_details_of_a_mixture_say_the_learning_rate() -> None:
    state = START.with_mixture(START.mixture.with_rate(0.25))
    assert LESSON.details(state, Unit.NATS) == ("A gradient step has the learning rate η = 0.25.",)


finite = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(min_value=0, exclude_min=True, allow_infinity=False)


@given(finite, positive, finite, positive, st.sampled_from(Unit))
def test_any_two_gaussians_can_be_read(
    mu_p: float, sigma_p: float, mu_q: float, sigma_q: float, unit: Unit
) -> None:
    p, q = Gaussian(mu_p, sigma_p), Gaussian(mu_q, sigma_q)
    found = readings_by_name(readings(GaussianKLState(p, q), unit))
    lobes = [found.pop(name).value for name in LOBES]
    assert not any(math.isnan(reading.number) for reading in found.values())
    assert lobes == [None, None] or all(isinstance(area, float) and area >= 0 for area in lobes)
    gap, difference = found["kl_gap"].number, found["kl_qp"].number - found["kl_pq"].number
    if sigma_p == sigma_q:
        assert gap == 0
    elif math.isfinite(difference) and math.isfinite(gap):
        assert gap == pytest.approx(difference, rel=1e-9, abs=1e-9 * found["kl_qp"].number + 1e-300)
    assert report(LESSON, Snapshot(START.with_gaussian(GaussianKLState(p, q)), unit))


def test_steps_land_on_round_decimals_and_stop_at_the_limits() -> None:
    gaussian = Gaussian(0.0, 1.0)
    for _ in range(3):
        gaussian = Parameter.MEAN.stepped(gaussian, 1)
    assert gaussian.mu == 0.3
    for _ in range(3):
        gaussian = Parameter.MEAN.stepped(gaussian, -1)
    assert math.copysign(1, gaussian.mu) == 1
    assert Parameter.SIGMA.stepped(gaussian, -10).sigma == 0.5
    assert Parameter.SIGMA.stepped(gaussian, -1000).sigma == 0.01
    assert Parameter.MEAN.stepped(gaussian, 1000).mu == 10.0


@given(st.sampled_from(Parameter), st.floats(-20, 20))
def test_a_parameter_put_stays_inside_its_limits(parameter: Parameter, value: float) -> None:
    gaussian = parameter.put(Gaussian(0.0, 1.0), value)
    parameter.check(parameter.of(gaussian))
    assert parameter.of(gaussian) in (value, parameter.least, parameter.most)
