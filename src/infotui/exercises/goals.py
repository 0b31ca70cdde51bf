"""Goals of a task: conditions on the readings and the state of a lesson."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.reading import Json, Reading, Record, Unit, format_number, readings_by_name

from .values import Value, equal, part_of, plain, plain_list, ratio

_LETTERS = {"mu": "μ", "sigma": "σ"}
_WORDS = {"true": "true class"}
"""Symbols of state values whose name alone does not say it."""


class EvalContext:
    """A snapshot as conditions see it: readings in either unit and the state, by name, computed once."""

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

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes, if they have any."""
        return self.lesson.class_names(self.snapshot.state)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity to compare: a reading in `unit`, or a value of the state if `unit` is None.

    `part` is what follows the dot in `q.2`, `q.largest`, `p.mu`; empty for the whole.
    """

    name: str
    part: str
    unit: Unit | None

    @property
    def path(self) -> str:
        """Its name as written in an exercise file."""
        return f"{self.name}.{self.part}" if self.part else self.name

    def value(self, view: EvalContext) -> Value | None:
        """Its value; None if the lesson has no such quantity in its present mode."""
        if self.unit is None:
            return part_of(view.state.get(self.name), self.part)
        reading = view.readings(self.unit).get(self.name)
        return None if reading is None else part_of(reading.value, self.part)

    def symbol(self, view: EvalContext) -> str:
        """Its symbol on the screen: `H(p)`, `p(A)`, `q[2]`, `σ of p`."""
        reading = view.readings(self.unit).get(self.name) if self.unit else None
        name = _WORDS.get(self.name, self.name) if reading is None else reading.symbol
        if not self.part:
            return name
        if self.part == "count":
            whole = view.state.get(self.name) if reading is None else reading.value
            return _count_symbol(name if reading else f"components of {name}", whole)
        if self.part.isdigit():
            return self._class_symbol(name, view)
        return f"{_LETTERS[self.part]} of {name}" if self.part in _LETTERS else f"{self.part} {name}"

    def _class_symbol(self, name: str, view: EvalContext) -> str:
        """The symbol with the name of the class, or its number where classes have no names."""
        names = view.class_names
        if int(self.part) > len(names):
            return f"{name}[{self.part}]"
        class_name = names[int(self.part) - 1]
        return f"{name}({class_name})" if len(name) == 1 else f"{name} of {class_name}"

    def shown(self, value: Value | None, view: EvalContext) -> str:
        """A value of this quantity as on the screen, with its unit.

        A part of a record has none: only some fields of a record are in its unit.
        """
        if isinstance(value, bool | str):
            return str(value).lower()
        if value is None or isinstance(value, tuple):
            return plain_list(value)
        reading = view.readings(self.unit).get(self.name) if self.unit else None
        if reading is None or self.part == "count":
            return plain(value)
        text = format_number(value, reading.form)
        is_field = isinstance(reading.value, Record) or part_of(reading.value, "") is None
        return text if reading.unit is None or is_field else f"{text} {reading.unit}"


def _count_symbol(records: str, whole: object) -> str:
    """What a count counts: the records of a list of those, or the classes of a list of numbers."""
    has_records = isinstance(whole, tuple | list) and any(isinstance(each, Record | dict) for each in whole)
    return f"number of {records}" if has_records else "number of classes"


class Operator(Enum):
    """A comparison operator: its word in an exercise file and its sign on the screen."""

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
        """Whether it is an order, which only single numbers have."""
        return self not in (Operator.EQUALS, Operator.DIFFERS)

    def holds(self, value: Value, other: Value, within: float) -> bool:
        """Whether the comparison holds; `within` is the tolerance of equality."""
        if self is Operator.EQUALS:
            return equal(value, other, within)
        if self is Operator.DIFFERS:
            return not equal(value, other, within)
        if not isinstance(value, int | float) or not isinstance(other, int | float):
            return False
        if self is Operator.ABOVE or self is Operator.BELOW:
            return value > other if self is Operator.ABOVE else value < other
        return value >= other if self is Operator.AT_LEAST else value <= other


class InitialValue(Enum):
    """A target that stands for the value of the quantity when the task opened."""

    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A quantity, or its ratio to `over`, compared with a value, another quantity or its initial value."""

    subject: Quantity
    over: Quantity | None
    operator: Operator
    target: Value | Quantity | InitialValue
    within: float

    def met(self, view: EvalContext, initial: EvalContext) -> bool:
        """Whether it holds at `view`."""
        value, target = self._value(view), self._target(view, initial)
        return value is not None and target is not None and self.operator.holds(value, target, self.within)

    def text(self, view: EvalContext) -> str:
        """The comparison in the symbols of the screen."""
        subject = self.subject.symbol(view)
        if self.over is not None:
            subject += f" / {self.over.symbol(view)}"
        if isinstance(self.target, InitialValue):
            return f"{subject} {'as' if self.operator is Operator.EQUALS else 'not as'} at the opening"
        return f"{subject} {self.operator.sign} {self._target_text(view)}"

    def now(self, view: EvalContext) -> str:
        """The present value of the quantity; empty for a list."""
        value = self._value(view)
        if value is None or isinstance(value, tuple):
            return ""
        if self.over is not None and isinstance(value, float):
            return plain(float(f"{value:.3g}"))
        shown = self.subject.shown(value, view)
        if isinstance(self.target, Quantity):
            return f"{shown.split()[0]}, {self.target.shown(self.target.value(view), view)}"
        return shown

    @property
    def names(self) -> frozenset[str]:
        """The names of the quantities that it compares."""
        found = self.subject, self.over, self.target
        return frozenset(quantity.name for quantity in found if isinstance(quantity, Quantity))

    def _value(self, view: EvalContext) -> Value | None:
        value = self.subject.value(view)
        if self.over is None or value is None:
            return value
        return ratio(value, self.over.value(view))

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
            return plain_list(self.target)
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
    """Several conditions, of which all or any must hold."""

    needs_all: bool
    parts: tuple[Condition, ...]

    def met(self, view: EvalContext, initial: EvalContext) -> bool:
        """Whether it holds at `view`."""
        return (all if self.needs_all else any)(part.met(view, initial) for part in self.parts)

    def text(self, view: EvalContext) -> str:
        """The texts of the parts, joined by and or or."""
        return (" and " if self.needs_all else " or ").join(part.text(view) for part in self.parts)

    def now(self, view: EvalContext) -> str:
        """The present value if all parts have the same one, else nothing."""
        values = {part.now(view) for part in self.parts}
        return values.pop() if len(values) == 1 else ""


Condition = Comparison | Combined


@dataclass(frozen=True, slots=True)
class Goal:
    """A condition with its own tick. `say` is its text; if empty, the condition makes one."""

    condition: Condition
    say: str

    def text(self, view: EvalContext) -> str:
        """The text beside the tick."""
        return self.say or self.condition.text(view)

    def shows(self, names: Collection[str]) -> bool:
        """Whether its present value shows one of these quantities."""
        return any(not part.names.isdisjoint(names) for part in comparisons(self.condition))


def comparisons(condition: Condition) -> list[Comparison]:
    """All comparisons in a condition."""
    if isinstance(condition, Comparison):
        return [condition]
    return [found for part in condition.parts for found in comparisons(part)]


def required(condition: Condition) -> list[Comparison]:
    """The comparisons that must hold for a condition to hold: all but alternatives."""
    if isinstance(condition, Comparison):
        return [condition]
    return [found for part in condition.parts for found in required(part)] if condition.needs_all else []
