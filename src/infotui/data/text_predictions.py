"""Predictions from a table of text, whose header or the options name the columns."""

from __future__ import annotations

from .display_text import printable
from .prediction_columns import ColumnChoice, assign_columns
from .raw_predictions import KNOWN_NAMES, RawPredictions
from .score_kind import Where
from .source import Source
from .text_table import TextRoles, read_text_format, read_text_table


def read_text_predictions(source: Source, choice: ColumnChoice, needs_label: bool) -> RawPredictions:
    """The predictions in a table of text."""
    text_format = read_text_format(source, KNOWN_NAMES)
    header = text_format.header or tuple(map(str, range(1, text_format.columns + 1)))
    try:
        if text_format.header is None and needs_label and choice.label is None:
            raise ValueError(
                "there is no header: --label-column N says which column is the label, "
                "or --labels another file"
            )
        roles = assign_columns(header, choice, needs_label=needs_label)
    except ValueError as error:
        raise source.error(str(error)) from None
    class_names = roles.class_names if text_format.header else None
    hint = "" if choice.classes else "; --columns names the class columns"
    table = read_text_table(source, text_format, TextRoles(roles.classes, roles.label, roles.name, hint))
    file, lines = source.shown_name, table.lines
    names = [header[i] for i in roles.classes]
    where = Where(
        lambda row: f"{file}:{lines[row]}",
        lambda row, column: f"{file}:{lines[row]}: column {printable(names[column])}",
        file,
    )
    values = table.values[:, 0] if len(roles.classes) == 1 else table.values
    return RawPredictions(
        text_format.description,
        values,
        roles.kind,
        class_names,
        table.labels,
        table.names,
        where,
        table.decimals,
        roles.left_out,
    )
