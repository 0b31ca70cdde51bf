"""The numbers of a mixture and q: both divergences, the moments of p, and the optima of both directions."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Record, Unit
from infotui.maths.mixture_divergence import (
    mixture_entropy,
    mixture_kl_divergence,
    reverse_mixture_kl_divergence,
)
from infotui.maths.mixture_fit import Fit, forward_fit, reverse_fits
from infotui.maths.mixture_lobes import mixture_lobes

from . import spoken_names as spoken
from .curves import ShownLobe
from .mixture import MixtureKLState


def best_fits(state: MixtureKLState) -> tuple[Fit, ...]:
    """The optimum of KL(p‖q), or with `reverse` the local minima of KL(q‖p), the best first."""
    return reverse_fits(state.p) if state.reverse else (forward_fit(state.p),)


def mixture_readings(
    state: MixtureKLState, unit: Unit, fits: tuple[Fit, ...] | None = None
) -> tuple[Reading, ...]:
    """Both divergences, the moments and entropy of p, and the optima of both directions.

    `fits` are the local minima of KL(q‖p) where they are known; by default they are searched for.
    """
    p, q, base = state.p, state.q, unit.base
    minima = tuple(_record(fit, unit) for fit in (reverse_fits(p) if fits is None else fits))
    return (
        Reading("kl_pq", "KL(p‖q)", mixture_kl_divergence(p, q, base=base), unit, spoken=spoken.KL_PQ),
        Reading(
            "kl_qp", "KL(q‖p)", reverse_mixture_kl_divergence(q, p, base=base), unit, spoken=spoken.KL_QP
        ),
        Reading("mean_p", "mean of p", p.mean, None, spoken="mean of p"),
        Reading("sd_p", "sd of p", p.sigma, None, spoken="standard deviation of p"),
        Reading("entropy_p", "h(p)", mixture_entropy(p, base=base), unit, spoken="differential entropy of p"),
        Reading(
            "forward_best",
            "argmin KL(p‖q)",
            _record(forward_fit(p), unit),
            unit,
            spoken="best q for the KL divergence of p from q",
        ),
        Reading(
            "reverse_minima",
            "minima of KL(q‖p)",
            minima,
            unit,
            spoken="local minima of the KL divergence of q from p",
        ),
    )


def shown_lobes(state: MixtureKLState, unit: Unit) -> tuple[ShownLobe, ...]:
    """The lobes of the integrand of the shown divergence, from the left; their sum is the divergence."""
    return tuple(
        ShownLobe(low, high, Reading("lobe", "area", area * unit.per_nat, unit, spoken="area of the lobe"))
        for low, high, area in mixture_lobes(state.p, state.q, reverse=state.reverse)
    )


def lobe_sums(lobes: tuple[ShownLobe, ...], total: Reading) -> tuple[Reading, Reading]:
    """The areas a and b of all lobes above and of all below 0; a − b is `total`, the divergence."""
    below = math.fsum(max(0.0, -lobe.area.number) for lobe in lobes)
    return (
        Reading("lobe_positive", "a", total.number + below, total.unit, spoken="area of the positive lobes"),
        Reading("lobe_negative", "b", below, total.unit, spoken="area of the negative lobes"),
    )


def _record(fit: Fit, unit: Unit) -> Record:
    return Record((("mu", fit.q.mu), ("sigma", fit.q.sigma), ("kl", fit.kl * unit.per_nat)))


def at_nearest_fit(state: MixtureKLState) -> MixtureKLState:
    """A copy with q at the optimum of the shown direction whose mean is nearest."""
    fits = best_fits(state)
    return state.with_q(min(fits, key=lambda fit: abs(fit.q.mu - state.q.mu)).q) if fits else state
