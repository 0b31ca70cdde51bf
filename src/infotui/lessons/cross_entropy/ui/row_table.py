"""The rows of mode data as texts in columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from infotui.core.reading import NONE, format_number
from infotui.data.display_text import fit_cells
from infotui.lessons.cross_entropy.model.prediction_rows import RowListing
from infotui.lessons.cross_entropy.model.predictions import RowOrder
from infotui.lessons.cross_entropy.model.row_details import RowDetails

from .row_list import Column

NAME_CELLS = 12

_ROW = Column("row", 8, False)
_NAME = Column("name", NAME_CELLS, False)
_TRUE = Column("true", NAME_CELLS, False)
_SHORT_TRUE = Column("true", 8, False)
_PREDICTED = Column("predicted", NAME_CELLS, False)
_CONFIDENCE = Column("q", 6, True)
_Q_TRUE = Column("q[true]", 8, True)
_LOSS = Column("loss", 9, True)
_Q_A = Column("q[true] A", 9, True)
_Q_B = Column("q[true] B", 9, True)
_LOSS_A = Column("loss A", 9, True)
_LOSS_B = Column("loss B", 9, True)
_GAP = Column("d = A − B", 9, True)

_ALONE: tuple[tuple[Column, ...], ...] = (
    (_ROW, _NAME, _TRUE, _PREDICTED, _CONFIDENCE, _Q_TRUE, _LOSS),
    (_ROW, _TRUE, _PREDICTED, _CONFIDENCE, _Q_TRUE, _LOSS),
    (_ROW, _SHORT_TRUE, _PREDICTED, _LOSS),
    (Column("row", 6, False), _SHORT_TRUE, Column("loss", 8, True)),
)
_PAIRED: tuple[tuple[Column, ...], ...] = (
    (_ROW, _TRUE, _Q_A, _Q_B, _LOSS_A, _LOSS_B, _GAP),
    (_ROW, _SHORT_TRUE, _Q_A, _Q_B, _GAP),
    (Column("row", 6, False), _Q_A, _Q_B, _GAP),
    (Column("row", 6, False), _Q_A, _Q_B),
)


_ORDERS = {RowOrder.WORST: "worst first", RowOrder.BEST: "best first", RowOrder.FILE: "file order"}
_PAIRED_ORDERS = {RowOrder.WORST: "largest |d| first", RowOrder.BEST: "smallest |d| first"}


@dataclass(frozen=True, slots=True)
class RowTable:
    """A listing of the model as columns of text."""

    listing: RowListing

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.listing.count

    def is_sorted(self, index: int) -> bool:
        """Whether the row of the list can be told at once."""
        return self.listing.is_sorted(index)

    def place_at(self, index: int) -> int | None:
        """The place of a row of the list; None beyond its ends."""
        return self.listing.place_at(index)

    def index_of(self, place: int) -> int | None:
        """Where a row stands in the list; None if it is not listed."""
        return self.listing.index_of(place)

    def find(self, typed: str) -> int:
        """The place of the row that `typed` names; ValueError if there is none."""
        return self.listing.find(typed)

    @property
    def order(self) -> str:
        """In which order the rows are."""
        state = self.listing.state
        if state.against is None:
            return _ORDERS[state.order]
        return _PAIRED_ORDERS.get(state.order, _ORDERS[state.order])

    @property
    def prompt(self) -> str:
        """The label of the prompt that finds a row."""
        return "row, by number or name:" if self._has_names else "row, by number:"

    def columns(self, width: int) -> tuple[Column, ...]:
        """The most columns that `width` cells have room for."""
        layouts = _ALONE if self.listing.state.against is None else _PAIRED
        if not self._has_names and layouts is _ALONE:
            layouts = _ALONE[1:]
        fitting = (columns for columns in layouts if sum(c.width + 1 for c in columns) < width)
        return next(fitting, layouts[-1])

    def cells(self, start: int, stop: int, width: int) -> list[tuple[str, ...]]:
        """The texts of these rows, one a column."""
        columns = self.columns(width)
        return [_texts(columns, row) for row in self.listing.details(start, stop)]

    @property
    def _has_names(self) -> bool:
        return self.listing.state.loaded.names is not None


@lru_cache(maxsize=256)
def _texts(columns: tuple[Column, ...], row: RowDetails) -> tuple[str, ...]:
    return tuple(_cell(column, row) for column in columns)


def _cell(column: Column, row: RowDetails) -> str:
    match column.heading:
        case "row":
            return str(row.row)
        case "name":
            return fit_cells(row.name or "", column.width)
        case "true":
            return fit_cells(NONE if row.true is None else row.true, column.width)
        case "predicted":
            return fit_cells(row.predicted, column.width)
        case "q":
            return format_number(row.confidence, ".4f")
        case "q[true]" | "q[true] A":
            return _number(row.q_true)
        case "q[true] B":
            return _number(row.q_there)
        case "loss" | "loss A":
            return _number(row.loss)
        case "loss B":
            return _number(row.loss_there)
    return _number(row.difference)


def _number(value: float | None) -> str:
    return NONE if value is None else format_number(value, ".4f")
