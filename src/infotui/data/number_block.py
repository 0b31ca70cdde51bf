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

Bytes = NDArray[np.uint8]
Positions = NDArray[np.int64]
Words = NDArray[np.uint64]

_PAD = 32  # bytes in front, so that a word that ends in the first field begins inside the buffer
_NEWLINE, _RETURN, _QUOTE, _BLANK, _MINUS, _PLUS = b'\n\r" -+'
_MOST_DIGITS = 19
_EXACT_POWER, _EXACT_LONG_POWER = 22, 27
_HALF = np.uint64(0x400)  # the middle between two doubles, in the bits that a double has not
_POWERS = np.array([10**i for i in range(_MOST_DIGITS + 1)], np.uint64)
_DOUBLE_POWERS = np.array([float(10**i) for i in range(_EXACT_POWER + 1)])
_HAS_LONG_MANTISSA = np.finfo(np.longdouble).nmant == 63
_LONG_POWERS = np.cumprod(np.array([1] + [10] * _EXACT_LONG_POWER, np.longdouble))


def _word(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)


_ZEROS, _HIGH_BITS, _ABOVE_NINE = _word(0x30), _word(0x80), _word(0x76)
_UNCHANGED = np.uint64(0)
_PAIR, _TO_HUNDREDS = np.uint64(0x000000FF000000FF), np.uint64(0x000F424000000064)
_TO_UNITS = np.uint64(0x0000271000000001)


class FieldGrid(NamedTuple):
    """The fields of a block of lines, all with the same number of columns.

    `starts`, `ends`, `dots` and `exponents` have shape (rows, columns) and are positions in `data`; a
    field without a decimal point or an exponent has its end there.
    """

    data: Bytes
    starts: Positions
    ends: Positions
    dots: Positions
    exponents: Positions

    def text(self, row: int, column: int) -> bytes:
        """One field as it stands in the file, without blanks and quotes around it."""
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
        return _words_before(self.data, self.ends[:, column], lengths)


def split_fields(block: bytes, delimiter: bytes, columns: int, decimal: bytes = b".") -> FieldGrid | None:
    """The fields of `block`, whole lines each with its end; None if the lines are not so regular."""
    data = np.frombuffer(b"\0" * _PAD + block, np.uint8)
    marks = data == _NEWLINE
    marks |= data == delimiter[0]
    marks |= data == decimal[0]
    has_exponents = b"e" in block or b"E" in block
    if has_exponents:
        marks |= data | 0x20 == ord("e")
    tokens = np.flatnonzero(marks)
    kinds = data[tokens]
    is_separator = kinds == _NEWLINE
    is_separator |= kinds == delimiter[0]
    separators = np.flatnonzero(is_separator)
    rows, rest = divmod(len(separators), columns)
    if rest or not rows:
        return None
    lines = kinds[separators].reshape(rows, columns) == _NEWLINE
    if not lines[:, -1].all() or lines[:, :-1].any():
        return None
    ends = tokens[separators]
    starts = np.empty_like(ends)
    starts[0], starts[1:] = _PAD, ends[:-1] + 1
    dots, exponents = _marks_inside(tokens, kinds, separators, starts, decimal[0], has_exponents)
    grid = FieldGrid(data, *(part.reshape(rows, columns) for part in (starts, ends, dots, exponents)))
    return _trimmed(grid, block)


def _marks_inside(
    tokens: Positions,
    kinds: Bytes,
    separators: Positions,
    starts: Positions,
    decimal: int,
    has_exponents: bool,
) -> tuple[Positions, Positions]:
    """Where each field's decimal point and exponent are: the last marks before its end."""
    ends, last = tokens[separators], separators - 1
    exponents = ends
    if has_exponents:
        is_exponent = (kinds[last] | 0x20 == ord("e")) & (tokens[last] >= starts) & (last >= 0)
        exponents = np.where(is_exponent, tokens[last], ends)
        last = last - is_exponent
    is_dot = (kinds[last] == decimal) & (tokens[last] >= starts) & (last >= 0)
    return np.where(is_dot, tokens[last], exponents), exponents


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
    np.minimum(grid.exponents, ends, out=grid.exponents)
    np.minimum(grid.dots, grid.exponents, out=grid.dots)
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
    data = grid.data
    starts, ends, dots = grid.starts[:, columns], grid.exponents[:, columns], grid.dots[:, columns]
    first = data[starts]
    negative = first == _MINUS
    starts = starts + (negative | (first == _PLUS))
    whole_digits = dots - starts
    decimals = np.maximum(ends - dots - 1, 0)
    irregular = (whole_digits + decimals <= 0) | (whole_digits > 8) | (decimals > _MOST_DIGITS)
    whole = _digits(data, dots, whole_digits, irregular)
    fraction = _digits(data, ends, decimals, irregular)
    for further in (8, 16):
        if int(decimals.max()) > further:
            higher = _digits(data, ends - further, decimals - further, irregular)
            fraction = fraction + higher * _POWERS[further]
    irregular |= (whole_digits + decimals > _MOST_DIGITS) & (whole > 0)
    scale = np.minimum(decimals, _MOST_DIGITS)
    mantissa = whole * _POWERS[scale] + fraction
    power = -scale
    if grid.exponents is not grid.ends and (grid.exponents[:, columns] < grid.ends[:, columns]).any():
        power = power + _exponents(data, ends, grid.ends[:, columns], irregular)
    values = _scaled(mantissa, power, irregular)
    np.negative(values, out=values, where=negative)
    return values, irregular, int(scale.max())


def _digits(data: Bytes, ends: Positions, lengths: Positions, irregular: NDArray[np.bool_]) -> Words:
    """The number that up to 8 digits before each end write; others than digits are irregular."""
    x = _words_before(data, ends, lengths, _ZEROS)
    irregular |= ((x + _ABOVE_NINE) | x) & _HIGH_BITS != 0
    x = x * np.uint64(10) + (x >> np.uint64(8))
    low = (x & _PAIR) * _TO_HUNDREDS
    x >>= np.uint64(16)
    x &= _PAIR
    x *= _TO_UNITS
    x += low
    x >>= np.uint64(32)
    return x


def _words_before(data: Bytes, ends: Positions, lengths: Positions, flip: np.uint64 = _UNCHANGED) -> Words:
    """The last `lengths` bytes (0 to 8, more counts as 8) before each end, as words; other bytes are 0."""
    words: Words = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    x = words[ends - 8] ^ flip
    spare = (64 - 8 * np.clip(lengths, 0, 8)).astype(np.uint64)
    x >>= spare
    x <<= spare
    return x


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
