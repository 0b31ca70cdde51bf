"""Where the bars of a distribution stand: drawing and mouse share this one mapping."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

_GUTTER = 2
_LABEL_ROWS = 2
_TITLE_ROWS = 1


@dataclass(frozen=True)
class BarLayout:
    """The slots of `k` bars in a box of `width` by `height` cells.

    A bar whose top fills the row `y` has the probability `probability_at(y)`: the highest row is 1,
    the row below the lowest is 0.
    """

    width: int
    height: int
    k: int

    @cached_property
    def top(self) -> int:
        """The highest row of the bars."""
        return min(_TITLE_ROWS, max(self.height - 1, 0))

    @cached_property
    def bottom(self) -> int:
        """The row below the lowest of the bars."""
        return max(self.height - _LABEL_ROWS, self.top + 1)

    @cached_property
    def rows(self) -> int:
        """How many rows a bar of probability 1 has."""
        return self.bottom - self.top

    @cached_property
    def slot_width(self) -> int:
        """The columns each class has, the gap after its bar included."""
        return max((self.width - _GUTTER) // self.k, 1)

    def slot(self, i: int) -> int:
        """The first column of class `i`."""
        return _GUTTER + i * self.slot_width

    @cached_property
    def bar_width(self) -> int:
        """The columns of a bar; the rest of its slot is the gap to the next."""
        return self.slot_width - (0 if self.slot_width < 2 else 1 if self.slot_width < 9 else 2)

    def class_at(self, x: int) -> int:
        """The class whose column `x` is in; the nearest one beside the bars."""
        return min(max((x - _GUTTER) // self.slot_width, 0), self.k - 1)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is at row `y`, to the nearest hundredth, as keys reach it."""
        return round(min(max((self.bottom - y) / self.rows, 0.0), 1.0), 2)
