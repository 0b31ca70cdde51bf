"""The parser of conditions: tables of an exercise file become comparisons, or mistakes."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import Any

from infotui.core.number_parsing import quoted
from infotui.core.reading import Reading, Unit

from .goals import (
    Combined,
    Comparison,
    Condition,
    EvalContext,
    Goal,
    InitialValue,
    Operator,
    Quantity,
)
from .toml_lines import KeyPath
from .values import PICKS, Value

_OPERATORS = {operator.word: operator for operator in Operator}
_KEYS = ("reading", "state", "over", "unit", *_OPERATORS, "within", "say", "all", "any")
_STATE_WITHIN = 1e-9
_DEEPEST = 8


class ConditionReader:
    """Parses the conditions of a task that opens at `view`. Every mistake is passed to `wrong`."""

    def __init__(self, view: EvalContext, wrong: Callable[[KeyPath, str], None]) -> None:
        self._view = view
        self._wrong = wrong

    def goal(self, at: KeyPath, table: Any) -> Goal | None:
        """The goal of a table; None after a mistake."""
        condition = self._condition(at, table, 0)
        if condition is None:
            return None
        say = table.get("say", "")
        if not isinstance(say, str) or not say.isprintable():
            self._wrong((*at, "say"), "say is not a line of text in quotation marks")
            return None
        return Goal(condition, say)

    def reading_and_tolerance(self, at: KeyPath, table: dict[str, Any]) -> tuple[Quantity, float] | None:
        """The reading that a table names, and its `within`; None after a mistake."""
        subject = self._subject(at, table)
        within = None if subject is None else self._within(at, table, subject, None)
        return None if subject is None or within is None else (subject, within)

    def quantity(self, at: KeyPath, kind: str, name: Any, unit: Unit | None) -> Quantity | None:
        """The quantity of a name; `unit` is None for a state value. None after a mistake."""
        known: Collection[str] = self._view.readings(unit) if unit else self._view.state
        if not isinstance(name, str):
            self._wrong(at, f"{at[-1]} is not a name in quotation marks")
            return None
        whole, _, part = name.partition(".")
        if whole not in known:
            near = get_close_matches(whole, known, 1)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            self._wrong(at, f"unknown {kind} {quoted(whole)}: {meant}")
            return None
        found = Quantity(whole, part, unit)
        if part and Quantity(whole, part, unit).value(self._view) is None:
            self._wrong(at, f"{kind} {whole} has no part {quoted(part)}: {self._parts(found)}")
            return None
        return found

    def _parts(self, quantity: Quantity) -> str:
        state = self._view.state.get(quantity.name) if quantity.unit is None else None
        if isinstance(state, dict):
            return f"there are {', '.join(state)}"
        whole = Quantity(quantity.name, "", quantity.unit).value(self._view)
        return (
            f"there are 1 to {len(whole)}, {', '.join(PICKS)}"
            if isinstance(whole, tuple)
            else "it is one value"
        )

    def _condition(self, at: KeyPath, table: Any, depth: int) -> Condition | None:
        if not isinstance(table, dict):
            self._wrong(at, 'a condition is a table: { reading = "entropy", equals = 1.5 }')
            return None
        if not self._keys_are_known(at, table):
            return None
        if "all" in table or "any" in table:
            return self._combined(at, table, depth)
        return self._compared(at, table)

    def _keys_are_known(self, at: KeyPath, table: dict[str, Any]) -> bool:
        unknown = [key for key in table if key not in _KEYS]
        for key in unknown:
            near = get_close_matches(key, _KEYS, 1)
            meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(_KEYS)}"
            self._wrong((*at, key), f"unknown key {quoted(key)}: {meant}")
        return not unknown

    def _combined(self, at: KeyPath, table: dict[str, Any], depth: int) -> Combined | None:
        word = "all" if "all" in table else "any"
        others = [key for key in table if key not in (word, "say")]
        if others:
            self._wrong((*at, others[0]), f"{others[0]} beside {word}: put it into one of its conditions")
            return None
        listed = table[word]
        if not isinstance(listed, list) or not listed or depth == _DEEPEST:
            deep = "nested too deeply" if depth == _DEEPEST else f"{word} is not a list of conditions"
            self._wrong((*at, word), deep)
            return None
        parts = [self._condition((*at, word, i), item, depth + 1) for i, item in enumerate(listed)]
        found = tuple(part for part in parts if part is not None)
        return Combined(word == "all", found) if len(found) == len(parts) else None

    def _compared(self, at: KeyPath, table: dict[str, Any]) -> Condition | None:
        subject = self._subject(at, table)
        if subject is None:
            return None
        over = None
        if "over" in table:
            over = self._related((*at, "over"), subject, table["over"])
            if over is None:
                return None
        words = [word for word in _OPERATORS if word in table]
        if not words:
            self._wrong(at, f"nothing to compare with: one of {', '.join(_OPERATORS)}")
            return None
        within = self._within(at, table, subject, over)
        if within is None:
            return None
        found = [self._comparison((*at, word), subject, over, word, table[word], within) for word in words]
        parts = tuple(part for part in found if part is not None)
        if len(parts) < len(found):
            return None
        return parts[0] if len(parts) == 1 else Combined(True, parts)

    def _subject(self, at: KeyPath, table: dict[str, Any]) -> Quantity | None:
        if ("reading" in table) == ("state" in table):
            both = "reading" in table
            self._wrong(at, "both reading and state: name one" if both else "neither reading nor state")
            return None
        if "state" in table:
            if "unit" in table:
                self._wrong((*at, "unit"), "a value of the state has no unit")
                return None
            return self.quantity((*at, "state"), "state", table["state"], None)
        unit = self._unit(at, table)
        if unit is None:
            return None
        found = self.quantity((*at, "reading"), "reading", table["reading"], unit)
        return found if found is not None and self._unit_fits(at, table, found) else None

    def _unit(self, at: KeyPath, table: dict[str, Any]) -> Unit | None:
        word = table.get("unit", self._view.snapshot.unit.value)
        if word in tuple(Unit):
            return Unit(word)
        self._wrong((*at, "unit"), f"unknown unit {quoted(str(word))}: there are bits and nats")
        return None

    def _unit_fits(self, at: KeyPath, table: dict[str, Any], quantity: Quantity) -> bool:
        reading = self._reading(quantity)
        if "unit" not in table or reading is None or reading.unit == table["unit"]:
            return True
        unit = f"always in {reading.unit}" if reading.unit else "a pure number, without a unit"
        self._wrong((*at, "unit"), f"wrong unit: {quantity.name} is {unit}")
        return False

    def _reading(self, quantity: Quantity) -> Reading | None:
        return self._view.readings(quantity.unit)[quantity.name] if quantity.unit else None

    def _related(self, at: KeyPath, subject: Quantity, name: Any) -> Quantity | None:
        """Another quantity of the same kind as the subject, to compare it with or to divide it by."""
        kind = "reading" if subject.unit else "state"
        other = self.quantity(at, kind, name, subject.unit)
        if other is None:
            return None
        ours, theirs = self._reading(subject), self._reading(other)
        if ours is not None and theirs is not None and ours.unit != theirs.unit:
            units = [str(reading.unit or "a pure number") for reading in (ours, theirs)]
            self._wrong(at, f"wrong unit: {subject.path} is in {units[0]}, {other.path} is {units[1]}")
            return None
        return other

    def _within(
        self, at: KeyPath, table: dict[str, Any], subject: Quantity, over: Quantity | None
    ) -> float | None:
        if "within" in table:
            value = _number(table["within"])
            if value is None or not 0 <= value < math.inf:
                self._wrong((*at, "within"), "within is not a number from 0 on")
                return None
            return value
        reading = self._reading(subject)
        return _STATE_WITHIN if reading is None or over is not None else half_a_digit(reading)

    def _comparison(
        self, at: KeyPath, subject: Quantity, over: Quantity | None, word: str, target: Any, within: float
    ) -> Comparison | None:
        operator = _OPERATORS[word]
        wanted = self._target(at, subject, word, target)
        if wanted is None:
            return None
        found = Comparison(subject, over, operator, wanted, within)
        now = subject.value(self._view)
        is_list = isinstance(now, tuple)
        if is_list and (operator.is_order or over is not None):
            self._wrong(at, f"{subject.path} has several values: name one, as {subject.path}.largest")
        elif operator.is_order and not isinstance(wanted, int | float | Quantity | InitialValue):
            self._wrong(at, f"{word} needs a number")
        elif not isinstance(wanted, Quantity | InitialValue) and not _alike(now, wanted):
            self._wrong(at, f"{subject.path} is {_kind(now)}, not {_kind(wanted)}")
        else:
            return found
        return None

    def _target(
        self, at: KeyPath, subject: Quantity, word: str, target: Any
    ) -> Value | Quantity | InitialValue | None:
        """The target that a value in the file stands for, which depends on the subject."""
        if target == InitialValue.OPENING.value:
            return InitialValue.OPENING
        if isinstance(target, str):
            literal = isinstance(subject.value(self._view), str)
            return target if literal else self._related(at, subject, target)
        if isinstance(target, bool):
            return target
        if isinstance(target, list):
            items = [_number(item) for item in target]
            if None not in items:
                return tuple(items)
        else:
            number = _number(target)
            if number is not None:
                return number
        self._wrong(at, f"{word} is not a number")
        return None


def half_a_digit(reading: Reading) -> float:
    """Half of the last digit of a reading on the screen: values this close look equal."""
    digits = int(reading.form.strip(".f%")) + (2 if reading.form.endswith("%") else 0)
    return 0.5 * 10.0**-digits


def _number(value: Any) -> float | None:
    """`value` if it is a number other than nan. A boolean is not a number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return value


def _alike(now: Value | None, wanted: Value) -> bool:
    return now is None or _kind(now) == _kind(wanted)


def _kind(value: Value | None) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    return "a word" if isinstance(value, str) else "a list of numbers"
