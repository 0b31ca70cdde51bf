"""The state of the mixture mode: p a mixture of Gaussians, q one Gaussian."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture

from .state import Parameter

MIN_RATE, MAX_RATE, USUAL_RATE = 0.001, 10.0, 0.1
MAX_MEAN, MIN_SIGMA, MAX_SIGMA = 1e6, 1e-6, 1e6
"""Limits of what can be computed; those of the controls are narrower."""


def mixture_of(numbers: Sequence[float]) -> Mixture:
    """The mixture of weight, mean and standard deviation of each component, one after the other.

    Raises:
        ValueError: one of them is not possible. People count components from 1.
    """
    parts = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    for i, (weight, _, _) in enumerate(parts, 1):
        if not 0 < weight < math.inf:
            raise ValueError(f"component {i}: weight is {weight!r}: a weight must be positive and finite")
    components = tuple(_component(i, mu, sigma) for i, (_, mu, sigma) in enumerate(parts, 1))
    return Mixture(tuple(numbers[::3]), components)


def _component(i: int, mu: float, sigma: float) -> Gaussian:
    try:
        return Gaussian(mu, sigma)
    except ValueError as error:
        raise ValueError(f"component {i}: {error}") from None


@dataclass(frozen=True, slots=True)
class MixtureKLState:
    """A mixture p and a Gaussian q, the direction shown, and the learning rate η of a gradient step."""

    p: Mixture
    q: Gaussian
    reverse: bool = False
    rate: float = USUAL_RATE

    def __post_init__(self) -> None:
        for gaussian in (*self.p.components, self.q):
            _check_range("mean", gaussian.mu, -MAX_MEAN, MAX_MEAN)
            _check_range("standard deviation", gaussian.sigma, MIN_SIGMA, MAX_SIGMA)
        _check_range("learning rate", self.rate, MIN_RATE, MAX_RATE)

    def with_p(self, p: Mixture) -> MixtureKLState:
        """A copy with another mixture."""
        return replace(self, p=p)

    def with_q(self, q: Gaussian) -> MixtureKLState:
        """A copy with another q."""
        return replace(self, q=q)

    def with_reverse(self, reverse: bool) -> MixtureKLState:
        """A copy with the given direction shown."""
        return replace(self, reverse=reverse)

    def with_rate(self, rate: float) -> MixtureKLState:
        """A copy with another learning rate; ValueError if it is out of range."""
        return replace(self, rate=rate)

    def with_component(self) -> MixtureKLState:
        """A copy with one more component, to the right of the others as far as the controls go."""
        last = max(self.p.components, key=lambda gaussian: gaussian.mu)
        mean = min(last.mu + 3 * last.sigma, Parameter.MEAN.most)
        return self.with_p(self.p.with_component(last.with_mu(mean)))


def _check_range(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{value:g} is not a {what} from {least:g} to {most:g}")
