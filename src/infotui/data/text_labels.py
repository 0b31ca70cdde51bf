"""Labels in a text of their own: one a line, or a table with a column of labels."""

from __future__ import annotations

from .display_text import counted
from .labels import LabelColumn
from .prediction_columns import LABELS, listed
from .source import Source
from .text_format import TextFormat
from .text_table import TextRoles, read_text_format, read_text_table

_NO_DELIMITER = "\x1f"
"""A character that no label has: then a line is one field, whatever blanks and commas it has."""


def read_text_labels(source: Source) -> LabelColumn:
    """One label a line, which may have blanks: `golden retriever`. A first line `label` is a header.

    Lines that all split into equally many fields are a table, whose header must name one column `label`,
    `y`, `truth` or as `LABELS` has it.

    Raises:
        DataError: a table without such a header.
    """
    found = read_text_format(source, frozenset(LABELS))
    if found.columns == 1 or found.delimiter == " " or not found.is_even:
        header = found.header if found.columns == 1 else None
        one_a_line = TextFormat(_NO_DELIMITER, ".", header, 1)
        return _labels(source, one_a_line, 0)
    names = [name.strip().lower() for name in found.header or ()]
    columns = [i for i, name in enumerate(names) if name in LABELS]
    if len(columns) != 1:
        header_found = f"its header {listed(found.header)}" if found.header else "no header"
        raise source.error(
            "a file of labels has one label a line, or a column called 'label'; "
            f"this one has {counted(found.columns, 'column')} and {header_found}"
        )
    return _labels(source, found, columns[0])


def _labels(source: Source, text_format: TextFormat, column: int) -> LabelColumn:
    table = read_text_table(source, text_format, TextRoles((), column))
    assert table.labels is not None
    return table.labels
