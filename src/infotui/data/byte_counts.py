"""Counting the bytes of an input of any kind and length."""

from __future__ import annotations

from .count_table import CountTable, make_table
from .slices import slices
from .source import Source

_BLOCK = 1 << 16
"""Bytes counted at once: the 8-byte copies that `bincount` makes fit into the processor's cache."""


def read_bytes(source: Source) -> CountTable:
    """Count how often each of the 256 bytes occurs; bytes that never occur are left out.

    Raises:
        DataError: the input is empty.
    """
    import numpy as np

    counts = np.zeros(256, dtype=np.int64)
    for chunk in slices(source, _BLOCK):
        counts += np.bincount(np.frombuffer(chunk, dtype=np.uint8), minlength=256)
    found = [(byte_name(byte), n) for byte, n in enumerate(counts.tolist()) if n]
    labels, numbers = tuple(name for name, _ in found), tuple(n for _, n in found)
    return make_table(source, labels, numbers, sum(numbers))


def byte_name(byte: int) -> bytes:
    """The label of a byte: its visible ASCII character, or else its hexadecimal digits, as 0x0A."""
    return bytes([byte]) if 0x20 < byte < 0x7F else b"0x%02X" % byte
