"""Predictions from arrays: the keys tell which array holds the scores and which the labels."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from .array_file import read_npy, read_npz
from .labels import LabelColumn, label_column
from .prediction_columns import ColumnChoice, listed
from .raw_predictions import CLASS_KEYS, LABEL_KEYS, NAME_KEYS, SCORE_KEYS, RawPredictions
from .recognize import Format
from .score_kind import Kind, Where
from .source import Source


def read_array_predictions(
    source: Source, found: Format, choice: ColumnChoice, needs_label: bool
) -> RawPredictions:
    """The predictions in an NPY or NPZ file."""
    if found is Format.NPY:
        return predictions_of_arrays(source, {"": read_npy(source)}, "NPY", choice, needs_label)
    return predictions_of_arrays(source, read_npz(source), "NPZ", choice, needs_label)


def read_array_labels(source: Source, found: Format) -> LabelColumn | NDArray[Any]:
    """The labels in an NPY or NPZ file."""
    if found is Format.NPY:
        return labels_of(read_npy(source), source)
    arrays = read_npz(source)
    keys = [key for key in arrays if key.lower() in LABEL_KEYS] or list(arrays)
    if len(keys) > 1:
        raise source.error(f"{listed(keys)} may all be the labels")
    return labels_of(arrays[keys[0]], source)


def predictions_of_arrays(
    source: Source, arrays: dict[str, NDArray[Any]], name: str, choice: ColumnChoice, needs_label: bool
) -> RawPredictions:
    """The predictions in named arrays, or in a single one without a name."""
    if name == "NPY":
        key, kind, labels, classes, names = "", None, None, None, None
    else:
        key, kind = _score_key(source, arrays)
        labels = _first_of(source, arrays, LABEL_KEYS if choice.label is None else (choice.label,))
        classes = _first_of(source, arrays, CLASS_KEYS)
        names = _first_of(source, arrays, NAME_KEYS if choice.name is None else (choice.name,))
    if labels is None and needs_label:
        keys = f" beside {listed(list(arrays))}" if name == "NPZ" else ""
        raise source.error(f"there are no labels{keys}: --labels FILE names a file of them")
    values = arrays[key]
    if values.dtype.kind not in "fiu":
        title = f"{key}: " if key else ""
        raise source.error(f"{title}the type {values.dtype} is no type of scores: float32 is one")
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    label = key or "array"
    file = source.shown_name
    where = Where(
        lambda row: f"{file}: {label}[{row}]",
        lambda row, column: (
            f"{file}: {label}[{row}, {column}]" if values.ndim == 2 else f"{file}: {label}[{row}]"
        ),
        file,
    )
    return RawPredictions(
        name,
        values,
        kind,
        None if classes is None else tuple(label_texts(classes)),
        None if labels is None else labels_of(labels, source),
        None if names is None else label_texts(names),
        where,
    )


def _score_key(source: Source, arrays: dict[str, NDArray[Any]]) -> tuple[str, Kind | None]:
    found = [key for key in arrays if key.lower() in SCORE_KEYS]
    if len(found) > 1:
        raise source.error(f"{listed(found)} are both scores: leave one in the file")
    if not found:
        wanted = listed(list(SCORE_KEYS)[:3])
        raise source.error(f"none of the arrays {listed(list(arrays))} is called {wanted}")
    return found[0], SCORE_KEYS[found[0].lower()]


def _first_of(source: Source, arrays: dict[str, NDArray[Any]], keys: tuple[str, ...]) -> NDArray[Any] | None:
    found = [key for key in arrays if key.lower() in keys or key in keys]
    if len(found) > 1:
        raise source.error(f"{listed(found)} may both be meant: leave one in the file")
    return arrays[found[0]] if found else None


def labels_of(values: NDArray[Any], source: Source) -> LabelColumn | NDArray[Any]:
    """An array of labels: a column, or distributions (N, K) as they are."""
    if values.ndim == 2 and values.shape[1] == 1:
        values = values[:, 0]
    if values.ndim == 2 and values.dtype.kind not in "fiub":
        raise source.error(f"labels of shape {values.shape} and type {values.dtype} are no distributions")
    return values if values.ndim == 2 else label_column(values)


def label_texts(values: NDArray[Any]) -> list[str]:
    """An array of names, numbers or texts, as texts."""
    column = label_column(values.reshape(-1))
    return [column.texts[code] for code in column.codes.tolist()]
