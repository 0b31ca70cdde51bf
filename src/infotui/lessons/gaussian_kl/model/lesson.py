"""The divergence between two Gaussians: what the second screen teaches."""

from __future__ import annotations

import math
from pathlib import Path

from infotui.core.lesson import Lesson, Limits, Preset
from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.lessons.gaussian_kl import INFO
from infotui.maths.distributions import Gaussian
from infotui.maths.information import gaussian_cross_entropy, gaussian_entropy, gaussian_kl_divergence

from .command_line import COMMAND_LINE, check_reach
from .state import INITIAL, GaussianKLState, Parameter
from .theory import THEORY


def readings(state: GaussianKLState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the screen: both divergences and their gap, both entropies, the cross-entropy."""
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


def sentence(state: GaussianKLState, found: tuple[Reading, ...]) -> str:
    """What the shown divergence means now, and how the other one stands to it, in words."""
    if state.p == state.q:
        return "p and q are the same: a code for one is perfect for the other, both KLs are 0."
    by_name = readings_by_name(found)
    shown, other = by_name["kl_pq"], by_name["kl_qp"]
    if state.reverse:
        shown, other = other, shown
    data, code = state.names
    cost = f"Data from {data}, code built for {code}: {shown.text} extra {shown.unit} a symbol"
    if state.p.sigma == state.q.sigma:
        return f"{cost}; reversed the same."
    return f"{cost}; reversed {other.text}."


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


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """Between which limits the quantities of this lesson stay."""
    mean, width = ((parameter.least, parameter.most) for parameter in Parameter)
    h = gaussian_entropy(width[0], base=unit.base), gaussian_entropy(width[1], base=unit.base)
    return {
        **{f"{name}.mu": mean for name in "pq"},
        **{f"{name}.sigma": width for name in "pq"},
        "kl_pq": (0.0, math.inf),
        "kl_qp": (0.0, math.inf),
        "entropy_p": h,
        "entropy_q": h,
        "cross_entropy_pq": (h[0], math.inf),
    }


def _preset(
    name: str, description: str, p: tuple[float, float], q: tuple[float, float]
) -> Preset[GaussianKLState]:
    pair = Gaussian(*p), Gaussian(*q)
    return Preset(name, description, lambda state: state.with_pair(*pair))


LESSON: Lesson[GaussianKLState] = Lesson(
    *INFO,
    initial=INITIAL,
    presets=(
        Preset("published", "the pair this screen opens with", lambda s: s.with_pair(INITIAL.p, INITIAL.q)),
        _preset("equal", "p = q: both divergences are exactly 0", (0.0, 1.0), (0.0, 1.0)),
        _preset("same mean", "only the widths differ: the KLs are not 0, nor equal", (0.0, 1.0), (0.0, 2.0)),
        _preset("same width", "both KLs equal, at any distance of the means", (-1.0, 1.0), (1.0, 1.0)),
        _preset("far apart", "hardly any overlap", (-5.0, 1.0), (5.0, 1.5)),
        _preset("narrow inside wide", "cheap one way, dear the other", (0.5, 0.3), (0.0, 3.0)),
    ),
    readings=readings,
    summarize=sentence,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
    check_range=check_reach,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
)
