"""What a task asks for: conditions on the readings and the state that a lesson shows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.reading import Json, Reading, Record, Series, Unit, format_number, readings_by_name

Value = float | str | bool | tuple[float | None, ...]
"""What a quantity can be; a state's list of numbers is a tuple here."""

PICKS: dict[str, Callable[[list[float]], float]] = {"largest": max, "smallest": min, "count": len}
"""The parts of a list that are named by a word; others are numbers, counted from 1."""

_LETTERS = {"mu": "μ", "sigma": "σ"}
_WORDS = {"true": "true class"}
"""What names of the state are called where they alone would not say it."""


class EvalContext:
    """A moment of a lesson as conditions see it: readings in any unit, and the state, by their names."""

    def __init__(self, lesson: AnyLesson, snapshot: Snapshot[object]) -> None:
        self.snapshot = snapshot
        self.lesson = lesson
        self._readings: dict[Unit, dict[str, Reading]] = {}
        self._state: dict[str, Json] | None = None

    def readings(self, unit: Unit) -> dict[str, Reading]:
        """The readings in `unit`."""
        if unit not in self._readings:
            self._readings[unit] = readings_by_name(self.lesson.readings(self.snapshot.state, unit))
        return self._readings[unit]

    @property
    def state(self) -> dict[str, Json]:
        """The state as `--json` gives it."""
        if self._state is None:
            self._state = self.lesson.command_line.to_json(self.snapshot.state)
        return self._state


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something to compare: a reading in `unit`, or a value of the state where that is None.

    `part` is what follows the dot in `q.2`, `q.largest`, `p.mu`; empty for the whole.
    """

    name: str
    part: str
    unit: Unit | None

    @property
    def path(self) -> str:
        """Its name as it is written in a set."""
        return f"{self.name}.{self.part}" if self.part else self.name

    def value(self, view: EvalContext) -> Value | None:
        """What it is now; None where there is no such thing, in another mode for example."""
        if self.unit is None:
            return _part(view.state.get(self.name), self.part)
        reading = view.readings(self.unit).get(self.name)
        return None if reading is None else _part(reading.value, self.part)

    def symbol(self, view: EvalContext) -> str:
        """What it is called on the screen."""
        reading = view.readings(self.unit).get(self.name) if self.unit else None
        name = _WORDS.get(self.name, self.name) if reading is None else reading.symbol
        if not self.part or self.part == "count":
            return "number of classes" if self.part else name
        if self.part.isdigit():
            return f"{name}[{self.part}]"
        return f"{_LETTERS[self.part]} of {name}" if self.part in _LETTERS else f"{self.part} {name}"

    def shown(self, value: Value | None, view: EvalContext) -> str:
        """A value of it as the screen writes it, with its unit."""
        if isinstance(value, bool | str):
            return str(value).lower()
        if value is None or isinstance(value, tuple):
            return _plain_list(value)
        reading = view.readings(self.unit).get(self.name) if self.unit else None
        if reading is None or self.part == "count":
            return plain(value)
        text = format_number(value, reading.form)
        return f"{text} {reading.unit}" if reading.unit else text


class Operator(Enum):
    """How two values are compared: the word for it in a set, the sign for it on the screen."""

    EQUALS = "equals", "="
    DIFFERS = "differs", "≠"
    ABOVE = "above", ">"
    BELOW = "below", "<"
    AT_LEAST = "at_least", "≥"
    AT_MOST = "at_most", "≤"

    def __init__(self, word: str, sign: str) -> None:
        self.word = word
        self.sign = sign

    @property
    def is_order(self) -> bool:
        """Whether it asks for more or less, which only single numbers can be."""
        return self not in (Operator.EQUALS, Operator.DIFFERS)

    def holds(self, value: Value, other: Value, within: float) -> bool:
        """Whether `value` stands so to `other`; `within` is how far apart equal numbers may be."""
        if self is Operator.EQUALS:
            return _equal(value, other, within)
        if self is Operator.DIFFERS:
            return not _equal(value, other, within)
        if not isinstance(value, int | float) or not isinstance(other, int | float):
            return False
        if self is Operator.ABOVE or self is Operator.BELOW:
            return value > other if self is Operator.ABOVE else value < other
        return value >= other if self is Operator.AT_LEAST else value <= other


class InitialValue(Enum):
    """In place of a value: what the quantity was where the task opened."""

    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity, or its ratio to `over`, against a value, another quantity, or its value at the opening."""

    subject: Quantity
    over: Quantity | None
    operator: Operator
    target: Value | Quantity | InitialValue
    within: float

    def met(self, view: EvalContext, initial: EvalContext) -> bool:
        """Whether it holds now."""
        value, target = self._value(view), self._target(view, initial)
        return value is not None and target is not None and self.operator.holds(value, target, self.within)

    def text(self, view: EvalContext) -> str:
        """What is asked for, in the symbols of the screen."""
        subject = self.subject.symbol(view)
        if self.over is not None:
            subject += f" / {self.over.symbol(view)}"
        if isinstance(self.target, InitialValue):
            return f"{subject} {'as' if self.operator is Operator.EQUALS else 'not as'} at the opening"
        return f"{subject} {self.operator.sign} {self._target_text(view)}"

    def now(self, view: EvalContext) -> str:
        """What the quantity is now; empty for a list, which says nothing at a glance."""
        value = self._value(view)
        if value is None or isinstance(value, tuple):
            return ""
        if self.over is not None and isinstance(value, float):
            return plain(float(f"{value:.3g}"))
        shown = self.subject.shown(value, view)
        if isinstance(self.target, Quantity):
            return f"{shown.split()[0]}, {self.target.shown(self.target.value(view), view)}"
        return shown

    def _value(self, view: EvalContext) -> Value | None:
        value = self.subject.value(view)
        if self.over is None or value is None:
            return value
        return _ratio(value, self.over.value(view))

    def _target(self, view: EvalContext, initial: EvalContext) -> Value | None:
        if isinstance(self.target, InitialValue):
            return self._value(initial)
        return self.target.value(view) if isinstance(self.target, Quantity) else self.target

    def _target_text(self, view: EvalContext) -> str:
        if isinstance(self.target, Quantity):
            return self.target.symbol(view)
        if isinstance(self.target, bool | str):
            return str(self.target).lower()
        if isinstance(self.target, InitialValue | tuple):
            return _plain_list(self.target)
        subject = self.subject
        reading = view.readings(subject.unit).get(subject.name) if subject.unit and not self.over else None
        if reading is None or subject.part == "count":
            return plain(self.target)
        if reading.form.endswith("%"):
            return f"{plain(100 * self.target)} %"
        unit = str(reading.unit or "")
        return f"{plain(self.target)} {unit.removesuffix('s') if self.target == 1 else unit}".rstrip()


@dataclass(frozen=True, slots=True)
class Combined:
    """Several conditions, all or any of which must hold."""

    needs_all: bool
    parts: tuple[Condition, ...]

    def met(self, view: EvalContext, initial: EvalContext) -> bool:
        """Whether they hold now."""
        return (all if self.needs_all else any)(part.met(view, initial) for part in self.parts)

    def text(self, view: EvalContext) -> str:
        """What is asked for, the parts joined by a word."""
        return (" and " if self.needs_all else " or ").join(part.text(view) for part in self.parts)

    def now(self, view: EvalContext) -> str:
        """The parts' values where they are of one quantity, else nothing."""
        values = {part.now(view) for part in self.parts}
        return values.pop() if len(values) == 1 else ""


Condition = Comparison | Combined


@dataclass(frozen=True, slots=True)
class Goal:
    """A condition with its own tick; `say` are the words for it, empty for those that it makes itself."""

    condition: Condition
    say: str

    def text(self, view: EvalContext) -> str:
        """What is asked for, in words."""
        return self.say or self.condition.text(view)


def comparisons(condition: Condition) -> list[Comparison]:
    """All comparisons that a condition is made of."""
    if isinstance(condition, Comparison):
        return [condition]
    return [found for part in condition.parts for found in comparisons(part)]


def required(condition: Condition) -> list[Comparison]:
    """The comparisons without which a condition cannot hold: all but the alternatives."""
    if isinstance(condition, Comparison):
        return [condition]
    return [found for part in condition.parts for found in required(part)] if condition.needs_all else []


def plain(value: float) -> str:
    """A number in at most six digits, as people write it."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.6g}".replace("-", "−")


def _plain_list(value: Value | InitialValue | None) -> str:
    items = value if isinstance(value, tuple) else ()
    return " ".join("–" if item is None else plain(item) for item in items)


def _part(whole: Any, part: str) -> Value | None:
    """The part of a value that is named; None where there is none.

    `1.kl` is a field of the first of several records.
    """
    if isinstance(whole, Record):
        return _part(dict(whole.fields), part)
    if isinstance(whole, Series):
        return _part(whole.items, part)
    if isinstance(whole, tuple | list) and any(isinstance(item, Record | dict) for item in whole):
        return _part_of_records(whole, part)
    if isinstance(whole, dict):
        return _part(whole.get(part) if part else list(whole.values()), "")
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
    """How many records there are, or a field of one of them, which are counted from 1."""
    if part == "count":
        return len(records)
    number, _, field = part.partition(".")
    if not (field and number.isdigit() and 1 <= int(number) <= len(records)):
        return None
    return _part(records[int(number) - 1], field)


def _ratio(value: Value, other: Value | None) -> float | None:
    if not isinstance(value, int | float) or not isinstance(other, int | float):
        return None
    if other == 0 or (math.isinf(value) and math.isinf(other)):
        return math.inf if value > 0 == other else None
    return value / other


def _equal(value: Value, other: Value, within: float) -> bool:
    if isinstance(value, tuple) and isinstance(other, tuple):
        pairs = zip(value, other, strict=False)
        return len(value) == len(other) and all(
            a == b if a is None or b is None else _equal(a, b, within) for a, b in pairs
        )
    if isinstance(value, str | bool | tuple) or isinstance(other, str | bool | tuple):
        return value == other
    return value == other or abs(value - other) <= within
