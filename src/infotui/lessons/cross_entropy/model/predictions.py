"""Mode data: a classifier's own predictions, read from a file, at a temperature.

What is asked for (`PredictionRequest`) is known before anything is read; `PredictionState` has it with the
predictions once they are. Arrays, and numpy with them, are loaded only when a file is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions
    from infotui.data.source import OpenInput

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


@dataclass(frozen=True, slots=True)
class PredictionRequest:
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


@dataclass(frozen=True, slots=True)
class PredictionState:
    """Predictions with a temperature, one true class or all, an order and a selected row.

    `predictions` is None until the file is read; `against` is the second model on the same rows, already
    paired. `true_class` and `row` count from 0; `row` is a place among the predictions, not in the list.
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

    @property
    def loaded(self) -> Predictions:
        """The predictions; RuntimeError before they are read."""
        if self.predictions is None:
            raise RuntimeError("the predictions are not read yet")
        return self.predictions

    def with_predictions(
        self, predictions: Predictions, against: Predictions | None = None
    ) -> PredictionState:
        """The same with what was read; ValueError if the class asked for is not there."""
        true_class = None
        if self.class_name is not None:
            if self.class_name not in predictions.classes:
                from infotui.data.prediction_columns import listed

                raise ValueError(f"argument --class: there are {listed(predictions.classes)}")
            true_class = predictions.classes.index(self.class_name)
        return replace(self, predictions=predictions, against=against, true_class=true_class)

    def with_temperature(self, temperature: float) -> PredictionState:
        """The same at another temperature."""
        return replace(self, temperature=temperature)

    def with_true_class(self, true_class: int | None) -> PredictionState:
        """The same with the rows of one true class only, counted from 0, or of all (None)."""
        name = None if true_class is None else self.loaded.classes[true_class]
        return replace(self, true_class=true_class, class_name=name)

    def with_order(self, order: RowOrder) -> PredictionState:
        """The same with the list in another order."""
        return replace(self, order=order)

    def with_row(self, row: int) -> PredictionState:
        """The same with another row selected, counted from 0 among the predictions."""
        if not 0 <= row < self.loaded.n:
            raise ValueError(f"row {row} is not there: there are {self.loaded.n:,} rows")
        return replace(self, row=row)


def load(state: PredictionState, open_input: OpenInput) -> PredictionState:
    """The state with its files read.

    Raises:
        DataError: the one line that says what is wrong.
        Cancelled: raised by what watches the reading.
    """
    from infotui.data.pairing import pair_predictions
    from infotui.data.prediction_columns import ColumnChoice
    from infotui.data.predictions import PredictionOptions, read_predictions
    from infotui.data.score_kind import Kind

    request = state.request
    options = PredictionOptions(
        kind=None if request.kind is None else Kind(request.kind),
        labels=request.labels,
        labels_from=request.labels_from,
        columns=ColumnChoice(request.label_column, request.name_column, request.columns),
        skip_bad=request.skip_bad,
        ignore=request.ignore,
    )
    needs_labels = request.against is None
    predictions = read_predictions(request.file, options, open_input, needs_labels=needs_labels)
    if request.against is None:
        return state.with_predictions(predictions)
    other = read_predictions(request.against, options, open_input, needs_labels=False)
    by_name = request.name_column is not None
    return state.with_predictions(*pair_predictions(predictions, other, by_name=by_name))
