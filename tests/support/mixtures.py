"""Mixtures and Gaussians for tests, and their divergences by mpmath with 30 digits."""

from __future__ import annotations

import cmath
import math

from hypothesis import strategies as st
from mpmath import mp, mpf

from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture

gaussians = st.builds(Gaussian, st.floats(-10, 10), st.floats(0.01, 10))

NEAR = Mixture.of((0.5, -2, 1), (0.5, 2, 1))
FAR = Mixture.of((0.5, -3, 1), (0.5, 3, 1))
UNEVEN = Mixture.of((0.7, -2, 1), (0.3, 3, 0.5))


@st.composite
def mixtures(draw: st.DrawFn, least: int = 1) -> Mixture:
    """Mixtures of any kind; of some the components coincide or share a mean."""
    count = draw(st.integers(least, 3))
    raw = draw(st.lists(st.floats(0.001, 1), min_size=count, max_size=count))
    components = draw(st.lists(gaussians, min_size=count, max_size=count))
    if draw(st.integers(0, 3)) == 0:
        components[-1] = draw(st.sampled_from([components[0], Gaussian(components[0].mu, 1.0)]))
    total = math.fsum(raw)
    return Mixture(tuple(weight / total for weight in raw), tuple(components))


def exact_kl(a: Mixture, b: Mixture) -> mpf:
    """KL(a‖b) of two mixtures, in nats."""
    with mp.workdps(30):
        everywhere = _breaks(a, b)
        low = min(mpf(g.mu) - 14 * mpf(g.sigma) for g in a.components)
        high = max(mpf(g.mu) + 14 * mpf(g.sigma) for g in a.components)
        points = [low, *(x for x in everywhere if low < x < high), high]
        return mp.quad(lambda x: _exact(a, x) * mp.log(_exact(a, x) / _exact(b, x)), points, maxdegree=5)


def one(q: Gaussian) -> Mixture:
    """`q` as a mixture of one component."""
    return Mixture((1.0,), (q,))


def _exact(p: Mixture, x: mpf) -> mpf:
    return sum(mpf(w) * mp.npdf(x, mpf(g.mu), mpf(g.sigma)) for w, g in p.parts)


def _breaks(a: Mixture, b: Mixture) -> list[mpf]:
    """Where a quadrature has to be divided: around each component, and closely where two of them cross."""
    found = {mpf(g.mu) + k * mpf(g.sigma) for g in (*a.components, *b.components) for k in range(-8, 9)}
    for p in (a, b):
        for i, (w, g) in enumerate(p.parts):
            for v, h in p.parts[:i]:
                square = 0.5 / h.sigma**2 - 0.5 / g.sigma**2
                slope = g.mu / g.sigma**2 - h.mu / h.sigma**2
                rest = math.log(w * h.sigma / (v * g.sigma))
                rest += 0.5 * (h.mu / h.sigma) ** 2 - 0.5 * (g.mu / g.sigma) ** 2
                for root in _roots(square, slope, rest):
                    width = 3 / (abs(2 * square * root + slope) or 1)
                    found |= {root + sign * width * k for k in (0, 1, 2, 4, 8, 16, 32) for sign in (-1, 1)}
    return sorted(found)


def _roots(square: float, slope: float, rest: float) -> list[float]:
    """The real parts of the roots of a quadratic."""
    if not square:
        return [-rest / slope] if slope else []
    root = cmath.sqrt(slope * slope - 4 * square * rest)
    return [((-slope + sign * root) / (2 * square)).real for sign in (-1, 1)]
