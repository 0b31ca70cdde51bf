"""What to try on the entropy screen, from the state."""

from __future__ import annotations

from infotui.core.lesson import Suggestion
from infotui.maths.huffman import huffman_code
from infotui.maths.information import entropy

from .state import EntropyState

_AT_THE_PEAK = 0.005
"""A probability this near to that of the largest H is shown as being there."""


def _is_dyadic(state: EntropyState) -> bool:
    return huffman_code(state.p.p).is_dyadic


def _selected_free(state: EntropyState) -> float | None:
    """The probability of the selected class; None where locked classes may keep it from moving."""
    return None if state.p.locked else state.p.p[state.selected]


def _is_ruled_out(state: EntropyState) -> bool:
    """Whether the selected class has probability 0 and another class is certain."""
    return max(state.p.p) == 1 and _selected_free(state) == 0


def _is_two_halves(state: EntropyState) -> bool:
    return sorted(state.p.p, reverse=True)[:2] == [0.5, 0.5]


def _is_off_peak(state: EntropyState) -> bool:
    """Whether H would be larger at another probability of the selected class, 1/(1 + 2^H of the others)."""
    here = state.p.p[state.selected]
    others = [p for i, p in enumerate(state.p.p) if i != state.selected]
    total = sum(others)
    if state.p.locked or total == 0:
        return False
    peak = 1 / (1 + 2 ** entropy([p / total for p in others], base=2))
    return abs(here - peak) > _AT_THE_PEAK


SUGGESTIONS: tuple[Suggestion[EntropyState], ...] = (
    Suggestion(
        "Press S: when does the mean stay near H? S again stops it.",
        ("S",),
        lambda state, is_drawing: is_drawing,
    ),
    Suggestion(
        "Press u: equally likely classes have H = log k. z goes back.",
        ("u", "z"),
        lambda state, _: state.sample is not None,
    ),
    Suggestion(
        "Press ↓ a few times. How steeply does H rise?", ("↓",), lambda state, _: _selected_free(state) == 1
    ),
    Suggestion(
        "Press ↑ a few times. How steeply does H rise?", ("↑",), lambda state, _: _is_ruled_out(state)
    ),
    Suggestion(
        "Press o, then ↓ a few times. How steeply does H rise?",
        ("o", "↓"),
        lambda state, _: len(set(state.p.p)) == 1 and not state.p.locked,
    ),
    Suggestion(
        "H is exactly 1 bit. Press s: how many bits is each symbol?",
        ("s",),
        lambda state, _: _is_two_halves(state),
    ),
    Suggestion(
        "Here L = H. Press ↑: why is L larger than H now?",
        ("↑",),
        lambda state, _: _is_dyadic(state) and not state.p.locked,
    ),
    Suggestion(
        "Move this bar to where H is largest. Is that at 1/k?", (), lambda state, _: _is_off_peak(state)
    ),
    Suggestion(
        "Give two classes 1/2 each, the others 0: H is exactly 1 bit.",
        (),
        lambda state, _: state.p.k > 2 and not state.p.locked,
    ),
    Suggestion("Press s a few times: what is the mean surprisal?", ("s",), lambda state, _: True),
)
