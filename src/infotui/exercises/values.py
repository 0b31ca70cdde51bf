"""Values of quantities: numbers, words and lists, their parts, and when they are equal."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from infotui.core.reading import Record, Series, typographic

Value = float | str | bool | tuple[float | None, ...]
"""The value of a quantity. A list of numbers in the state is a tuple here."""

PICKS: dict[str, Callable[[list[float]], float]] = {"largest": max, "smallest": min, "count": len}
"""Parts of a list that are named by a word. Other parts are positions, counted from 1."""


def plain(value: float) -> str:
    """A number with at most six digits."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return typographic(f"{value:.6g}")


def plain_list(value: object) -> str:
    """The numbers of a tuple, separated by blanks; nothing for any other value."""
    items = value if isinstance(value, tuple) else ()
    return " ".join("–" if item is None else plain(item) for item in items)


def part_of(whole: Any, part: str) -> Value | None:
    """The named part of a value; None if there is none.

    `1.kl` is a field of the first of several records, `kl.mean` a field of a record in a record.
    """
    if isinstance(whole, Record):
        name, _, rest = part.partition(".")
        fields = dict(whole.fields)
        return part_of(fields.get(name), rest) if rest else part_of(fields, part)
    if isinstance(whole, Series):
        return part_of(whole.items, part)
    if isinstance(whole, tuple | list) and any(isinstance(item, Record | dict) for item in whole):
        return _part_of_records(whole, part)
    if isinstance(whole, dict):
        return part_of(whole.get(part) if part else list(whole.values()), "")
    if not isinstance(whole, list | tuple):
        return None if part else whole
    items = tuple(item if isinstance(item, int | float) else None for item in whole)
    if not part:
        return items
    if part.isdigit():
        return items[int(part) - 1] if 1 <= int(part) <= len(items) else None
    numbers = [item for item in items if item is not None]
    pick = PICKS.get(part)
    return None if pick is None or not numbers else pick(numbers)


def _part_of_records(records: Sequence[Any], part: str) -> Value | None:
    """The number of records, or a field of one of them, counted from 1."""
    if part == "count":
        return len(records)
    number, _, field = part.partition(".")
    if not (field and number.isdigit() and 1 <= int(number) <= len(records)):
        return None
    return part_of(records[int(number) - 1], field)


def ratio(value: Value, other: Value | None) -> float | None:
    """value/other; None if one of them is no number or the ratio is undefined, ∞ if `other` is 0."""
    if not isinstance(value, int | float) or not isinstance(other, int | float):
        return None
    if other == 0 or (math.isinf(value) and math.isinf(other)):
        return math.inf if value > 0 == other else None
    return value / other


def equal(value: Value, other: Value, within: float) -> bool:
    """Whether two values are equal; numbers may differ by `within`, also in tuples."""
    if isinstance(value, tuple) and isinstance(other, tuple):
        pairs = zip(value, other, strict=False)
        return len(value) == len(other) and all(
            a == b if a is None or b is None else equal(a, b, within) for a, b in pairs
        )
    if isinstance(value, str | bool | tuple) or isinstance(other, str | bool | tuple):
        return value == other
    return value == other or abs(value - other) <= within
