"""The transform between data and cells, used for drawing and for the mouse alike.

It is linear in x and y and follows plotext's convention: limits lie at the centres of the outer cells. Points
on the edge between two cells belong to the one with larger x and larger y, as in plotext.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite

TIE_EPSILON = 5e-9
"""Rounding tolerance, in cells, of points on the edge between two cells."""


@dataclass(frozen=True, slots=True)
class PlotTransform:
    """A data box in cells and its data limits.

    The centre of the first column is `x_min` and that of the last `x_max`; the centre of the top row is
    `y_max` and that of the bottom row `y_min`. Cell coordinates are fractional; integers are centres.

        box = PlotTransform(left=3, top=1, width=5, height=2, x_min=0, x_max=1, y_min=0, y_max=2)
        box.column(0.5), box.row(2)  → (5.0, 1.0)
        box.cell(0.1, 0.2)           → (3, 2)

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
        """The inverse of `column`; `x_min` in a box of one column."""
        share = (column - self.left) / max(self.width - 1, 1)
        return self.x_min + share * (self.x_max - self.x_min)

    def abscissae(self, parts: int = 1) -> tuple[float, ...]:
        """`x` of the centre of each column, and of `parts` − 1 evenly spaced places after it."""
        return _abscissae(self, parts)

    def y(self, row: float) -> float:
        """The inverse of `row`; `y_max` in a box of one row."""
        share = (row - self.top) / max(self.height - 1, 1)
        return self.y_max - share * (self.y_max - self.y_min)

    def contains(self, column: float, row: float) -> bool:
        """Whether a cell coordinate is inside the box; False for NaN."""
        across = self.left - 0.5 <= column < self.left + self.width - 0.5
        return across and self.top - 0.5 <= row < self.top + self.height - 0.5

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The (column, row) of the cell that contains the point, or None outside the box."""
        column, row = self.column(x) + TIE_EPSILON, self.row(y) - TIE_EPSILON
        if not self.contains(column, row):
            return None
        return floor(column + 0.5), floor(row + 0.5)


@lru_cache(maxsize=16)
def _abscissae(transform: PlotTransform, parts: int) -> tuple[float, ...]:
    return tuple(transform.x(transform.left + i / parts) for i in range(transform.width * parts))
