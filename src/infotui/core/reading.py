"""A reading: one number with its name, symbol and unit, and the one place that writes numbers down."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

NONE = "–"
"""What is shown in place of a number that a class does not have."""

_LARGEST_FIXED = 1e6


class Unit(StrEnum):
    """The unit information is measured in: the base of its logarithm."""

    BITS = "bits"
    NATS = "nats"

    @property
    def base(self) -> float | None:
        """The `base` argument of `infotui.maths.information`: 2 for bits, None for nats."""
        return 2 if self is Unit.BITS else None

    @property
    def one_bit(self) -> float:
        """What one bit is in this unit."""
        return 1.0 if self is Unit.BITS else math.log(2)

    @property
    def other(self) -> Unit:
        """The unit that is not this one."""
        return Unit.NATS if self is Unit.BITS else Unit.BITS


@dataclass(frozen=True, slots=True)
class Record:
    """Named values that belong together, such as mean and deviation of a fit: an object in `--json`."""

    fields: tuple[tuple[str, float | str | None], ...]

    def get(self, name: str) -> float | str | None:
        """The value of that name; None where there is none."""
        return dict(self.fields).get(name)

    def texts(self, form: str) -> list[tuple[str, str]]:
        """Each name with its value as shown, numbers in the given format."""
        return [(name, _item_text(value, form)) for name, value in self.fields]


Value = float | tuple[float | None, ...] | Record | tuple[Record, ...]
"""What a reading can be."""


class Reading(NamedTuple):
    """One quantity read off a state.

    `value` is a number, a tuple with one number a class (None where a class has none), a record, or a
    tuple of records; `unit` is None for pure numbers, and for records the unit of their information.
    `form` is a format specification of Python's, `.3f` or `.1%`: how many digits are shown.
    """

    name: str
    symbol: str
    value: Value
    unit: Unit | None
    form: str = ".4f"

    @property
    def number(self) -> float:
        """The value of a reading that is one number; TypeError for any other."""
        if isinstance(self.value, tuple | Record):
            held = "one value a class" if isinstance(self.value, tuple) else "several fields"
            raise TypeError(f"{self.name} has {held}")
        return self.value

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values of a reading that has one number for every class; TypeError for any other."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.name} is a single value")
        numbers = tuple(item for item in self.value if isinstance(item, int | float))
        if len(numbers) < len(self.value):
            raise TypeError(f"{self.name} has no number for some classes")
        return numbers

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of a reading that is one or several; TypeError for any other."""
        found = self.value if isinstance(self.value, tuple) else (self.value,)
        records = tuple(item for item in found if isinstance(item, Record))
        if len(records) < len(found):
            raise TypeError(f"{self.name} is not made of records")
        return records

    @property
    def text(self) -> str:
        """The value as shown, without its unit: `2.000`, `∞`, `100.0 %`."""
        if isinstance(self.value, tuple):
            return " ".join(_item_text(item, self.form) for item in self.value)
        return _item_text(self.value, self.form)

    @property
    def text_with_unit(self) -> str:
        """The value as shown, its unit beside it: `2.000 bits`."""
        return f"{self.text} {self.unit}" if self.unit else self.text

    def to_json(self) -> Json:
        """The value and unit as in `--json`; infinities are "inf" and "-inf", what is not there is null."""
        value: Json = (
            [_json_item(item) for item in self.value]
            if isinstance(self.value, tuple)
            else _json_item(self.value)
        )
        return {"value": value, "unit": None if self.unit is None else self.unit.value}


def format_number(value: float, form: str = ".4f") -> str:
    """Write a number as it is shown everywhere.

    Infinity is `∞`. A number that is not zero is never shown as zero, and one too long for its column
    never pushes it aside: both are written in scientific notation. Zero has no sign.
    """
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if form.endswith("%"):
        return format_number(100 * value, form[:-1] + "f") + " %"
    fixed = f"{value:{form}}"
    if value == 0:
        return fixed.lstrip("-")
    if abs(value) >= _LARGEST_FIXED or float(fixed) == 0:
        fixed = _scientific(value)
    return fixed.replace("-", "−")


def _scientific(value: float) -> str:
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(exponent)}"


def readings_by_name(readings: tuple[Reading, ...]) -> dict[str, Reading]:
    """The readings as a mapping from their names."""
    return {reading.name: reading for reading in readings}


def _item_text(item: float | str | Record | None, form: str) -> str:
    if isinstance(item, Record):
        return " ".join(f"{name} {text}" for name, text in item.texts(form))
    if isinstance(item, str):
        return item
    return NONE if item is None else format_number(item, form)


def _json_item(item: float | str | Record | None) -> Json:
    if isinstance(item, Record):
        return {name: _json_item(value) for name, value in item.fields}
    if isinstance(item, str) or item is None:
        return item
    if math.isinf(item):
        return "inf" if item > 0 else "-inf"
    return item
