"""Eight characters as one 64-bit word: the end of a field, and the number that its digits form."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Positions = NDArray[np.int64]
Words = NDArray[np.uint64]


def _word(byte: int) -> np.uint64:
    return np.uint64(byte * 0x0101010101010101)


ZEROS, _HIGH_BITS, _ABOVE_NINE = _word(0x30), _word(0x80), _word(0x76)
_UNCHANGED = np.uint64(0)
_PAIR, _TO_HUNDREDS = np.uint64(0x000000FF000000FF), np.uint64(0x000F424000000064)
_TO_UNITS = np.uint64(0x0000271000000001)


def words_before(data: Bytes, ends: Positions, lengths: Positions) -> Words:
    """The last `lengths` bytes (0 to 8, more counts as 8) before each end, as words; other bytes are 0."""
    x = words_at(data, ends - 8)
    keep_last(x, spare_bits(lengths))
    return x


def words_at(data: Bytes, places: Positions) -> Words:
    """The 8 bytes from each place on."""
    words: Words = np.ndarray((len(data) - 7,), "<u8", data, strides=(1,))
    x: Words = words[places]
    return x


def spare_bits(lengths: Positions) -> Words:
    """How many bits of a word are outside a field of that length, 0 to 8 bytes."""
    return (64 - 8 * np.clip(lengths, 0, 8)).astype(np.uint64)


def keep_last(x: Words, spare: Words) -> None:
    """Set the first `spare` bits of each word, those of the characters before the field, to 0."""
    x >>= spare
    x <<= spare


def has_other_than_digits(x: Words) -> NDArray[np.bool_]:
    """Whether a byte of each word is none of 0 to 9."""
    above = x + _ABOVE_NINE
    above |= x
    above &= _HIGH_BITS
    flags: NDArray[np.bool_] = above != 0
    return flags


def value_of_digits(x: Words) -> Words:
    """The number that 8 digits form, the first one in the lowest byte; overwrites `x`."""
    high = x >> np.uint64(8)
    x *= np.uint64(10)
    x += high
    low = x & _PAIR
    low *= _TO_HUNDREDS
    x >>= np.uint64(16)
    x &= _PAIR
    x *= _TO_UNITS
    x += low
    x >>= np.uint64(32)
    return x
