"""Mode data: a classifier's own predictions, read from a file, at a temperature.

A `PredictionRequest` says which files to read and how. `PredictionState` holds it, and the predictions once
they are read. numpy is imported only when a file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions
    from infotui.data.source import OpenInput, Source

DEFAULT_ROWS = 10


class RowOrder(StrEnum):
    """The order of the list of rows."""

    WORST = "worst"
    BEST = "best"
    FILE = "file"

    @property
    def following(self) -> RowOrder:
        """The order that comes next."""
        orders = tuple(RowOrder)
        return orders[(orders.index(self) + 1) % len(orders)]


class PredictionRequest(NamedTuple):
    """What the command line says about files of predictions; names and numbers of columns as typed."""

    file: str
    kind: str | None = None
    labels: str | None = None
    labels_from: int | None = None
    label_column: str | None = None
    name_column: str | None = None
    columns: tuple[str, ...] = ()
    skip_bad: bool = False
    ignore: tuple[str, ...] = ()
    against: str | None = None


class PredictionState(NamedTuple):
    """Predictions with a temperature, one true class or all, an order and a selected row.

    `predictions` is None until the file is read; `against` is the second model on the same rows, already
    paired. `true_class` and `row` count from 0; `row` is a place among the predictions, not in the list.
    While the temperature of many rows is moved, the loss comes from the interpolated curve, and
    `settled_temperature` is the last one at which everything was computed; otherwise it is None.
    """

    request: PredictionRequest
    predictions: Predictions | None = None
    against: Predictions | None = None
    temperature: float = 1.0
    true_class: int | None = None
    class_name: str | None = None
    order: RowOrder = RowOrder.WORST
    row: int = 0
    rows: int = DEFAULT_ROWS
    settled_temperature: float | None = None

    @property
    def loaded(self) -> Predictions:
        """The predictions; RuntimeError before they are read."""
        if self.predictions is None:
            raise RuntimeError("the predictions are not read yet")
        return self.predictions

    def with_predictions(
        self, predictions: Predictions, against: Predictions | None = None
    ) -> PredictionState:
        """A copy with what was read; ValueError if the class to show is not there."""
        true_class = None
        if self.class_name is not None:
            if self.class_name not in predictions.classes:
                from infotui.data.prediction_columns import listed

                raise ValueError(f"argument --class: there are {listed(predictions.classes)}")
            true_class = predictions.classes.index(self.class_name)
        return self._replace(predictions=predictions, against=against, true_class=true_class)

    @property
    def is_draft(self) -> bool:
        """Whether only the loss follows the temperature."""
        return self.settled_temperature is not None

    @property
    def order_temperature(self) -> float:
        """The temperature of the losses that the list is sorted by."""
        return self.temperature if self.settled_temperature is None else self.settled_temperature

    def with_temperature(self, temperature: float) -> PredictionState:
        """A copy with another temperature."""
        return self._replace(temperature=temperature, settled_temperature=None)

    def with_draft_temperature(self, temperature: float) -> PredictionState:
        """A copy with another temperature that is still moving: a draft."""
        return self._replace(temperature=temperature, settled_temperature=self.order_temperature)

    def with_true_class(self, true_class: int | None) -> PredictionState:
        """A copy with the rows of one true class only, counted from 0, or of all (None)."""
        name = None if true_class is None else self.loaded.classes[true_class]
        return self._replace(true_class=true_class, class_name=name)

    def with_order(self, order: RowOrder) -> PredictionState:
        """A copy with the list in another order."""
        return self._replace(order=order)

    def with_row(self, row: int) -> PredictionState:
        """A copy with another row selected, counted from 0 among the predictions."""
        if not 0 <= row < self.loaded.n:
            from infotui.data.display_text import counted

            raise ValueError(f"row {row} is not there: the file has {counted(self.loaded.n, 'row')}")
        return self._replace(row=row)


def load(state: PredictionState, open_input: OpenInput) -> PredictionState:
    """The state with its files read.

    Raises:
        DataError: the input is bad; the text is one line.
        Cancelled: the reading was cancelled.
    """
    from infotui.data.pairing import pair_predictions
    from infotui.data.prediction_columns import ColumnChoice
    from infotui.data.predictions import PredictionOptions, read_predictions
    from infotui.data.score_kind import Kind

    from .prediction_rows import with_first_row

    request = state.request
    options = PredictionOptions(
        kind=None if request.kind is None else Kind(request.kind),
        labels=request.labels,
        labels_from=request.labels_from,
        columns=ColumnChoice(request.label_column, request.name_column, request.columns),
        skip_bad=request.skip_bad,
        ignore=request.ignore,
    )
    opened = _OpenedNames(open_input)
    needs_labels = request.against is None
    found: tuple[Predictions, ...] = (
        read_predictions(request.file, options, opened, needs_labels=needs_labels),
    )
    if request.against is not None:
        other = read_predictions(request.against, options, opened, needs_labels=False)
        found = pair_predictions(found[0], other, by_name=request.name_column is not None)
    state = state._replace(request=opened.renamed(request))
    return with_first_row(state.with_predictions(*found))


class _OpenedNames:
    """Opens inputs and records their paths: an exercise set opens paths relative to its folder."""

    def __init__(self, open_input: OpenInput) -> None:
        self._open_input = open_input
        self._names: dict[str, str] = {}

    def __call__(self, path: str, what: str) -> AbstractContextManager[Source]:
        return self._open(path, what)

    @contextmanager
    def _open(self, path: str, what: str) -> Iterator[Source]:
        with self._open_input(path, what) as source:
            self._names[path] = source.name
            yield source

    def renamed(self, request: PredictionRequest) -> PredictionRequest:
        """The request with the names of what was opened."""
        names = self._names
        return request._replace(
            file=names.get(request.file, request.file),
            labels=None if request.labels is None else names.get(request.labels, request.labels),
            against=None if request.against is None else names.get(request.against, request.against),
        )
