"""Where the sliders and bars of the logits are, for painting and for the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.canvas.nice import nice_ceil

_GUTTER = 4
_TITLE_ROWS = 1
_LABEL_ROWS = 3
_MOST_UNIT = 5
_LEAST_LIMIT = 6.0


def limit_for(z: tuple[float, ...]) -> float:
    """The end of a scale from −limit to limit that holds these logits: 6, or else 10, 20, 50, 100, …"""
    most = max(map(abs, z))
    return _LEAST_LIMIT if most <= _LEAST_LIMIT else nice_ceil(most)


@dataclass(frozen=True)
class LogitLayout:
    """`k` slots of a slider and two bars, and a last one for all logits, in `width` by `height` cells.

    `limit` is the logit at the top row of the sliders, −`limit` the one at the lowest.
    """

    width: int
    height: int
    k: int
    limit: float

    @cached_property
    def top(self) -> int:
        """The highest row of sliders and bars."""
        return min(_TITLE_ROWS, max(self.height - 1, 0))

    @cached_property
    def bottom(self) -> int:
        """The row below the lowest of them."""
        return max(self.height - _LABEL_ROWS, self.top + 1)

    @cached_property
    def rows(self) -> int:
        """How many rows sliders and bars have."""
        return self.bottom - self.top

    @cached_property
    def slot_width(self) -> int:
        """The columns of each class."""
        return max((self.width - _GUTTER) * 3 // (3 * self.k + 2), 1)

    @cached_property
    def unit(self) -> int:
        """The columns of a slider, and of each bar beside it."""
        return min(max((self.slot_width - 1) // 3, 1), _MOST_UNIT)

    def slot(self, i: int) -> int:
        """The first column of class `i`; the slot after the last is that of all logits."""
        return _GUTTER + i * self.slot_width

    def slot_at(self, x: int) -> int:
        """The slot whose column `x` is in, or the nearest one; `k` is that of all logits."""
        return min(max((x - _GUTTER) // self.slot_width, 0), self.k)

    def slider(self, i: int) -> int:
        """The column of the slider in slot `i`."""
        return self.slot(i) + self.unit // 2

    def half_row(self, z: float) -> int:
        """How many half rows below `top` the logit `z` is; outside the sliders if it is off the scale."""
        if abs(z) > self.limit:
            return -1 if z > 0 else 2 * self.rows
        return round((self.limit - z) / (2 * self.limit) * (2 * self.rows - 1))

    def logit(self, y: int) -> float:
        """The logit at row `y`, to the nearest tenth, as keys reach it."""
        share = min(max((y - self.top) / max(self.rows - 1, 1), 0.0), 1.0)
        return round(self.limit * (1 - 2 * share), 1)
