"""The layout of the bars of a distribution, which painting and the hit test share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from infotui.ui.widgets.slot_layout import SlotLayout

_GUTTER, _RIGHT = 6, 1
_MAX_BAR = 14
_EVEN_SLOT = 6
"""Narrower slots all have the same width, or the gaps between bars would look uneven."""
_SMALLEST_SCALE = 1 / 32
_HEADROOM = 0.8
"""The share of a new scale that the largest bar may fill."""
_FINEST = 0.01
"""The step of probabilities that the mouse sets, as keys reach them, or less where a row is less."""


def scale_for(largest: float) -> float:
    """The top of the scale: the smallest of 1, ½, ¼, … that leaves headroom above the largest probability."""
    scale = 1.0
    while scale > _SMALLEST_SCALE and largest <= _HEADROOM * scale / 2:
        scale /= 2
    return scale


@dataclass(frozen=True)
class BarLayout(SlotLayout):
    """The slots of `k` bars.

    A bar whose top fills the row `y` has the probability `probability_at(y)`: the highest row is `scale`,
    the row below the lowest is 0.
    """

    TITLE_ROWS = 2
    """The border, and the row for the value of a bar that reaches the top."""
    LABEL_ROWS = 2
    """The names, and the border."""

    scale: float = 1.0

    @cached_property
    def gutter(self) -> int:
        """The columns of the border and the labels of the scale, fewer where the bars need them."""
        return max(min(_GUTTER, self.width - _RIGHT - self.k), 1)

    @cached_property
    def room(self) -> int:
        """The columns of the data box."""
        return max(self.width - self.gutter - _RIGHT, self.k)

    @cached_property
    def _slots(self) -> tuple[int, int]:
        """The first column of the first slot, and the columns of all slots."""
        used = self.room if self.slot_width >= _EVEN_SLOT else self.slot_width * self.k
        return self.gutter + (self.room - used) // 2, used

    @cached_property
    def slot_width(self) -> int:
        """The columns each class has at least, the gap around its bar included."""
        return max(self.room // self.k, 1)

    @cached_property
    def bar_width(self) -> int:
        """The columns of a bar; the rest of its slot is the gap to the next."""
        gap = 0 if self.slot_width < 2 else 1 if self.slot_width < 9 else 2
        return min(self.slot_width - gap, _MAX_BAR)

    def slot(self, i: int) -> int:
        """The first column of class `i`: wide slots share all the room there is."""
        start, used = self._slots
        return start + i * used // self.k

    def bar(self, i: int) -> int:
        """The first column of the bar of class `i`, in the middle of its slot."""
        return self.slot(i) + (self.slot(i + 1) - self.slot(i) - self.bar_width) // 2

    def slot_at(self, x: int) -> int:
        """The class whose slot column `x` is in; the nearest one beside the slots."""
        start, used = self._slots
        column = min(max(x - start, 0), used - 1)
        return min(((column + 1) * self.k - 1) // used, self.k - 1)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is at row `y`, as round as rows are far apart; up to 1."""
        a_row = self.scale / self.rows
        step = min(10.0 ** math.floor(math.log10(a_row)), _FINEST)
        value = min(max((self.bottom - y) * a_row, 0.0), 1.0)
        return min(round(round(value / step) * step, 12), 1.0)

    def row_of(self, probability: float) -> int:
        """The row that the top of a bar of `probability` fills."""
        return self.bottom - max(math.ceil(probability / self.scale * self.rows - 1e-9), 0)
