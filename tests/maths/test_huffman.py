from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.maths.estimators import CountProfile
from infotui.maths.huffman import huffman_code, huffman_total
from infotui.maths.information import entropy


@st.composite
def probabilities(draw: st.DrawFn) -> tuple[float, ...]:
    """Weights of very different sizes, some of them 0."""
    weight = st.one_of(st.just(0.0), st.floats(1e-300, 1.0), st.floats(0.1, 1.0), st.integers(1, 4))
    weights = draw(st.lists(weight, min_size=2, max_size=26).filter(lambda w: sum(w) > 1e-3))
    total = math.fsum(weights)
    return tuple(w / total for w in weights)


@pytest.mark.parametrize(
    ("p", "words", "mean"),
    [
        ((0.25,) * 4, ("00", "01", "10", "11"), 2.0),
        ((0.5, 0.25, 0.125, 0.125), ("0", "10", "110", "111"), 1.75),
        ((0.125, 0.5, 0.125, 0.25), ("110", "0", "111", "10"), 1.75),
        ((0.5, 0.5), ("0", "1"), 1.0),
        ((1.0, 0.0), ("", None), 0.0),
        ((0.0, 0.5, 0.0, 0.5), (None, "0", None, "1"), 1.0),
        ((0.4, 0.2, 0.2, 0.1, 0.1), ("00", "01", "10", "110", "111"), 2.2),
        ((1 / 3,) * 3, ("0", "10", "11"), 5 / 3),
    ],
)
def test_known_codes(p: tuple[float, ...], words: tuple[str | None, ...], mean: float) -> None:
    code = huffman_code(p)
    assert code.codewords == words
    assert code.mean_length == pytest.approx(mean, rel=1e-15)


@given(probabilities())
def test_the_mean_length_is_at_least_h_and_below_h_plus_1(p: tuple[float, ...]) -> None:
    code, h = huffman_code(p), entropy(p, base=2)
    rounding = 1e-12  # of the sum of p, among others
    assert h - rounding <= code.mean_length < h + 1 + rounding
    if code.is_dyadic:
        assert code.mean_length == h
    assert code.mean_length <= math.ceil(math.log2(len(p))) + rounding


@given(probabilities())
def test_the_code_is_a_prefix_code_of_classes_above_0(p: tuple[float, ...]) -> None:
    words = huffman_code(p).codewords
    assert [word is not None for word in words] == [x > 0 for x in p]
    spelled = [word for word in words if word is not None]
    if len(spelled) > 1:
        assert sum(Fraction(1, 2 ** len(word)) for word in spelled) == 1
    for one, other in product(spelled, spelled):
        assert one is other or not other.startswith(one)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=5))
def test_no_other_lengths_do_better(weights: list[int]) -> None:
    total = sum(weights)
    p = tuple(w / total for w in weights)
    best = min(
        math.fsum(x * length for x, length in zip(p, lengths, strict=True))
        for lengths in product(range(1, len(p)), repeat=len(p))
        if sum(2.0**-length for length in lengths) <= 1
    )
    assert huffman_code(p).mean_length == pytest.approx(best, rel=1e-14)


@pytest.mark.parametrize(
    ("p", "dyadic"),
    [
        ((1.0, 2.0**-60), False),
        ((2.0**-126, 1.0), False),
        ((0.5, 0.5, 2.0**-40), False),
        ((1.0, 0.0), True),
        ((0.5, 0.25, 0.25, 0.0), True),
        ((0.75, 0.25), False),
    ],
)
def test_dyadic_means_each_p_is_two_to_minus_its_length(p: tuple[float, ...], dyadic: bool) -> None:
    assert huffman_code(p).is_dyadic is dyadic


@given(st.lists(st.integers(0, 26), min_size=1, max_size=24))
def test_powers_of_two_cost_exactly_their_entropy(splits: list[int]) -> None:
    p = [1.0]
    for split in splits:
        i = split % len(p)
        p[i : i + 1] = [p[i] / 2, p[i] / 2]
    code = huffman_code(tuple(p))
    assert code.is_dyadic
    assert code.mean_length == entropy(p, base=2)
    assert [2.0**-length for length in code.lengths if length is not None] == p


@given(st.lists(st.integers(1, 50), min_size=1, max_size=40))
def test_the_total_is_that_of_merging_the_two_lightest_each_time(counts: list[int]) -> None:
    weights, total = sorted(counts), 0
    while len(weights) > 1:
        merged = weights[0] + weights[1]
        total += merged
        weights = sorted([*weights[2:], merged])
    assert huffman_total(CountProfile.of(counts)) == total


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=26).filter(any))
def test_the_total_is_that_of_the_code(counts: list[int]) -> None:
    lengths = huffman_code(tuple(map(float, counts))).lengths
    wanted = sum(n * (length or 0) for n, length in zip(counts, lengths, strict=True))
    assert huffman_total(CountProfile.of(counts)) == wanted


def test_a_million_singletons_are_quick_and_exact() -> None:
    assert huffman_total(CountProfile.of([1] * 2**20)) == 20 * 2**20
