"""Named sliders, one a row: what else there is to set beside a distribution."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from textual.binding import Binding

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import fill, hline, text, text_right
from infotui.canvas.roles import Role
from infotui.core.number_parsing import parse_numbers
from infotui.core.reading import format_number

from .drag_editor import DragEditor

_NUMBER_WIDTH = 8
_LEAST_TRACK = 4
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)

Values = tuple[float, ...]


class SliderSpec(NamedTuple):
    """What a slider sets: its name and symbol, the ends of its track, its fine step, what a value must be.

    `checked` returns the value or raises a ValueError that says what is wrong with it; more than the track
    shows may be right. A logarithmic track has equal ratios in equal lengths.
    """

    name: str
    symbol: str
    minimum: float
    maximum: float
    step: float
    checked: Callable[[float], float]
    logarithmic: bool = False

    def to_fraction(self, value: float) -> float:
        """How far along the track the value is, from 0 to 1."""
        low, high, value = map(
            self._scale, (self.minimum, self.maximum, min(max(value, self.minimum), self.maximum))
        )
        return (value - low) / (high - low)

    def from_fraction(self, share: float) -> float:
        """The value so far along the track, on the grid of fine steps, as keys reach it."""
        low, high = self._scale(self.minimum), self._scale(self.maximum)
        value = low + min(max(share, 0.0), 1.0) * (high - low)
        value = math.exp(value) if self.logarithmic else value
        return self.clamped(round(value / self.step) * self.step)

    def clamped(self, value: float) -> float:
        """The nearest value on the track, without what binary fractions add in the last place."""
        return min(max(round(value, 12), self.minimum), self.maximum)

    def _scale(self, value: float) -> float:
        return math.log(value) if self.logarithmic else value


class Sliders(DragEditor[Values]):
    """One value a knob, moved by mouse, wheel and keys, or typed."""

    BINDINGS = [
        Binding("left,h", "select(-1)", "previous", group=_SELECT),
        Binding("right,l", "select(1)", "next", group=_SELECT),
        Binding("up,k", "step(1)", "a little more", group=_MOVE),
        Binding("down,j", "step(-1)", "a little less", group=_MOVE),
        Binding("pageup,K", "step(10)", "more", show=False),
        Binding("pagedown,J", "step(-10)", "less", show=False),
        Binding("home", "move_to(0)", "the least", show=False),
        Binding("end", "move_to(1)", "the most", show=False),
    ]

    def __init__(self, knobs: tuple[SliderSpec, ...], values: Values, *, id: str | None = None) -> None:
        super().__init__(values, id=id)
        self.specs = knobs

    @property
    def spec(self) -> SliderSpec:
        """The knob in hand."""
        return self.specs[self.selected]

    def moved(self, value: float) -> Values:
        """The values with the one in hand at `value`; ValueError if it cannot be that."""
        values: Values = self.distribution
        return (*values[: self.selected], self.spec.checked(value), *values[self.selected + 1 :])

    def action_select(self, by: int) -> None:
        """Take the next knob in hand, round the end."""
        self.end_gesture()
        self.selected = (self.selected + by) % len(self.specs)

    def action_step(self, by: int) -> None:
        """Turn the knob in hand by so many fine steps."""
        value = self.distribution[self.selected] + by * self.spec.step
        self.distribution = self.moved(self.spec.clamped(value))

    def action_move_to(self, share: float) -> None:
        """Turn the knob in hand to an end of its track."""
        self.distribution = self.moved(self.spec.from_fraction(share))

    @property
    def value_prompt(self) -> str:
        """What a typed value would set."""
        return f"{self.spec.symbol} ="

    @property
    def value_text(self) -> str:
        """The value in hand, in full."""
        return repr(self.distribution[self.selected])

    def parse_text(self, text: str) -> Values:
        """One number, the value in hand."""
        numbers = parse_numbers(text)
        if len(numbers) != 1:
            raise ValueError("type one number")
        return self.moved(numbers[0])

    def hit_test(self, x: int, y: int) -> int:
        """The row under the pointer."""
        return y

    def begin_drag(self, x: int, y: int) -> bool:
        """The slider in whose row the pointer is."""
        self.selected = min(y, len(self.specs) - 1)
        return True

    def drag_to(self, x: int, y: int) -> None:
        """The knob in hand to the pointer."""
        start, length = self._track(self.size.width)
        self.action_move_to((x - start) / max(length - 1, 1))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """One fine step for the slider under the pointer."""
        self.selected = min(y, len(self.specs) - 1)
        self.action_step(by)

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row a knob: name, symbol, track and number."""
        buffer = CellBuffer(width, height)
        for row in range(len(self.specs)):
            self._paint_knob(buffer, row)
        return buffer

    def _paint_knob(self, buffer: CellBuffer, row: int) -> None:
        knob, value, chosen = self.specs[row], self.distribution[row], row == self.selected
        start, length = self._track(buffer.width)
        in_hand = chosen and (self.has_focus or self.gesture is not None)
        pointer = self.glyphs.table.pointer if in_hand else " "
        label = self.glyphs.transliterate(f"{pointer}{knob.symbol} {knob.name}")
        text(buffer, 0, row, label[: start - 1], Role.SELECTED if in_hand else Role.TEXT, self.glyphs)
        hline(buffer, start, row, length, Role.TRACK, self.glyphs)
        handle = start + round(knob.to_fraction(value) * (length - 1))
        role = Role.POINT if in_hand else Role.P_BRIGHT if row == self.hovered else Role.MUTED
        fill(buffer, handle, row, 1, 1, self.glyphs.table.dot, role)
        text_right(buffer, buffer.width, row, format_number(value, ".3f"), Role.TEXT, self.glyphs)

    def _track(self, width: int) -> tuple[int, int]:
        """The first column of the tracks and their length."""
        symbols = 2 + max(len(self.glyphs.transliterate(knob.symbol)) for knob in self.specs)
        names = symbols + 2 + max(len(knob.name) for knob in self.specs)
        start = names if width - names - _NUMBER_WIDTH >= _LEAST_TRACK else symbols
        return start, max(width - start - _NUMBER_WIDTH, _LEAST_TRACK)
