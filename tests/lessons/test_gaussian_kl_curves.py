import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from mpmath import mp, mpf

from infotui.distributions import Gaussian
from infotui.lessons.gaussian_kl import readings
from infotui.lessons.gaussian_kl_curves import LogRatio, abscissae, density, integrand, lobe_areas
from infotui.lessons.gaussian_kl_state import OPENING, GaussianKLState
from infotui.lessons.reading import Unit, readings_by_name

from .gaussian_states import EXTREME, states

FAR = GaussianKLState(Gaussian(-10.0, 0.01), Gaussian(10.0, 0.01))


def divergence(state: GaussianKLState, unit: Unit) -> float:
    return readings_by_name(readings(state, unit))["kl_qp" if state.reverse else "kl_pq"].number


def exact_areas(state: GaussianKLState) -> tuple[float, float]:
    """Both lobes from the antiderivative of φ(u)(α u² + β u + γ), between the roots, in 80 digits or more."""
    mp.dps = 80
    d, c = state.data, state.code
    md, sd, mc, sc = mpf(d.mu), mpf(d.sigma), mpf(c.mu), mpf(c.sigma)
    s, e = sd / sc, (md - mc) / sc
    alpha, beta, gamma = (s * s - 1) / 2, s * e, e * e / 2 - mp.log(s)
    if alpha:
        root = mp.sqrt(beta**2 - 4 * alpha * gamma)
        cuts = sorted([(-beta - root) / (2 * alpha), (-beta + root) / (2 * alpha)])
    else:
        cuts = [-gamma / beta]
    edges = [-mp.inf, *cuts, mp.inf]
    above, below = mpf(0), mpf(0)
    for low, high in pairwise(edges):
        part = _between(low, high, alpha, beta, gamma)
        above, below = (above + part, below) if part > 0 else (above, below - part)
    return float(above), float(below)


def _between(low: mpf, high: mpf, alpha: mpf, beta: mpf, gamma: mpf) -> mpf:
    if low > 0:  # the upper tail is the lower one mirrored, where erfc keeps its digits
        low, high, beta = -high, -low, -beta

    def bell(u: mpf) -> mpf:
        return mp.exp(-u * u / 2) / mp.sqrt(2 * mp.pi)

    def moment(u: mpf) -> mpf:
        return (alpha * u + beta) * bell(u) if mp.isfinite(u) else mpf(0)

    def below(u: mpf) -> mpf:
        return mp.erfc(-u / mp.sqrt(2)) / 2 if mp.isfinite(u) else mpf(u > 0)

    return (alpha + gamma) * (below(high) - below(low)) - (moment(high) - moment(low))


@pytest.mark.parametrize("state", [OPENING, OPENING.with_order(True), *EXTREME])
def test_the_areas_of_the_lobes_are_right(state: GaussianKLState) -> None:
    a, b = (area.number for area in lobe_areas(state, Unit.NATS))
    exact_a, exact_b = exact_areas(state)
    assert a == pytest.approx(exact_a, rel=1e-9, abs=1e-300)
    assert b == pytest.approx(exact_b, rel=1e-9, abs=1e-300)


@given(states())
def test_the_areas_differ_by_the_divergence(state: GaussianKLState) -> None:
    for unit in Unit:
        a, b = (area.number for area in lobe_areas(state, unit))
        assert a >= 0
        assert b >= 0
        assert a - b == pytest.approx(divergence(state, unit), rel=1e-9, abs=1e-15)


@given(states())
def test_any_pair_has_the_areas_of_the_closed_form(state: GaussianKLState) -> None:
    if state.p != state.q:
        exact_a, exact_b = exact_areas(state)
        a, b = (area.number for area in lobe_areas(state, Unit.NATS))
        assert a == pytest.approx(exact_a, rel=1e-9, abs=1e-290)
        assert b == pytest.approx(exact_b, rel=1e-9, abs=1e-290)


def test_equal_pairs_have_no_lobes() -> None:
    areas = lobe_areas(OPENING.with_q(OPENING.p), Unit.BITS)
    assert [area.text_with_unit for area in areas] == ["0.0000 bits", "0.0000 bits"]


@given(states())
def test_the_densities_cross_at_the_roots(state: GaussianKLState) -> None:
    ratio = LogRatio.between(state.data, state.code)
    if state.p == state.q:
        with pytest.raises(ValueError, match="equal"):
            _ = ratio.roots
        return
    for root in ratio.roots:
        if np.isfinite(root):
            size = abs(ratio.alpha) * root**2 + abs(ratio.beta * root) + abs(ratio.gamma)
            assert abs(float(ratio.at(np.array(root)))) <= 1e-10 * size + 1e-300


@pytest.mark.parametrize("state", [OPENING, FAR, *EXTREME])
@pytest.mark.parametrize("unit", Unit)
def test_the_drawn_integrand_adds_up_to_the_divergence(state: GaussianKLState, unit: Unit) -> None:
    x = abscissae(state, state.data.mu - 9 * state.data.sigma, state.data.mu + 9 * state.data.sigma, 2001)
    found = np.trapezoid(integrand(state, x, unit), x)
    area = max(lobe.number for lobe in lobe_areas(state, unit))
    assert found == pytest.approx(divergence(state, unit), rel=1e-3, abs=1e-3 * area)


@pytest.mark.parametrize("state", [OPENING, FAR, *EXTREME])
def test_a_spike_between_two_samples_is_not_missed(state: GaussianKLState) -> None:
    x = abscissae(state, -50.0, 50.0, 101)
    assert np.all(np.diff(x) >= 0)
    assert (x[0], x[-1]) == (-50.0, 50.0)
    for gaussian in (state.p, state.q):
        assert np.trapezoid(density(gaussian, x), x) == pytest.approx(1, rel=2e-2)


@pytest.mark.parametrize("state", [OPENING, FAR, *EXTREME])
def test_curves_are_finite_everywhere(state: GaussianKLState) -> None:
    x = np.linspace(-60, 60, 2001)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for curve in (density(state.p, x), density(state.q, x), integrand(state, x, Unit.BITS)):
            assert np.all(np.isfinite(curve))


def test_the_density_has_its_peak_at_the_mean() -> None:
    assert density(Gaussian(2.0, 0.5), np.array([2.0]))[0] == pytest.approx(0.7978845608028654)


def test_the_integrand_is_what_it_says() -> None:
    x = np.linspace(-3, 5, 33)
    p, q = density(OPENING.p, x), density(OPENING.q, x)
    assert integrand(OPENING, x, Unit.NATS) == pytest.approx(p * np.log(p / q), abs=1e-15)
    assert integrand(OPENING.with_order(True), x, Unit.BITS) == pytest.approx(q * np.log2(q / p), abs=1e-15)
