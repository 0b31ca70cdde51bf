"""Which section of the theory fits a state of the KL lesson: one rule for each mode."""

from __future__ import annotations

from itertools import pairwise

from infotui.maths.huffman import huffman_code

from .categorical import CategoricalKLState
from .mixture import MixtureKLState
from .modes import KLState, Mode
from .state import GaussianKLState

_NEGATIVE_ENTROPY = 0.242
"""Below this standard deviation, 1/√(2πe), a differential entropy is negative."""
_NO_OVERLAP = 3
"""Standard deviations on each side of a mean that hold nearly all of a Gaussian."""


def fitting_heading(state: KLState, is_running: bool) -> str:
    """The heading of the section that fits; `is_running` says whether gradient steps are taken."""
    match state.mode:
        case Mode.GAUSSIAN:
            return gaussian_heading(state.gaussian)
        case Mode.CATEGORICAL:
            return categorical_heading(state.categorical)
    return "Gradient steps" if is_running else mixture_heading(state.mixture)


def gaussian_heading(state: GaussianKLState) -> str:
    """The section of the Gaussian mode that fits the two Gaussians."""
    p, q = state.p, state.q
    distance = abs(p.mu - q.mu)
    narrow, wide = sorted((p.sigma, q.sigma))
    if p == q:
        return "What it measures"
    if narrow == wide:
        return "When the two orders agree"
    if distance == 0:
        return "Sliding the means together is not enough"
    if narrow < _NEGATIVE_ENTROPY:
        return "Differential entropy"
    if wide >= 2 * narrow and distance <= wide:
        return "Forward and reverse"
    return "Where it comes from" if distance > _NO_OVERLAP * (narrow + wide) else "For two Gaussians"


def categorical_heading(state: CategoricalKLState) -> str:
    """The section of the categorical mode that fits the two distributions."""
    p, q = state.data.p, state.model.p
    if p == q:
        return "The definition"
    if not any(a and b for a, b in zip(p, q, strict=True)):
        return "Jensen-Shannon divergence"
    if any((a == 0) != (b == 0) for a, b in zip(p, q, strict=True)):
        return "When it is infinite"
    if sorted(p) == sorted(q):
        return "Not a distance"
    return "Data from p, code built for q" if huffman_code(q).is_dyadic else "The definition"


def mixture_heading(state: MixtureKLState) -> str:
    """The section of the mixture mode that fits the mixture and the direction."""
    if len(state.p.components) == 1:
        return "Fitting one Gaussian"
    if not state.reverse:
        return "KL(p‖q) is mass-covering"
    means = sorted(gaussian.mu for gaussian in state.p.components)
    widest = max(gaussian.sigma for gaussian in state.p.components)
    is_close = min(right - left for left, right in pairwise(means)) < 5.6 * widest
    return "Only when the modes are far apart" if is_close else "KL(q‖p) is mode-seeking"
