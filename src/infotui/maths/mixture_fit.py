"""The Gaussians q closest to a mixture p: the minimum of KL(p‖q), and every local minimum of KL(q‖p).

The forward minimum is the moment fit. The reverse divergence may have several local minima. Newton's method
starts at each component, at the moment fit, and halfway between each two components; a short step is
corrected by the third derivatives. A result is kept where the gradient is 0 and the Hessian is positive
definite. Nothing is random: equal mixtures have equal results. That no minimum is missed is not proved: a
search from 44 more starts found none in 1,400 random mixtures.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from .distributions import Gaussian
from .mixture import Mixture
from .mixture_divergence import mixture_kl_divergence, reverse_value
from .mixture_quadrature import log_ratio_nodes

_MOST_STEPS = 60
_LAST_STEP = 3e-5  # in standard deviations of q and in ln σ; what is left after it is its cube
_STALLED_STEP = 1e-5  # where rounding forbids a longer step, a minimum has been reached
_NOISE = 1e-12
_BRIDGE = 0.9
"""Of half the distance between two distant components, about the σ of a minimum between them."""
_LONGEST_STEP = 0.7
_SHORT_STEP = 0.3
_LEAST_CURVATURE = 1e-7
"""Of the Hessian in (μ/σ, ln σ), which is (1, 2) where p is Gaussian: below it a minimum is not isolated."""
_SAME = 5e-3
"""Distance in standard deviations and in ln σ within which two minima are one."""
_TIE = 1e-11


Step = tuple[float, float]
"""A step of a Gaussian in (μ/σ, ln σ)."""


class Fit(NamedTuple):
    """A Gaussian q that minimises a divergence to a mixture, at least locally.

    Attributes:
        q: The Gaussian.
        kl: The divergence there, in nats.
    """

    q: Gaussian
    kl: float


class _Expansion(NamedTuple):
    """KL(q‖p) after a step (x, y) from q to N(μ + xσ, (σ eʸ)²): its value at (0, 0) and its derivatives."""

    value: float
    gradient: tuple[float, float]
    hessian: tuple[float, float, float]
    """By x twice, by x and y, by y twice."""
    third: tuple[float, float, float, float]
    """By x three times, by x twice and y, by x and y twice, by y three times."""

    @property
    def is_convex(self) -> bool:
        """Whether both eigenvalues of the Hessian are above `_LEAST_CURVATURE`."""
        a, b, c = self.hessian[0] - _LEAST_CURVATURE, self.hessian[1], self.hessian[2] - _LEAST_CURVATURE
        return a > 0 and a * c > b * b

    @property
    def least_curvature(self) -> float:
        """The smaller eigenvalue of the Hessian."""
        a, b, c = self.hessian
        return (a + c) / 2 - math.hypot((a - c) / 2, b)

    def after(self, step: Step) -> float:
        """The value after a short step, by the Taylor polynomial of degree 3."""
        (x, y), (a, b, c), (aa, ab, bc, cc) = step, self.hessian, self.third
        first = self.slope(step) + (a * x * x + 2 * b * x * y + c * y * y) / 2
        return self.value + first + (aa * x**3 + 3 * (ab * x + bc * y) * x * y + cc * y**3) / 6

    def slope(self, step: Step) -> float:
        """The first-order change of the value along `step`."""
        return self.gradient[0] * step[0] + self.gradient[1] * step[1]

    def step(self) -> Step:
        """A step towards a minimum, of limited length, downhill also where the Hessian is not positive.

        Where it is short, Newton's step with its correction of the third order (Chebyshev's method), so that
        what is left of the distance is its cube.
        """
        shift = 0.0
        if not self.is_convex:
            low = self.least_curvature
            shift = max(0.1, -low) - low
        x, y = self._solve(*self.gradient, shift)
        length = math.hypot(x, y)
        if length > _SHORT_STEP or shift:
            scale = min(1.0, _LONGEST_STEP / length) if length else 1.0
            return x * scale, y * scale
        aa, ab, bc, cc = self.third
        by_x, by_y = aa * x * x + 2 * ab * x * y + bc * y * y, ab * x * x + 2 * bc * x * y + cc * y * y
        more_x, more_y = self._solve(by_x / 2, by_y / 2)
        is_less = math.hypot(more_x, more_y) < length / 2
        return (x + more_x, y + more_y) if is_less else (x, y)

    def _solve(self, g: float, h: float, shift: float = 0.0) -> Step:
        """The step s for which the Hessian, with `shift` added to its diagonal, times s is (−g, −h)."""
        a, b, c = self.hessian[0] + shift, self.hessian[1], self.hessian[2] + shift
        determinant = a * c - b * b
        return (b * h - c * g) / determinant, (b * g - a * h) / determinant


def forward_fit(p: Mixture) -> Fit:
    """The minimum of KL(p‖q) over all Gaussians q: q has p's mean and variance, and KL(p‖q) = h(q) − h(p)."""
    q = p.moment_fit
    return Fit(q, mixture_kl_divergence(p, q))


def reverse_fits(p: Mixture, near: Iterable[Gaussian] | None = None) -> tuple[Fit, ...]:
    """The local minima of KL(q‖p) over all Gaussians q, by ascending divergence, then by mean.

    Args:
        p: The mixture. With one component, or with coincident ones, p itself is the only minimum, at 0.
        near: Where the search starts instead of the usual places: the minima of a mixture that hardly
            differs, to follow a drag in less time. A minimum that is new is then missed.

    The last step is shorter than 3e-5 standard deviations, so that the next would be near 1e-13.
    """
    p = p.reduced()
    if len(p.components) == 1:
        return (Fit(p.components[0], 0.0),)
    return _cold_fits(p) if near is None else _fits(p, near)


@lru_cache(maxsize=8)
def _cold_fits(p: Mixture) -> tuple[Fit, ...]:
    return _fits(p, _starts(p))


def _fits(p: Mixture, starts: Iterable[Gaussian]) -> tuple[Fit, ...]:
    found: list[Fit] = []
    for start in starts:
        fit = _descend(p, start, [other.q for other in found])
        if fit is not None:
            found.append(fit)
    return _ordered(found)


def _starts(p: Mixture) -> list[Gaussian]:
    """Each component, the moment fit, and a wide Gaussian halfway between each two components."""
    between = [
        Gaussian((g.mu + h.mu) / 2, max(_BRIDGE * abs(g.mu - h.mu) / 2, min(g.sigma, h.sigma)))
        for g, h in combinations(p.components, 2)
    ]
    return list(dict.fromkeys([*p.components, p.moment_fit, *between]))


def _descend(p: Mixture, start: Gaussian, known: Sequence[Gaussian] = ()) -> Fit | None:
    """The local minimum that Newton's method with halved steps reaches; None for a known one or for none.

    It is known when a short step in a convex place leads to it.
    """
    q, here = start, _expand(p, start)
    for _ in range(_MOST_STEPS):
        is_convex, step = here.is_convex, here.step()
        length = math.hypot(*step)
        if is_convex and length < _SHORT_STEP and any(_is_same(_moved(q, step), other) for other in known):
            return None
        if length < _LAST_STEP:
            return Fit(_without_noise(_moved(q, step)), max(0.0, here.after(step))) if is_convex else None
        q, there = _walk(p, q, here, step)
        if there is here:
            return Fit(_without_noise(q), here.value) if is_convex and length < _STALLED_STEP else None
        here = there
    return None


def _without_noise(q: Gaussian) -> Gaussian:
    """`q` with a mean that differs from 0 by rounding only set to 0."""
    return q.with_mu(0.0) if abs(q.mu) < _NOISE * q.sigma else q


def _walk(p: Mixture, q: Gaussian, here: _Expansion, step: Step) -> tuple[Gaussian, _Expansion]:
    """The first point on the way back along `step` where the divergence is not larger, but for rounding."""
    for _ in range(30):
        moved = _moved(q, step)
        there = _expand(p, moved)
        if there.value <= here.value + 1e-4 * here.slope(step) + 1e-14 * (1 + here.value):
            return moved, there
        step = step[0] / 2, step[1] / 2
    return q, here


def _moved(q: Gaussian, step: Step) -> Gaussian:
    """`q` after a step in (μ/σ, ln σ)."""
    return Gaussian(q.mu + step[0] * q.sigma, q.sigma * math.exp(step[1]))


def _expand(p: Mixture, q: Gaussian) -> _Expansion:
    """KL(q‖p) at q with its derivatives, from E[Heₙ(u) r] with r = log(q/p) and Hermite polynomials Heₙ.

    E[Heₙ(u) f(μ + σu)] is the n-th derivative of E[f] by x. That by y follows from ∂/∂y = σ² ∂²/∂x².
    """
    nodes = log_ratio_nodes(p, q)
    m0, m1, m2, m3, m4, m5, m6 = nodes.moments
    second, third, fourth = m2 - m0, m3 - 3 * m1, m4 - 6 * m2 + 3 * m0
    fifth, sixth = m5 - 10 * m3 + 15 * m1, m6 - 15 * m4 + 45 * m2 - 15 * m0
    return _Expansion(
        reverse_value(p, q, nodes),
        (m1, second),
        (1 + second, third, 2 * (1 + second) + fourth),
        (third, fourth, 2 * third + fifth, 4 * (1 + second) + 6 * fourth + sixth),
    )


def _is_same(q: Gaussian, other: Gaussian) -> bool:
    scale = min(q.sigma, other.sigma)
    return math.hypot((q.mu - other.mu) / scale, math.log(q.sigma / other.sigma)) < _SAME


def _ordered(found: list[Fit]) -> tuple[Fit, ...]:
    """By divergence; those of equal divergence, but for rounding, by mean."""
    ascending = sorted(found, key=lambda fit: fit.kl)
    groups: list[list[Fit]] = []
    for fit in ascending:
        if groups and fit.kl - groups[-1][0].kl <= _TIE * (1 + fit.kl):
            groups[-1].append(fit)
        else:
            groups.append([fit])
    return tuple(fit for group in groups for fit in sorted(group, key=lambda fit: (fit.q.mu, fit.q.sigma)))
