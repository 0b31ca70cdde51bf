"""What to try in each mode of the cross-entropy screen, from the state."""

from __future__ import annotations

from math import isclose

from infotui.core.lesson import Suggestion, suggestions_for
from infotui.core.reading import Unit

from .multiclass import CONVERGENCE_TOL, kl_excess
from .predictions import PredictionState, RowOrder
from .state import ALL_LOGITS, Binary, CrossEntropyState, Mode, Multiclass

_CONFIDENT = 5.0
"""A logit this far above the others gives its class more than 0.99 of two classes."""
_SHOWN = 5e-4
"""A probability this near to another is shown as equal to it."""


def _binary_shown(state: CrossEntropyState) -> Binary | None:
    return state.binary if state.mode is Mode.BINARY else None


def _multiclass_shown(state: CrossEntropyState) -> Multiclass | None:
    return state.multiclass if state.mode is Mode.MULTICLASS else None


def _data_shown(state: CrossEntropyState) -> PredictionState | None:
    return state.data if state.mode is Mode.DATA else None


_binary = suggestions_for(_binary_shown)
_multiclass = suggestions_for(_multiclass_shown)
_data = suggestions_for(_data_shown)


def _is_confident(state: Multiclass) -> bool:
    """Whether the true class is far ahead of all others."""
    z = state.scaled
    return z[state.true] - max(x for i, x in enumerate(z) if i != state.true) > _CONFIDENT


def _is_converged(state: Multiclass) -> bool:
    """Whether gradient steps have brought the loss to its minimum."""
    return kl_excess(state, Unit.NATS) <= CONVERGENCE_TOL


def _is_unstable(state: Multiclass) -> bool:
    """Whether the learning rate is above 4T², where a step may raise the loss."""
    return state.rate > 4 * state.temperature**2


SUGGESTIONS: tuple[Suggestion[CrossEntropyState], ...] = (
    _binary("The loss is ∞. Press ↑: what does q = 0.01 cost?", "↑", lambda s: s.p == 0 and s.label == 1),
    _binary("The loss is ∞. Press ↓: what does q = 0.99 cost?", "↓", lambda s: s.p == 1 and s.label == 0),
    _binary("Press t: what does the same q cost if the label changes?", "t", lambda s: s.p in (0, 1)),
    _binary("Press End, then Home: what do the two certain answers cost?", "End Home", lambda s: s.p == 0.5),
    _binary(
        "The loss is log 4. Press t: what does the other label cost?",
        "t",
        lambda s: isclose(s.p if s.label else 1 - s.p, 0.25, abs_tol=_SHOWN),
    ),
    _binary("Move q until the loss is exactly twice log 2.", "", lambda s: True),
    _multiclass("Press t: confident and wrong. What does that cost?", "t", _is_confident),
    _multiclass(
        "Equal logits cost log K. Press →: which gradients change?",
        "→",
        lambda s: len(set(s.logits.z)) == 1 and s.selected != ALL_LOGITS,
    ),
    _multiclass(
        "η is above 4T². Press G: does every step lower the loss?",
        "G",
        lambda s: s.smoothing > 0 and _is_unstable(s),
    ),
    _multiclass(
        "The loss is at its minimum, H(p). Change a logit: can it fall?",
        "",
        lambda s: s.smoothing > 0 and _is_converged(s),
    ),
    _multiclass("Press G: where does the loss stop? Compare H(p).", "G", lambda s: s.smoothing > 0),
    _multiclass("Move T below 1. Does another class come first?", "", lambda s: s.temperature > 1),
    _multiclass("Move T above 1. Which classes gain probability?", "", lambda s: s.temperature < 1),
    _multiclass("Press G: does the loss ever reach 0?", "G", lambda s: True),
    _data("Press G: how much loss does the best temperature save?", "G", lambda s: s.temperature == 1),
    _data("Press t: which true class costs most?", "t", lambda s: s.true_class is None),
    _data("Press s: which rows cost most?", "s", lambda s: s.order is not RowOrder.WORST),
    _data("Press Enter on the worst row: is its label right?", "Enter", lambda s: True),
)
