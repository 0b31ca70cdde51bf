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
from support.exact_information import (
    LEAST,
    Weights,
    close,
    exact_cross_entropy,
    exact_js,
    exact_kl,
    exact_softmax,
    normalised,
)

CASES = json.loads((Path(__file__).with_name("hard_cases.json")).read_text())["cases"]


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
