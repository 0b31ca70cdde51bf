"""Where the rows of the logits are: painting and the hit test share this layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.canvas.nice import nice_ceil

_MIN_LIMIT = 6.0
_BORDER = 1
_NAME, _NUMBER, _GAP = 7, 8, 2
_MIN_BAR = 3
_SLIDER_SHARE, _BAR_SHARE = 0.38, 0.34
"""Of the columns left for the slider, the bar of q and the gradient."""
_MAX_ROW_HEIGHT = 3
_SCREEN_SHARE = 0.36
"""The share of a screen up to which the rows of a class are higher than one row of cells."""


def limit_for(z: tuple[float, ...]) -> float:
    """The end of a scale from −limit to limit that holds these logits: 6, or else 10, 20, 50, 100, …"""
    largest = max(map(abs, z))
    return _MIN_LIMIT if largest <= _MIN_LIMIT else nice_ceil(largest)


def content_height(k: int, screen_height: int) -> int:
    """The rows of cells that `k` classes take at most on a screen of this height, with their border."""
    heights = ((k + 1) * rows + 2 * _BORDER for rows in range(_MAX_ROW_HEIGHT, 1, -1))
    fitting = (height for height in heights if height <= _SCREEN_SHARE * screen_height)
    return next(fitting, k + 1 + 2 * _BORDER)


@dataclass(frozen=True)
class LogitLayout:
    """A row for each of `k` classes, and a last one for the shift of all logits, inside a border.

    From left to right: name, slider of the logit, its number, bar of q, its number, gradient, its number.
    `limit` is the logit at the right end of the sliders, −`limit` the one at the left. `selected` is the row
    that must be seen where there is no room for all.
    """

    width: int
    height: int
    k: int
    limit: float
    selected: int = 0

    @cached_property
    def row_height(self) -> int:
        """The rows of cells of each class."""
        return min(max((self.height - 2 * _BORDER) // (self.k + 1), 1), _MAX_ROW_HEIGHT)

    @cached_property
    def bar_height(self) -> int:
        """The rows of cells of each bar; the rest is the gap to the next class."""
        return max(self.row_height - 1, 1)

    @cached_property
    def shown(self) -> range:
        """The slots that are shown."""
        count = min(max((self.height - 2 * _BORDER) // self.row_height, 1), self.k + 1)
        first = min(max(self.selected - count // 2, 0), self.k + 1 - count)
        return range(first, first + count)

    @cached_property
    def _bars(self) -> int:
        """The columns for the slider, the bar of q and the gradient together."""
        return max(self.width - 2 * _BORDER - _NAME - 3 * _NUMBER - 2 * _GAP, 3 * _MIN_BAR)

    @cached_property
    def slider(self) -> range:
        """The columns of the sliders."""
        start = _BORDER + _NAME
        return range(start, start + max(round(self._bars * _SLIDER_SHARE), _MIN_BAR))

    @cached_property
    def bar(self) -> range:
        """The columns of the bars of q."""
        start = self.slider.stop + _NUMBER + _GAP
        return range(start, start + max(round(self._bars * _BAR_SHARE), _MIN_BAR))

    @cached_property
    def gradient(self) -> range:
        """The columns of the gradient."""
        start = self.bar.stop + _NUMBER + _GAP
        return range(start, start + max(self._bars - len(self.slider) - len(self.bar), _MIN_BAR))

    @property
    def number_width(self) -> int:
        """The columns of a number, the blank before it included."""
        return _NUMBER

    def row(self, slot: int) -> int:
        """The first row of cells of a slot that is shown."""
        return _BORDER + (slot - self.shown.start) * self.row_height

    def slot_at(self, y: int) -> int:
        """The slot whose row `y` is in, or the nearest one; `k` is that of all logits."""
        slot = self.shown.start + (y - _BORDER) // self.row_height
        return min(max(slot, self.shown.start), self.shown.stop - 1)

    def column(self, z: float) -> int:
        """The column of the logit `z` on its slider; outside the slider if it is off the scale."""
        if abs(z) > self.limit:
            return self.slider.stop if z > 0 else self.slider.start - 1
        return self.slider.start + round((z + self.limit) / (2 * self.limit) * (len(self.slider) - 1))

    def knob(self, z: float) -> int:
        """The column of the logit `z`, or the end of its slider that is nearest."""
        return min(max(self.column(z), self.slider.start), self.slider.stop - 1)

    def logit(self, x: int) -> float:
        """The logit at column `x`, rounded to tenths as keys move it."""
        fraction = (x - self.slider.start) / max(len(self.slider) - 1, 1)
        return round(self.limit * (2 * min(max(fraction, 0.0), 1.0) - 1), 1)
