import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import LEAST_WEIGHT, Mixture
from support.mixtures import NEAR, UNEVEN, gaussians, mixtures


def test_it_is_a_frozen_hashable_value() -> None:
    assert len({NEAR, Mixture.of((0.5, -2, 1), (0.5, 2, 1)), UNEVEN}) == 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(NEAR, "weights", (1.0,))  # noqa: B010
    assert not hasattr(NEAR, "__dict__")


@pytest.mark.parametrize(
    ("weights", "count", "complaint"),
    [
        ((), 0, "components has length 0: 1 to 3 are possible"),
        ((0.25,) * 4, 4, "components has length 4: 1 to 3 are possible"),
        ((0.5,), 2, "there are 1 weights for 2 components"),
        ((0.5, 0.4), 2, "weights sum to 0.9: they must sum to 1 within 1e-9"),
        ((1.0, 0.0), 2, r"weights\[1\] is 0.0: a weight must be positive"),
        ((-0.5, 1.5), 2, r"weights\[0\] is -0.5: a weight must be positive"),
        ((math.nan, 1.0), 2, r"weights\[0\] is nan: a weight must be positive and finite"),
        ((math.inf, 1.0), 2, r"weights\[0\] is inf: a weight must be positive and finite"),
    ],
)
def test_an_invalid_mixture_cannot_be_made(weights: tuple[float, ...], count: int, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Mixture(weights, (Gaussian(0.0, 1.0),) * count)


@pytest.mark.parametrize(
    ("p", "mean", "sigma"),
    [
        (NEAR, 0.0, math.sqrt(5)),
        (Mixture.of((0.5, -3, 1), (0.5, 3, 1)), 0.0, math.sqrt(10)),
        (UNEVEN, -0.5, 2.4545875417),
    ],
)
def test_the_published_moments(p: Mixture, mean: float, sigma: float) -> None:
    assert p.mean == pytest.approx(mean, abs=1e-15)
    assert p.sigma == pytest.approx(sigma, rel=3e-11)
    assert p.moment_fit == Gaussian(p.mean, p.sigma)


@given(mixtures())
def test_mean_and_variance_are_right(p: Mixture) -> None:
    with mp.workdps(40):
        total = sum(map(mpf, p.weights))
        mean = sum(mpf(w) * mpf(g.mu) for w, g in p.parts) / total
        variance = sum(mpf(w) * (mpf(g.sigma) ** 2 + (mpf(g.mu) - mean) ** 2) for w, g in p.parts) / total
    assert p.mean == pytest.approx(float(mean), rel=1e-13, abs=1e-13)
    assert p.variance == pytest.approx(float(variance), rel=1e-13)


@given(mixtures(), st.floats(-30, 30))
def test_the_log_density_is_right(p: Mixture, x: float) -> None:
    with mp.workdps(40):
        exact = mp.log(sum(mpf(w) * mp.npdf(mpf(x), mpf(g.mu), mpf(g.sigma)) for w, g in p.parts))
    assert p.log_density(x) == pytest.approx(float(exact), rel=1e-13, abs=1e-12)


def test_the_log_density_is_finite_where_the_density_underflows() -> None:
    assert NEAR.density(100.0) == 0.0
    assert NEAR.log_density(100.0) == pytest.approx(math.log(0.5) - math.log(2 * math.pi) / 2 - 98**2 / 2)


@given(mixtures(least=2), st.integers(0, 1), st.floats(-0.5, 1.5))
def test_a_moved_weight_rebalances_the_others_in_proportion(p: Mixture, i: int, weight: float) -> None:
    moved = p.with_weight(i, weight)
    assert moved.weights[i] == min(max(weight, LEAST_WEIGHT), 1 - LEAST_WEIGHT)
    assert math.fsum(moved.weights) == pytest.approx(1, abs=1e-12)
    others = [j for j in range(len(p.weights)) if j != i]
    ratios = [moved.weights[j] / p.weights[j] for j in others]
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-12)


@given(mixtures(least=2), st.floats(0, 1))
def test_dragging_a_weight_away_and_back_restores_the_others(p: Mixture, weight: float) -> None:
    back = p.with_weight(0, weight).with_weight(0, p.weights[0], reference=p)
    if LEAST_WEIGHT <= p.weights[0] <= 1 - LEAST_WEIGHT:
        assert back.weights == pytest.approx(p.weights, rel=1e-12)


def test_the_weight_of_one_component_stays_one() -> None:
    p = Mixture.of((1.0, 0, 1))
    assert p.with_weight(0, 0.3) is p


@given(mixtures(), gaussians)
def test_components_come_and_go(p: Mixture, q: Gaussian) -> None:
    if len(p.components) < 3:
        more = p.with_component(q)
        assert more.components == (*p.components, q)
        assert more.weights[-1] == pytest.approx(1 / len(more.weights))
        assert more.without_component(len(p.components)).weights == pytest.approx(p.weights, rel=1e-12)
    else:
        with pytest.raises(ValueError, match="already 3 components"):
            p.with_component(q)


def test_bad_edits_say_why() -> None:
    with pytest.raises(ValueError, match="only one component"):
        Mixture.of((1, 0, 1)).without_component(0)
    with pytest.raises(ValueError, match="component 2 does not exist: there are 2"):
        NEAR.with_part(2, Gaussian(0, 1))
    with pytest.raises(ValueError, match=r"weights\[0\] is nan: a weight must be finite"):
        NEAR.with_weight(0, math.nan)
    with pytest.raises(ValueError, match="the reference has 1 components, not 2"):
        NEAR.with_weight(0, 0.5, reference=Mixture.of((1, 0, 1)))


def test_coincident_components_become_one() -> None:
    p = Mixture.of((0.25, 1, 2), (0.5, 0, 1), (0.25, 1, 2))
    assert p.reduced() == Mixture.of((0.5, 1, 2), (0.5, 0, 1))
    assert p.reduced().reduced() is not None
    assert NEAR.reduced() is NEAR
    assert NEAR.with_part(0, Gaussian(1.0, 1.0)).components == (Gaussian(1.0, 1.0), Gaussian(2.0, 1.0))
