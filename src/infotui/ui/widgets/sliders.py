"""Named sliders, one in each row: options beside a distribution."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from textual.binding import Binding
from textual.geometry import Offset

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import hline, text, text_right
from infotui.canvas.roles import Role
from infotui.core.number_parsing import parse_numbers
from infotui.core.reading import format_number

from .drag_editor import DragEditor

_NUMBER_WIDTH = 8
_MIN_TRACK = 4
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)

Values = tuple[float, ...]


class SliderSpec(NamedTuple):
    """A slider: its name and symbol, the ends of its track, its small step, and the check of its values.

    `checked` returns the value, or raises a ValueError that says what is wrong with it; values beyond the
    track may be valid. A logarithmic track has equal ratios in equal lengths.
    """

    name: str
    symbol: str
    minimum: float
    maximum: float
    step: float
    checked: Callable[[float], float]
    logarithmic: bool = False

    def to_fraction(self, value: float) -> float:
        """The place of a value on the track, from 0 to 1."""
        low, high, value = map(
            self._scale, (self.minimum, self.maximum, min(max(value, self.minimum), self.maximum))
        )
        return (value - low) / (high - low)

    def from_fraction(self, fraction: float) -> float:
        """The value at a place on the track, rounded to small steps as keys move it."""
        low, high = self._scale(self.minimum), self._scale(self.maximum)
        value = low + min(max(fraction, 0.0), 1.0) * (high - low)
        value = math.exp(value) if self.logarithmic else value
        return self.clamped(round(value / self.step) * self.step)

    def clamped(self, value: float) -> float:
        """The nearest value on the track, without the rounding errors of binary fractions."""
        return min(max(round(value, 12), self.minimum), self.maximum)

    def _scale(self, value: float) -> float:
        return math.log(value) if self.logarithmic else value


class Sliders(DragEditor[Values]):
    """Horizontal sliders below each other: ←→ move the selected one, ↑↓ select."""

    view_name = "options"
    BINDINGS = [
        Binding("up,k", "select(-1)", "previous slider", group=_SELECT),
        Binding("down,j", "select(1)", "next slider", group=_SELECT),
        Binding("left,h", "step(-1)", "one small step down", group=_MOVE),
        Binding("right,l", "step(1)", "one small step up", group=_MOVE),
        Binding("pageup,K", "step(10)", "ten small steps up", show=False),
        Binding("pagedown,J", "step(-10)", "ten small steps down", show=False),
        Binding("home", "move_to(0)", "minimum", show=False),
        Binding("end", "move_to(1)", "maximum", show=False),
    ]

    def __init__(self, specs: tuple[SliderSpec, ...], values: Values, *, id: str | None = None) -> None:
        super().__init__(values, id=id)
        self.specs = specs

    @property
    def spec(self) -> SliderSpec:
        """The selected slider."""
        return self.specs[self.selected]

    def moved(self, value: float) -> Values:
        """The values with the selected one at `value`; ValueError if it cannot be that."""
        values: Values = self.distribution
        return (*values[: self.selected], self.spec.checked(value), *values[self.selected + 1 :])

    def action_select(self, by: int) -> None:
        """Select the next slider; after the last comes the first."""
        self.end_gesture()
        self.selected = (self.selected + by) % len(self.specs)

    def action_step(self, by: int) -> None:
        """Move the selected slider by so many small steps."""
        value = self.distribution[self.selected] + by * self.spec.step
        self.distribution = self.moved(self.spec.clamped(value))

    def action_move_to(self, fraction: float) -> None:
        """Move the selected slider to a place on its track, from 0 to 1."""
        self.distribution = self.moved(self.spec.from_fraction(fraction))

    @property
    def value_prompt(self) -> str:
        """The label of the selected value."""
        return f"{self.spec.symbol} ="

    @property
    def value_text(self) -> str:
        """The selected value, with all its digits."""
        return repr(self.distribution[self.selected])

    def parse_text(self, text: str) -> Values:
        """One number: the selected value."""
        numbers = parse_numbers(text)
        if len(numbers) != 1:
            raise ValueError("type one number")
        return self.moved(numbers[0])

    def hit_test(self, x: int, y: int) -> int:
        """The slider in this row."""
        return min(y, len(self.specs) - 1)

    @property
    def cursor_cell(self) -> Offset:
        """The knob of the selected slider."""
        return Offset(self._knob(self.size.width, self.selected), self.selected)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the slider in this row."""
        self.selected = self.hit_test(x, y)
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Move the slider to the pointer."""
        start, length = self._track(self.size.width)
        self.action_move_to((x - start) / max(length - 1, 1))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the slider in this row by small steps."""
        self.selected = self.hit_test(x, y)
        self.action_step(by)

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each slider: symbol, name, track and number."""
        buffer = CellBuffer(width, height)
        for row in range(len(self.specs)):
            self._paint_slider(buffer, row)
        return buffer

    def _paint_slider(self, buffer: CellBuffer, row: int) -> None:
        spec, value, is_selected = self.specs[row], self.distribution[row], row == self.selected
        start, length = self._track(buffer.width)
        is_active = is_selected and (self.has_focus or self.gesture is not None)
        pointer = self.glyphs.table.pointer if is_active else " "
        label = self.glyphs.transliterate(f"{pointer}{spec.symbol} {spec.name}")
        text(buffer, 0, row, label[: start - 1], Role.SELECTED if is_active else Role.TEXT, self.glyphs)
        hline(buffer, start, row, length, Role.TRACK, self.glyphs)
        role = Role.POINT if is_active else Role.P_BRIGHT if row == self.hovered else Role.MUTED
        buffer.fill(self._knob(buffer.width, row), row, 1, 1, self.glyphs.table.dot, role)
        text_right(buffer, buffer.width, row, format_number(value, ".3f"), Role.TEXT, self.glyphs)

    def _knob(self, width: int, row: int) -> int:
        """The column of the knob in a row."""
        start, length = self._track(width)
        return start + round(self.specs[row].to_fraction(self.distribution[row]) * (length - 1))

    def _track(self, width: int) -> tuple[int, int]:
        """The first column of the tracks and their length."""
        symbols = 2 + max(len(self.glyphs.transliterate(spec.symbol)) for spec in self.specs)
        names = symbols + 2 + max(len(spec.name) for spec in self.specs)
        start = names if width - names - _NUMBER_WIDTH >= _MIN_TRACK else symbols
        return start, max(width - start - _NUMBER_WIDTH, _MIN_TRACK)
