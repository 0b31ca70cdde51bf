"""What to try in each mode of the KL screen, from the state."""

from __future__ import annotations

from math import isclose

from infotui.core.lesson import Suggestion, suggestions_for
from infotui.maths.information import kl_divergence

from .categorical import CategoricalKLState
from .mixture import MixtureKLState
from .modes import KLState, Mode
from .state import GaussianKLState


def _gaussian_shown(state: KLState) -> GaussianKLState | None:
    return state.gaussian if state.mode is Mode.GAUSSIAN else None


def _categorical_shown(state: KLState) -> CategoricalKLState | None:
    return state.categorical if state.mode is Mode.CATEGORICAL else None


def _mixture_shown(state: KLState) -> MixtureKLState | None:
    return state.mixture if state.mode is Mode.MIXTURE else None


_gaussian = suggestions_for(_gaussian_shown)
_categorical = suggestions_for(_categorical_shown)
_mixture = suggestions_for(_mixture_shown)


def _is_infinite(state: CategoricalKLState) -> bool:
    """Whether the divergence shown is infinite."""
    return any(a > 0 == b for a, b in zip(state.data.p, state.model.p, strict=True))


def _is_infinite_reversed(state: CategoricalKLState) -> bool:
    """Whether the divergence in the other order is infinite."""
    return any(b > 0 == a for a, b in zip(state.data.p, state.model.p, strict=True))


def _is_equal_both_ways(state: CategoricalKLState) -> bool:
    """Whether both divergences are the same, and finite."""
    if _is_infinite(state) or _is_infinite_reversed(state):
        return False
    p, q = state.p.p, state.q.p
    return isclose(kl_divergence(p, q), kl_divergence(q, p), rel_tol=1e-9)


def _is_moment_fit(state: MixtureKLState) -> bool:
    """Whether q has the mean and the standard deviation of p."""
    best = state.p.moment_fit
    return isclose(state.q.mu, best.mu, abs_tol=1e-3) and isclose(state.q.sigma, best.sigma, rel_tol=1e-3)


SUGGESTIONS: tuple[Suggestion[KLState], ...] = (
    _gaussian("Both are 0. Press → ten times: how does KL grow?", "→", lambda s: s.p == s.q),
    _gaussian(
        "Both orders agree. Make one curve wider: which is larger now?",
        "",
        lambda s: s.p.sigma == s.q.sigma,
    ),
    _gaussian("Press t: which order costs more, and why?", "t", lambda s: s.p.mu == s.q.mu and not s.reverse),
    _gaussian("Make both divergences equal but not 0.", "", lambda s: True),
    _categorical("Both are 0. Press ↑: how fast do they grow?", "↑", lambda s: s.p.p == s.q.p),
    _categorical(
        "Both are infinite. Change q so that KL(p‖q) is finite.",
        "",
        lambda s: _is_infinite(s) and _is_infinite_reversed(s),
    ),
    _categorical("Press t: why is the other order finite?", "t", _is_infinite),
    _categorical("Press t: why is the other order infinite?", "t", _is_infinite_reversed),
    _categorical(
        "Both orders agree, though p is not q. Press ↑: do they still?",
        "↑",
        _is_equal_both_ways,
    ),
    _categorical("Make one divergence infinite and keep the other finite.", "", lambda s: True),
    _mixture(
        "Press +: how does the best q change with a second peak?", "+", lambda s: len(s.p.components) == 1
    ),
    _mixture(
        "q covers all of p. Press t, then G: does it stay?",
        "t G",
        lambda s: not s.reverse and _is_moment_fit(s),
    ),
    _mixture("Press =: q at its optimum. Does it cover every peak?", "=", lambda s: not s.reverse),
    _mixture("Press G: where does q end? Move q and run G again.", "G", lambda s: True),
)
