"""The measures of Gaussians, against 50 digits."""

from __future__ import annotations

import math
import random

import mpmath
import pytest

from infotui.maths.information import (
    gaussian_cross_entropy,
    gaussian_entropy,
    gaussian_kl_divergence,
)
from support.exact_information import (
    close,
    exact_gaussian_cross_entropy,
    exact_gaussian_kl,
)

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
