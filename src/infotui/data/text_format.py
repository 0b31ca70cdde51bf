"""How a table of text is written: its delimiter, its decimal mark, and whether it has a header."""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

from .display_text import quoted

_DECIMAL = r"[+-]?(\d+{0}?\d*|{0}\d+)([eE][+-]?\d+)?"
_PATTERNS = {mark: re.compile(_DECIMAL.format(re.escape(mark)), re.ASCII) for mark in ".,"}
_MISSING = frozenset({"", "nan", "na", "n/a", "null", "none", "+nan", "-nan"})
_INFINITIES = {"inf": 1, "+inf": 1, "infinity": 1, "+infinity": 1, "-inf": -1, "-infinity": -1}
_NAMES = {"\t": "tab", ";": "semicolon", "|": "bar", ",": "comma", " ": "blank"}
_SAMPLE_LINES = 20


class TextFormat(NamedTuple):
    """The delimiter of the columns, the decimal mark, and the fields of the header, if there is one.

    `is_even` is whether the first lines have equally many fields.
    """

    delimiter: str
    decimal: str
    header: tuple[str, ...] | None
    columns: int
    is_even: bool = True

    @property
    def description(self) -> str:
        """The name of the format: `CSV, semicolon, decimal comma`."""
        words = ["TSV" if self.delimiter == "\t" else f"CSV, {_NAMES[self.delimiter]}"]
        words += ["decimal comma"] if self.decimal == "," else []
        return ", ".join(words if self.header else [*words, "no header"])

    def fields(self, line: str) -> list[str]:
        """The fields of one line."""
        if self.delimiter == " ":
            line = " ".join(line.split())
        return next(csv.reader([line], delimiter=self.delimiter, skipinitialspace=True), [])


def sniff_format(head: str, known_names: frozenset[str] = frozenset()) -> TextFormat:
    """The format of a text that begins with `head`: whole lines, of which the first few are examined.

    A first line is a header if it names a column that holds numbers below, or one of `known_names`.
    Raises ValueError where there is no line.
    """
    lines = [line for line in head.splitlines() if line.strip()][:_SAMPLE_LINES]
    if not lines:
        raise ValueError("there are no rows")
    delimiter = next((mark for mark in "\t;|," if _splits_evenly(lines, mark)), None)
    is_even = delimiter is not None
    if delimiter is None:
        delimiter = next(
            (mark for mark in "\t;|," if mark in lines[0]), " " if " " in lines[0].strip() else ","
        )
    plain = TextFormat(delimiter, ".", None, 0)
    rows = [plain.fields(line) for line in lines]
    decimal = _decimal_mark(rows[1:] or rows) if delimiter in ";\t|" else "."
    first = [field.strip().removeprefix("# ") for field in rows[0]]
    has_header = any(name.lower() in known_names for name in first) or any(
        not is_number(top, decimal) and is_number(below, decimal)
        for top, below in zip(first, rows[1] if len(rows) > 1 else [], strict=False)
    )
    return TextFormat(delimiter, decimal, tuple(first) if has_header else None, len(first), is_even)


def parse_field(text: str, decimal: str = ".") -> float:
    """The number in one field; NaN for a missing one. ValueError naming the text otherwise."""
    word = text.strip()
    if _PATTERNS[decimal].fullmatch(word):
        value = float(word.replace(",", "."))
        if abs(value) == float("inf"):
            raise ValueError(f"{quoted(word)} is too large for a number")
        return value
    lowered = word.lower()
    if lowered in _MISSING:
        return float("nan")
    if lowered in _INFINITIES:
        return _INFINITIES[lowered] * float("inf")
    raise ValueError(f"{quoted(word)} is not a number{_why(word, decimal)}")


def is_number(text: str, decimal: str = ".") -> bool:
    """Whether a field is a number, or an infinity or NaN by name."""
    try:
        parse_field(text, decimal)
    except ValueError:
        return False
    return bool(text.strip())


def _why(word: str, decimal: str) -> str:
    if decimal == "," and _PATTERNS["."].fullmatch(word):
        return ": other numbers of this file have decimal commas"
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", word, re.ASCII):
        return ": write it without thousands separators"
    if decimal == "." and _PATTERNS[","].fullmatch(word):
        return ": decimal commas are read where ; separates the columns, and in every number"
    return ""


def _splits_evenly(lines: list[str], mark: str) -> bool:
    fields = TextFormat(mark, ".", None, 0).fields
    counts = {len(fields(line)) for line in lines}
    return len(counts) == 1 and counts.pop() > 1


def _decimal_mark(rows: list[list[str]]) -> str:
    """A comma if numbers have one and none has a point."""
    fields = [field.strip() for row in rows for field in row]
    has_comma = any("," in field and _PATTERNS[","].fullmatch(field) for field in fields)
    has_point = any("." in field and _PATTERNS["."].fullmatch(field) for field in fields)
    return "," if has_comma and not has_point else "."
