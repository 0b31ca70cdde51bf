"""Detects from the content alone whether an input has counts or symbols."""

from __future__ import annotations

import re

from .count_layout import COUNT_LAST, is_pandas_footer
from .count_table import CountTable, label_text, make_table
from .counts import HEAD, CountParser
from .display_text import quoted
from .label_lines import LabelLines
from .source import Source
from .symbols import blank_notes

COUNTS, SYMBOLS = "counts", "symbols"

_COUNT = re.compile(rb"[ \t]*\d+[ \t].*", re.DOTALL)
_NUMBER = re.compile(rb"\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*", re.IGNORECASE)


def read_counts_or_symbols(source: Source) -> tuple[str, CountTable]:
    """Read counts where every line is an integer, a blank and a label, else one symbol a line.

    Returns:
        `COUNTS` or `SYMBOLS`, and the table.

    Raises:
        DataError: every line is a number alone, which could be either; or as for counts and symbols.
    """
    lines = LabelLines(source)
    found, counts = lines.count()
    filled = [line for line in found if line.strip()]
    if filled and all(map(_NUMBER.fullmatch, filled)):
        raise source.error("every line is a number alone: counts or symbols? --counts or --symbols")
    if filled and all(map(_COUNT.fullmatch, filled)):
        return COUNTS, _counts(source, found, counts, lines)
    if filled and is_pandas_footer(filled[-1]):
        shown = quoted(label_text(filled[-1]))
        raise source.error(
            f"{shown} ends a printed pandas series: leave it out, and read the rest with --counts"
        )
    notes = (*blank_notes(found, counts), *_looks_counted(filled), *lines.notes)
    return SYMBOLS, make_table(source, found, counts, lines.size, notes=notes)


def _looks_counted(lines: list[bytes]) -> tuple[str, ...]:
    if not lines or not all(any(layout.fits(line) for layout in COUNT_LAST) for line in lines):
        return ()
    return ("every line ends in a number, and is taken as one symbol: --counts reads it as a count",)


def _counts(
    source: Source, found: tuple[bytes, ...], counts: tuple[int, ...], lines: LabelLines
) -> CountTable:
    parser = CountParser(source, found[:HEAD], is_numbered=False)
    for line, times in zip(found, counts, strict=True):
        parser.add([line], times)
    is_last = found[-1] == lines.last
    return parser.table(lines, may_end_in_total=is_last)
