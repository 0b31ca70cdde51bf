"""The part of the plane that the mixture mode shows, and the integrand in it."""

from __future__ import annotations

from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.curves import height
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.lessons.gaussian_kl.model.mixture_curves import MixtureCurves, mixture_density
from infotui.maths.distributions import Gaussian

from .axis_ranges import AxisRanges, Range, density_range, integrand_range, x_range


def mixture_ranges(
    present: AxisRanges | None, state: MixtureKLState, unit: Unit, ghosts: list[Gaussian]
) -> AxisRanges:
    """The part of the plane that shows p, q and the optima of the shown direction."""
    x = x_range(present.x if present else None, (*state.p.components, state.q))
    peaks = [max(mixture_density(state.p, x.low, x.high).y), *(height(g, 0.0) for g in (state.q, *ghosts))]
    density = density_range(present.density if present else None, max(peaks))
    values = mixture_curves(state, x, unit).integrand.y
    return AxisRanges(x, density, integrand_range(present.integrand if present else None, values))


def mixture_curves(state: MixtureKLState, x: Range, unit: Unit) -> MixtureCurves:
    """The integrand of the shown divergence over a range of x."""
    return MixtureCurves(state.p, state.q, state.reverse, x.low, x.high, unit)
