"""The numbers of two Gaussians: both divergences, their gap, the entropies and the cross-entropy."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.information import gaussian_cross_entropy, gaussian_entropy, gaussian_kl_divergence

from .state import GaussianKLState


def gaussian_readings(state: GaussianKLState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the Gaussian mode: both divergences, their gap, entropies, the cross-entropy."""
    p, q, base = state.p, state.q, unit.base
    return (
        Reading("kl_pq", "KL(p‖q)", gaussian_kl_divergence(p.mu, p.sigma, q.mu, q.sigma, base=base), unit),
        Reading("kl_qp", "KL(q‖p)", gaussian_kl_divergence(q.mu, q.sigma, p.mu, p.sigma, base=base), unit),
        Reading("kl_gap", "gap", _gap(p, q, unit), unit),
        Reading("entropy_p", "h(p)", gaussian_entropy(p.sigma, base=base), unit),
        Reading("entropy_q", "h(q)", gaussian_entropy(q.sigma, base=base), unit),
        Reading(
            "cross_entropy_pq",
            "H(p, q)",
            gaussian_cross_entropy(p.mu, p.sigma, q.mu, q.sigma, base=base),
            unit,
        ),
    )


def _gap(p: Gaussian, q: Gaussian, unit: Unit) -> float:
    """KL(q‖p) − KL(p‖q) = 2t − sinh 2t + ½ (μp − μq)² (1/σp² − 1/σq²), with t = log(σp/σq).

    Both parts have the sign of σq − σp, so unlike the difference of the two divergences the sum
    loses no digit when these are nearly equal; it is exactly 0 for equal widths.
    """
    narrow, wide = sorted((p.sigma, q.sigma))
    if narrow == wide:
        return 0.0
    short, shift = (wide - narrow) / wide, (p.mu - q.mu) / narrow
    t = -math.log1p(-short) if short < 0.5 else math.log(wide) - math.log(narrow)
    nats = _sinh_excess(2 * t) + 0.5 * (shift * short) * shift * (1 + narrow / wide)
    return math.copysign(nats if unit is Unit.NATS else nats / math.log(2), q.sigma - p.sigma)


def _sinh_excess(x: float) -> float:
    """sinh x − x; near 0, where the difference cancels, by the series x³/3! + x⁵/5! + …"""
    if abs(x) <= 1:
        return math.fsum(x**n / math.factorial(n) for n in range(3, 19, 2))
    try:
        return math.sinh(x) - x
    except OverflowError:
        return math.inf
