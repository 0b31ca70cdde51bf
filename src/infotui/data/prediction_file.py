"""Reading predictions of any format: the format is recognized, and its reader imported and called."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from .labels import LabelColumn
from .prediction_columns import ColumnChoice
from .raw_predictions import RawPredictions
from .recognize import Format, recognize
from .source import OpenInput


def read_raw_predictions(
    path: str, choice: ColumnChoice, open_input: OpenInput, *, needs_label: bool
) -> RawPredictions:
    """The scores, labels and names of a file or of standard input, of any format that is read.

    Raises:
        DataError: a format that is not read, or an ambiguous table; the line names the option that decides.
    """
    with open_input(path, "predictions") as source:
        found = recognize(source)
        if found in (Format.NPY, Format.NPZ):
            from .array_predictions import read_array_predictions

            return read_array_predictions(source, found, choice, needs_label)
        if found is Format.JSON_LINES:
            from .json_predictions import read_json_predictions

            return read_json_predictions(source, choice, needs_label)
        from .text_predictions import read_text_predictions

        return read_text_predictions(source, choice, needs_label)


def read_labels(path: str, open_input: OpenInput) -> LabelColumn | NDArray[Any]:
    """Labels from a file of their own: an array (N,) or (N, K), or a text (`read_text_labels`)."""
    with open_input(path, "labels") as source:
        found = recognize(source)
        if found in (Format.NPY, Format.NPZ):
            from .array_predictions import read_array_labels

            return read_array_labels(source, found)
        if found is Format.JSON_LINES:
            raise source.error("labels are read from NPY, NPZ or a text with one label a line")
        from .text_labels import read_text_labels

        return read_text_labels(source)
