"""Readings: named quantities with a unit. The only module that formats numbers for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]

NONE = "–"
"""Shown in place of a missing value."""

_LARGEST_FIXED = 1e6


class Unit(StrEnum):
    """The unit of information: the base of the logarithm."""

    BITS = "bits"
    NATS = "nats"

    @property
    def base(self) -> float | None:
        """The `base` argument of `infotui.maths.information`: 2 for bits, None for nats."""
        return 2 if self is Unit.BITS else None

    @property
    def one_bit(self) -> float:
        """One bit in this unit: 1 or ln 2."""
        return 1.0 if self is Unit.BITS else math.log(2)

    @property
    def per_nat(self) -> float:
        """One nat in this unit: 1/ln 2 or 1."""
        return 1 / math.log(2) if self is Unit.BITS else 1.0

    @property
    def other(self) -> Unit:
        """The other unit."""
        return Unit.NATS if self is Unit.BITS else Unit.BITS


@dataclass(frozen=True, slots=True)
class Series:
    """Values that are not one per class, such as the ends of an interval: a list in `--json`."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Named values that belong together, such as mean and deviation of a fit: an object in `--json`."""

    fields: tuple[tuple[str, Item], ...]

    def get(self, name: str) -> float | str | None:
        """The number or text of that name; None if there is none."""
        value = dict(self.fields).get(name)
        return None if isinstance(value, Series | Record) else value

    def texts(self, form: str) -> list[tuple[str, str]]:
        """Each name with its value as shown, numbers in the given format, whole ones with all digits."""
        return [(name, _field_text(value, form)) for name, value in self.fields]


Item = float | str | None | Series | Record
"""A value in a record or a series."""

Value = float | None | tuple[float | None, ...] | Series | Record | tuple[Record, ...]
"""The value of a reading; None if it is undefined, as ∞ − ∞ is."""


class _ReadingFields(NamedTuple):
    name: str
    symbol: str
    value: Value
    unit: Unit | None
    form: str
    label: str
    spoken: str


class Reading(_ReadingFields):
    """One quantity computed from a state.

    Attributes:
        name: Its key in `--json`.
        symbol: How formulas write it.
        value: A number, a tuple with one number per class (None where a class has no value), a series, a
            record, or a tuple of records.
        unit: None for pure numbers; for records, the unit of their information.
        form: A format specification such as `.3f` or `.1%`: how many digits are shown.
        label: Its name on the screen; by default `name` with blanks for underscores.
        spoken: Its name in `--text`; by default `label`.
    """

    __slots__ = ()

    def __new__(
        cls,
        name: str,
        symbol: str,
        value: Value,
        unit: Unit | None,
        form: str = ".4f",
        label: str = "",
        spoken: str = "",
    ) -> Reading:
        """A reading with the defaults of `label` and `spoken` filled in."""
        label = label or name.replace("_", " ")
        return super().__new__(cls, name, symbol, value, unit, form, label, spoken or label)

    @property
    def number(self) -> float:
        """The value of a reading that is a single number; TypeError for any other."""
        if self.value is None or isinstance(self.value, tuple | Series | Record):
            held = "one value per class" if isinstance(self.value, tuple) else "no single number"
            raise TypeError(f"{self.name} has {held}")
        return self.value

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values of a reading with a value for every class; TypeError for any other."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.name} is a single value")
        numbers = tuple(item for item in self.value if isinstance(item, int | float))
        if len(numbers) < len(self.value):
            raise TypeError(f"{self.name} has no number for some classes")
        return numbers

    @property
    def records(self) -> tuple[Record, ...]:
        """The records of a reading that consists of records; TypeError for any other."""
        found = self.value if isinstance(self.value, tuple) else (self.value,)
        records = tuple(item for item in found if isinstance(item, Record))
        if len(records) < len(found):
            raise TypeError(f"{self.name} does not consist of records")
        return records

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as shown, numbers all in one format, without the unit."""
        found = self.value if isinstance(self.value, tuple) else (self.value,)
        numbers = [item for item in found if not isinstance(item, Series | Record)]
        if len(numbers) == len(found):
            return format_column(numbers, self.form)
        return tuple(_item_text(item, self.form) for item in found)

    @property
    def text(self) -> str:
        """The value as shown, without its unit: `2.000`, `∞`, `100.0 %`."""
        if isinstance(self.value, float):  # as most are
            return format_number(self.value, self.form)
        return " ".join(self.texts)

    @property
    def text_with_unit(self) -> str:
        """The value as shown, with its unit: `2.000 bits`."""
        return f"{self.text} {self.unit}" if self.unit else self.text

    def to_json(self) -> Json:
        """Value and unit as in `--json`. Infinities are "inf" and "-inf", missing values null."""
        value: Json = (
            [_json_item(item) for item in self.value]
            if isinstance(self.value, tuple)
            else _json_item(self.value)
        )
        return {"value": value, "unit": None if self.unit is None else self.unit.value}


@lru_cache(maxsize=512)
def format_number(value: float, form: str = ".4f") -> str:
    """The number as shown everywhere.

    Infinity is `∞`, and zero has no sign. Numbers that would round to zero, and numbers too long for a
    column, are written in scientific notation. Cached, because most numbers are shown in several places.
    """
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if form.endswith("d"):
        return typographic(f"{int(value):{form}}")
    if form.endswith("%"):
        return format_number(100 * value, form[:-1] + "f") + " %"
    if value == 0:
        return f"{0.0:{form}}"
    return scientific(value) if _needs_exponent(value, form) else typographic(f"{value:{form}}")


def format_column(values: Sequence[float | None], form: str = ".4f") -> tuple[str, ...]:
    """The numbers of one column, all in the same format.

    If one of them needs scientific notation, all of them use it, except for zero, written `0`.
    """
    if len(values) > 1 and any(_needs_exponent(x, form) for x in values if x is not None):
        return tuple(NONE if x is None else _exponential(x) for x in values)
    return tuple(NONE if x is None else format_number(x, form) for x in values)


def typographic(text: str) -> str:
    """`text` with a minus sign for each hyphen: `-1e-9` becomes `−1e−9`."""
    return text.replace("-", "−")


def _needs_exponent(value: float, form: str) -> bool:
    if value == 0 or math.isinf(value) or form.endswith(("%", "d")):
        return False
    size = abs(value)
    if 1 <= size < _LARGEST_FIXED:
        return False
    return size >= _LARGEST_FIXED or float(f"{value:{form}}") == 0


def _exponential(value: float) -> str:
    return format_number(value, ".0f") if value == 0 or math.isinf(value) else scientific(value)


def scientific(value: float, digits: int = 3) -> str:
    """A finite number in scientific notation with so many significant digits: `1.23e−9`."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return typographic(f"{mantissa}e{int(exponent)}")


def readings_by_name(readings: tuple[Reading, ...]) -> dict[str, Reading]:
    """The readings by name."""
    return {reading.name: reading for reading in readings}


def _field_text(value: Item, form: str) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _item_text(value, ",d" if isinstance(value, int) else form)


def _item_text(item: Item, form: str) -> str:
    if isinstance(item, Record):
        return " ".join(f"{name} {text}" for name, text in item.texts(form))
    if isinstance(item, Series):
        return "; ".join(_item_text(part, form) for part in item.items) or NONE
    if isinstance(item, str):
        return item
    return NONE if item is None else format_number(item, form)


def _json_item(item: Item) -> Json:
    if isinstance(item, Record):
        return {name: _json_item(value) for name, value in item.fields}
    if isinstance(item, Series):
        return [_json_item(part) for part in item.items]
    if isinstance(item, str) or item is None:
        return item
    if math.isinf(item):
        return "inf" if item > 0 else "-inf"
    return item
