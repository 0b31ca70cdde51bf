from __future__ import annotations

import math
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.cli import _parser, _with_default_lesson
from infotui.core.lesson import Snapshot, command, report
from infotui.core.reading import Unit, readings_by_name
from infotui.lessons import LESSONS
from infotui.lessons.entropy.model.entropy_path import entropy_path
from infotui.lessons.entropy.model.lesson import LESSON, readings
from infotui.lessons.entropy.model.presets import zipf
from infotui.lessons.entropy.model.state import INITIAL, EntropyState
from infotui.maths.distributions import Categorical
from infotui.maths.information import entropy


@st.composite
def categoricals(draw: st.DrawFn) -> Categorical:
    """Distributions as people make them: weights of very different sizes, some of them 0."""
    weight = st.one_of(st.just(0.0), st.floats(1e-12, 1.0), st.floats(0.1, 1.0))
    weights = draw(st.lists(weight, min_size=2, max_size=26).filter(lambda w: sum(w) > 0.01))
    total = math.fsum(weights)
    value = Categorical(tuple(w / total for w in weights))
    for i in draw(st.sets(st.integers(0, value.k - 1), max_size=3)):
        value = value.with_lock(i, True)
    return value


@st.composite
def states(draw: st.DrawFn) -> EntropyState:
    p = draw(categoricals())
    return EntropyState(p, draw(st.integers(0, p.k - 1)))


def state_of(line: str) -> EntropyState:
    """The state that a line for the shell opens."""
    words = shlex.split(line)[1:]
    words = _with_default_lesson(words, LESSONS)
    namespace = _parser(LESSONS, words).parse_args(words)
    found = LESSON.command_line.parse(namespace)
    assert isinstance(found, EntropyState)
    return found


def test_the_opening_state_has_the_known_numbers() -> None:
    found = readings_by_name(readings(INITIAL, Unit.BITS))
    assert found["entropy"].text_with_unit == "2.000 bits"
    assert found["maximum_entropy"].text_with_unit == "2.000 bits"
    assert found["efficiency"].text == "100.0 %"
    assert found["perplexity"].number == 4.0


def test_the_dog_and_the_wolf() -> None:
    preset = next(preset for preset in LESSON.presets if "wolf" in preset.name)
    found = readings_by_name(readings(preset.apply(INITIAL), Unit.BITS))
    assert found["entropy"].text_with_unit == "0.638 bits"
    assert found["efficiency"].text == "40.3 %"


@given(states(), st.sampled_from(Unit))
def test_the_terms_sum_to_the_entropy(state: EntropyState, unit: Unit) -> None:
    found = readings_by_name(readings(state, unit))
    h = found["entropy"].number
    assert math.fsum(found["terms"].numbers) == pytest.approx(h, rel=1e-12, abs=1e-15)
    assert 0 <= h <= found["maximum_entropy"].number * (1 + 1e-12)
    assert 0 <= found["efficiency"].number <= 1 + 1e-12
    assert found["perplexity"].number == pytest.approx(math.exp(entropy(state.p.p)), rel=1e-12)
    for p, surprisal, term in zip(state.p.p, found["surprisal"].numbers, found["terms"].numbers, strict=True):
        assert term == (p * surprisal if p else 0)


@st.composite
def loose_sums(draw: st.DrawFn) -> tuple[float, ...]:
    """Probabilities whose sum differs from 1 by up to the tolerance."""
    p = draw(categoricals()).p
    scale = 1 + draw(st.floats(-9e-10, 9e-10))
    return tuple(min(x * scale, 1.0) for x in p)


@given(loose_sums(), st.sampled_from(Unit))
def test_readings_stay_within_bounds_for_any_accepted_sum(p: tuple[float, ...], unit: Unit) -> None:
    state = EntropyState(Categorical(p))
    found = readings_by_name(readings(state, unit))
    for name, (least, most) in LESSON.bounds(unit, len(p)).items():
        if name in found:
            value = found[name].value
            values = value if isinstance(value, tuple) else (value,)
            assert all(least <= x <= most for x in values if isinstance(x, int | float)), (name, value)


@given(states(), st.sampled_from(Unit))
def test_the_command_reopens_the_state(state: EntropyState, unit: Unit) -> None:
    line = command(LESSON, Snapshot(state, unit))
    assert state_of(line) == state
    assert ("--unit nats" in line) == (unit is Unit.NATS)


def test_perplexity_has_the_base_of_the_unit() -> None:
    symbols = {unit: readings_by_name(readings(INITIAL, unit))["perplexity"].symbol for unit in Unit}
    assert symbols == {Unit.BITS: "2^H", Unit.NATS: "e^H"}
    state = EntropyState(Categorical((0.4, 0.3, 0.2, 0.1)))
    found = readings_by_name(readings(state, Unit.NATS))
    assert found["perplexity"].number == pytest.approx(math.exp(found["entropy"].number), rel=1e-14)


@given(categoricals(), categoricals(), st.floats(0, 1))
def test_a_mixture_has_at_least_the_average_entropy(a: Categorical, b: Categorical, t: float) -> None:
    k = min(a.k, b.k)
    p, q = ([x / math.fsum(c.p[:k]) for x in c.p[:k]] if sum(c.p[:k]) else [1 / k] * k for c in (a, b))
    mixed = [(1 - t) * x + t * y for x, y in zip(p, q, strict=True)]
    assert entropy(mixed) >= (1 - t) * entropy(p) + t * entropy(q) - 1e-12


@pytest.mark.parametrize("unit", Unit)
def test_code_lengths_are_in_bits_in_either_unit(unit: Unit) -> None:
    found = readings_by_name(readings(EntropyState(Categorical((0.4, 0.3, 0.2, 0.1))), unit))
    assert found["mean_code_length"].text_with_unit == "1.900 bits"
    assert {found[name].unit for name in ("code_lengths", "mean_code_length")} == {Unit.BITS}


def test_the_path_peaks_where_the_theory_says() -> None:
    p = Categorical((0.1, 0.5, 0.3, 0.1))
    path = entropy_path(p, 0, 10_001, Unit.BITS)
    peak = path.p[path.entropy.index(max(path.entropy))]
    others = entropy([x / 0.9 for x in p.p[1:]], base=2)
    assert peak == pytest.approx(1 / (1 + 2**others), abs=1e-4)


def test_details_list_codewords_and_a_sum_that_is_off() -> None:
    assert LESSON.details(EntropyState(Categorical((0.5, 0.25, 0.25, 0.0))), Unit.NATS) == (
        "codewords: 0 for A, 10 for B and 11 for C.",
        "Huffman code, mean length L = 1.500 bits = H: p is dyadic.",
    )
    off = LESSON.details(EntropyState(Categorical((0.5, 0.5 - 9e-10))), Unit.BITS)
    assert off[0] == "The probabilities sum to 0.9999999991. They are used as given."


@pytest.mark.parametrize(
    ("p", "is_running", "heading"),
    [
        ((0.25,) * 4, False, "Entropy"),
        ((0.25,) * 4, True, "Codes"),
        ((0.2,) * 5, False, "Its limits"),
        ((1.0, 0.0), False, "Surprisal"),
        ((0.5, 0.5, 0.0), False, "Entropy"),
        ((0.6, 0.3, 0.1), False, "Concavity"),
    ],
)
def test_the_theory_follows_the_state(p: tuple[float, ...], is_running: bool, heading: str) -> None:
    assert LESSON.theory[LESSON.theory_index(EntropyState(Categorical(p)), is_running)].heading == heading


def test_held_classes_are_locked() -> None:
    held = LESSON.hold(INITIAL, ("p.1", "p.count", "p.9"), True)
    assert held.p.locked == {0}
    assert held.p.p == INITIAL.p.p
    assert LESSON.hold(held, ("p.1",), False) == INITIAL


def test_names_with_blanks_survive_the_command_line() -> None:
    state = EntropyState(Categorical((0.5, 0.25, 0.25), ("big dog", "$HOME", "it's")), 2)
    assert state_of(command(LESSON, Snapshot(state, Unit.BITS))) == state


def test_the_report_names_the_arguments() -> None:
    state = EntropyState(Categorical((0.5, 0.5), ("x", "y")).with_lock(1, True), 1)
    found = report(LESSON, Snapshot(state, Unit.NATS))
    assert found["state"] == {"p": [0.5, 0.5], "names": ["x", "y"], "lock": [2], "select": 2}
    assert list(found) == ["lesson", "state", "readings"]


@given(states(), st.sampled_from(Unit))
def test_the_path_matches_a_drag(state: EntropyState, unit: Unit) -> None:
    i, p = state.selected, state.p.with_lock(state.selected, False)
    path = entropy_path(p, i, 7, unit)
    for x, h in zip(path.p, path.entropy, strict=True):
        there = p.with_probability(i, x, reference=p)
        assert h == pytest.approx(entropy(there.p, base=unit.base), rel=1e-9, abs=1e-9)


def test_the_path_ends_where_the_locked_classes_leave_nothing() -> None:
    p = Categorical((0.25, 0.25, 0.5)).with_lock(2, True)
    path = entropy_path(p, 0, 5, Unit.BITS)
    assert path.p == (0, 0.125, 0.25, 0.375, 0.5)
    assert path.entropy == pytest.approx((1.0, *path.entropy[1:4], 1.0))
    assert all(map(math.isfinite, path.entropy))


@pytest.mark.parametrize(
    ("p", "words"),
    [
        ((0.25,) * 4, "As uncertain as possible: 4 equally likely"),
        ((0.0, 1.0), "Certain: it is always B"),
        ((0.5, 0.5, 0.0), "As uncertain as 2.000 equally likely classes"),
    ],
)
def test_the_summary_explains_the_numbers(p: tuple[float, ...], words: str) -> None:
    state = EntropyState(Categorical(p))
    assert words in LESSON.summarize(state, readings(state, Unit.BITS))


def test_every_preset_applies_to_every_number_of_classes() -> None:
    for k in range(2, 27):
        for preset in LESSON.presets:
            state = preset.apply(EntropyState(Categorical.uniform(k), k - 1))
            assert math.fsum(state.p.p) == pytest.approx(1, abs=1e-12)


@given(st.integers(2, 26))
def test_zipf_falls_as_one_over_the_rank(k: int) -> None:
    p = zipf(k)
    assert zipf(4) == (0.48, 0.24, 0.16, 0.12)
    assert math.fsum(p) == pytest.approx(1, abs=1e-15)
    assert all(p[0] / p[i] == pytest.approx(i + 1) for i in range(k))


def test_a_class_that_does_not_exist_cannot_be_selected() -> None:
    with pytest.raises(ValueError, match="class 5 does not exist: the classes are 1 to 4"):
        EntropyState(Categorical.uniform(4), 4)


@given(states(), st.sampled_from(Unit))
def test_the_peak_of_the_path_has_the_largest_entropy(state: EntropyState, unit: Unit) -> None:
    i, p = state.selected, state.p.with_lock(state.selected, False)
    path = entropy_path(p, i, 101, unit)
    there = p.with_probability(i, path.peak, reference=p)
    assert entropy(there.p, base=unit.base) >= max(path.entropy) - 1e-9
