"""Goals that no state can reach, as far as that can be told from the bounds of a lesson's quantities."""

from __future__ import annotations

from collections.abc import Sequence

from infotui.core.lesson import Limits

from .goals import Comparison, EvalContext, Operator, Quantity, plain

_ANYTHING: Limits = (float("-inf"), float("inf"))


def infeasible_reason(
    comparison: Comparison, needed: Sequence[Comparison], held: Sequence[Quantity], initial: EvalContext
) -> str | None:
    """Why a comparison can never hold together with those `needed` and what is `held`; None if it may."""
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


def _fixed(comparison: Comparison, held: Sequence[Quantity], initial: EvalContext) -> str | None:
    """Why a comparison of something held fails for ever."""
    subject = comparison.subject
    is_held = subject.unit is None and any(h.path in (subject.path, subject.name) for h in held)
    if not is_held or isinstance(comparison.target, Quantity) or comparison.met(initial, initial):
        return None
    return f"{subject.path} is held, at {subject.shown(subject.value(initial), initial)}"


def _limits(
    comparison: Comparison, needed: Sequence[Comparison], held: Sequence[Quantity], initial: EvalContext
) -> Limits:
    subject, over = comparison.subject, comparison.over
    lesson = initial.lesson
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
    """How many classes there must be, where held controls or another goal say so."""
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
