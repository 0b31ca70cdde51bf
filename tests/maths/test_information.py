import json
import math
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infotui.maths import information
from infotui.maths.information import (
    cross_entropy,
    entropy,
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
    js_divergence,
    kl_divergence,
    log_softmax,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
    surprisal,
)

CASES = json.loads((Path(__file__).with_name("hard_cases.json")).read_text())["cases"]
LEAST = math.ulp(0.0)

Weights = list[float]
Pair = tuple[Weights, Weights]


def normalised(weights: Weights) -> Weights:
    total = math.fsum(weights)
    return [weight / total for weight in weights]


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


def close(found: float, expected: Any, absolute: float = LEAST) -> bool:
    """Whether `found` is within 1e-13 of a number that may have more digits than a double."""
    if not mpmath.isfinite(expected):
        return bool(found == expected)
    return bool(abs(mpmath.mpf(found) - expected) <= max(1e-13 * abs(expected), absolute))


# The cases handed down, read as their first line says


def numbers(value: Any) -> Any:
    return [numbers(item) for item in value] if isinstance(value, list) else float(value)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_hard_case(case: dict[str, Any]) -> None:
    function = getattr(information, case["function"])
    arguments = {name: numbers(value) for name, value in case["arguments"].items()}
    if case["base"] is not None:
        arguments["base"] = case["base"]
    if "raises" in case:
        with pytest.raises(ValueError, match=r"^[pqz]\b"):
            function(**arguments)
        return
    absolute = 1e-15 if case["function"] == "gaussian_entropy" else LEAST
    expected = np.atleast_1d(numbers(case["expected"]))
    for found, truth in zip(np.atleast_1d(function(**arguments)), expected, strict=True):
        assert close(float(found), mpmath.mpf(truth), absolute if truth else 0.0)
        assert truth or math.copysign(1.0, found) == 1.0


# Against arithmetic of many digits


def exact_kl(p: Weights, q: Weights) -> Any:
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mpmath.inf
    pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
    return mpmath.fsum((a * mpmath.log(a / b) if a else 0) - a + b for a, b in pairs)


def exact_js(p: Weights, q: Weights) -> Any:
    pairs = [(mpmath.mpf(a), mpmath.mpf(b)) for a, b in zip(p, q, strict=True)]
    return mpmath.fsum(x * mpmath.log(2 * x / (a + b)) for a, b in pairs for x in (a, b) if x) / 2


def exact_cross_entropy(p: Weights, q: Weights) -> Any:
    if any(a and not b for a, b in zip(p, q, strict=True)):
        return mpmath.inf
    return -mpmath.fsum(mpmath.mpf(a) * mpmath.log(b) for a, b in zip(p, q, strict=True) if a)


def exact_softmax(z: Weights) -> list[Any]:
    weights = [mpmath.exp(mpmath.mpf(logit) - max(z)) for logit in z]
    return [weight / mpmath.fsum(weights) for weight in weights]


def exact_gaussian_kl(mu_p: float, sigma_p: float, mu_q: float, sigma_q: float) -> Any:
    shift, ratio = (mpmath.mpf(mu_p) - mu_q) / sigma_q, mpmath.mpf(sigma_p) / sigma_q
    return (shift**2 + ratio**2 - 1) / 2 - mpmath.log(ratio)


def exact_gaussian_cross_entropy(mu_p: float, sigma_p: float, mu_q: float, sigma_q: float) -> Any:
    shift, ratio = (mpmath.mpf(mu_p) - mu_q) / sigma_q, mpmath.mpf(sigma_p) / sigma_q
    return (mpmath.log(2 * mpmath.pi) + shift**2 + ratio**2) / 2 + mpmath.log(sigma_q)


def some_distribution(rng: random.Random, k: int) -> Weights:
    weights: Callable[[], float] = rng.choice(
        [
            rng.random,
            lambda: 10 ** rng.uniform(-300, 0),
            lambda: 2.0 ** -rng.randrange(60),
            lambda: rng.choice([0.0, 1.0, 1e-300, rng.random()]),
        ]
    )
    return normalised([weights() for _ in range(k - 1)] + [1.0])


def something_near(rng: random.Random, p: Weights) -> Weights:
    scale = 10 ** rng.uniform(-17, -0.5)
    return normalised([x * (1 + scale * rng.uniform(-1, 1)) for x in p])


@pytest.mark.parametrize("base", [None, 2, 10.0])
@pytest.mark.parametrize("seed", range(60))
def test_random_distributions_are_right_to_thirteen_digits(seed: int, base: float | None) -> None:
    rng = random.Random(seed)
    with mpmath.workdps(400):
        unit = mpmath.mpf(1) if base is None else mpmath.log(base)
        p = some_distribution(rng, rng.choice([1, 2, 3, 7, 26]))
        for q in (some_distribution(rng, len(p)), something_near(rng, p)):
            assert close(entropy(p, base=base), exact_cross_entropy(p, p) / unit)
            assert close(cross_entropy(p, q, base=base), exact_cross_entropy(p, q) / unit)
            # The least double stands for divergences that are smaller still, but not 0.
            assert close(kl_divergence(p, q, base=base), exact_kl(p, q) / unit)
            assert close(js_divergence(p, q, base=base), exact_js(p, q) / unit)
        for x, found in zip(p, surprisal(p, base=base), strict=True):
            assert close(found, -mpmath.log(x) / unit if x else mpmath.inf)


@pytest.mark.parametrize("spread", [1e-12, 1.0, 30.0, 700.0, 1e4, 1e300])
@pytest.mark.parametrize("seed", range(10))
def test_random_logits_are_right_to_thirteen_digits(seed: int, spread: float) -> None:
    rng = random.Random(seed)
    z = [rng.uniform(-spread, spread) for _ in range(rng.choice([2, 4, 10]))]
    if spread == 1e300:
        z = [max(z), *(max(z) - rng.choice([0.0, spread]) for _ in z)]
    with mpmath.workdps(400):
        p = some_distribution(rng, len(z))
        q = exact_softmax(z)
        excess = -mpmath.log(max(q))
        logarithms = [mpmath.mpf(logit) - max(z) - excess for logit in z]
        assert all(map(close, softmax(z), q))
        assert all(map(close, log_softmax(z), logarithms))
        loss = -mpmath.fsum(mpmath.mpf(a) * b for a, b in zip(p, logarithms, strict=True))
        assert close(softmax_cross_entropy(z, p), loss)
        assert close(softmax_cross_entropy(z, p, base=2), loss / mpmath.log(2))


@pytest.mark.parametrize("seed", range(40))
def test_the_gradient_is_accurate_also_near_its_zero(seed: int) -> None:
    rng = random.Random(seed)
    z = [rng.uniform(-40, 40) for _ in range(5)]
    hard = [float(i == seed % 5) for i in range(5)]
    sure = [float(logit == max(z)) for logit in z]
    with mpmath.workdps(100):
        for p in (some_distribution(rng, 5), hard, sure, softmax(z).tolist()):
            expected = [a - mpmath.mpf(b) for a, b in zip(exact_softmax(z), p, strict=True)]
            assert all(map(close, softmax_cross_entropy_gradient(z, p), expected))


SIGMAS = [1e-300, 1e-160, 1e-8, 0.7, 1.0, 1e8, 1e160, 1e300]


FACTORS = [1e-300, 1e-8, 0.3, 0.75, 0.8, 1.25, 1.3, 3.0, 1e8, 1.3e154, 1e300]


@pytest.mark.parametrize(
    ("sigma_p", "sigma_q"), [(s * f, s) for s in SIGMAS for f in FACTORS if 0 < s * f < math.inf]
)
def test_gaussian_divergence_of_any_widths(sigma_p: float, sigma_q: float) -> None:
    with mpmath.workdps(900):
        for mu in (sigma_q * shift for shift in (0.0, 1e-160, 1e-12, 0.5, 1e8)):
            exact = exact_gaussian_kl(mu, sigma_p, 0.0, sigma_q)
            expected = exact if exact < 1.797e308 else mpmath.inf
            assert close(gaussian_kl_divergence(mu, sigma_p, 0.0, sigma_q), expected)


@pytest.mark.parametrize("sigma", SIGMAS)
def test_gaussian_divergence_near_equality(sigma: float) -> None:
    with mpmath.workdps(400):
        for step in (sign * 3 * 10.0**power for power in range(-16, 0) for sign in (-1, 1)):
            other = sigma * (1 + step)
            for mu in (0.0, sigma * 1e-9, sigma * step):
                exact = exact_gaussian_kl(mu, other, 0.0, sigma)
                assert close(gaussian_kl_divergence(mu, other, 0.0, sigma), exact)


def test_gaussian_divergence_of_means_whose_difference_overflows() -> None:
    assert gaussian_kl_divergence(1.5e308, 1e308, -1.5e308, 1e308) == pytest.approx(4.5, rel=1e-13)


@pytest.mark.parametrize("seed", range(100))
def test_gaussian_entropies_where_they_cross_zero(seed: int) -> None:
    rng = random.Random(seed)
    sigma = (1 + rng.choice([-1, 1]) * 10 ** rng.uniform(-16, -0.5)) / math.sqrt(2 * math.pi * math.e)
    width = 10 ** rng.uniform(-3, -0.7)
    shift = width * math.sqrt(-2 * math.log(width) - math.log(2 * math.pi) - 1)
    with mpmath.workdps(100):
        assert close(gaussian_entropy(sigma), exact_gaussian_cross_entropy(0, sigma, 0, sigma))
        expected = exact_gaussian_cross_entropy(shift, width, 0, width)
        assert close(gaussian_cross_entropy(shift, width, 0.0, width), expected)


@pytest.mark.parametrize("seed", range(100))
def test_gaussian_cross_entropy_is_right_to_thirteen_digits(seed: int) -> None:
    rng = random.Random(seed)
    mu_p, mu_q = rng.uniform(-10, 10), rng.uniform(-10, 10)
    sigma_p, sigma_q = 10 ** rng.uniform(-8, 8), 10 ** rng.uniform(-8, 8)
    with mpmath.workdps(100):
        expected = exact_gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q)
        assert close(gaussian_cross_entropy(mu_p, sigma_p, mu_q, sigma_q), expected)


# What holds for all distributions


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


# Whole bits, and zeros without a sign


@pytest.mark.parametrize("n", range(11))
def test_uniform_over_a_power_of_two_has_whole_bits(n: int) -> None:
    k = 2**n
    p = [1 / k] * k
    assert entropy(p, base=2) == n
    assert cross_entropy(p, p, base=2) == n
    assert surprisal(p, base=2).tolist() == [n] * k
    assert softmax_cross_entropy([7.3] * k, p, base=2) == n
    assert kl_divergence([1.0, *[0.0] * (k - 1)], p, base=2) == n


def test_dyadic_distributions_have_dyadic_bits() -> None:
    p, q = [1 / 2, 1 / 4, 1 / 8, 1 / 8], [1 / 8, 1 / 8, 1 / 4, 1 / 2]
    assert entropy(p, base=2) == 1.75
    assert cross_entropy(p, q, base=2) == 1 / 2 * 3 + 1 / 4 * 3 + 1 / 8 * 2 + 1 / 8 * 1
    assert kl_divergence(p, q, base=2) == 1 / 2 * 2 + 1 / 4 * 1 - 1 / 8 * 1 - 1 / 8 * 2
    assert js_divergence([0.1, 0.2, 0.7, 0, 0], [0, 0, 0, 0.3, 0.7], base=2) == 1


@pytest.mark.parametrize("base", [None, 2, 0.5])
def test_zero_has_no_sign(base: float | None) -> None:
    sure = [1.0, 0.0]
    zeros = [
        entropy(sure, base=base),
        cross_entropy(sure, sure, base=base),
        kl_divergence(sure, sure, base=base),
        js_divergence(sure, sure, base=base),
        softmax_cross_entropy([1e4, 0.0], sure, base=base),
        gaussian_kl_divergence(3.7, 0.3, 3.7, 0.3, base=base),
        surprisal(sure, base=base)[0],
        log_softmax([0.0, -1e4])[0],
        softmax_cross_entropy_gradient([1e4, 0.0], sure)[0],
    ]
    assert [str(float(zero)) for zero in zeros] == ["0.0"] * len(zeros)


def test_other_bases() -> None:
    assert entropy([0.1] * 10, base=10) == pytest.approx(1, rel=1e-15)
    assert entropy([0.5, 0.5], base=4) == 0.5
    assert gaussian_entropy(1.0, base=math.e) == pytest.approx(gaussian_entropy(1.0), rel=1e-15)


def test_arrays_of_any_kind_are_read() -> None:
    expected = entropy((0.25, 0.75))
    assert entropy([0.25, 0.75]) == expected
    assert entropy(np.array([0.25, 0.75])) == expected
    assert entropy(np.array([0.25, 0.75], dtype=np.float32)) == expected
    assert isinstance(expected, float)
    assert surprisal((1, 0)).tolist() == [0, math.inf]
    assert surprisal([0.5]).dtype == softmax([1, 2]).dtype == np.float64


# Bad input


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: entropy([-0.1, 1.1]), "p[0] is -0.1: a probability cannot be negative"),
        (lambda: entropy([0.5, math.nan]), "p[1] is nan: a probability must be finite"),
        (lambda: entropy([math.inf, -math.inf]), "p[0] is inf: a probability must be finite"),
        (lambda: entropy([0.5, 0.6]), "p sums to 1.1: probabilities must sum to 1 within 1e-9"),
        (lambda: entropy([0.5, 0.5 + 2e-9]), "p sums to 1.000000002: "),
        (lambda: entropy([]), "p is empty"),
        (lambda: entropy([[0.5, 0.5]]), "p is [[0.5, 0.5]]: it must be a one-dimensional array of numbers"),
        (lambda: entropy(0.5), "p is 0.5: it must be a one-dimensional"),
        (lambda: entropy(np.eye(2)), "p is [[1.0, 0.0], [0.0, 1.0]]: it must be a one-dimensional"),
        (lambda: entropy(["a"]), "p is ['a']: it must be a one-dimensional array of numbers"),
        (lambda: kl_divergence([1.0], [0.4, 0.6]), "p and q differ in length: 1 and 2"),
        (lambda: cross_entropy([0.5, 0.5], [0.5, -0.5]), "q[1] is -0.5: a probability cannot be negative"),
        (lambda: js_divergence([1e308, 1e308], [1.0]), "p[0] is 1e+308: a probability cannot be above 1"),
        (lambda: surprisal([1 + 2**-52]), "p[0] is 1.0000000000000002: a probability cannot be above 1"),
        (lambda: entropy([1 + 1e-13, 1e-66]), "p[0] is 1.0000000000001: a probability cannot be above 1"),
        (
            lambda: entropy([0.333] * 3),
            "p sums to 0.999: probabilities must sum to 1 within 1e-9 (write 1/3)",
        ),
        (lambda: surprisal([0.1, 1.5]), "p[1] is 1.5: a probability cannot be above 1"),
        (lambda: surprisal([0.1, math.nan]), "p[1] is nan: a probability must be finite"),
        (lambda: softmax([0.0, math.nan]), "z[1] is nan: a logit must be finite, or -inf for a masked class"),
        (lambda: log_softmax([math.inf, 0.0]), "z[0] is inf: a logit must be finite"),
        (lambda: softmax([-math.inf, -math.inf]), "z is -inf throughout: at least one logit must be finite"),
        (lambda: softmax([]), "z is empty"),
        (lambda: softmax_cross_entropy([0.0], [0.5, 0.5]), "z and p differ in length: 1 and 2"),
        (lambda: softmax_cross_entropy_gradient([0, 0], [1, 1]), "p sums to 2: "),
        (lambda: gaussian_entropy(0.0), "sigma is 0.0: a standard deviation must be positive and finite"),
        (lambda: gaussian_kl_divergence(0, 1, 0, -1), "sigma_q is -1: a standard deviation"),
        (lambda: gaussian_kl_divergence(0, math.inf, 0, 1), "sigma_p is inf: a standard deviation"),
        (lambda: gaussian_cross_entropy(0, 1, math.nan, 1), "mu_q is nan: a mean must be finite"),
        (lambda: gaussian_cross_entropy(-math.inf, 1, 0, 1), "mu_p is -inf: a mean must be finite"),
        (lambda: entropy([1.0], base=1), "base is 1: a base must be positive, finite and not 1"),
        (lambda: entropy([1.0], base=0), "base is 0: "),
        (lambda: gaussian_entropy(1.0, base=-2), "base is -2: "),
        (lambda: surprisal([1.0], base=math.nan), "base is nan: "),
    ],
)
def test_bad_input_is_named(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


def test_a_sum_off_by_rounding_is_taken_as_it_is() -> None:
    p = [1 / 3 + 3e-10, 1 / 3, 1 / 3]
    assert entropy(p) != entropy([1 / 3] * 3)
