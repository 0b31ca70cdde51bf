"""Where the sliders and bars of the logits are: painting and the hit test share this layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.canvas.nice import nice_ceil
from infotui.ui.widgets.slot_layout import SlotLayout

_MIN_GUTTER = 4
_MAX_UNIT = 5
_MIN_LIMIT = 6.0


def limit_for(z: tuple[float, ...]) -> float:
    """The end of a scale from −limit to limit that holds these logits: 6, or else 10, 20, 50, 100, …"""
    largest = max(map(abs, z))
    return _MIN_LIMIT if largest <= _MIN_LIMIT else nice_ceil(largest)


def end_label(limit: float, sign: str) -> str:
    """The label of an end of the scale: `+6`, `+1e10`."""
    number = f"{limit:.0f}" if limit < 1000 else f"{limit:.0e}".replace("e+0", "e").replace("e+", "e")
    return sign + number


@dataclass(frozen=True)
class LogitLayout(SlotLayout):
    """`k` slots of a slider and two bars, and a last one for the shift of all logits.

    `limit` is the logit at the top row of the sliders, −`limit` the one at the lowest.
    """

    LABEL_ROWS = 3

    limit: float

    @cached_property
    def gutter(self) -> int:
        """The columns of the scale: its labels are never cut."""
        return max(len(end_label(self.limit, "+")) + 1, _MIN_GUTTER)

    @cached_property
    def slot_width(self) -> int:
        """The columns of each class."""
        return max((self.width - self.gutter) * 3 // (3 * self.k + 2), 1)

    @property
    def last_slot(self) -> int:
        """The slot after the classes, which is that of all logits."""
        return self.k

    @cached_property
    def unit(self) -> int:
        """The columns of a slider, and of each bar beside it."""
        return min(max((self.slot_width - 1) // 3, 1), _MAX_UNIT)

    def slider(self, i: int) -> int:
        """The column of the slider in slot `i`."""
        return self.slot(i) + self.unit // 2

    def half_row(self, z: float) -> int:
        """How many half rows below `top` the logit `z` is; outside the sliders if it is off the scale."""
        if abs(z) > self.limit:
            return -1 if z > 0 else 2 * self.rows
        return round((self.limit - z) / (2 * self.limit) * (2 * self.rows - 1))

    def logit(self, y: int) -> float:
        """The logit at row `y`, rounded to tenths as keys move it."""
        fraction = min(max((y - self.top) / max(self.rows - 1, 1), 0.0), 1.0)
        return round(self.limit * (1 - 2 * fraction), 1)
