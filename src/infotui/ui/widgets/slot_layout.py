"""The layout of a bar chart: a slot for every class between a scale at the left and labels below."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar


@dataclass(frozen=True)
class SlotLayout:
    """`k` slots side by side in a box of `width` by `height` cells."""

    TITLE_ROWS: ClassVar[int] = 1
    LABEL_ROWS: ClassVar[int] = 2
    """Rows below the bars."""

    width: int
    height: int
    k: int

    @cached_property
    def gutter(self) -> int:
        """The columns of the scale at the left."""
        return 2

    @cached_property
    def top(self) -> int:
        """The highest row of the bars."""
        return min(self.TITLE_ROWS, max(self.height - 1, 0))

    @cached_property
    def bottom(self) -> int:
        """The row below the lowest of the bars."""
        return max(self.height - self.LABEL_ROWS, self.top + 1)

    @cached_property
    def rows(self) -> int:
        """How many rows the bars have."""
        return self.bottom - self.top

    @cached_property
    def slot_width(self) -> int:
        """The columns of each slot."""
        return max((self.width - self.gutter) // self.k, 1)

    @property
    def last_slot(self) -> int:
        """The number of the last slot, from 0."""
        return self.k - 1

    def slot(self, i: int) -> int:
        """The first column of slot `i`."""
        return self.gutter + i * self.slot_width

    def slot_at(self, x: int) -> int:
        """The slot whose column `x` is in, or the nearest one."""
        return min(max((x - self.gutter) // self.slot_width, 0), self.last_slot)
