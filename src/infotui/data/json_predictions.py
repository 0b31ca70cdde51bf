"""Predictions from JSON lines: scores as a list, by class, or in a key for each class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .display_text import printable, quoted
from .json_lines import JsonGatherer, Record, json_records
from .prediction_columns import LABELS, NAMES, ColumnChoice, assign_columns, find_column, listed
from .raw_predictions import LABEL_KEYS, NAME_KEYS, SCORE_KEYS, RawPredictions
from .score_kind import Kind, Where
from .source import Source


def read_json_predictions(source: Source, choice: ColumnChoice, needs_label: bool) -> RawPredictions:
    """The predictions in JSON lines; the first line tells which keys they use."""
    records = json_records(source)
    first = next(records, None)
    if first is None:
        raise source.error("there are no rows")
    try:
        roles = _json_roles(first, choice, needs_label)
    except ValueError as error:
        raise source.error(str(error), first.line) from None
    gatherer = JsonGatherer(source, roles.width)
    _add(source, gatherer, roles, first)
    for record in records:
        _add(source, gatherer, roles, record)
    table = gatherer.finish(roles.label is not None, roles.name is not None)
    file, lines = source.shown_name, table.lines
    names = roles.class_names or tuple(map(str, range(roles.width)))
    where = Where(
        lambda row: f"{file}:{lines[row]}",
        lambda row, column: f"{file}:{lines[row]}: class {printable(names[column])}",
        file,
    )
    return RawPredictions(
        "JSON lines",
        table.values[:, 0] if roles.width == 1 else table.values,
        roles.kind,
        roles.class_names,
        table.soft_labels if table.soft_labels is not None else table.labels,
        table.names,
        where,
    )


@dataclass(frozen=True)
class _JsonRoles:
    label: str | None
    name: str | None
    key: str
    scores: Callable[[dict[str, Any]], Any]
    width: int
    kind: Kind | None
    class_names: tuple[str, ...] | None


def _json_roles(first: Record, choice: ColumnChoice, needs_label: bool) -> _JsonRoles:
    fields = list(first.fields)
    keys = [key for key in fields if key.lower() in SCORE_KEYS]
    keys = [key for key in keys if isinstance(first.fields[key], list | dict)]
    if len(keys) > 1:
        raise ValueError(f"{listed(keys)} are both scores: leave one in the file")
    if not keys:
        roles = assign_columns(fields, choice, needs_label=needs_label)
        columns = [fields[i] for i in roles.classes]
        label, name = (None if i is None else fields[i] for i in (roles.label, roles.name))
        take = _taking(columns)
        return _JsonRoles(label, name, "scores", take, len(columns), roles.kind, roles.class_names)
    key = keys[0]
    others = [field for field in fields if field != key]
    label = _chosen(others, choice.label, "--label-column", (*LABELS, *LABEL_KEYS))
    name = _chosen(others, choice.name, "--name-column", (*NAMES, *NAME_KEYS))
    if label is None and needs_label:
        raise ValueError(
            f"no label among {listed(others)}: --label-column names it, or --labels another file"
        )
    value, kind = first.fields[key], SCORE_KEYS[key.lower()]
    if isinstance(value, dict):
        inner = _taking(list(value))
        return _JsonRoles(label, name, key, lambda row: inner(row.get(key)), len(value), kind, tuple(value))
    return _JsonRoles(label, name, key, lambda row: row.get(key), len(value), kind, None)


def _chosen(fields: list[str], word: str | None, option: str, known: tuple[str, ...]) -> str | None:
    if word is not None:
        return fields[find_column(fields, word, option)]
    found = [field for field in fields if field.lower() in known]
    if len(found) > 1:
        raise ValueError(f"{listed(found)} may both be meant: {option} names the right one")
    return found[0] if found else None


def _taking(columns: list[str]) -> Callable[[Any], Any]:
    """What takes the scores of these columns from an object; the object itself if it has others."""

    def take(row: Any) -> Any:
        if not isinstance(row, dict) or any(column not in row for column in columns):
            return row
        return [row[column] for column in columns]

    return take


def _add(source: Source, gatherer: JsonGatherer, roles: _JsonRoles, record: Record) -> None:
    for key in (roles.label, roles.name):
        if key is not None and record.fields.get(key) is None:
            raise source.error(f"{quoted(key)} is missing", record.line)
    label = None if roles.label is None else record.fields[roles.label]
    name = None if roles.name is None else record.fields[roles.name]
    gatherer.add(record, roles.key, roles.scores(record.fields), label, name)
