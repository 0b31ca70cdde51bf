"""The processor time of the mathematics of a mixture: a divergence, its lobes, the search for all minima."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState
from infotui.maths.mixture_divergence import reverse_mixture_kl_divergence
from infotui.maths.mixture_fit import reverse_fits
from infotui.maths.mixture_lobes import mixture_lobes

from .measure import Numbers

_STEP = 0.01
"""How far p or q moves from one call to the next, so that no result is taken from a cache."""


def evaluations(state: MixtureKLState, calls: int = 100) -> Numbers:
    """Milliseconds of processor time of one call, by name: the median of `calls`, a tenth for a search."""
    p, q = state.p, state.q
    first = p.components[0]
    moved_q = [q.with_mu(q.mu + _STEP * i) for i in range(calls)]
    moved_p = [p.with_part(0, first.with_mu(first.mu + _STEP * i)) for i in range(1, calls // 10 + 1)]
    return {
        "evaluation": _median_time(reverse_mixture_kl_divergence, [(q, p) for q in moved_q]),
        "lobes": _median_time(mixture_lobes, [(p, q) for q in moved_q]),
        "search": _median_time(reverse_fits, [(p,) for p in moved_p]),
    }


def _median_time(function: Callable[..., object], arguments: list[tuple[object, ...]]) -> float:
    times = []
    for each in arguments:
        begin = time.thread_time()
        function(*each)
        times.append(time.thread_time() - begin)
    return median(times) * 1e3
