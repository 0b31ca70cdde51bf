"""Argument checks of the shared maths. Values are never changed; errors name the argument."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

SUM_TOLERANCE = 1e-9
"""How far from 1 the sum of a distribution may be. A single probability may not exceed 1 at all."""

_LOG = math.log, 1.0
_LOG2 = math.log2, 1 / math.log(2)


def numbers(name: str, values: ArrayLike) -> list[float]:
    """A one-dimensional, non-empty array as a list of floats, otherwise unchecked."""
    items = values if isinstance(values, tuple | list) else _items(values)
    try:
        found = list(map(float, items))
    except (TypeError, ValueError):
        raise ValueError(f"{name} is {items!r}: it must be a one-dimensional array of numbers") from None
    if not found:
        raise ValueError(f"{name} is empty")
    return found


def _items(values: ArrayLike) -> Any:
    import numpy as np  # here, because only array-like arguments need it

    return np.asarray(values).tolist()


def checked_probabilities(name: str, values: ArrayLike) -> list[float]:
    """The distribution as a list of floats, unchanged.

    Raises:
        ValueError: The argument is not one-dimensional or is empty, a value is negative, above 1 or not
            finite, or the sum differs from 1 by more than `SUM_TOLERANCE`. The message names the argument.
    """
    weights = numbers(name, values)
    whole = total(weights)
    if not (abs(whole - 1) <= SUM_TOLERANCE and min(weights) >= 0 and max(weights) <= 1):
        require_probability(name, weights)
        raise ValueError(f"{name} sums to {whole:.12g}: {_sum_rule(weights)}")
    return weights


def _sum_rule(weights: list[float]) -> str:
    """What the sum must be; with a hint where equal decimals stand for a fraction."""
    rule = "probabilities must sum to 1 within 1e-9"
    equal = len(set(weights)) == 1 and abs(math.fsum(weights) - 1) < 0.01
    return f"{rule} (write 1/{len(weights)})" if equal else rule


def checked_pair(p: ArrayLike, q: ArrayLike) -> tuple[list[float], list[float]]:
    """Two distributions over the same classes."""
    here, there = checked_probabilities("p", p), checked_probabilities("q", q)
    require_same_length("p", here, "q", there)
    return here, there


def require_probability(name: str, values: list[float]) -> None:
    """Raise ValueError for the first value that is not a probability, if there is one."""
    for i, value in enumerate(values):
        fault = probability_fault(value)
        if fault:
            raise ValueError(f"{name}[{i}] is {shown_number(value)}: {fault}")


def shown_number(value: float) -> str:
    """All digits of a number for a message; a whole number without a point."""
    return repr(value).removesuffix(".0")


def probability_fault(value: float) -> str | None:
    """Why `value` is not a probability; None if it is one."""
    if not math.isfinite(value):
        return "a probability must be finite"
    if value < 0:
        return "a probability cannot be negative"
    return "a probability cannot be above 1" if value > 1 else None


def require_same_length(name: str, values: list[float], other: str, others: list[float]) -> None:
    """Raise ValueError, naming both lengths, unless they are equal."""
    if len(values) != len(others):
        raise ValueError(f"{name} and {other} differ in length: {len(values)} and {len(others)}")


def checked_logits(z: ArrayLike) -> list[float]:
    """The logits `z` as floats: finite, or −∞ for a masked class. At least one must be finite."""
    logits = numbers("z", z)
    for i, logit in enumerate(logits):
        if not logit < math.inf:
            raise ValueError(f"z[{i}] is {logit!r}: a logit must be finite, or -inf for a masked class")
    if max(logits) == -math.inf:
        raise ValueError("z is -inf throughout: at least one logit must be finite")
    return logits


def checked_mean(name: str, mu: float) -> float:
    """The mean as a float. Raises `ValueError` unless it is finite."""
    if not math.isfinite(mu):
        raise ValueError(f"{name} is {mu!r}: a mean must be finite")
    return float(mu)


def checked_sigma(name: str, sigma: float) -> float:
    """The standard deviation as a float. Raises `ValueError` unless it is positive and finite."""
    if not 0 < sigma < math.inf:
        raise ValueError(f"{name} is {sigma!r}: a standard deviation must be positive and finite")
    return float(sigma)


def logarithm(base: float | None) -> tuple[Callable[[float], float], float]:
    """The logarithm to `base`, and the value of one nat in that unit."""
    if base is None:
        return _LOG
    if base == 2:
        return _LOG2
    if not 0 < base < math.inf or base == 1:
        raise ValueError(f"base is {base!r}: a base must be positive, finite and not 1")
    nat = 1 / math.log(base)
    return lambda x: nat * math.log(x), nat


def total(values: Iterable[float]) -> float:
    """The correctly rounded sum; infinite or nan where it overflows or a value is not finite."""
    try:
        return math.fsum(values)
    except OverflowError:
        return math.inf
    except ValueError:  # ∞ and −∞ among the values
        return math.nan
