"""Two models' predictions on the same examples, brought into the same order of rows and classes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from .display_text import quoted
from .predictions import Predictions
from .source import DataError, shown_name


def pair_predictions(
    a: Predictions, b: Predictions, *, by_name: bool = False
) -> tuple[Predictions, Predictions]:
    """Both models on the rows that both have, `b` in the order of `a`.

    Rows pair by their place in the file, or by name. Labels that only one file has are those of both.

    Raises:
        DataError: other numbers of rows or classes, other class names, a name that is missing or occurs
            twice, or the first row whose labels differ.
    """
    b = _same_classes(a, b)
    rows_a, rows_b = _by_name(a, b) if by_name else _by_place(a, b)
    a, b = a.take(rows_a), b.take(rows_b)
    if a.targets is None or b.targets is None:
        labelled = a if b.targets is None else b
        return (
            replace(a, targets=labelled.targets, labels_from=labelled.labels_from),
            replace(b, targets=labelled.targets, labels_from=labelled.labels_from),
        )
    if a.targets.shape != b.targets.shape:
        raise _error(a, b, "one has labels, and the other distributions as labels")
    differs = a.targets != b.targets
    differs = differs.any(axis=1) if differs.ndim == 2 else differs
    if differs.any():
        i = int(differs.argmax())
        shown = ""
        if a.targets.ndim == 1:
            ours, theirs = a.classes[int(a.targets[i])], b.classes[int(b.targets[i])]
            shown = f": {quoted(ours)} and {quoted(theirs)}"
        raise _error(a, b, f"the labels of row {a.row_in_file(i):,} (counted from 0) differ{shown}")
    return a, b


def _same_classes(a: Predictions, b: Predictions) -> Predictions:
    if a.k != b.k:
        raise _error(a, b, f"{a.k} and {b.k} classes")
    if a.classes == b.classes:
        return b
    if set(a.classes) != set(b.classes):
        only = next(name for name in a.classes if name not in b.classes)
        raise _error(a, b, f"class {quoted(only)} is in the first file only")
    order = np.array([b.classes.index(name) for name in a.classes])
    targets = b.targets
    if targets is not None:
        targets = targets[:, order] if targets.ndim == 2 else np.argsort(order)[targets]
    scores = replace(b.scores, values=b.scores.values[:, order])
    return replace(b, scores=scores, targets=targets, classes=a.classes)


def _by_place(a: Predictions, b: Predictions) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    in_all = [p.n + p.skipped + p.ignored for p in (a, b)]
    places_a, places_b = (np.arange(p.n) if p.rows is None else p.rows for p in (a, b))
    if in_all[0] != in_all[1]:
        raise _error(a, b, f"{in_all[0]:,} and {in_all[1]:,} rows: --name-column pairs rows by name")
    _, rows_a, rows_b = np.intersect1d(places_a, places_b, assume_unique=True, return_indices=True)
    if not len(rows_a):
        raise _error(a, b, "no row is in both files")
    return rows_a, rows_b


def _by_name(a: Predictions, b: Predictions) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    places: dict[str | None, int] = {}
    for i in range(b.n):
        name = b.name_of(i)
        if places.setdefault(name, i) != i:
            raise _error(a, b, f"the name {quoted(str(name))} occurs twice in the second file")
    found = [places.get(a.name_of(i)) for i in range(a.n)]
    if None in found:
        missing = str(a.name_of(found.index(None)))
        raise _error(a, b, f"the name {quoted(missing)} is in the first file only")
    return np.arange(a.n), np.array(found, np.intp)


def _error(a: Predictions, b: Predictions, what: str) -> DataError:
    return DataError(f"{shown_name(a.file)} and {shown_name(b.file)}: {what}")
