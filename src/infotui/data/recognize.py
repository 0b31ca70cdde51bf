"""Recognizes the format of an input by its first bytes; says how to convert one that is not read."""

from __future__ import annotations

from enum import StrEnum

from .source import DataError, Source

_PICKLES = tuple(b"\x80" + bytes([version]) for version in range(2, 6))
_REFUSED = (
    (b"PAR1", "a Parquet file"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file (.h5)"),
    (b"\x1f\x8b", "a gzip file (.gz)"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\0", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x78\x9c", "a compressed pickle (.joblib)"),
    (b"\x78\xda", "a compressed pickle (.joblib)"),
    (b"SQLite format 3\0", "an SQLite file"),
    *((magic, "a pickle (.pkl, .joblib, or .pt of old)") for magic in _PICKLES),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_MAGIC = 16

CONVERSION = "numpy.savez('preds.npz', logits=logits, labels=labels)"
"""The line of Python that writes a file which is read."""


class Format(StrEnum):
    """The formats that are read."""

    NPY = "NPY"
    NPZ = "NPZ"
    JSON_LINES = "JSON lines"
    TEXT = "text"


def recognize(source: Source) -> Format:
    """The format of an input by its content; its name does not matter.

    Raises:
        DataError: it is empty, or of a format that is not read; the line says how to convert it.
    """
    head = source.peek(_LONGEST_MAGIC)
    if not head:
        raise source.error("the file is empty")
    if head.startswith(b"\x93NUMPY"):
        return Format.NPY
    if head.startswith(b"PK"):
        return Format.NPZ
    for magic, what in _REFUSED:
        if head.startswith(magic):
            raise refused_format(source, what)
    if head.startswith(_UTF16):
        raise source.error("this is UTF-16 text: save it as UTF-8")
    if source.peek(1 << 16).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return Format.JSON_LINES
    return Format.TEXT


def refused_format(source: Source, what: str) -> DataError:
    """The error for a format that is not read, with the line of Python that converts it."""
    return source.error(f"this is {what}, which is not read; in Python, {CONVERSION} writes a file that is")
