"""Counting symbols: one a line, or one column of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from .count_table import CountTable, check_size, label_text, make_table
from .display_text import quoted
from .label_lines import LabelLines
from .source import Source

_SEPARATORS = (b"\t", b",", b";", b"|")


def read_symbols(source: Source, column: str | None = None) -> CountTable:
    """Count the lines of `source`, or what they have in `column`.

    A column is given by its number, from 1, or by its name in the first line, which is a header then. Columns
    are apart by tabs, commas, semicolons or bars, whichever the first line has, else by blanks.

    Raises:
        DataError: the input is empty, a line lacks the column, or there are too many labels.
    """
    lines = LabelLines(source)
    if column is not None:
        return _read_column(source, lines, column)
    labels, counts = lines.count()
    notes = (*blank_notes(labels, counts), *lines.notes)
    return make_table(source, labels, counts, lines.size, notes=notes)


def blank_notes(labels: tuple[bytes, ...], counts: tuple[int, ...]) -> tuple[str, ...]:
    """A sentence about lines without a symbol, if there are any."""
    if b"" not in labels:
        return ()
    blank = counts[labels.index(b"")]
    return (f"{blank:,} empty {'line is' if blank == 1 else 'lines are'} counted as a symbol, (empty)",)


def _read_column(source: Source, lines: LabelLines, column: str) -> CountTable:
    found: Counter[bytes] = Counter()
    number = 0
    pick: Callable[[bytes], bytes | None] | None = None
    layout = ""
    for block in lines.blocks():
        if pick is None:
            split, apart = _splitter(block[0])
            place, has_header = _place(source, column, split(block[0]), apart)
            layout = f"column {place + 1}, columns apart by {apart}"
            pick = _picker(split, place)
            if has_header:
                block, number = block[1:], 1
        for line in block:
            number += 1
            symbol = pick(line)
            if symbol is None:
                raise source.error(f"{quoted(label_text(line))} has no column {place + 1}", number)
            found[symbol] += 1
        check_size(source, len(found))
    labels, counts = tuple(found), tuple(found.values())
    notes = (*blank_notes(labels, counts), *lines.notes)
    return make_table(source, labels, counts, lines.size, layout=layout, notes=notes)


def _splitter(line: bytes) -> tuple[Callable[[bytes], list[bytes]], str]:
    """How a line like this one is cut into columns, and what is between them."""
    for separator in _SEPARATORS:
        if separator in line:
            name = "tabs" if separator == b"\t" else f"'{separator.decode()}'"
            return partial(_fields, separator), name
    return bytes.split, "blanks"


def _fields(separator: bytes, line: bytes) -> list[bytes]:
    if b'"' not in line:
        return line.split(separator)
    import csv

    text = line.decode("utf-8", "surrogateescape")
    try:
        fields = next(csv.reader([text], delimiter=separator.decode()), [""])
    except csv.Error:  # a carriage return within the line
        return line.split(separator)
    return [field.encode("utf-8", "surrogateescape") for field in fields]


def _picker(split: Callable[[bytes], list[bytes]], place: int) -> Callable[[bytes], bytes | None]:
    def pick(line: bytes) -> bytes | None:
        fields = split(line)
        return fields[place] if place < len(fields) else None

    return pick


def _place(source: Source, column: str, header: list[bytes], apart: str) -> tuple[int, bool]:
    """Where the column is, from 0, and whether the first line is a header."""
    if column.isascii() and column.isdigit():
        if not 1 <= int(column[:9]) <= len(header):
            raise source.error(
                f"there is no column {column[:9]}: there are {len(header)}, apart by {apart}, counted from 1",
                1,
            )
        return int(column) - 1, False
    names = [label_text(name).strip() for name in header]
    if names.count(column) != 1:
        which = "no column" if column not in names else "more than one column"
        listed = ", ".join(map(quoted, names[:8])) + (", …" if len(names) > 8 else "")
        raise source.error(f"{which} is called {quoted(column)}: the first line has {listed}", 1)
    return names.index(column), True
