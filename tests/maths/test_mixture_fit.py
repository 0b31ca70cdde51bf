import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.maths.mixture_divergence import (
    forward_gradient,
    mixture_kl_divergence,
    reverse_gradient,
    reverse_mixture_kl_divergence,
)
from infotui.maths.mixture_fit import _expand, _moved, forward_fit, reverse_fits
from support.mixtures import FAR, NEAR, UNEVEN, gaussians, mixtures, one

PUBLISHED = [
    (NEAR, [(0, 2.0470095, 0.226507961, 0.1802832)]),
    (
        FAR,
        [
            (-2.9843060, 1.0233686, 0.688768996, 7.8600528),
            (2.9843060, 1.0233686, 0.688768996, 7.8600528),
            (0, 2.7437693, 0.840621431, 0.4841979),
        ],
    ),
    (UNEVEN, [(-1.9948493, 1.0089125, 0.355355730, None), (2.9970589, 0.5044835, 1.202225152, None)]),
]


def pair(d: float) -> Mixture:
    """Two equal components, 2d standard deviations apart."""
    return Mixture.of((0.5, -d, 1), (0.5, d, 1))


@pytest.mark.parametrize(("p", "minima"), PUBLISHED)
def test_the_published_minima(p: Mixture, minima: list[tuple[float, float, float, float | None]]) -> None:
    fits = reverse_fits(p)
    assert len(fits) == len(minima)
    for fit, (mu, sigma, kl, forward) in zip(fits, minima, strict=True):
        assert fit.q.mu == pytest.approx(mu, abs=0.51e-7)
        assert fit.q.sigma == pytest.approx(sigma, abs=0.51e-7)
        assert fit.kl == pytest.approx(kl, abs=0.51e-9)
        if forward is not None:
            assert mixture_kl_divergence(p, fit.q) == pytest.approx(forward, abs=0.51e-7)


def test_the_reverse_fit_stays_in_the_middle_until_2_80() -> None:
    for d in (1.0, 2.0, 2.4, 2.5, 2.7, 2.8):
        assert reverse_fits(pair(d))[0].q.mu == 0
    for d in (2.8001, 2.9, 3.0, 4.0):
        fits = reverse_fits(pair(d))
        assert [round(fit.q.mu) for fit in fits] == [-round(d), round(d), 0]


def test_the_best_reverse_fit_jumps_at_2_80008() -> None:
    low, high = 2.8, 2.8001
    for _ in range(30):
        d = (low + high) / 2
        low, high = (d, high) if reverse_fits(pair(d))[0].q.mu == 0 else (low, d)
    assert low == pytest.approx(2.80008, abs=0.5e-5)


def test_minima_at_the_components_first_exist_near_2_41() -> None:
    assert len(reverse_fits(pair(2.40))) == 1
    assert len(reverse_fits(pair(2.42))) == 3


@pytest.mark.parametrize("weight", [0.2, 0.5, 0.9])
def test_distant_modes_cost_the_log_of_the_larger_weight(weight: float) -> None:
    p = Mixture.of((weight, -50, 1), (1 - weight, 50, 2))
    assert reverse_fits(p)[0].kl == pytest.approx(-math.log(max(weight, 1 - weight)), rel=1e-12)


@pytest.mark.parametrize(
    ("p", "mu", "sigma"),
    [
        (Mixture.of((0.218, -4.84, 0.933), (0.782, 1.979, 0.659)), -1.9755, 2.911),
        (Mixture.of((0.14, 3.178, 0.158), (0.34, -3.102, 1.506), (0.52, 4.404, 0.124)), 3.685, 0.587),
    ],
)
def test_a_minimum_between_distant_components_is_found(p: Mixture, mu: float, sigma: float) -> None:
    q = reverse_fits(p)[-1].q
    assert q.mu == pytest.approx(mu, abs=2e-2)
    assert q.sigma == pytest.approx(sigma, abs=2e-2)


@given(gaussians)
def test_one_component_is_its_own_fit_at_exactly_zero(g: Gaussian) -> None:
    for p in (one(g), Mixture((0.25, 0.75), (g, g))):
        assert forward_fit(p) == (g, 0.0)
        assert reverse_fits(p) == ((g, 0.0),)


@given(mixtures())
def test_the_forward_fit_is_a_minimum(p: Mixture) -> None:
    q, kl = forward_fit(p)
    assert (q.mu, q.sigma) == (p.mean, p.sigma)
    gradient = forward_gradient(p, q)
    assert (gradient.mu * q.sigma, gradient.log_sigma) == pytest.approx((0, 0), abs=1e-12)
    for other in (q.with_mu(q.mu + 0.1), q.with_sigma(q.sigma * 1.1), q.with_sigma(q.sigma / 1.1)):
        assert mixture_kl_divergence(p, other) > kl


@settings(max_examples=40)
@given(mixtures(least=2))
def test_reverse_fits_are_minima_in_ascending_order(p: Mixture) -> None:
    fits = reverse_fits(p)
    assert fits
    values = [fit.kl for fit in fits]
    assert all(a <= b + 1e-10 * (1 + b) for a, b in pairwise(values))
    for q, kl in fits:
        gradient = reverse_gradient(q, p)
        assert (gradient.mu * q.sigma, gradient.log_sigma) == pytest.approx((0, 0), abs=1e-9)
        assert kl == pytest.approx(reverse_mixture_kl_divergence(q, p), rel=1e-12, abs=1e-15)
        for step in (-1e-3, 1e-3):
            for other in (q.with_mu(q.mu + step * q.sigma), q.with_sigma(q.sigma * math.exp(step))):
                assert reverse_mixture_kl_divergence(other, p) >= kl - 1e-13 * (1 + kl)


@pytest.mark.parametrize("p", [NEAR, FAR, UNEVEN])
@pytest.mark.parametrize("step", [(1e-3, 0.0), (0.0, 1e-3), (-2e-3, 1e-3), (1e-3, 2e-3)])
def test_the_expansion_predicts_a_short_step(p: Mixture, step: tuple[float, float]) -> None:
    for q in (Gaussian(0.3, 2), Gaussian(-2, 0.8), Gaussian(3, 1)):
        value = reverse_mixture_kl_divergence(_moved(q, step), p)
        assert _expand(p, q).after(step) == pytest.approx(value, abs=5e-10)


@settings(max_examples=12)
@given(mixtures(least=2))
def test_no_search_from_elsewhere_finds_a_lower_divergence(p: Mixture) -> None:
    best = reverse_fits(p)[0].kl
    low, high = min(g.mu for g in p.components), max(g.mu for g in p.components)
    grid = [
        Gaussian(low + (high - low) * i / 6, sigma)
        for i in range(7)
        for sigma in (min(g.sigma for g in p.components), p.sigma)
    ]
    for fit in reverse_fits(p, near=grid):
        assert fit.kl >= best - 1e-9 * (1 + best)


@settings(max_examples=20)
@given(mixtures(least=2), st.floats(-0.01, 0.01))
def test_minima_are_followed_from_near_ones(p: Mixture, shift: float) -> None:
    g = p.components[0]
    moved = p.with_part(0, g.with_mu(g.mu + shift * g.sigma))
    cold = reverse_fits(moved)
    warm = reverse_fits(moved, near=[fit.q for fit in reverse_fits(p)])
    assert {round(fit.kl, 8) for fit in warm} <= {round(fit.kl, 8) for fit in cold}
