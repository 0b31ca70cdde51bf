"""The content and the columns of the table of classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from infotui.core.reading import NONE, Reading, format_number, scientific
from infotui.lessons.entropy.model.lesson import code_lines
from infotui.lessons.entropy.model.state import EntropyState
from infotui.maths.huffman import huffman_code

_FORMS = (".4f", ".3f")
"""Of probabilities; every other number has three decimals, as the headline."""
_EMPTY_WORD = "empty"
_NARROW, _WIDE = 30, 40
"""From these widths on there is room for four decimals of p beside a name, and for codewords."""


class TableColumns(NamedTuple):
    """The widths of the columns of numbers and of the last one, the code's; names have what is left."""

    numbers: tuple[int, int, int]
    code: int
    spells_code: bool
    """Whether there is room for codewords, or only for their lengths."""

    @classmethod
    def within(cls, width: int) -> TableColumns:
        """The columns that fit into `width`."""
        if width < _WIDE:
            return cls((7 if width >= _NARROW else 6, 7, 9), 5, False)
        return cls((7, 9, 9), min(10 + (width - 42) // 2, 26), True)


class ClassRow(NamedTuple):
    """One class: its name, its numbers, one for each column, and its codeword, None without one."""

    name: str
    numbers: tuple[float, ...]
    codeword: str | None
    locked: bool = False


class Table(NamedTuple):
    """What the table shows.

    `headings` are those of the names, of the numbers, and of the code. `units` and `sums` belong to the
    columns of numbers; a sum may be None. `lines` about the code mean the same, the longest first.
    """

    headings: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[ClassRow, ...]
    sums: tuple[float | None, ...]
    selected: int
    lines: tuple[str, ...] = ()


def table_view(state: EntropyState, readings: dict[str, Reading]) -> Table:
    """The table of a state: one row for each class, sums, and a line about the code."""
    p, code, mean_length = state.p, huffman_code(state.p.p), readings["mean_code_length"]
    numbers = zip(p.p, readings["surprisal"].numbers, readings["terms"].numbers, strict=True)
    rows = tuple(
        ClassRow(p.names[i], ours, code.codewords[i], i in p.locked) for i, ours in enumerate(numbers)
    )
    symbols = (readings[name].symbol for name in ("surprisal", "terms"))
    return Table(
        ("class", "p", *symbols, "code"),
        ("", *(readings[name].unit or "" for name in ("surprisal", "terms"))),
        rows,
        (math.fsum(p.p), None, readings["entropy"].number),
        state.selected,
        code_lines(code, mean_length),
    )


@lru_cache(maxsize=8)
def right_edges(width: int, columns: TableColumns) -> tuple[int, ...]:
    """The column after the last character of each number."""
    end = width - columns.code
    return tuple(end - sum(columns.numbers[i + 1 :]) for i in range(len(columns.numbers)))


def fitted(number: float, room: int, forms: Sequence[str] = _FORMS[-1:]) -> str:
    """The number in the first of `forms` that fits into `room` columns, or else in at most six characters."""
    shown = (format_number(number, form) for form in forms)
    return next((text for text in shown if len(text) <= room), None) or _short(number)


def fitted_probability(number: float, room: int) -> str:
    """A probability with four decimals, or with three where there is less room."""
    return fitted(number, room, _FORMS)


def _short(number: float) -> str:
    """At most six characters, one or two of them digits: `5e−324`, `1074`."""
    return f"{number:.0f}" if number >= 1 else scientific(number, 1)


def code_text(word: str | None, columns: TableColumns) -> str:
    """The codeword, or its length where it does not fit."""
    if word is None:
        return NONE
    if not columns.spells_code:
        return str(len(word))
    return (word or _EMPTY_WORD) if len(word) <= columns.code - 2 else f"{len(word)} bits"
