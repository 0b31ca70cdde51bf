"""Where the paired bars of p and q are: painting and the hit test share this layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.ui.widgets.slot_layout import SlotLayout

_LEAST_SLOT, _MOST_SLOT = 3, 24
_WIDE_SLOT = 9
"""From this width on a slot has two blank columns after its bars."""


@dataclass(frozen=True)
class PairLayout(SlotLayout):
    """Slots of two bars each, p left and q right.

    `k` counts the classes that have room; `first` is the first of them. A bar whose top fills the row `y` has
    the probability `probability_at(y)`: the highest row is 1, the row below the lowest is 0.
    """

    GUTTER = 3
    LABEL_ROWS = 3

    first: int = 0

    @classmethod
    def around(cls, width: int, height: int, classes: int, selected: int) -> PairLayout:
        """The layout for as many classes as have room, class `selected` among them."""
        shown = min(max((width - cls.GUTTER) // _LEAST_SLOT, 1), classes)
        return cls(width, height, shown, min(max(selected - shown // 2, 0), classes - shown))

    @cached_property
    def slot_width(self) -> int:
        """The columns of each class."""
        return min(max((self.width - self.GUTTER) // self.k, 1), _MOST_SLOT)

    @cached_property
    def bar_width(self) -> int:
        """The columns of one bar; what is left of a slot is the gap to the next."""
        return max((self.slot_width - (2 if self.slot_width >= _WIDE_SLOT else 1)) // 2, 1)

    @property
    def classes(self) -> range:
        """The classes shown."""
        return range(self.first, self.first + self.k)

    def bar(self, i: int, is_q: bool) -> int:
        """The first column of a bar of class `i`."""
        return self.slot(i - self.first) + is_q * self.bar_width

    def bar_at(self, x: int) -> tuple[int, bool]:
        """The class whose column `x` is in, or the nearest one, and whether it is the bar of q."""
        slot = self.slot_at(x)
        return self.first + slot, x - self.slot(slot) >= self.bar_width

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is at row `y`, rounded to hundredths as keys move it."""
        return round(min(max((self.bottom - y) / self.rows, 0.0), 1.0), 2)
