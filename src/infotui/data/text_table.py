"""Tables of text (CSV, TSV and the like): the wanted columns, in blocks of lines.

A block whose lines are regular is read by `number_block`; any other one line by line, exactly as the
`csv` module splits it, with an error that names the line, the column and the text found.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .display_text import printable, quoted
from .labels import LabelColumn
from .memory import require_memory
from .number_block import FieldGrid, parse_decimals, split_fields
from .source import Source
from .text_columns import GrowingArray, LabelGatherer, LineNumbers, TextColumn, TextGatherer
from .text_format import TextFormat, parse_field, sniff_format

HEAD = 1 << 16
"""The format is detected from so many bytes."""

_BLOCK = 1 << 18  # a block and what is computed from it fit into the processor's cache
_BOM = b"\xef\xbb\xbf"
_BLANKS = re.compile(rb"[ \t]+")
_EDGES = re.compile(rb"(?m)^ +| +(?=\r?$)")


class TextRoles(NamedTuple):
    """The columns to read, counted from 0: numbers, and a label and a name where there is one.

    `hint` ends the message about a word where a number is expected.
    """

    numbers: tuple[int, ...]
    label: int | None = None
    name: int | None = None
    hint: str = ""


class TextTable(NamedTuple):
    """What was read. `values` has shape (N, columns); a missing number is NaN. `decimals` is the most
    digits printed after a decimal mark."""

    values: NDArray[np.float64]
    labels: LabelColumn | None
    names: TextColumn | None
    lines: LineNumbers
    decimals: int


def read_text_format(source: Source, known_names: frozenset[str] = frozenset()) -> TextFormat:
    """The format of a text by its beginning, which is not consumed."""
    head = source.peek(HEAD)
    if b"\0" in head:
        raise source.error("this is neither text nor a format that is known")
    if len(head) == HEAD and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    try:
        return sniff_format(head.removeprefix(_BOM).decode("utf-8", "replace"), known_names)
    except (ValueError, csv.Error) as error:
        raise source.error(str(error)) from None


def read_text_table(source: Source, text_format: TextFormat, roles: TextRoles) -> TextTable:
    """The columns in `roles` of a table in that format.

    Raises:
        DataError: a line with another number of fields, or a field that is not a number.
    """
    reader = _TableReader(source, text_format, roles)
    line = 1
    for block in _blocks_of_lines(source):
        line += reader.read(block, line)
        source.rows = reader.values.length
        source.report()
    if not reader.values.length:
        raise source.error("there are no rows")
    return TextTable(
        reader.values.finish(),
        None if roles.label is None else reader.labels.finish(),
        None if roles.name is None else reader.names.finish(),
        reader.lines,
        reader.decimals,
    )


def _blocks_of_lines(source: Source) -> Iterator[bytes]:
    """Blocks of whole lines; a quoted field never spans two blocks."""
    carry, is_first = b"", True
    for chunk in source.chunks(_BLOCK):
        block = carry + chunk
        if is_first:
            block, is_first = block.removeprefix(_BOM), False
        cut = block.rfind(b"\n") + 1
        if not cut or (b'"' in block and block.count(b'"', 0, cut) % 2):
            carry = block
            continue
        carry, block = block[cut:], block[:cut]
        yield block
    if carry.strip():
        yield carry if carry.endswith(b"\n") else carry + b"\n"


class _TableReader:
    def __init__(self, source: Source, text_format: TextFormat, roles: TextRoles) -> None:
        self.values = GrowingArray(len(roles.numbers), "f8")
        self.labels, self.names = LabelGatherer(), TextGatherer()
        self.lines = LineNumbers()
        self.decimals = 0
        self._source, self._format, self._roles = source, text_format, roles
        self._skips_header = text_format.header is not None
        self._bytes = 0
        self._columns = _as_slice(roles.numbers)

    def read(self, block: bytes, line: int) -> int:
        """Append the rows of a block that begins with that line; returns its number of lines."""
        header_lines = 0
        if self._skips_header:
            block, header_lines = self._without_header(block)
            line += header_lines
        self._bytes += len(block)
        delimiter, decimal = self._format.delimiter.encode(), self._format.decimal.encode()
        regular = block
        if delimiter == b" ":
            regular = _EDGES.sub(b"", _BLANKS.sub(b" ", block))
        grid = split_fields(regular, delimiter, self._format.columns, decimal) if regular else None
        if grid is not None and self._take(grid, line):
            return header_lines + len(grid.starts)
        self._read_lines(block, line)
        return header_lines + block.count(b"\n")

    def _without_header(self, block: bytes) -> tuple[bytes, int]:
        """The block after the header, and how many lines it begins with."""
        lines = 0
        while block and self._skips_header:
            first, _, block = block.partition(b"\n")
            lines += 1
            self._skips_header = not first.strip()
        return block, lines

    def _take(self, grid: FieldGrid, line: int) -> bool:
        """Append a regular block; False if it has a blank line, which a single column does not show."""
        rows = len(grid.starts)
        values, irregular, decimals = np.empty((rows, 0)), np.zeros((rows, 0), bool), 0
        if self._roles.numbers:
            values, irregular, decimals = parse_decimals(grid, self._columns)
        if grid.starts.shape[1] == 1 and (grid.starts == grid.ends).any():
            return False
        for row, column in np.argwhere(irregular).tolist() if irregular.any() else ():
            text = grid.text(row, self._roles.numbers[column]).decode("utf-8", "replace")
            values[row, column] = self._number(text, line + row, column)
        self.lines.add(self.values.length, line)
        total = self._source.total
        expected = int(1.01 * total / self._bytes * (self.values.length + len(values))) + 1 if total else 0
        if not self.values.length:
            require_memory(8 * expected * len(self._roles.numbers), self._source.error)
        self.values.extend(values, expected)
        self.decimals = max(self.decimals, decimals)
        if self._roles.label is not None:
            self.labels.extend_from(grid, self._roles.label, expected)
        if self._roles.name is not None:
            self.names.extend(grid.texts(self._roles.name))
        return True

    def _read_lines(self, block: bytes, line: int) -> None:
        """Append the rows of any block, line by line."""
        text = block.decode("utf-8", "replace")
        rows = list(self._rows(text, line))
        numbers = [
            [self._number(row[place], at, i) for i, place in enumerate(self._roles.numbers)]
            for at, row in rows
        ]
        for i, (at, _) in enumerate(rows):
            self.lines.add(self.values.length + i, at)
        self.values.extend(np.array(numbers, np.float64).reshape(len(rows), len(self._roles.numbers)))
        if self._roles.label is not None:
            self.labels.extend([_encoded(row[self._roles.label]) for _, row in rows])
        if self._roles.name is not None:
            self.names.extend([_encoded(row[self._roles.name]) for _, row in rows])

    def _rows(self, text: str, line: int) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not blank, each with its line."""
        blanks = self._format.delimiter == " "
        lines = (" ".join(part.split()) for part in text.split("\n")) if blanks else iter(text.split("\n"))
        reader = csv.reader(lines, delimiter=self._format.delimiter, skipinitialspace=True)
        at = line
        try:
            for row in reader:
                if row and (len(row) > 1 or row[0].strip()):
                    self._require_columns(row, at)
                    yield at, row
                at = line + reader.line_num
        except csv.Error as error:
            raise self._source.error(str(error), at) from None

    def _require_columns(self, row: list[str], line: int) -> None:
        wanted = self._format.columns
        if len(row) != wanted:
            first = "the header names" if self._format.header else "the first row has"
            found = f"{len(row)} field{'s' if len(row) != 1 else ''}"
            raise self._source.error(f"{found}, from {quoted(row[0])} on; {first} {wanted}", line)

    def _number(self, text: str, line: int, column: int) -> float:
        try:
            value = parse_field(text, self._format.decimal)
        except ValueError as error:
            hint = self._roles.hint if text.strip()[:1].isalpha() else ""
            raise self._source.error(f"column {self._column_name(column)}: {error}{hint}", line) from None
        _, mark, decimals = text.partition(self._format.decimal)
        if mark and decimals.isdigit():
            self.decimals = max(self.decimals, len(decimals))
        return value

    def _column_name(self, column: int) -> str:
        place = self._roles.numbers[column]
        return str(place + 1) if self._format.header is None else printable(self._format.header[place])


def _encoded(text: str) -> bytes:
    return text.strip().encode("utf-8", "replace")


def _as_slice(columns: tuple[int, ...]) -> Any:
    """Consecutive columns as a slice, which is looked up faster than a list."""
    first = columns[0] if columns else 0
    if columns == tuple(range(first, first + len(columns))):
        return slice(first, first + len(columns))
    return list(columns)
