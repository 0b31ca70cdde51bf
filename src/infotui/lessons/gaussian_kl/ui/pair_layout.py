"""Where the paired bars of p and q are: painting and the hit test share this layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.ui.widgets.scaled_bars import MAX_BAR, ScaledLayout

_WIDE_SLOT = 9
"""From this width on a slot has two blank columns after its bars."""
_BORDERS = 2


@dataclass(frozen=True)
class PairLayout(ScaledLayout):
    """Slots of two bars each, p left and q right.

    `k` counts the classes that have room; `first` is the first of them.
    """

    LEAST_SLOT = 3
    LABEL_ROWS = 4
    """The names, the probabilities of p and of q, and the border."""

    first: int = 0

    @classmethod
    def around(cls, width: int, height: int, classes: int, selected: int, scale: float = 1.0) -> PairLayout:
        """The layout for as many classes as have room, class `selected` among them."""
        shown = min(max((width - _BORDERS) // cls.LEAST_SLOT, 1), classes)
        return cls(width, height, shown, scale, min(max(selected - shown // 2, 0), classes - shown))

    @cached_property
    def bar_width(self) -> int:
        """The columns of one bar; what is left of a slot is the gap to the next."""
        gap = 2 if self.slot_width >= _WIDE_SLOT else 1
        return min(max((self.slot_width - gap) // 2, 1), MAX_BAR)

    @property
    def classes(self) -> range:
        """The classes shown."""
        return range(self.first, self.first + self.k)

    def bars(self, i: int) -> int:
        """The first column of the two bars of class `i`, which stand in the middle of its slot."""
        slot = i - self.first
        room = self.slot(slot + 1) - self.slot(slot)
        return self.slot(slot) + max(room - 2 * self.bar_width, 0) // 2

    def bar(self, i: int, is_q: bool) -> int:
        """The first column of a bar of class `i`."""
        return self.bars(i) + is_q * self.bar_width

    def bar_at(self, x: int) -> tuple[int, bool]:
        """The class whose slot column `x` is in, or the nearest one, and whether it is nearer to q's bar."""
        i = self.first + self.slot_at(x)
        return i, x >= self.bar(i, True)
