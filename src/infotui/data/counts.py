"""Reading counts: the output of `uniq -c`, `label count`, `label,count`, or counts alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NoReturn

from infotui.maths.estimators import MAX_TOTAL

from .count_layout import (
    UNIQ_LAYOUT,
    Layout,
    find_layout,
    has_thousands,
    is_number_like,
    is_pandas_footer,
)
from .count_table import CountTable, check_size, check_total, label_text, make_table
from .display_text import quoted
from .label_lines import LabelLines
from .source import Source

HEAD = 1000
"""The layout of a file is found in its first so many lines."""
_MAX_DIGITS = len(str(MAX_TOTAL))
_UNIQ_LINE = re.compile(rb"[ \t]*([0-9]{1,%d})[ \t]([^\n]*)\n" % _MAX_DIGITS)
_RULE = "a count is a whole number from 0 up, without sign, point or separator"


def read_counts(source: Source) -> CountTable:
    """Read a label and its count from each line; the count is first in every line, or last in every line.

    Blank lines are left out. A label on several lines has the sum of their counts.

    Raises:
        DataError: the input has no counts, a line has none, the layout changes, or the sum is too large. The
            text names the line.
    """
    lines = LabelLines(source)
    blocks = lines.blocks()
    head: list[bytes] = []
    while len(head) < HEAD and (block := next(blocks, None)) is not None:
        head += block
    counter = CountParser(source, head[:HEAD])
    for block in chain([head], blocks):
        counter.add_block(block)
        check_size(source, len(counter.found))
    return counter.table(lines)


class CountParser:
    """Adds up the counts of lines that all have the layout of `head`, the first ones.

    Attributes:
        found: the count of each label so far.
    """

    def __init__(self, source: Source, head: Sequence[bytes], *, is_numbered: bool = True) -> None:
        self.found: dict[bytes, int] = {}
        self._source = source
        self._is_numbered = is_numbered
        self._head = [(i, line) for i, line in enumerate(head, 1) if line.strip()]
        self._layout = _layout(source, self._head)
        self._number = 0
        self._total = 0
        self._last = b"", 0
        self._lines_of: dict[bytes, int] = {}
        self._notes: list[str] = []

    def add_block(self, lines: list[bytes]) -> None:
        """Add the counts of the next lines: at once if all are as `uniq -c` prints them, with new labels."""
        if self._layout == UNIQ_LAYOUT:
            # What no line matches is left between the matches; split makes no tuple for each line.
            parts = _UNIQ_LINE.split(b"\n".join([*lines, b""]))
            new = {} if any(parts[::3]) else dict(zip(parts[2::3], map(int, parts[1::3]), strict=True))
            total = self._total + sum(new.values())
            if len(new) == len(lines) and new.keys().isdisjoint(self.found) and total <= MAX_TOTAL:
                self.found |= new
                self._total, self._number = total, self._number + len(lines)
                self._last = next(reversed(new.items()), self._last)
                return
        self.add(lines)

    def add(self, lines: Iterable[bytes], times: int = 1) -> None:
        """Add the counts of the next lines, each so many `times`."""
        found, split, total = self.found, self._layout.splitter, self._total
        has_label = self._layout.has_label
        label: bytes | None
        for line in lines:
            self._number += 1
            word, label = split(line)
            if label is None or not word.isdigit() or len(word) > _MAX_DIGITS:
                self._skip(line, word, label)
                continue
            if not has_label:
                label = b"%d" % (len(found) + 1)
            count = int(word) * times
            total += count
            if total > MAX_TOTAL:
                check_total(self._source, total, self._line)
            if label in found:
                self._lines_of[label] = self._lines_of.get(label, 1) + times
                found[label] += count
            else:
                found[label] = count
                if times > 1:
                    self._lines_of[label] = times
            self._last = label, count
        self._total = total

    def table(self, lines: LabelLines, *, may_end_in_total: bool = True) -> CountTable:
        """The table of all that was added; a last line `total` with the sum of all others is left out."""
        label, count = self._last
        if (
            may_end_in_total
            and label == b"total"
            and 2 * count == self._total
            and self._lines_of.get(label, 1) == 1
            and len(self.found) > 1
        ):
            del self.found[label]
            self._notes.append(f"the last line, total {count:,}, is the sum of the others: left out")
        notes = (*self._notes, *self._repeats(), *self._order(), *lines.notes)
        labels, counts = tuple(self.found), tuple(self.found.values())
        return make_table(self._source, labels, counts, lines.size, layout=self._layout.text, notes=notes)

    @property
    def _line(self) -> int | None:
        return self._number if self._is_numbered else None

    def _repeats(self) -> list[str]:
        if not self._lines_of:
            return []
        label = max(self._lines_of, key=self._lines_of.__getitem__)
        others = len(self._lines_of) - 1
        also = f", and {others:,} more on several" if others else ""
        return [f"{label_text(label)} is on {self._lines_of[label]:,} lines{also}: was it sorted? Added up"]

    def _order(self) -> list[str]:
        if not self._layout.has_label or not all(self._layout.opposite.fits(line) for _, line in self._head):
            return []
        end = "first" if self._layout.count_first else "last"
        return [f"both columns are numbers: the {end} one is taken as the count"]

    def _skip(self, line: bytes, word: bytes, label: bytes | None) -> None:
        """Skip a line without a count if it is blank or a header; else raise `DataError`."""
        if not line.strip():
            return
        if self._layout.opposite.fits(line) and self._layout.has_label:
            self._refuse_order(line)
        is_first = self._number == self._head[0][0] and len(self._head) > 1
        if is_first and not is_number_like(word) and not word.isdigit() and not is_pandas_footer(line):
            self._notes.append(f"line {self._number} is a header: {label_text(line)}")
            return
        self._refuse(line, word, label)

    def _refuse_order(self, line: bytes) -> NoReturn:
        number, other = next((i, other) for i, other in self._head if self._layout.fits(other))
        here, there = ("last", "first") if self._layout.count_first else ("first", "last")
        raise self._source.error(
            f"{_shown(line)} has its count {here}, but line {number}, {_shown(other)}, has it {there}",
            self._line,
        )

    def _refuse(self, line: bytes, word: bytes, label: bytes | None) -> NoReturn:
        if is_pandas_footer(line):
            what = f"{_shown(line)} ends a printed pandas series: leave it out, or print with to_csv()"
        elif word.isdigit() and label is None:
            what = f"{_shown(line)} is a count without a label, in a file of '{self._layout.text}'"
        elif word.isdigit():
            what = f"{_shown(word)} is too large: the counts may sum to 2^53 = {MAX_TOTAL:,} at most"
        elif label is None and not is_number_like(word):
            what = f"{_shown(line)} has no count: each line must be '{self._layout.text}', and {_RULE}"
        else:
            what = f"{_shown(word)} is not a count: {_RULE}"
        raise self._source.error(what, self._line)


def _layout(source: Source, head: list[tuple[int, bytes]]) -> Layout:
    """The layout of the first lines; `DataError` if a comma could be part of the counts."""
    lines = [line for _, line in head]
    layout = find_layout(lines)
    if layout.separator == b"," and not any(b"," in line and not has_thousands(line) for line in lines):
        number, line = next((number, line) for number, line in head if has_thousands(line))
        what = f"{_shown(line)} has a comma either before the count or in it: {_RULE}"
        raise source.error(what, number)
    return layout


def _shown(text: bytes) -> str:
    return quoted(label_text(text))
