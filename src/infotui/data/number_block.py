"""Numbers of many text fields at once: a block of lines becomes an array without a Python loop.

Eight characters are loaded as one 64-bit word and turned into a number by three multiplications (the
technique of Lemire, "Number parsing at a gigabyte per second", 2021). A decimal of up to 19 digits is an
integer divided by a power of ten, both exact: one division rounds it as `float()` does, in double
precision below 2⁵³ and in the processor's 64-bit mantissa above. Every value equals `float()`; a field
for which that is not certain is reported as irregular, and read by `float()` itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .digit_words import (
    ZEROS,
    Bytes,
    Positions,
    Words,
    has_other_than_digits,
    keep_last,
    spare_bits,
    value_of_digits,
    words_at,
    words_before,
)

_PAD = 32  # bytes around a block, so that a word that overlaps its edge lies inside the buffer
_EXPONENT = ord("e")
_NEWLINE, _RETURN, _QUOTE, _BLANK, _MINUS, _PLUS = b'\n\r" -+'
_MOST_DIGITS = 19
_EXACT_POWER, _EXACT_LONG_POWER = 22, 27
_HALF = np.uint64(0x400)  # the middle between two doubles, in the bits that a double lacks
_POWERS = np.array([10**i for i in range(_MOST_DIGITS + 1)], np.uint64)
_DOUBLE_POWERS = np.array([float(10**i) for i in range(_EXACT_POWER + 1)])
_HAS_LONG_MANTISSA = np.finfo(np.longdouble).nmant == 63
_LONG_POWERS = np.cumprod(np.array([1] + [10] * _EXACT_LONG_POWER, np.longdouble))


class FieldGrid(NamedTuple):
    """The fields of a block of lines, all with the same number of columns.

    `starts` and `ends` have shape (rows, columns) and are positions in `data`. A decimal mark is one byte.
    """

    data: Bytes
    starts: Positions
    ends: Positions
    decimal: int
    has_exponents: bool

    def text(self, row: int, column: int) -> bytes:
        """One field as it is in the file, without blanks and quotes around it."""
        return self.data[self.starts[row, column] : self.ends[row, column]].tobytes()

    def texts(self, column: int) -> list[bytes]:
        """All fields of one column."""
        data = self.data.tobytes()
        places = zip(self.starts[:, column].tolist(), self.ends[:, column].tolist(), strict=True)
        return [data[start:end] for start, end in places]

    def short_words(self, column: int) -> Words | None:
        """All fields of one column as words of up to 8 characters, or None where one is longer."""
        lengths = self.ends[:, column] - self.starts[:, column]
        if len(lengths) == 0 or int(lengths.max()) > 8:
            return None
        return words_before(self.data, self.ends[:, column], lengths)


def split_fields(block: bytes, delimiter: bytes, columns: int, decimal: bytes = b".") -> FieldGrid | None:
    """The fields of `block`, whole lines each with its end; None if the lines are not so regular."""
    data = np.frombuffer(b"\0" * _PAD + block + b"\0" * _PAD, np.uint8)
    separators = data == _NEWLINE
    separators |= data == delimiter[0]
    positions = np.flatnonzero(separators)
    rows, rest = divmod(len(positions), columns)
    if rest or not rows:
        return None
    ends = positions.reshape(rows, columns)
    is_newline = (data[positions] == _NEWLINE).reshape(rows, columns)
    if np.count_nonzero(is_newline) != rows or not is_newline[:, -1].all():
        return None
    starts = np.empty_like(positions)
    starts[0], starts[1:] = _PAD, positions[:-1] + 1
    has_exponents = b"e" in block or b"E" in block
    return _trimmed(FieldGrid(data, starts.reshape(rows, columns), ends, decimal[0], has_exponents), block)


def _trimmed(grid: FieldGrid, block: bytes) -> FieldGrid | None:
    """The grid without returns, blanks and quotes around the fields; None if a quote stands elsewhere."""
    data, starts, ends = grid.data, grid.starts, grid.ends
    if b"\r" in block:
        ends[:, -1] -= data[ends[:, -1] - 1] == _RETURN
    if b" " in block:
        _trim_blanks(data, starts, ends)
    if b'"' in block:
        opens = (data[starts] == _QUOTE) & (ends > starts)
        closes = (data[ends - 1] == _QUOTE) & (ends > starts + 1)
        if (opens != closes).any() or 2 * int(opens.sum()) != block.count(b'"'):
            return None
        starts += opens
        ends -= closes
        if b" " in block:
            _trim_blanks(data, starts, ends)
    return grid


def _trim_blanks(data: Bytes, starts: Positions, ends: Positions) -> None:
    while (blank := (data[starts] == _BLANK) & (starts < ends)).any():
        starts += blank
    while (blank := (data[ends - 1] == _BLANK) & (starts < ends)).any():
        ends -= blank


def parse_decimals(grid: FieldGrid, columns: Any) -> tuple[NDArray[np.float64], NDArray[np.bool_], int]:
    """The numbers of some columns, which fields are irregular, and the most decimals printed.

    `columns` is an index of columns. The values have shape (rows, columns); where a field is irregular,
    its value is meaningless.
    """
    starts, ends = (np.ascontiguousarray(part[:, columns]) for part in (grid.starts, grid.ends))
    first = grid.data[starts]
    negative = first == _MINUS
    starts = starts + (negative | (first == _PLUS))
    decimals = _shared_decimals(grid, starts, ends)
    found = None if decimals is None else _parse_uniform(grid, starts, ends, decimals)
    values, irregular, decimals = found or _parse_any(grid, columns, starts, ends)
    values *= 1.0 - 2.0 * negative
    return values, irregular, decimals


def _shared_decimals(grid: FieldGrid, starts: Positions, ends: Positions) -> int | None:
    """How many decimals the first field has, if all fields may have as many and at most 8 digits in all."""
    first = grid.data[int(starts[0, 0]) : int(ends[0, 0])].tobytes()
    _, mark, decimals = first.partition(bytes([grid.decimal]))
    digits = int((ends - starts).max()) - 1
    fits = mark and not grid.has_exponents and 1 <= len(decimals) < digits <= 8
    return len(decimals) if fits else None


def _parse_uniform(
    grid: FieldGrid, starts: Positions, ends: Positions, decimals: int
) -> tuple[NDArray[np.float64], NDArray[np.bool_], int] | None:
    """Fields with equally many decimals and at most 8 digits, which make one word without the mark.

    None if the mark stands elsewhere in some field.
    """
    lengths = ends - starts
    after_mark = np.uint64(64 - 8 * decimals)
    x = words_at(grid.data, ends - 8)
    marks = x >> (after_mark - np.uint64(8))
    marks &= np.uint64(0xFF)
    if (marks != grid.decimal).any():
        return None
    if int(lengths.max()) <= 8:
        whole = x << np.uint64(8 * decimals + 8)
        whole >>= np.uint64(8 * decimals)
    else:
        whole = words_at(grid.data, ends - (decimals + 9))
        whole >>= np.uint64(8 * decimals)
    x >>= after_mark
    x <<= after_mark
    x |= whole
    x ^= ZEROS
    irregular = lengths <= 1
    lengths -= 9
    lengths *= -8
    keep_last(x, lengths.view(np.uint64))
    irregular |= has_other_than_digits(x)
    values = value_of_digits(x).view(np.int64).astype(np.float64)
    values /= _DOUBLE_POWERS[decimals]
    return values, irregular, decimals


def _parse_any(
    grid: FieldGrid, columns: Any, starts: Positions, ends: Positions
) -> tuple[NDArray[np.float64], NDArray[np.bool_], int]:
    """Fields of any length up to 19 digits, with or without decimals and exponents."""
    data = grid.data
    exponents = _last_mark(grid, data | 0x20 == _EXPONENT)[:, columns] if grid.has_exponents else ends
    dots = np.minimum(_last_mark(grid, data == grid.decimal)[:, columns], exponents)
    whole_digits = dots - starts
    decimals = np.maximum(exponents - dots - 1, 0)
    irregular = (whole_digits + decimals <= 0) | (whole_digits > 16) | (decimals > _MOST_DIGITS)
    decimals = np.minimum(decimals, _MOST_DIGITS)
    whole = _digits(data, dots, whole_digits, irregular)
    fraction = _digits(data, exponents, decimals, irregular)
    irregular |= (whole_digits + decimals > _MOST_DIGITS) & (whole > 0)
    mantissa = whole * _POWERS[decimals] + fraction
    power = -decimals
    if grid.has_exponents:
        power = power + _exponents(data, exponents, ends, irregular)
    return _scaled(mantissa, power, irregular), irregular, int(decimals.max())


def _last_mark(grid: FieldGrid, is_mark: NDArray[np.bool_]) -> Positions:
    """Where a mark stands in each field of the grid: the last one, or the field's end without one."""
    places = grid.ends.copy()
    marks = np.flatnonzero(is_mark)
    if len(marks) == places.size:
        # One in each field, the usual case: they are already in the order of the fields.
        aligned = marks.reshape(places.shape)
        if (aligned >= grid.starts).all() and (aligned < grid.ends).all():
            return aligned
    field = np.searchsorted(grid.ends.ravel(), marks, side="right")
    is_inside = field < places.size
    marks, field = marks[is_inside], field[is_inside]
    is_inside = marks >= grid.starts.ravel()[field]
    places.ravel()[field[is_inside]] = marks[is_inside]
    return places


def _digits(data: Bytes, ends: Positions, lengths: Positions, irregular: NDArray[np.bool_]) -> Words:
    """The number that up to 19 digits before each end write; others than digits are irregular."""
    number: Words = np.zeros(ends.shape, np.uint64)
    for done in range(0, min(max(int(lengths.max(initial=0)), 1), _MOST_DIGITS), 8):
        x = words_before(data, ends - done, lengths - done)
        x ^= ZEROS
        keep_last(x, spare_bits(lengths - done))
        irregular |= has_other_than_digits(x)
        number += value_of_digits(x) * _POWERS[done]
    return number


def _exponents(data: Bytes, marks: Positions, ends: Positions, irregular: NDArray[np.bool_]) -> Positions:
    """The exponents after their marks; 0 where there is none."""
    has_one = marks < ends
    starts = marks + has_one
    sign = data[np.minimum(starts, len(data) - 1)]
    starts = starts + (has_one & ((sign == _MINUS) | (sign == _PLUS)))
    digits = ends - starts
    irregular |= has_one & ((digits < 1) | (digits > 3))
    power = _digits(data, ends, np.where(has_one, digits, 0), irregular).astype(np.int64)
    return np.where(has_one & (sign == _MINUS), -power, power)


def _scaled(mantissa: Words, power: Positions, irregular: NDArray[np.bool_]) -> NDArray[np.float64]:
    """mantissa·10^power, rounded once; irregular where that cannot be done."""
    size = np.abs(power)
    values = mantissa.astype(np.float64)
    is_long = mantissa >= np.uint64(1 << 53)
    is_long |= size > _EXACT_POWER
    power_of_ten = _DOUBLE_POWERS[np.minimum(size, _EXACT_POWER)]
    if (power > 0).any():
        values = np.where(power > 0, values * power_of_ten, values / power_of_ten)
    else:
        values /= power_of_ten
    if is_long.any():
        at = np.nonzero(is_long)
        values[at], uncertain = _scaled_long(mantissa[at], power[at])
        irregular[at] |= uncertain
    return values


def _scaled_long(mantissa: Words, power: Positions) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    if not _HAS_LONG_MANTISSA:
        return mantissa.astype(np.float64), np.ones(len(mantissa), bool)
    size = np.abs(power)
    powers = _LONG_POWERS[np.minimum(size, _EXACT_LONG_POWER)]
    exact = mantissa.astype(np.longdouble)
    found = np.where(power > 0, exact * powers, exact / powers)
    low_bits = np.ascontiguousarray(found).view(np.uint64)[::2] & np.uint64(0x7FF)
    return found.astype(np.float64), (size > _EXACT_LONG_POWER) | (low_bits == _HALF)
