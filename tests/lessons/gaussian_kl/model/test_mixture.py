import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.lesson import LESSON, THEORY
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.model.mixture_readings import at_nearest_fit, mixture_readings
from infotui.lessons.gaussian_kl.model.modes import INITIAL, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.maths.distributions import Gaussian
from infotui.maths.information import gaussian_entropy
from infotui.maths.mixture import Mixture
from support.mixtures import FAR, NEAR, gaussians, mixtures, one


def summary(state: MixtureKLState) -> str:
    whole = INITIAL.with_mixture(state)
    return LESSON.summarize(whole, LESSON.readings(whole, Unit.NATS))


def test_the_readings_are_those_that_json_promises() -> None:
    found = readings_by_name(mixture_readings(MixtureKLState(FAR, Gaussian(0, 2)), Unit.NATS))
    assert list(found) == ["kl_pq", "kl_qp", "mean_p", "sd_p", "entropy_p", "forward_best", "reverse_minima"]
    best = found["forward_best"].records[0]
    assert best.get("mu") == 0.0
    assert best.get("sigma") == pytest.approx(math.sqrt(10))
    assert best.get("kl") == pytest.approx(0.4619946135, abs=0.51e-10)
    assert [record.get("kl") for record in found["reverse_minima"].records] == pytest.approx(
        [0.688768996, 0.688768996, 0.840621431], abs=0.51e-9
    )
    assert found["sd_p"].number == pytest.approx(math.sqrt(10))


@given(gaussians, gaussians)
def test_one_component_has_the_readings_of_the_gaussian_mode(p: Gaussian, q: Gaussian) -> None:
    pair = LESSON.readings(INITIAL.with_gaussian(INITIAL.gaussian.with_pair(p, q)), Unit.BITS)
    here = readings_by_name(mixture_readings(MixtureKLState(one(p), q), Unit.BITS))
    for reading in pair:
        if reading.name in here:
            assert here[reading.name].number == pytest.approx(reading.number, rel=1e-12, abs=1e-300)


@settings(max_examples=30)
@given(mixtures(), gaussians, st.sampled_from(Unit))
def test_no_reading_is_below_its_minimum(p: Mixture, q: Gaussian, unit: Unit) -> None:
    found = readings_by_name(mixture_readings(MixtureKLState(p, q), unit))
    best = found["reverse_minima"].records[0].get("kl")
    assert isinstance(best, float)
    assert found["kl_qp"].number >= best - 1e-9 * (1 + best)
    forward = found["forward_best"].records[0].get("kl")
    assert isinstance(forward, float)
    assert 0 <= forward <= found["kl_pq"].number * (1 + 1e-12)
    sd = found["sd_p"].number
    assert found["entropy_p"].number <= gaussian_entropy(sd, base=unit.base) + 1e-12


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (
            MixtureKLState(FAR, Gaussian(0, 2), True),
            "KL(q‖p) = 1.1584 nats; the best q has 0.6888, one of 3 local minima.",
        ),
        (MixtureKLState(FAR, Gaussian(0, 2)), "KL(p‖q) = 0.7538 nats; the best q has 0.4620."),
        (
            MixtureKLState(FAR, Gaussian(0, math.sqrt(10))),
            "KL(p‖q) = 0.4620 nats: no Gaussian is closer in this direction.",
        ),
        (
            at_nearest_fit(MixtureKLState(FAR, Gaussian(0.1, 2.7), True)),
            "KL(q‖p) = 0.8406 nats, a local minimum; the best q has 0.6888.",
        ),
        (
            MixtureKLState(one(Gaussian(0, 1)), Gaussian(0, 1)),
            "p and q are the same: both divergences are 0.",
        ),
    ],
)
def test_the_summary_compares_with_the_best(state: MixtureKLState, said: str) -> None:
    assert summary(state) == said


def test_equality_moves_q_to_the_nearest_optimum() -> None:
    state = MixtureKLState(FAR, Gaussian(2.0, 1.0), True)
    assert at_nearest_fit(state).q.mu == pytest.approx(2.984306, abs=1e-6)
    assert at_nearest_fit(state.with_reverse(False)).q == FAR.moment_fit


def test_a_new_component_stands_to_the_right_within_the_controls() -> None:
    state = MixtureKLState(NEAR, Gaussian(0, 1)).with_component()
    assert state.p.components[-1] == Gaussian(5.0, 1.0)
    far = MixtureKLState(one(Gaussian(9.0, 1.0)), Gaussian(0, 1)).with_component()
    assert far.p.components[-1].mu == 10.0


@pytest.mark.parametrize(
    ("q", "rate", "complaint"),
    [
        (Gaussian(1e7, 1.0), 0.1, r"1e\+07 is not a mean from -1e\+06 to 1e\+06"),
        (Gaussian(0.0, 1e-7), 0.1, r"1e-07 is not a standard deviation from 1e-06 to 1e\+06"),
        (Gaussian(0.0, 1.0), 0.0, "0 is not a learning rate from 0.001 to 10"),
        (Gaussian(0.0, 1.0), math.nan, "nan is not a learning rate from 0.001 to 10"),
    ],
)
def test_what_cannot_be_computed_is_refused(q: Gaussian, rate: float, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        MixtureKLState(NEAR, q, rate=rate)


def test_the_presets_show_what_they_say() -> None:
    minima = {}
    for preset in PRESETS[Mode.MIXTURE]:
        state = preset.apply(INITIAL)
        assert state.mode is Mode.MIXTURE
        minima[preset.name] = readings_by_name(LESSON.readings(state, Unit.NATS))["reverse_minima"].records
    assert {name: len(found) for name, found in minima.items()} == {
        "two modes": 3,
        "close modes": 1,
        "uneven modes": 2,
        "three modes": 3,
        "one component": 1,
    }
    assert minima["close modes"][0].get("mu") == 0
    assert minima["uneven modes"][0].get("mu") == pytest.approx(-1.9948493, abs=1e-7)


def test_the_theory_is_right_where_it_is_often_wrong() -> None:
    text = " ".join(section.text for section in THEORY[Mode.MIXTURE])
    assert "stays in the middle until d = 2.80" in text
    assert "near d = 2.41" in text
    assert "log Z − ELBO" in text
    assert "q has the mean and the variance of p" in text
    headings = [section.heading for section in THEORY[Mode.MIXTURE]]
    assert "KL(p‖q) is mass-covering" in headings
    assert "KL(q‖p) is mode-seeking" in headings
    for mode in Mode:
        names = {preset.name for preset in PRESETS[mode]}
        said = " ".join(section.text for section in THEORY[mode])
        assert all(word.split("”")[0] in names for word in said.split("“")[1:])
