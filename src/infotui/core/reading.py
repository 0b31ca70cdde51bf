"""A reading: one number with its name, symbol and unit, and the one place that writes numbers down."""

from __future__ import annotations

import math
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


class Reading(NamedTuple):
    """One quantity read off a state.

    `value` is a number, or a tuple with one number a class (None where a class has none); `unit` is None
    for pure numbers.
    `form` is a format specification of Python's, `.3f` or `.1%`: how many digits are shown.
    """

    name: str
    symbol: str
    value: float | tuple[float | None, ...]
    unit: Unit | None
    form: str = ".4f"

    @property
    def number(self) -> float:
        """The value of a reading that is one number; TypeError for one number a class."""
        if isinstance(self.value, tuple):
            raise TypeError(f"{self.name} has one value a class")
        return self.value

    @property
    def numbers(self) -> tuple[float, ...]:
        """The values of a reading that has one number for every class; TypeError for any other."""
        if not isinstance(self.value, tuple):
            raise TypeError(f"{self.name} is a single value")
        numbers = tuple(item for item in self.value if item is not None)
        if len(numbers) < len(self.value):
            raise TypeError(f"{self.name} has no value for some classes")
        return numbers

    @property
    def text(self) -> str:
        """The value as shown, without its unit: `2.000`, `∞`, `100.0 %`."""
        if isinstance(self.value, tuple):
            return " ".join(NONE if item is None else format_number(item, self.form) for item in self.value)
        return format_number(self.value, self.form)

    @property
    def text_with_unit(self) -> str:
        """The value as shown, its unit beside it: `2.000 bits`."""
        return f"{self.text} {self.unit}" if self.unit else self.text

    def to_json(self) -> Json:
        """The value and unit as in `--json`; infinities are "inf" and "-inf", what is not there is null."""
        value: Json = (
            [_json_number(item) for item in self.value]
            if isinstance(self.value, tuple)
            else _json_number(self.value)
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


def _json_number(value: float | None) -> Json:
    if value is None:
        return None
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return value
