import math

import pytest

from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.lessons.gaussian_kl.model.categorical_readings import (
    categorical_readings,
    own_code_length,
    rounding_excess,
)
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.maths.distributions import Categorical

COINS = ((0.5, 0.5), (0.75, 0.25))
MISCODING = ((0.5, 0.25, 0.125, 0.0625, 0.0625), (0.5, 0.125, 0.125, 0.125, 0.125))
ONE_WAY = ((0.5, 0.5, 0.0), (1 / 3, 1 / 3, 1 / 3))
DISJOINT = ((1.0, 0.0), (0.0, 1.0))
UNIFORM = ((0.5, 0.25, 0.125, 0.125), (0.25, 0.25, 0.25, 0.25))
Distributions = tuple[tuple[float, ...], tuple[float, ...]]


def state_of(pair: Distributions, reverse: bool = False) -> CategoricalKLState:
    return CategoricalKLState(Categorical(pair[0]), Categorical(pair[1]), reverse)


def bits(pair: Distributions, reverse: bool = False) -> dict[str, object]:
    found = categorical_readings(state_of(pair, reverse), Unit.BITS)
    return {name: reading.value for name, reading in readings_by_name(found).items()}


def summary(pair: Distributions, reverse: bool = False, unit: Unit = Unit.BITS) -> str:
    state = INITIAL.with_categorical(state_of(pair, reverse))
    return LESSON.summarize(state, LESSON.readings(state, unit))


def test_the_readings_are_those_that_json_promises() -> None:
    assert list(bits(COINS)) == [
        "kl_pq",
        "kl_qp",
        "kl_gap",
        "js",
        "entropy_p",
        "entropy_q",
        "cross_entropy_pq",
        "terms",
        "code_lengths",
        "mean_code_length",
    ]


@pytest.mark.parametrize(
    ("pair", "forward", "reverse", "js"),
    [
        (COINS, 0.20751874963942, 0.18872187554087, 0.04879494069540),
        (ONE_WAY, 0.58496250072116, math.inf, 0.19087450462111),
    ],
)
def test_the_published_divergences(pair: Distributions, forward: float, reverse: float, js: float) -> None:
    found = bits(pair)
    assert found["kl_pq"] == pytest.approx(forward, abs=0.51e-14)
    assert found["kl_qp"] == pytest.approx(reverse, abs=0.51e-14)
    assert found["js"] == pytest.approx(js, abs=0.51e-14)


def test_dyadic_distributions_have_exact_numbers() -> None:
    found = bits(MISCODING)
    assert (found["kl_pq"], found["kl_qp"], found["kl_gap"]) == (0.125, 0.125, 0.0)
    assert (found["entropy_p"], found["entropy_q"], found["cross_entropy_pq"]) == (1.875, 2.0, 2.0)
    assert found["terms"] == (0.0, 0.25, 0.0, -0.0625, -0.0625)
    assert found["code_lengths"] == (1, 3, 3, 3, 3)
    assert found["mean_code_length"] == 2.0
    assert bits(MISCODING, reverse=True)["mean_code_length"] == 2.125
    assert (bits(UNIFORM)["kl_pq"], bits(UNIFORM)["kl_qp"]) == (0.25, 0.25)


def test_the_excess_of_a_dyadic_code_is_the_divergence() -> None:
    for pair in (MISCODING, UNIFORM):
        found = bits(pair)
        assert found["mean_code_length"] - found["entropy_p"] == found["kl_pq"]  # type: ignore[operator]
        assert rounding_excess(state_of(pair), Unit.BITS).number == 0
    assert rounding_excess(state_of(COINS), Unit.BITS).number == pytest.approx(-0.20751874963942, abs=1e-13)
    assert own_code_length(state_of(MISCODING), Unit.BITS).number == 1.875


def test_disjoint_distributions_have_infinite_kl_and_js_of_1_bit() -> None:
    found = bits(DISJOINT)
    assert (found["kl_pq"], found["kl_qp"], found["js"]) == (math.inf, math.inf, 1.0)
    assert found["kl_gap"] is None
    assert found["mean_code_length"] == math.inf
    assert found["code_lengths"] == (None, 0)


def test_equal_distributions_have_exactly_no_divergence() -> None:
    third = (1 / 3, 1 / 3, 1 / 3)
    found = bits((third, third))
    assert [found[name] for name in ("kl_pq", "kl_qp", "kl_gap", "js")] == [0, 0, 0, 0]
    assert found["terms"] == (0, 0, 0)


def test_the_terms_are_those_of_the_direction_shown() -> None:
    there, back = bits(COINS)["terms"], bits(COINS, reverse=True)["terms"]
    assert math.fsum(there) == pytest.approx(0.20751874963942)  # type: ignore[arg-type]
    assert math.fsum(back) == pytest.approx(0.18872187554087)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pair", "reverse", "said"),
    [
        (MISCODING, False, "Data from p, code for q: L = 2.000 bits, 0.125 more than p's own code."),
        (MISCODING, True, "Data from q, code for p: L = 2.125 bits, 0.125 more than q's own code."),
        (COINS, False, "Data from p, code for q: L = 1.000 bits, as long as p's own code."),
        (DISJOINT, False, "Data from p, code for q: q rules out A, which p does not; KL(p‖q) = ∞."),
        (ONE_WAY, True, "Data from q, code for p: p rules out C, which q does not; KL(q‖p) = ∞."),
        (
            (COINS[0], COINS[0]),
            False,
            "p and q are the same: a code for one is optimal for the other, and both divergences are 0.",
        ),
    ],
)
def test_the_summary_says_what_the_code_costs(pair: Distributions, reverse: bool, said: str) -> None:
    assert summary(pair, reverse) == said


def test_classes_are_added_and_removed_in_both() -> None:
    state = state_of(COINS).with_class()
    assert (state.p.p[-1], state.q.p[-1], state.k) == (0.0, 0.0, 3)
    assert state.without_class(2) == state_of(COINS)
    assert state.swapped().p == state.q
    assert state.with_reverse(True).data == state.q


def test_p_and_q_have_the_same_classes() -> None:
    with pytest.raises(ValueError, match="p and q differ in length: 2 and 3"):
        CategoricalKLState(Categorical((0.5, 0.5)), Categorical((0.5, 0.25, 0.25)))
    with pytest.raises(ValueError, match="different names"):
        CategoricalKLState(Categorical((0.5, 0.5)), Categorical((0.5, 0.5), ("x", "y")))


def test_the_presets_show_what_they_say() -> None:
    kl = {}
    for preset in PRESETS[Mode.CATEGORICAL]:
        state = preset.apply(INITIAL)
        assert state.mode is Mode.CATEGORICAL
        kl[preset.name] = readings_by_name(LESSON.readings(state, Unit.BITS))
    assert list(kl) == ["coins", "miscoding", "equal both ways", "∞ one way"]
    assert kl["miscoding"]["kl_pq"].number == 0.125
    assert kl["equal both ways"]["kl_pq"].number == kl["equal both ways"]["kl_qp"].number == 0.25
    assert kl["∞ one way"]["kl_qp"].number == math.inf > kl["∞ one way"]["kl_pq"].number
