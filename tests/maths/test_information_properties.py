"""Properties of the information measures that hold for all distributions."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infotui.maths.information import (
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
    log_softmax,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from support.exact_information import Pair, Weights, normalised


def distributions(k: int) -> st.SearchStrategy[Weights]:
    weight = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 1e-300, 1e-17]))
    return st.lists(weight, min_size=k, max_size=k).filter(lambda w: sum(w) > 1e-3).map(normalised)


def neighbours(p: Weights) -> st.SearchStrategy[Pair]:
    """P beside a distribution that differs from it in the last bits, or not at all."""
    nudged = st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=len(p), max_size=len(p))
    return nudged.map(
        lambda steps: (
            p,
            [min(math.nextafter(x, x + s), 1.0) if x else x for x, s in zip(p, steps, strict=True)],
        )
    )


ONE = st.integers(1, 12).flatmap(distributions)

PAIR = st.one_of(
    st.integers(1, 12).flatmap(lambda k: st.tuples(distributions(k), distributions(k))),
    ONE.flatmap(neighbours),
)

LOGITS = st.lists(st.floats(-1e4, 1e4), min_size=2, max_size=10)


def with_target(z: Weights) -> st.SearchStrategy[Pair]:
    return st.tuples(st.just(z), distributions(len(z)))


@given(ONE)
def test_entropy_is_between_0_and_log_k(p: Weights) -> None:
    assert 0 <= entropy(p) <= math.log(len(p)) * (1 + 1e-15)


@pytest.mark.parametrize("k", range(1, 200))
def test_no_rounding_carries_the_uniform_past_log_k(k: int) -> None:
    p = [1 / k] * k
    if math.fsum(p) == 1:
        assert entropy(p) <= math.log(k)
        assert entropy(p, base=2) <= math.log2(k)


@given(PAIR)
@example(([5e-324, 1.0], [1e-323, 1.0]))
def test_divergence_is_0_exactly_if_p_is_q(pair: Pair) -> None:
    p, q = pair
    assert kl_divergence(p, p) == 0
    assert kl_divergence(p, q) >= 0
    assert (kl_divergence(p, q) == 0) == (p == q)


@given(PAIR)
def test_cross_entropy_is_entropy_and_divergence(pair: Pair) -> None:
    p, q = pair
    # The sums may differ by rounding, which the divergence counts and the logarithms do not.
    assert cross_entropy(p, q) == pytest.approx(entropy(p) + kl_divergence(p, q), rel=1e-13, abs=1e-14)


@given(PAIR)
def test_jensen_shannon_is_symmetric_and_at_most_log_2(pair: Pair) -> None:
    p, q = pair
    assert js_divergence(p, q) == js_divergence(q, p)
    assert 0 <= js_divergence(p, q) <= math.log(2)
    assert js_divergence(p, q, base=2) <= 1


@given(PAIR)
def test_bits_are_nats_over_ln_2(pair: Pair) -> None:
    for quantity in (cross_entropy, kl_divergence, js_divergence):
        assert quantity(*pair, base=2) == pytest.approx(quantity(*pair) / math.log(2), rel=1e-13, abs=1e-300)
    assert entropy(pair[0], base=2) == pytest.approx(entropy(pair[0]) / math.log(2), rel=1e-13, abs=1e-300)


@given(LOGITS, st.integers(-1000, 1000))
def test_softmax_does_not_notice_a_shift(z: Weights, shift: int) -> None:
    rounded = [round(logit * 64) / 64 for logit in z]  # so that shifting them is exact
    shifted = [logit + shift for logit in rounded]
    assert softmax(shifted).tolist() == softmax(rounded).tolist()
    assert log_softmax(shifted).tolist() == log_softmax(rounded).tolist()


@given(LOGITS)
def test_softmax_is_a_distribution(z: Weights) -> None:
    assert math.fsum(softmax(z)) == pytest.approx(1, abs=1e-15 * len(z))


@given(st.lists(st.floats(-20, 20), min_size=2, max_size=6).flatmap(with_target))
def test_the_gradient_is_what_central_differences_say(case: Pair) -> None:
    z, p = case
    step = 1e-4
    gradient = softmax_cross_entropy_gradient(z, p)
    for i, slope in enumerate(gradient):
        ahead, behind = ([*z[:i], z[i] + s, *z[i + 1 :]] for s in (step, -step))
        difference = softmax_cross_entropy(ahead, p) - softmax_cross_entropy(behind, p)
        assert difference / (2 * step) == pytest.approx(slope, abs=1e-7)
    assert math.fsum(gradient) == pytest.approx(0, abs=1e-14)


@given(LOGITS.flatmap(with_target))
def test_the_loss_from_logits_matches_the_softmax(case: Pair) -> None:
    z, p = case
    q = softmax(z)
    if min(q) > 1e-300:
        assert softmax_cross_entropy(z, p) == pytest.approx(cross_entropy(p, q), rel=1e-12, abs=1e-14)
