"""The readings of the Gaussian mode."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.information import gaussian_cross_entropy, gaussian_entropy, gaussian_kl_divergence

from . import spoken_names as spoken
from .curves import lobe_areas
from .state import GaussianKLState


def gaussian_readings(state: GaussianKLState, unit: Unit) -> tuple[Reading, ...]:
    """Both divergences, their difference, the entropies, the cross-entropy, and the areas of the lobes."""
    p, q, base = state.p, state.q, unit.base
    forward = gaussian_kl_divergence(p.mu, p.sigma, q.mu, q.sigma, base=base)
    reverse = gaussian_kl_divergence(q.mu, q.sigma, p.mu, p.sigma, base=base)
    h_p, h_q = gaussian_entropy(p.sigma, base=base), gaussian_entropy(q.sigma, base=base)
    crossed = gaussian_cross_entropy(p.mu, p.sigma, q.mu, q.sigma, base=base)
    return (
        Reading("kl_pq", "KL(p‖q)", forward, unit, spoken=spoken.KL_PQ),
        Reading("kl_qp", "KL(q‖p)", reverse, unit, spoken=spoken.KL_QP),
        Reading("kl_gap", "diff.", _gap(p, q, unit), unit, label="difference", spoken=spoken.KL_GAP),
        Reading("entropy_p", "h(p)", h_p, unit, spoken="differential entropy of p"),
        Reading("entropy_q", "h(q)", h_q, unit, spoken="differential entropy of q"),
        Reading("cross_entropy_pq", "H(p, q)", crossed, unit, spoken=spoken.CROSS_ENTROPY),
        *lobe_areas(state, unit),
    )


def _gap(p: Gaussian, q: Gaussian, unit: Unit) -> float:
    """KL(q‖p) − KL(p‖q) = 2t − sinh 2t + ½ (μ_p − μ_q)² (1/σ_p² − 1/σ_q²), with t = log(σ_p/σ_q).

    Both parts have the sign of σ_q − σ_p, so the sum loses no digits where the two divergences are nearly
    equal. It is exactly 0 for equal standard deviations.
    """
    narrow, wide = sorted((p.sigma, q.sigma))
    if narrow == wide:
        return 0.0
    short, shift = (wide - narrow) / wide, (p.mu - q.mu) / narrow
    t = -math.log1p(-short) if short < 0.5 else math.log(wide) - math.log(narrow)
    nats = _sinh_excess(2 * t) + 0.5 * (shift * short) * shift * (1 + narrow / wide)
    return math.copysign(nats * unit.per_nat, q.sigma - p.sigma)


def _sinh_excess(x: float) -> float:
    """sinh x − x; near 0, where the difference cancels, from the series x³/3! + x⁵/5! + …"""
    if abs(x) <= 1:
        return math.fsum(x**n / math.factorial(n) for n in range(3, 19, 2))
    try:
        return math.sinh(x) - x
    except OverflowError:
        return math.inf
