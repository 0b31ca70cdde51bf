"""Reading predictions of any format: the format is recognized, and its reader called."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from .array_file import read_npy, read_npz
from .array_predictions import labels_of, predictions_of_arrays
from .json_predictions import read_json_predictions
from .labels import LabelColumn
from .prediction_columns import ColumnChoice, listed
from .raw_predictions import LABEL_KEYS, RawPredictions
from .recognize import Format, recognize
from .source import OpenInput
from .text_labels import read_text_labels
from .text_predictions import read_text_predictions


def read_raw_predictions(
    path: str, choice: ColumnChoice, open_input: OpenInput, *, needs_label: bool
) -> RawPredictions:
    """The scores, labels and names of a file or of standard input, of any format that is read.

    Raises:
        DataError: a format that is not read, or an ambiguous table; the line names the option that decides.
    """
    with open_input(path, "predictions") as source:
        found = recognize(source)
        if found is Format.NPY:
            return predictions_of_arrays(source, {"": read_npy(source)}, "NPY", choice, needs_label)
        if found is Format.NPZ:
            return predictions_of_arrays(source, read_npz(source), "NPZ", choice, needs_label)
        if found is Format.JSON_LINES:
            return read_json_predictions(source, choice, needs_label)
        return read_text_predictions(source, choice, needs_label)


def read_labels(path: str, open_input: OpenInput) -> LabelColumn | NDArray[Any]:
    """Labels from a file of their own: an array (N,) or (N, K), or a text (`read_text_labels`)."""
    with open_input(path, "labels") as source:
        found = recognize(source)
        if found is Format.NPY:
            return labels_of(read_npy(source), source)
        if found is Format.NPZ:
            arrays = read_npz(source)
            keys = [key for key in arrays if key.lower() in LABEL_KEYS] or list(arrays)
            if len(keys) > 1:
                raise source.error(f"{listed(keys)} may all be the labels")
            return labels_of(arrays[keys[0]], source)
        if found is Format.JSON_LINES:
            raise source.error("labels are read from NPY, NPZ or a text with one label a line")
        return read_text_labels(source)
