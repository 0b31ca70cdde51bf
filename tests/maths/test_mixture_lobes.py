from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.curves import lobe_areas
from infotui.lessons.gaussian_kl.model.state import GaussianKLState
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.maths.mixture_divergence import mixture_kl_divergence, reverse_mixture_kl_divergence
from infotui.maths.mixture_lobes import mixture_lobes

gaussians = st.builds(Gaussian, st.floats(-10, 10), st.floats(0.05, 10))
mixtures = st.one_of(
    st.builds(lambda g: Mixture((1.0,), (g,)), gaussians),
    st.builds(lambda w, *g: Mixture((w, 1 - w), g), st.floats(0.01, 0.99), gaussians, gaussians),
    st.builds(lambda *g: Mixture((0.5, 0.3, 0.2), g), gaussians, gaussians, gaussians),
)


@given(mixtures, gaussians, st.booleans())
def test_lobes_alternate_and_add_up_to_the_divergence(p: Mixture, q: Gaussian, reverse: bool) -> None:
    lobes = mixture_lobes(p, q, reverse=reverse)
    divergence = reverse_mixture_kl_divergence(q, p) if reverse else mixture_kl_divergence(p, q)
    assert (lobes[0].low, lobes[-1].high) == (-math.inf, math.inf)
    assert all(one.high == other.low for one, other in pairwise(lobes))
    total = math.fsum(lobe.area for lobe in lobes)
    assert total == pytest.approx(divergence, rel=1e-6, abs=1e-7)


@given(gaussians, gaussians, st.booleans())
def test_one_component_has_the_areas_of_two_gaussians(p: Gaussian, q: Gaussian, reverse: bool) -> None:
    lobes = mixture_lobes(Mixture((1.0,), (p,)), q, reverse=reverse)
    above, below = (area.number for area in lobe_areas(GaussianKLState(p, q, reverse), Unit.NATS))
    assert math.fsum(max(lobe.area, 0) for lobe in lobes) == pytest.approx(above, rel=1e-6, abs=1e-7)
    assert math.fsum(max(-lobe.area, 0) for lobe in lobes) == pytest.approx(below, rel=1e-6, abs=1e-7)


def test_the_lobes_of_a_symmetric_mixture() -> None:
    lobes = mixture_lobes(Mixture.of((0.5, -2, 1), (0.5, 2, 1)), Gaussian(0, 2))
    outer, inner, middle = -0.00532698716135571, 0.172101517563059, -0.148122073980329  # mpmath, 30 digits
    assert [lobe.area for lobe in lobes] == pytest.approx([outer, inner, middle, inner, outer], abs=1e-8)
    assert [lobe.high for lobe in lobes[2:4]] == pytest.approx([1.328430867, 4.000000113], abs=1e-3)
