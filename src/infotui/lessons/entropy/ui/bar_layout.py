"""The layout of the bars of a distribution, which painting and the hit test share."""

from __future__ import annotations

from functools import cached_property

from infotui.ui.widgets.scaled_bars import MAX_BAR, ScaledLayout


class BarLayout(ScaledLayout):
    """The slots of `k` bars."""

    TITLE_ROWS = 2
    """The border, and the row for the value of a bar that reaches the top."""
    LABEL_ROWS = 2
    """The names, and the border."""

    @cached_property
    def bar_width(self) -> int:
        """The columns of a bar; the rest of its slot is the gap to the next."""
        gap = 0 if self.slot_width < 2 else 1 if self.slot_width < 9 else 2
        return min(self.slot_width - gap, MAX_BAR)

    def bar(self, i: int) -> int:
        """The first column of the bar of class `i`, in the middle of its slot."""
        return self.slot(i) + (self.slot(i + 1) - self.slot(i) - self.bar_width) // 2
