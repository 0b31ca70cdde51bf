"""The mixture mode: p a mixture of Gaussians, q one Gaussian, and every number that is read off them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from infotui.core.reading import Reading, Record, Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture
from infotui.maths.mixture_divergence import (
    mixture_entropy,
    mixture_kl_divergence,
    reverse_mixture_kl_divergence,
)
from infotui.maths.mixture_fit import Fit, forward_fit, reverse_fits

from .state import Parameter

MIN_RATE, MAX_RATE, USUAL_RATE = 0.001, 10.0, 0.1
MAX_MEAN, MIN_SIGMA, MAX_SIGMA = 1e6, 1e-6, 1e6
"""Limits of what can be computed; those of the controls are narrower."""


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
        """The same with another mixture."""
        return replace(self, p=p)

    def with_q(self, q: Gaussian) -> MixtureKLState:
        """The same with another q."""
        return replace(self, q=q)

    def with_reverse(self, reverse: bool) -> MixtureKLState:
        """The same with the given direction shown."""
        return replace(self, reverse=reverse)

    def with_rate(self, rate: float) -> MixtureKLState:
        """The same with another learning rate; ValueError if it is out of its range."""
        return replace(self, rate=rate)

    def with_component(self) -> MixtureKLState:
        """One component more, to the right of the others as far as the controls go."""
        last = max(self.p.components, key=lambda gaussian: gaussian.mu)
        mean = min(last.mu + 3 * last.sigma, Parameter.MEAN.most)
        return self.with_p(self.p.with_component(last.with_mu(mean)))

    def with_nearest_fit(self) -> MixtureKLState:
        """The same with q at the optimum of the shown direction whose mean is nearest."""
        fits = best_fits(self)
        return self.with_q(min(fits, key=lambda fit: abs(fit.q.mu - self.q.mu)).q) if fits else self


def best_fits(state: MixtureKLState) -> tuple[Fit, ...]:
    """The optimum of KL(p‖q), or with `reverse` the local minima of KL(q‖p), the best first."""
    return reverse_fits(state.p) if state.reverse else (forward_fit(state.p),)


def mixture_readings(state: MixtureKLState, unit: Unit) -> tuple[Reading, ...]:
    """Both divergences, the moments and entropy of p, and the optima of both directions."""
    p, q, base = state.p, state.q, unit.base
    minima = tuple(_record(fit, unit) for fit in reverse_fits(p))
    return (
        Reading("kl_pq", "KL(p‖q)", mixture_kl_divergence(p, q, base=base), unit),
        Reading("kl_qp", "KL(q‖p)", reverse_mixture_kl_divergence(q, p, base=base), unit),
        Reading("mean_p", "mean of p", p.mean, None),
        Reading("sd_p", "sd of p", p.sigma, None),
        Reading("entropy_p", "h(p)", mixture_entropy(p, base=base), unit),
        Reading("forward_best", "argmin KL(p‖q)", _record(forward_fit(p), unit), unit),
        Reading("reverse_minima", "minima of KL(q‖p)", minima, unit),
    )


def _record(fit: Fit, unit: Unit) -> Record:
    kl = fit.kl if unit is Unit.NATS else fit.kl / Unit.NATS.one_bit
    return Record((("mu", fit.q.mu), ("sigma", fit.q.sigma), ("kl", kl)))


def _check_range(what: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise ValueError(f"{value:g} is not a {what} from {least:g} to {most:g}")
