"""JSON lines: one object a line, with its scores as a list, as an object by class, or as plain columns."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .display_text import counted, printable, quoted
from .source import DataError, Source
from .text_columns import GrowingArray, LabelGatherer, LineNumbers, TextColumn, TextGatherer

_BOM = b"\xef\xbb\xbf"
_BLOCK = 1024


class Record(NamedTuple):
    """One line, parsed, with its number."""

    line: int
    fields: dict[str, Any]


def json_records(source: Source) -> Iterator[Record]:
    """The objects of all lines that are not blank."""
    line = 0
    for block in source.line_blocks():
        for text in block:
            line += 1
            if line == 1:
                text = text.removeprefix(_BOM)
            if not text.strip():
                continue
            yield Record(line, _parsed(source, text, line))
        source.report()


def _parsed(source: Source, text: bytes, line: int) -> dict[str, Any]:
    try:
        found = json.loads(text.decode("utf-8", "replace"), parse_float=_finite)
    except (ValueError, RecursionError) as error:
        shown = quoted(text[:60].decode("utf-8", "replace"))
        raise source.error(f"{shown} is not a JSON object: {printable(str(error))}", line) from None
    if not isinstance(found, dict):
        raise source.error(f"{quoted(text[:60].decode('utf-8', 'replace'))} is not a JSON object", line)
    return found


def _finite(word: str) -> float:
    value = float(word)
    if math.isinf(value):
        raise ValueError(f"{quoted(word)} is too large for a number")
    return value


class JsonTable(NamedTuple):
    """What was read: scores of shape (N, K), labels and names where there are any."""

    values: NDArray[np.float64]
    labels: Any
    soft_labels: NDArray[np.float64] | None
    names: TextColumn | None
    lines: LineNumbers


class JsonGatherer:
    """Gathers rows of scores, labels and names; DataError where a row does not fit the first one."""

    def __init__(self, source: Source, width: int) -> None:
        self._source, self._width = source, width
        self._values = GrowingArray(width, "f8")
        self._soft = GrowingArray(width, "f8")
        self._rows: list[list[float]] = []
        self._labels, self._names = LabelGatherer(), TextGatherer()
        self.lines = LineNumbers()

    def add(self, record: Record, key: str, scores: Any, label: Any, name: Any) -> None:
        """Append a row."""
        row = self._numbers(scores, record.line, key)
        n = self._values.length + len(self._rows)
        self.lines.add(n, record.line)
        self._rows.append(row)
        if isinstance(label, list):
            self._soft.extend(np.array([self._numbers(label, record.line, "labels")]))
        elif label is not None:
            self._labels.extend([_label_text(self._source, label, record.line).encode("utf-8", "replace")])
        if name is not None:
            self._names.extend([str(name).encode("utf-8", "replace")])
        if len(self._rows) == _BLOCK:
            self._flush()

    def finish(self, has_labels: bool, has_names: bool) -> JsonTable:
        """The table of all rows."""
        self._flush()
        if not self._values.length:
            raise self._source.error("there are no rows")
        labels = self._labels.finish() if has_labels and not self._soft.length else None
        soft = self._soft.finish() if self._soft.length else None
        n = self._values.length
        if (labels is not None and len(labels.codes) != n) or (soft is not None and len(soft) != n):
            raise self._source.error("some rows have one label and others a list of probabilities")
        names = self._names.finish() if has_names else None
        return JsonTable(self._values.finish(), labels, soft, names, self.lines)

    def _numbers(self, values: Any, line: int, key: str) -> list[float]:
        if not isinstance(values, list) or len(values) != self._width:
            found = (
                counted(len(values), "number")
                if isinstance(values, list)
                else quoted(json.dumps(values)[:60])
            )
            raise self._source.error(f"{printable(key)} is {found}: {self._width} numbers are expected", line)
        return [
            _number(self._source, value, line, f"{printable(key)}[{i}]") for i, value in enumerate(values)
        ]

    def _flush(self) -> None:
        if self._rows:
            self._values.extend(np.array(self._rows, np.float64))
            self._rows = []
            self._source.rows = self._values.length


def _number(source: Source, value: Any, line: int, what: str) -> float:
    if value is None:
        return math.nan
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise source.error(f"{what} is {quoted(json.dumps(value)[:60])}, which is not a number", line)
    try:
        return float(value)
    except OverflowError:
        raise source.error(f"{what} is too large for a number", line) from None


def _label_text(source: Source, label: Any, line: int) -> str:
    if isinstance(label, dict):
        raise DataError(str(source.error(f"the label {quoted(json.dumps(label)[:60])} is an object", line)))
    if isinstance(label, float) and label.is_integer():
        label = int(label)
    return str(int(label)) if isinstance(label, bool) else str(label)
