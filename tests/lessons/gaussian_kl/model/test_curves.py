import math
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from infotui.core.reading import Unit, readings_by_name
from infotui.lessons.gaussian_kl.model.curves import (
    Curve,
    Curves,
    LogRatio,
    densities,
    density_curve,
    height,
    integrand_curve,
    lobe_areas,
)
from infotui.lessons.gaussian_kl.model.gaussian_readings import gaussian_readings as readings
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState
from infotui.maths.distributions import Gaussian
from support.gaussian_states import EXTREME, gaussians, states

FAR = GaussianKLState(Gaussian(-10.0, 0.01), Gaussian(10.0, 0.01))


def divergence(state: GaussianKLState, unit: Unit) -> float:
    return readings_by_name(readings(state, unit))["kl_qp" if state.reverse else "kl_pq"].number


def exact_areas(state: GaussianKLState) -> tuple[float, float]:
    """Both lobes from the antiderivative of φ(u)(α u² + β u + γ), between the roots, in 80 digits or more."""
    mp.dps = 80
    d, c = state.data, state.model
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

    def snapshot(u: mpf) -> mpf:
        return (alpha * u + beta) * bell(u) if mp.isfinite(u) else mpf(0)

    def below(u: mpf) -> mpf:
        return mp.erfc(-u / mp.sqrt(2)) / 2 if mp.isfinite(u) else mpf(u > 0)

    return (alpha + gamma) * (below(high) - below(low)) - (snapshot(high) - snapshot(low))


@pytest.mark.parametrize("state", [INITIAL, INITIAL.with_reverse(True), *EXTREME])
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
    areas = lobe_areas(INITIAL.with_q(INITIAL.p), Unit.BITS)
    assert [area.text_with_unit for area in areas] == ["0.0000 bits", "0.0000 bits"]


@given(states())
def test_the_densities_cross_at_the_roots(state: GaussianKLState) -> None:
    ratio = LogRatio.between(state.data, state.model)
    if state.p == state.q:
        with pytest.raises(ValueError, match="equal"):
            _ = ratio.roots
        return
    for root in ratio.roots:
        if math.isfinite(root):
            size = abs(ratio.alpha) * root**2 + abs(ratio.beta * root) + abs(ratio.gamma)
            value = (ratio.alpha * root + ratio.beta) * root + ratio.gamma
            assert abs(value) <= 1e-10 * size + 1e-300


def exact_density(gaussian: Gaussian, x: float) -> mpf:
    with mp.workdps(400):  # enough to tell 1e-300 from 0 where another mean is subtracted
        return mp.npdf(mpf(x), gaussian.mu, gaussian.sigma)


def exact_integrand(state: GaussianKLState, x: float, unit: Unit) -> float:
    p, q = state.data, state.model
    with mp.workdps(400):
        log_ratio = ((x - mpf(q.mu)) / q.sigma) ** 2 / 2 - ((x - mpf(p.mu)) / p.sigma) ** 2 / 2
        log_ratio = mpf(log_ratio + exact_log(q.sigma) - exact_log(p.sigma))
    with mp.workdps(50):
        density = mp.npdf(mpf(x) - mpf(p.mu), 0, p.sigma)
    return float(density * log_ratio / (mp.log(2) if unit is Unit.BITS else 1))


@lru_cache
def exact_log(x: float) -> mpf:
    with mp.workdps(400):
        return mp.log(x)


def area_under(curve: Curve) -> float:
    return float(np.trapezoid(curve.y, curve.x))


def furthest_off(curve: Curve, truth: np.ufunc) -> float:
    """How far the lines between the points of a curve are from what it stands for."""
    x = np.linspace(curve.x[:-1], curve.x[1:], 4)
    return float(np.max(np.abs(np.interp(x, curve.x, curve.y) - truth(x).astype(float))))


@pytest.mark.parametrize("state", [INITIAL, FAR, *EXTREME])
@pytest.mark.parametrize("unit", Unit)
def test_the_drawn_integrand_adds_up_to_the_divergence(state: GaussianKLState, unit: Unit) -> None:
    reach = 9 * state.data.sigma
    found = area_under(integrand_curve(state, state.data.mu - reach, state.data.mu + reach, unit))
    area = max(lobe.number for lobe in lobe_areas(state, unit))
    assert found == pytest.approx(divergence(state, unit), rel=1e-3, abs=1e-3 * area)


@given(gaussians)
def test_a_spike_between_two_columns_is_not_missed(gaussian: Gaussian) -> None:
    assert area_under(density_curve(gaussian, -80.0, 80.0)) == pytest.approx(1, rel=1e-3)


@given(gaussians, st.floats(-100, 100), st.floats(0.01, 100))
def test_a_curve_ascends_from_one_end_to_the_other(gaussian: Gaussian, low: float, span: float) -> None:
    curve = density_curve(gaussian, low, low + span)
    assert (curve.x[0], curve.x[-1]) == (low, low + span)
    assert all(left < right for left, right in pairwise(curve.x))
    truth = [float(exact_density(gaussian, x)) for x in curve.x]
    assert curve.y == pytest.approx(truth, rel=1e-9, abs=1e-290)
    assert densities(gaussian, curve.x) == pytest.approx(truth, rel=1e-9, abs=1e-290)


@given(states(), st.sampled_from(Unit))
def test_the_points_of_the_integrand_are_true(state: GaussianKLState, unit: Unit) -> None:
    curve = integrand_curve(state, -12.0, 12.0, unit)
    size = max(map(abs, curve.y))
    truth = [exact_integrand(state, x, unit) for x in curve.x[::7]]
    assert curve.y[::7] == pytest.approx(truth, rel=1e-9, abs=1e-9 * size)


@given(gaussians)
def test_the_density_polyline_is_accurate_to_a_5000th(gaussian: Gaussian) -> None:
    curve = density_curve(gaussian, -80.0, 80.0)
    truth = np.frompyfunc(lambda x: densities(gaussian, [x])[0], 1, 1)
    assert furthest_off(curve, truth) < height(gaussian, 0.0) / 5000


@pytest.mark.parametrize("state", [INITIAL, FAR, *EXTREME])
def test_the_integrand_polyline_is_accurate_to_a_1000th(state: GaussianKLState) -> None:
    reach = 7 * state.data.sigma
    curve = integrand_curve(state, state.data.mu - reach, state.data.mu + reach, Unit.NATS)
    truth = np.frompyfunc(lambda x: exact_integrand(state, x, Unit.NATS), 1, 1)
    assert furthest_off(curve, truth) < max(map(abs, curve.y)) / 1000


@pytest.mark.parametrize("state", [INITIAL, FAR, *EXTREME])
def test_curves_are_finite_everywhere(state: GaussianKLState) -> None:
    drawn = Curves(state, -60.0, 60.0, Unit.BITS)
    for curve in (*drawn.densities, drawn.integrand):
        assert all(map(math.isfinite, curve.x + curve.y))


def test_a_curve_that_did_not_move_is_the_same_one() -> None:
    before = Curves(INITIAL, -4.0, 8.0, Unit.NATS)
    after = Curves(INITIAL.with_p(Gaussian(0.1, 1.0)), -4.0, 8.0, Unit.NATS)
    assert after.densities[1] is before.densities[1]
    assert after.densities[0] != before.densities[0]
    assert after.integrand != before.integrand


def test_the_density_has_its_peak_at_the_mean() -> None:
    assert height(Gaussian(2.0, 0.5), 0.0) == pytest.approx(0.7978845608028654)
