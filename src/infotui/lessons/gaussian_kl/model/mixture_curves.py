"""The curves that the mixture mode draws: the density of p, and the integrand of the shown divergence."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from infotui.core.reading import Unit
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import Mixture

from .curves import Curve

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

_WIDTHS = 6.0
"""How far from its mean each Gaussian adds points, in its standard deviations."""
_LINE_POINTS, _AREA_POINTS = 56, 28
"""How many points there are on each side of a mean, for a line in dots, and for an area in cells."""
_HALF_LOG_2PI = math.log(2 * math.pi) / 2


@lru_cache(maxsize=8)
def mixture_density(p: Mixture, low: float, high: float) -> Curve:
    """The density of p from `low` to `high`, through points that are dense near each mean."""
    import numpy as np

    x = _points(p.components, low, high, _LINE_POINTS)
    return Curve(tuple(x.tolist()), tuple(np.exp(_log_mixture(p, x)).tolist()))


class MixtureCurves(NamedTuple):
    """The integrand of the shown divergence from `low` to `high`, computed on demand."""

    p: Mixture
    q: Gaussian
    reverse: bool
    low: float
    high: float
    unit: Unit
    """The unit of the integrand, per unit of x."""

    @property
    def integrand(self) -> Curve:
        """p log(p/q) or q log(q/p)."""
        return _integrand(*self)


@lru_cache(maxsize=4)
def _integrand(p: Mixture, q: Gaussian, reverse: bool, low: float, high: float, unit: Unit) -> Curve:
    import numpy as np

    x = _points((*p.components, q), low, high, _AREA_POINTS)
    log_p, log_q = _log_mixture(p, x), _log_gaussian(q, x)
    data, model = (log_q, log_p) if reverse else (log_p, log_q)
    y = np.exp(data) * (data - model) * unit.per_nat
    return Curve(tuple(x.tolist()), tuple(y.tolist()))


def _points(gaussians: Iterable[Gaussian], low: float, high: float, side: int) -> NDArray[float64]:
    """Abscissae from `low` to `high`, ascending, both ends included."""
    import numpy as np

    z = _grid(side)
    places = np.concatenate([[low, high], *(g.mu + g.sigma * z for g in dict.fromkeys(gaussians))])
    inside = places[(places >= low) & (places <= high)]
    inside.sort()
    # np.unique would do the same, but it imports numpy.ma (1.5 MiB).
    distinct: NDArray[float64] = inside[np.concatenate([[True], inside[1:] > inside[:-1]])]
    return distinct


@lru_cache(maxsize=2)
def _grid(side: int) -> NDArray[float64]:
    """Places in standard deviations from a mean, densest at it, where the curvature is largest."""
    import numpy as np

    grid: NDArray[float64] = _WIDTHS * np.sinh(2 * np.arange(-side, side + 1) / side) / math.sinh(2)
    return grid


def _log_gaussian(g: Gaussian, x: NDArray[float64]) -> NDArray[float64]:
    z = (x - g.mu) / g.sigma
    log: NDArray[float64] = -0.5 * z * z - (math.log(g.sigma) + _HALF_LOG_2PI)
    return log


def _log_mixture(p: Mixture, x: NDArray[float64]) -> NDArray[float64]:
    import numpy as np

    parts = [math.log(w) + _log_gaussian(g, x) for w, g in p.parts]
    log: NDArray[float64] = np.logaddexp.reduce(parts)
    return log
