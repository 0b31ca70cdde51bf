"""Where the bars of a distribution are: painting and the hit test share this layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.ui.widgets.slot_layout import SlotLayout


@dataclass(frozen=True)
class BarLayout(SlotLayout):
    """The slots of `k` bars.

    A bar whose top fills the row `y` has the probability `probability_at(y)`: the highest row is 1, the row
    below the lowest is 0.
    """

    @cached_property
    def bar_width(self) -> int:
        """The columns of a bar; the rest of its slot is the gap to the next."""
        return self.slot_width - (0 if self.slot_width < 2 else 1 if self.slot_width < 9 else 2)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is at row `y`, rounded to hundredths as keys move it."""
        return round(min(max((self.bottom - y) / self.rows, 0.0), 1.0), 2)
