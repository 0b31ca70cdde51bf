import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from infotui.maths.categorical_divergence import kl_gap, kl_terms, log_ratios, mean_length
from infotui.maths.huffman import huffman_code
from infotui.maths.information import entropy, kl_divergence

shares = st.lists(st.one_of(st.just(0.0), st.floats(1e-6, 1)), min_size=2, max_size=8)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Two distributions over the same classes, sometimes nearly equal ones."""
    raw = draw(shares.filter(any))
    other = [share * (1 + draw(st.floats(-1e-6, 1e-6))) for share in raw]
    if draw(st.booleans()):
        other = draw(
            st.lists(st.floats(0, 1), min_size=len(raw), max_size=len(raw)).filter(lambda x: sum(x) > 0.1)
        )
    return tuple(x / sum(raw) for x in raw), tuple(x / sum(other) for x in other)


@given(pairs(), st.sampled_from([None, 2.0]))
def test_the_terms_add_up_to_the_divergence(
    pair: tuple[tuple[float, ...], tuple[float, ...]], base: float | None
) -> None:
    p, q = pair
    terms, kl = kl_terms(p, q, base=base), kl_divergence(p, q, base=base)
    if math.isinf(kl):
        assert math.inf in terms
    else:
        assert math.fsum(terms) == pytest.approx(kl, rel=1e-9, abs=1e-14)
    assert all(term == 0 for term, a, b in zip(terms, p, q, strict=True) if a == 0 or a == b)


@given(pairs())
def test_the_gap_is_the_difference_to_every_digit(pair: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    p, q = pair
    forward, reverse, gap = kl_divergence(p, q), kl_divergence(q, p), kl_gap(p, q)
    if math.isinf(forward) and math.isinf(reverse):
        assert gap is None
    elif math.isinf(forward) or math.isinf(reverse):
        assert gap == reverse - forward
    else:
        with mp.workdps(50):
            exact = sum(
                (mpf(a) + mpf(b)) * mp.log(mpf(b) / mpf(a)) - 2 * (mpf(b) - mpf(a))
                for a, b in zip(p, q, strict=True)
                if a
            )
        assert gap is not None
        assert gap == pytest.approx(float(exact), rel=1e-9, abs=1e-30)
        assert kl_gap(q, p) == pytest.approx(-gap, rel=1e-12, abs=1e-300)


@given(pairs())
def test_equal_distributions_have_no_terms_and_no_gap(
    pair: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    p, _ = pair
    assert set(kl_terms(p, p)) == {0.0}
    assert kl_gap(p, p) == 0.0


def test_infinite_terms_and_gaps() -> None:
    assert kl_terms((0.5, 0.5), (1.0, 0.0)) == pytest.approx((-math.log(2) / 2, math.inf))
    assert kl_gap((0.5, 0.5), (1.0, 0.0)) == -math.inf
    assert kl_gap((1.0, 0.0), (0.5, 0.5)) == math.inf
    assert kl_gap((1.0, 0.0), (0.0, 1.0)) is None


def test_the_gap_is_exactly_zero_where_the_divergences_are_equal() -> None:
    assert kl_gap((0.5, 0.25, 0.125, 0.0625, 0.0625), (0.5, 0.125, 0.125, 0.125, 0.125), base=2) == 0.0
    assert kl_gap((0.5, 0.25, 0.125, 0.125), (0.25, 0.25, 0.25, 0.25)) == 0.0


@given(pairs())
def test_no_code_is_shorter_than_h_or_than_the_own_code(
    pair: tuple[tuple[float, ...], tuple[float, ...]],
) -> None:
    p, q = pair
    own, other = mean_length(huffman_code(p), p), mean_length(huffman_code(q), p)
    assert own == pytest.approx(huffman_code(p).mean_length, rel=1e-12)
    assert other >= own - 1e-12
    assert own >= entropy(p, base=2) - 1e-9


def test_a_class_without_a_codeword_makes_the_length_infinite() -> None:
    assert mean_length(huffman_code((1.0, 0.0)), (0.5, 0.5)) == math.inf
    assert mean_length(huffman_code((1.0, 0.0)), (1.0, 0.0)) == 0.0


def test_log_ratios_are_infinite_or_undefined_at_zeros() -> None:
    ratios = log_ratios((0.5, 0.5, 0.0, 0.0), (0.25, 0.0, 0.75, 0.0), base=2)
    assert ratios == (1.0, math.inf, -math.inf, None)


@given(pairs())
def test_each_term_is_p_times_its_log_ratio(pair: tuple[tuple[float, ...], tuple[float, ...]]) -> None:
    p, q = pair
    for a, term, ratio in zip(p, kl_terms(p, q), log_ratios(p, q), strict=True):
        if a:
            assert ratio is not None
            assert term == pytest.approx(a * ratio, rel=1e-13, abs=5e-324)


@given(st.floats(1e-6, 1), st.floats(1e-6, 1), st.floats(1e-6, 1), st.sampled_from([None, 2.0]))
def test_the_gap_is_0_where_two_classes_trade_places(
    a: float, b: float, c: float, base: float | None
) -> None:
    total = a + b + c
    p = a / total, b / total, c / total
    assert kl_gap(p, (p[1], p[0], p[2]), base=base) == 0
