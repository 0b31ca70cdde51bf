"""Detection of goals that no state can meet, from the bounds of a lesson's quantities."""

from __future__ import annotations

import math
from collections.abc import Sequence

from infotui.core.lesson import Limits

from .goals import Comparison, EvalContext, Operator, Quantity
from .values import plain

_NOT_READ = {"names", "lock", "lock_p", "lock_q", "select"}
"""State values on which no reading depends."""
_ANYTHING: Limits = (float("-inf"), float("inf"))


def infeasible_reason(
    comparison: Comparison, needed: Sequence[Comparison], held: Sequence[Quantity], initial: EvalContext
) -> str | None:
    """Why a comparison can never hold with the other `needed` ones and the `held` quantities, or None."""
    fixed = _fixed(comparison, held, initial)
    if fixed is not None:
        return fixed
    target = comparison.target
    if isinstance(target, bool) or not isinstance(target, int | float):
        return None
    limits = _limits(comparison, needed, held, initial)
    if _is_possible(comparison.operator, target, comparison.within, limits):
        return None
    subject = comparison.subject.path + (f" / {comparison.over.path}" if comparison.over else "")
    least, most = (plain(limit) for limit in limits)
    return f"{subject} cannot be {_asked(comparison.operator)}{plain(target)}: it is from {least} to {most}"


def contradiction(needed: Sequence[Comparison]) -> tuple[Comparison, str] | None:
    """The first needed comparison that excludes an earlier one, and why; None if the goals agree.

    Only comparisons with numbers are looked at.
    """
    ranges: dict[tuple[Quantity, Quantity | None], Limits] = {}
    for comparison in needed:
        key = comparison.subject, comparison.over
        least, most = ranges.get(key, _ANYTHING)
        low, high = _demanded(comparison)
        if max(least, low) > min(most, high):
            other = f"at least {plain(least)}" if least > high else f"at most {plain(most)}"
            asked = f"{_asked(comparison.operator)}{plain(high if math.isinf(low) else low)}"
            return comparison, f"{comparison.subject.path} cannot be {asked}: another goal needs {other}"
        ranges[key] = max(least, low), min(most, high)
    return None


def _demanded(comparison: Comparison) -> Limits:
    """The range that a comparison with a number demands of its quantity."""
    target, within = comparison.target, comparison.within
    if isinstance(target, bool) or not isinstance(target, int | float):
        return _ANYTHING
    match comparison.operator:
        case Operator.EQUALS:
            return target - within, target + within
        case Operator.ABOVE | Operator.AT_LEAST:
            return target, math.inf
        case Operator.BELOW | Operator.AT_MOST:
            return -math.inf, target
    return _ANYTHING


def _fixed(comparison: Comparison, held: Sequence[Quantity], initial: EvalContext) -> str | None:
    """Why a comparison of a held quantity always fails; None if it does not."""
    subject = comparison.subject
    if _holds_everything(held, initial):
        return None if comparison.met(initial, initial) else "every control is held"
    is_held = subject.unit is None and any(h.path in (subject.path, subject.name) for h in held)
    if not is_held or isinstance(comparison.target, Quantity) or comparison.met(initial, initial):
        return None
    return f"{subject.path} is held, at {subject.shown(subject.value(initial), initial)}"


def _holds_everything(held: Sequence[Quantity], initial: EvalContext) -> bool:
    """Whether all of the state is held on which readings depend."""
    whole = {quantity.name for quantity in held if quantity.unit is None and not quantity.part}
    return bool(held) and set(initial.state) - _NOT_READ <= whole


def _limits(
    comparison: Comparison, needed: Sequence[Comparison], held: Sequence[Quantity], initial: EvalContext
) -> Limits:
    subject, over = comparison.subject, comparison.over
    lesson = initial.lesson
    if lesson.is_data(initial.snapshot.state):
        return _ANYTHING
    unit = subject.unit or lesson.unit
    bounds = lesson.bounds(unit, _classes(needed, held, initial))
    own = _bounds_of(subject, bounds)
    if over is None:
        return own
    both = own[0], _bounds_of(over, bounds)[0]
    return (0.0, _ANYTHING[1]) if min(both) >= 0 else _ANYTHING


def _bounds_of(quantity: Quantity, bounds: dict[str, Limits]) -> Limits:
    if quantity.path in bounds:
        return bounds[quantity.path]
    return _ANYTHING if quantity.part == "count" else bounds.get(quantity.name, _ANYTHING)


def _classes(needed: Sequence[Comparison], held: Sequence[Quantity], initial: EvalContext) -> int | None:
    """The number of classes, if held quantities or another goal determine it."""
    for quantity in held:
        counted = Quantity(quantity.name, "count", None).value(initial)
        if quantity.part in ("", "count") and isinstance(counted, int):
            return counted
    for other in needed:
        target = other.target
        if other.subject.part == "count" and other.operator is Operator.EQUALS and isinstance(target, int):
            return target
    return None


def _is_possible(operator: Operator, target: float, within: float, limits: Limits) -> bool:
    least, most = limits
    match operator:
        case Operator.EQUALS:
            return least - within <= target <= most + within
        case Operator.DIFFERS:
            return True
        case Operator.ABOVE:
            return target < most
        case Operator.AT_LEAST:
            return target <= most
        case Operator.BELOW:
            return target > least
        case Operator.AT_MOST:
            return target >= least


def _asked(operator: Operator) -> str:
    return "" if operator is Operator.EQUALS else f"{operator.word.replace('_', ' ')} "
