"""A classifier's predictions on a test set: read, checked, and ready for `infotui.maths.batch`.

Nothing is clipped, renormalised, sorted or guessed silently: what was decided is in `notes`, and what
cannot be decided is a `DataError` that names the option which decides it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.maths.batch import Scores, cross_entropy_losses

from .display_text import counted
from .labels import LabelColumn, code_type, resolve_labels
from .prediction_columns import ColumnChoice, listed
from .prediction_file import read_labels, read_raw_predictions
from .raw_predictions import RawPredictions
from .score_kind import (
    Kind,
    ScoreStatistics,
    bad_row_message,
    detect_kind,
    require_sums,
    score_statistics,
    sum_tolerance,
)
from .source import DataError, OpenInput, data_error, open_quietly

_ONE_HOT = 1e-12
_ROUNDING = 1e-9


class PredictionOptions(NamedTuple):
    """What the command line says about a file of predictions."""

    kind: Kind | None = None
    labels: str | None = None
    labels_from: int | None = None
    columns: ColumnChoice = ColumnChoice()
    skip_bad: bool = False
    ignore: tuple[str, ...] = ()


NO_OPTIONS = PredictionOptions()


@dataclass(frozen=True, eq=False, repr=False)  # Textual logs what workers are called with
class Predictions:
    """Scores of N examples for K classes, with their labels.

    `targets` has shape (N,), classes counted from 0, or (N, K) for soft labels; None without labels.
    `rows` are the places in the file of the examples, counted from 0; None if every row is there.
    `row_sums` is the least and the greatest sum of a row of probabilities.
    """

    file: str
    format: str
    kind: Kind
    scores: Scores
    targets: NDArray[Any] | None
    classes: tuple[str, ...]
    labels_from: int | None
    dtype: np.dtype[Any]
    names: Sequence[str] | None = None
    rows: NDArray[np.intp] | None = None
    skipped: int = 0
    ignored: int = 0
    row_sums: tuple[float, float] | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def n(self) -> int:
        """The number of examples."""
        return self.scores.n

    @property
    def k(self) -> int:
        """The number of classes."""
        return self.scores.k

    @property
    def has_soft_labels(self) -> bool:
        """Whether the labels are distributions."""
        return self.targets is not None and self.targets.ndim == 2

    def row_in_file(self, i: int) -> int:
        """The place of an example in the file, counted from 0."""
        return i if self.rows is None else int(self.rows[i])

    def name_of(self, i: int) -> str | None:
        """The name of an example, if the file names its rows."""
        return None if self.names is None else self.names[self.row_in_file(i)]

    def take(self, rows: NDArray[np.intp]) -> Predictions:
        """Some of the examples, in that order."""
        places = rows if self.rows is None else self.rows[rows]
        targets = None if self.targets is None else self.targets[rows]
        return replace(self, scores=self.scores.take(rows), targets=targets, rows=places)


def read_predictions(
    path: str,
    options: PredictionOptions = NO_OPTIONS,
    open_input: OpenInput = open_quietly,
    *,
    needs_labels: bool = True,
) -> Predictions:
    """The predictions in a file, or `-` for standard input.

    Raises:
        DataError: the input is bad; the line says what is wrong and which option helps.
        Cancelled: the reading was cancelled.
    """
    own_labels = needs_labels and options.labels is None
    raw = read_raw_predictions(path, options.columns, open_input, needs_label=own_labels)
    if options.labels is not None:
        raw = replace(raw, labels=read_labels(options.labels, open_input))
    try:
        return _checked(path, _two_columns(raw, options), options)
    except MemoryError:
        raise data_error(path, "there is not enough memory for these predictions") from None


def _checked(path: str, raw: RawPredictions, options: PredictionOptions) -> Predictions:
    n, k = raw.values.shape
    if raw.class_names is not None and len(raw.class_names) != k:
        raise DataError(f"{raw.where.whole}: {counted(len(raw.class_names), 'class name')} for {k} classes")
    tolerance = sum_tolerance(k, raw.values.dtype, raw.decimals)
    named_kind = options.kind or raw.kind
    found = score_statistics(raw.values, tolerance, named_kind)
    kind = named_kind or detect_kind(found, raw.where)
    is_bad = found.is_bad_probabilities if kind is Kind.PROBABILITIES else found.is_bad_logits
    if is_bad.any() and not options.skip_bad:
        raise DataError(bad_row_message(raw.values, is_bad, kind, raw.where))
    require_sums(found, kind, raw.where)
    targets, labels_from, ignored, label_notes = _targets(raw, options, n, k)
    if named_kind is None and targets is not None and targets.ndim == 1 and labels_from is None:
        _require_only_classes(raw, targets, tolerance)
    rows = _kept_rows(is_bad, targets)
    values = raw.values if rows is None else raw.values[rows]
    if not len(values):
        raise DataError(f"{raw.where.whole}: every row is left out")
    scores = _scores(values, kind, found)
    if targets is not None and rows is not None:
        targets = targets[rows]
    skipped = int(np.count_nonzero(is_bad))
    predictions = Predictions(
        file=path,
        format=raw.format,
        kind=kind,
        scores=scores,
        targets=targets,
        classes=raw.class_names or tuple(str(c + (labels_from or 0)) for c in range(k)),
        labels_from=labels_from,
        dtype=raw.values.dtype,
        names=raw.names,
        rows=rows,
        skipped=skipped,
        ignored=ignored,
        row_sums=(found.least_sum, found.most_sum) if kind is Kind.PROBABILITIES else None,
    )
    return replace(predictions, notes=(*label_notes, *_notes(raw, found, predictions)))


def _require_only_classes(raw: RawPredictions, targets: NDArray[Any], tolerance: float) -> None:
    """Raise DataError if the columns that labels name are probabilities, but not with those beside them."""
    names = raw.class_names or ()
    own = np.flatnonzero(np.bincount(targets[targets >= 0], minlength=len(names)))
    if len(own) < 2 or len(own) == len(names):
        return
    with np.errstate(invalid="ignore"):
        sums = raw.values[:, own].sum(axis=1)
        are_alone = bool((np.abs(sums - 1) <= tolerance).all() and (raw.values[:, own] >= 0).all())
    others = np.setdiff1d(np.arange(len(names)), own)
    if are_alone and bool((raw.values[:, others].sum(axis=1) > tolerance).any()):
        classes, left = listed([names[i] for i in own]), listed([names[i] for i in others])
        raise DataError(
            f"{raw.where.whole}: {classes} sum to 1 in every row, and {left} are columns beside them: "
            "--columns names the classes"
        )


def _kept_rows(is_bad: NDArray[np.bool_], targets: NDArray[Any] | None) -> NDArray[np.intp] | None:
    """The rows that are neither bad nor left out by their label; None if all are kept."""
    if targets is None or targets.ndim == 2 or targets.min() >= 0:
        return np.flatnonzero(~is_bad) if is_bad.any() else None
    return np.flatnonzero(~is_bad & (targets >= 0))


def _two_columns(raw: RawPredictions, options: PredictionOptions) -> RawPredictions:
    """A binary score of label 1 as two classes: (0, z), or (1 − p, p)."""
    values = raw.values
    where = raw.where.whole
    if len(values) == 0:
        raise DataError(f"{where}: there are no rows")
    if values.ndim == 2:
        if values.shape[1] < 2:
            raise DataError(f"{where}: there is one class: a classifier has at least 2")
        return raw
    kind = options.kind or raw.kind
    if kind is None:
        raise DataError(
            f"{where}: one score a row, of label 1: --as logits or --as probabilities says what they are"
        )
    if kind is Kind.LOG_PROBABILITIES:
        raise DataError(f"{where}: one log-probability a row leaves the other class open")
    scores = values.astype(np.float64 if values.dtype.kind != "f" else values.dtype)
    with np.errstate(invalid="ignore"):
        other = 1 - scores if kind is Kind.PROBABILITIES else np.zeros_like(scores)
    both = np.stack([other, scores], axis=1)
    return replace(raw, values=both, class_names=raw.class_names or ("0", "1"), kind=kind)


def _scores(values: NDArray[Any], kind: Kind, found: ScoreStatistics) -> Scores:
    limit = max(-found.least, found.most) if math.isfinite(found.least + found.most) else None
    if kind is not Kind.PROBABILITIES:
        return Scores(values, limit=limit)
    if values.dtype == np.float64 and values.flags.writeable:
        # No one else uses this array: the logarithm is taken in place once, not in every pass.
        with np.errstate(divide="ignore"):
            return Scores(np.log(values, out=values))
    return Scores(values, are_probabilities=True)


def _targets(
    raw: RawPredictions, options: PredictionOptions, n: int, k: int
) -> tuple[NDArray[Any] | None, int | None, int, tuple[str, ...]]:
    labels = raw.labels
    if labels is None:
        return None, options.labels_from, 0, ()
    count = len(labels.codes) if isinstance(labels, LabelColumn) else len(labels)
    if count != n:
        raise DataError(f"{raw.where.whole}: {counted(count, 'label')} for {counted(n, 'row')} of scores")
    if isinstance(labels, LabelColumn):
        found = resolve_labels(labels, k, raw.class_names, raw.where, options.labels_from, options.ignore)
        return found.y, found.labels_from, found.ignored, found.notes
    if labels.shape[1] != k:
        raise DataError(f"{raw.where.whole}: labels of {labels.shape[1]} classes for scores of {k}")
    soft = labels.astype(np.float64)
    with np.errstate(invalid="ignore"):
        sums = soft.sum(axis=1)
        bad = ~(np.abs(sums - 1) <= sum_tolerance(k, labels.dtype, raw.decimals)) | (soft < 0).any(axis=1)
    if bad.any():
        row = int(bad.argmax())
        raise DataError(f"{raw.where.row(row)}: the labels sum to {sums[row]:.9g} and must be a distribution")
    if bool((soft.max(axis=1) >= 1 - _ONE_HOT).all()):
        return soft.argmax(axis=1).astype(code_type(k)), 0, 0, ("labels are one-hot rows",)
    return soft, 0, 0, ("labels are distributions (soft labels)",)


def _notes(raw: RawPredictions, found: ScoreStatistics, predictions: Predictions) -> tuple[str, ...]:
    """What was decided, and what looks wrong, in sentences without a full stop."""
    notes = []
    if raw.left_out:
        notes.append(f"columns left out: {listed(raw.left_out)}")
    if "decimal comma" in raw.format:
        notes.append("numbers have decimal commas")
    if predictions.ignored:
        notes.append(f"{counted(predictions.ignored, 'row')} left out by label")
    if predictions.skipped:
        notes.append(f"{counted(predictions.skipped, 'bad row')} left out")
    sums_to_1 = not found.has_outside and found.good_sums > 0 and not found.off_sums
    if sums_to_1 and predictions.kind is Kind.PROBABILITIES:
        if max(1 - found.least_sum, found.most_sum - 1) > _ROUNDING:
            least, most = f"{found.least_sum:.9g}", f"{found.most_sum:.9g}"
            notes.append(f"row sums are from {least} to {most}; each row is divided by its sum")
        if found.largest_ratio <= math.e * (1 + found.tolerance) and predictions.k > 1:
            limit = math.e / (math.e + predictions.k - 1)
            notes.append(f"looks like softmax applied twice: no probability can exceed {limit:.3f}")
    elif sums_to_1 and predictions.kind is Kind.LOGITS and predictions.targets is not None:
        scores = Scores(predictions.scores.values, are_probabilities=True)
        loss = float(cross_entropy_losses(scores, predictions.targets).mean())
        notes.append(
            "all rows lie in [0, 1] and sum to 1: is this already a softmax? "
            f"the loss of that is {loss:.4f} nats (--as probabilities)"
        )
    return tuple(notes)
