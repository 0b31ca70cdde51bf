from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Unit
from infotui.lessons.entropy.model import sampling
from infotui.lessons.entropy.model.sampling import (
    Sampler,
    mean_surprisal,
    miller_madow,
    parse_seed,
    plug_in,
    surprisal_std,
    symbols_per_second,
)
from infotui.maths.estimators import miller_madow_entropy, plug_in_entropy
from infotui.maths.information import entropy, surprisal

SKEWED = (0.5, 0.0, 0.3, 0.2)


def drawn(p: tuple[float, ...], seed: int, *batches: int) -> Sampler:
    sampler = Sampler(p, seed)
    for batch in batches:
        sampler.draw(batch)
    return sampler


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, sampling.LARGEST_SEED))
def test_the_seed_determines_the_sample(batches: list[int], seed: int) -> None:
    assert drawn(SKEWED, seed, *batches).sample == drawn(SKEWED, seed, sum(batches)).sample


def test_the_draws_are_those_of_pythons_generator() -> None:
    numbers = Random(7)
    expected = [0] * 4
    for _ in range(1000):
        u = numbers.random()
        expected[0 if u < 0.5 else 2 if u < 0.8 else 3] += 1
    assert drawn(SKEWED, 7, 1000).sample.counts == tuple(expected)


@pytest.mark.parametrize("unit", Unit)
def test_the_mean_converges_to_the_entropy(unit: Unit) -> None:
    h = entropy(SKEWED, base=unit.base)
    for n in (100, 10_000):
        sample = drawn(SKEWED, 3, n).sample
        mean = mean_surprisal(sample, SKEWED, unit)
        assert mean.unit is unit
        assert abs(mean.number - h) < 4 * surprisal_std(SKEWED, unit) / math.sqrt(n)
        assert sample.counts[1] == 0
        assert sample.count == n


def test_running_means_are_thinned_and_end_at_the_last() -> None:
    sample = drawn(SKEWED, 1, 12_345).sample
    assert len(sample.running_means) < 500
    assert [n for n, _ in sample.running_means[:50]] == list(range(1, 51))
    n, mean = sample.running_means[-1]
    assert n == 12_345
    assert mean == pytest.approx(mean_surprisal(sample, SKEWED, Unit.BITS).number, rel=1e-14)


def test_equally_likely_classes_have_equal_surprisal() -> None:
    sample = drawn((0.25,) * 4, 1, 100).sample
    assert {mean for _, mean in sample.running_means} == {2.0}
    assert surprisal_std((0.25,) * 4, Unit.BITS) == 0


def test_a_certain_class_has_surprisal_0() -> None:
    sample = drawn((0.0, 1.0), 1, 50).sample
    assert sample.counts == (0, 50)
    assert mean_surprisal(sample, (0.0, 1.0), Unit.BITS).text == "0.000"


def test_the_smallest_probability_is_handled() -> None:
    p = (1.0, 5e-324)
    assert drawn(p, 1, 100).sample.counts == (100, 0)
    assert math.isfinite(surprisal_std(p, Unit.BITS))


def test_the_standard_deviation_matches_its_definition() -> None:
    s = surprisal([0.9, 0.1], base=2)
    h = entropy([0.9, 0.1], base=2)
    assert surprisal_std((0.9, 0.1), Unit.BITS) ** 2 == pytest.approx(
        0.9 * s[0] ** 2 + 0.1 * s[1] ** 2 - h**2
    )


def test_a_sample_stops_at_its_largest_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MAX_SYMBOLS", 30)
    sampler = drawn(SKEWED, 1, 20)
    assert not sampler.is_full
    sampler.draw(20)
    assert sampler.is_full
    assert sampler.sample.count == 30


def test_the_rate_grows_up_to_its_limit() -> None:
    assert symbols_per_second(0) == 5
    assert [symbols_per_second(n) for n in range(2000)] == sorted(symbols_per_second(n) for n in range(2000))
    assert symbols_per_second(10**6) == sampling.MAX_RATE


@pytest.mark.parametrize("text", ["", "-1", "1.5", "1e3", "abc", "1" * 10, "²"])
def test_invalid_seeds_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="whole number"):
        parse_seed(text)


def test_a_seed_is_a_whole_number() -> None:
    assert parse_seed(" 42 ") == 42
    assert parse_seed("999999999") == sampling.LARGEST_SEED


@given(st.integers(1, 400), st.integers(0, 99), st.sampled_from(Unit))
def test_the_entropy_of_the_sample_is_exact_at_every_size(n: int, seed: int, unit: Unit) -> None:
    sample = drawn(SKEWED, seed, n).sample
    assert plug_in(sample, unit).number == plug_in_entropy(sample.counts, base=unit.base)
    assert miller_madow(sample, unit).number == miller_madow_entropy(sample.counts, base=unit.base)
    sizes = [size for size, _ in sample.running_plug_in]
    assert sizes == [size for size, _ in sample.running_means]
    for size, value in sample.running_plug_in:
        assert value == plug_in_entropy(drawn(SKEWED, seed, size).sample.counts, base=2)


def test_the_plug_in_entropy_starts_at_zero_and_is_biased_low() -> None:
    k, n = 8, 50
    uniform = (1 / k,) * k
    samples = [drawn(uniform, seed, n).sample for seed in range(400)]
    assert {sample.running_plug_in[0] for sample in samples} == {(1, 0.0)}
    bias = math.fsum(plug_in(sample, Unit.BITS).number for sample in samples) / len(samples) - math.log2(k)
    assert bias == pytest.approx(-(k - 1) / (2 * n * math.log(2)), rel=0.15)
    corrected = math.fsum(miller_madow(sample, Unit.BITS).number for sample in samples) / len(samples)
    assert abs(corrected - math.log2(k)) < 0.2 * abs(bias)
    means = math.fsum(mean_surprisal(sample, uniform, Unit.BITS).number for sample in samples) / len(samples)
    assert means == pytest.approx(math.log2(k))
