"""Probabilities as people type them: one of a class, or all of a distribution."""

from __future__ import annotations

from math import isclose

from infotui.maths.distributions import Categorical

from .number_parsing import parse_numbers, quoted
from .reading import format_number

_TOLERANCE = 1e-9
"""How near a typed probability must be to what the locked classes leave."""


def parse_probabilities(text: str, value: Categorical, i: int, reference: Categorical) -> Categorical:
    """`value` with what `text` says: one number is the probability of class i, several are all of them.

    Args:
        text: Decimals, scientific notation or fractions, separated by blanks, commas or semicolons.
        value: The present distribution.
        i: The selected class, counted from 0.
        reference: Where one class is set, the others keep their proportions in this distribution.

    Raises:
        ValueError: With a sentence for people: `text` is empty or no number, a probability is not between
            0 and 1, they do not sum to 1, class i is locked, or other locked classes leave no such value.
    """
    numbers = parse_numbers(text)
    if not numbers:
        raise ValueError("type a probability, or all of them: 1/2 1/4 1/8 1/8")
    if len(numbers) > 1:
        return value.with_probabilities(numbers)
    (x,) = numbers
    if not 0 <= x <= 1:
        raise ValueError(f"{quoted(text)} is not between 0 and 1")
    if i in value.locked:
        raise ValueError(f"{value.names[i]} is locked: press Esc, then Space to unlock it")
    moved = value.with_probability(i, x, reference=reference)
    if not isclose(moved.p[i], x, abs_tol=_TOLERANCE):
        raise ValueError(limit_of_locks(moved, i))
    return moved


def is_held_by_locks(value: Categorical, moved: Categorical, i: int, x: float) -> bool:
    """Whether class i stays where it is, apart from rounding, though it was set to x."""
    stays = isclose(moved.p[i], value.p[i], abs_tol=_TOLERANCE)
    return stays and not isclose(moved.p[i], x, abs_tol=_TOLERANCE)


def limit_of_locks(clamped: Categorical, i: int) -> str:
    """Why class i cannot be moved further than in `clamped`."""
    return f"the locked classes leave {format_number(clamped.p[i], '.4g')} for {clamped.names[i]}"
