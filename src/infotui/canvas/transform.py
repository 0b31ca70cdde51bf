"""The one mapping between data and cells: painters draw through it, the mouse reads through it."""

from dataclasses import dataclass
from math import floor, isfinite

TIE_EPSILON = 5e-9
"""Cells: on the edge of two but for rounding is in the one of larger x and y, as in plotext."""


@dataclass(frozen=True, slots=True)
class PlotTransform:
    """A box of cells and the data limits it stands for.

    The centre of the first column is `x_min` and the centre of the last `x_max` (plotext's
    convention); the centre of the top row is `y_max` and of the bottom row `y_min`. A cell
    coordinate is therefore fractional, and a whole number is the centre of a cell.

    Raises:
        ValueError: the box is empty, or limits are not finite and distinct.
    """

    left: int
    top: int
    width: int
    height: int
    x_min: float
    x_max: float
    y_min: float
    y_max: float

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1:
            raise ValueError(f"the data box must have a cell at least, got {self.width}x{self.height}")
        for axis, low, high in (("x", self.x_min, self.x_max), ("y", self.y_min, self.y_max)):
            if not isfinite(high - low) or high == low:
                raise ValueError(f"{axis} limits must be finite and distinct, got {low!r} and {high!r}")

    def column(self, x: float) -> float:
        """The cell coordinate of `x`, also outside the box."""
        return self.left + (x - self.x_min) / (self.x_max - self.x_min) * (self.width - 1)

    def row(self, y: float) -> float:
        """The cell coordinate of `y`, growing downwards, also outside the box."""
        return self.top + (self.y_max - y) / (self.y_max - self.y_min) * (self.height - 1)

    def x(self, column: float) -> float:
        """The inverse of `column`; in a box of one column everything is `x_min`."""
        share = (column - self.left) / max(self.width - 1, 1)
        return self.x_min + share * (self.x_max - self.x_min)

    def y(self, row: float) -> float:
        """The inverse of `row`; in a box of one row everything is `y_max`."""
        share = (row - self.top) / max(self.height - 1, 1)
        return self.y_max - share * (self.y_max - self.y_min)

    def contains(self, column: float, row: float) -> bool:
        """Whether a cell coordinate lies in one of the cells of the box; NaN lies nowhere."""
        across = self.left - 0.5 <= column < self.left + self.width - 0.5
        return across and self.top - 0.5 <= row < self.top + self.height - 0.5

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The (column, row) of the cell that `x`, `y` falls in, or None outside the box."""
        column, row = self.column(x) + TIE_EPSILON, self.row(y) - TIE_EPSILON
        if not self.contains(column, row):
            return None
        return floor(column + 0.5), floor(row + 0.5)
