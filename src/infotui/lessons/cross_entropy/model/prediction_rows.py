"""The list of rows of mode data: which rows, and in which order."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.core.reading import Unit
from infotui.data.display_text import quoted
from infotui.maths.loss_summary import worst_rows

from . import prediction_numbers as numbers
from .predictions import PredictionState, RowOrder
from .row_details import RowDetails, row_details

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions

FIRST_ROWS = 1000
"""So many rows can be gone to before all are sorted."""

_FIRST_SORTED = FIRST_ROWS + 200  # rows below the last of them are shown with it
_wholly_sorted: deque[_Key] = deque(maxlen=2)
"""The lists that are sorted to their end."""

_SORTED_AT_ONCE = 50_000

Places = NDArray[np.intp]


def row_count(state: PredictionState) -> int:
    """How many rows the list has."""
    places = _places(state.loaded, state.true_class)
    return state.loaded.n if places is None else len(places)


def rows_in_order(state: PredictionState, start: int, stop: int) -> list[int]:
    """The rows `start` to `stop` of the list, as places among all predictions."""
    count = row_count(state)
    order = _ordered(_key(state), _sorted_count(stop, count))
    return [int(place) for place in (range(count) if order is None else order)[start:stop]]


def index_of(state: PredictionState) -> int | None:
    """Where the selected row stands in the list; None if it is not of the class shown."""
    places = _places(state.loaded, state.true_class)
    at = state.row if places is None else int(np.searchsorted(places, state.row))
    if places is not None and (at == len(places) or places[at] != state.row):
        return None
    if state.order is RowOrder.FILE or (state.loaded.targets is None and state.against is None):
        return at
    keys = _sort_keys(_key(state))
    own = keys[at]
    return int(np.count_nonzero(keys > own) + np.count_nonzero(keys[:at] == own))


def first_row(state: PredictionState) -> int | None:
    """The first row of the list; None if it is empty."""
    found = rows_in_order(state, 0, 1)
    return found[0] if found else None


def with_first_row(state: PredictionState) -> PredictionState:
    """The state with the first row of the list selected."""
    first = first_row(state)
    return state if first is None else state.with_row(first)


def with_listed_row(state: PredictionState) -> PredictionState:
    """The state with a row of the list selected: the same if it is listed, else the first."""
    return with_first_row(state) if index_of(state) is None else state


def find_row(state: PredictionState, typed: str) -> int:
    """The place of the row of this number in the file or of this name; ValueError if it is not listed.

    A name that is a number is found before the row of that number.
    """
    typed = typed.strip()
    predictions, places = state.loaded, _places(state.loaded, state.true_class)
    named = _named(predictions, typed)
    number = _numbered(predictions, typed)
    for place in (named, number):
        if place is not None and (places is None or place in places):
            return place
    if named is not None or number is not None:
        raise ValueError(f"row {quoted(typed)} has another true class (t shows all)")
    names = " or name" if predictions.names is not None else ""
    last = predictions.row_in_file(predictions.n - 1)
    raise ValueError(f"there is no row of the number{names} {quoted(typed)}: numbers are 0 to {last:,}")


@lru_cache(maxsize=4)
def _places(predictions: Predictions, true_class: int | None) -> Places | None:
    """The places of the rows of one true class; None for all rows."""
    if true_class is None or predictions.targets is None:
        return None
    return np.flatnonzero(numbers.hard_targets(predictions) == true_class)


class _Key(NamedTuple):
    """What the order of the list depends on."""

    predictions: Predictions
    against: Predictions | None
    true_class: int | None
    order: RowOrder
    temperature: float


def _key(state: PredictionState) -> _Key:
    temperature = 1.0 if state.order is RowOrder.FILE else state.order_temperature
    return _Key(state.loaded, state.against, state.true_class, state.order, temperature)


def _sorted_count(stop: int, n: int) -> int:
    """How many rows to sort so that the first `stop` are in order."""
    return n if stop > _FIRST_SORTED or n <= _SORTED_AT_ONCE else _FIRST_SORTED


def is_sorted(state: PredictionState, index: int) -> bool:
    """Whether the row of the list can be told without sorting all rows, which may take long."""
    n = row_count(state)
    return (
        index < FIRST_ROWS
        or n <= _SORTED_AT_ONCE
        or state.order is RowOrder.FILE
        or _key(state) in _wholly_sorted
    )


def sort_all(state: PredictionState) -> None:
    """Sort all rows of the list, and keep the order."""
    _ordered(_key(state), row_count(state))
    _wholly_sorted.append(_key(state))


@lru_cache(maxsize=4)
def _ordered(key: _Key, count: int) -> Places | None:
    """The places in the order of the list, at least the first `count`; None for all in the file's order."""
    places = _places(key.predictions, key.true_class)
    has_keys = key.predictions.targets is not None or key.against is not None
    if key.order is RowOrder.FILE or not has_keys or (places is not None and not len(places)):
        return places
    found = np.asarray(worst_rows(_sort_keys(key), count), np.intp)
    return found if places is None else places[found]


@lru_cache(maxsize=4)
def _sort_keys(key: _Key) -> NDArray[np.float64]:
    """What the list is sorted by, largest first: the loss, |d| with a second model, or their negatives."""
    ours = numbers.rows_of_class(key.predictions, key.true_class)
    found: NDArray[np.float64]
    if key.against is None:
        found = numbers.evaluation(ours, key.temperature).losses
    else:
        theirs = numbers.rows_of_class(key.against, key.true_class)
        found = numbers.row_gaps(ours, theirs, key.temperature)
    return -found if key.order is RowOrder.BEST else found


def _named(predictions: Predictions, typed: str) -> int | None:
    names = predictions.names
    row = -1
    while names is not None:
        try:
            row = names.index(typed, row + 1)
        except ValueError:
            return None
        place = _place_of(predictions, row)
        if place is not None:  # another row of that name may have been left out
            return place
    return None


def _numbered(predictions: Predictions, typed: str) -> int | None:
    digits = typed.replace(",", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 18:
        return None
    return _place_of(predictions, int(digits))


def _place_of(predictions: Predictions, row: int) -> int | None:
    """The place among the predictions of a row of the file; None if it is not there."""
    if predictions.rows is None:
        return row if row < predictions.n else None
    at = int(np.searchsorted(predictions.rows, row))
    return at if at < predictions.n and predictions.rows[at] == row else None


@dataclass(frozen=True, slots=True)
class RowListing:
    """The list of rows of one state; numbers are computed for the rows that are asked for."""

    state: PredictionState
    unit: Unit

    @property
    def count(self) -> int:
        """How many rows it has."""
        return row_count(self.state)

    def place_at(self, index: int) -> int | None:
        """The place among all predictions of a row of the list; None beyond its ends."""
        found = rows_in_order(self.state, index, index + 1) if index >= 0 else []
        return found[0] if found else None

    def index_of(self, place: int) -> int | None:
        """Where a row stands in the list; None if it is not listed, or is one of another file."""
        return index_of(self.state.with_row(place)) if place < self.state.loaded.n else None

    def is_sorted(self, index: int) -> bool:
        """Whether the row of the list can be told at once."""
        return is_sorted(self.state, index)

    def details(self, start: int, stop: int) -> list[RowDetails]:
        """What the list shows of these rows."""
        return row_details(self.state, rows_in_order(self.state, start, stop), self.unit)

    def find(self, typed: str) -> int:
        """The place of the row of this number or name; ValueError if it is not listed."""
        return find_row(self.state, typed)
