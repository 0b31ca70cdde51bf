"""The two parameters of a Gaussian as sliders below each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.geometry import Offset
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import hline, panel, text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.cover import Cover
from infotui.core.number_parsing import parse_numbers
from infotui.core.reading import typographic
from infotui.lessons.gaussian_kl.model.closed_form import parameter_text
from infotui.lessons.gaussian_kl.model.state import Parameter, checked
from infotui.maths.distributions import Gaussian
from infotui.ui.widgets.drag_editor import DragEditor

from .drag_handles import snap

_PARAMETERS = tuple(Parameter)
_TITLE_ROWS = 1
_LABEL, _NUMBER = 4, 9
"""Columns before a slider and after it."""
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)


class ParameterEditor(DragEditor[Gaussian]):
    """Mean and standard deviation of one Gaussian: ←→ move the selected slider, ↑↓ select."""

    view_name = "sliders"
    BINDINGS = [
        Binding("up,k", "select(-1)", "previous parameter", group=_SELECT),
        Binding("down,j", "select(1)", "next parameter", group=_SELECT),
        Binding("left,h", "step(-1)", "mean − 0.1, standard deviation − 0.05", group=_MOVE),
        Binding("right,l", "step(1)", "mean + 0.1, standard deviation + 0.05", group=_MOVE),
        Binding("pageup,K", "step(10)", "ten small steps up", show=False),
        Binding("pagedown,J", "step(-10)", "ten small steps down", show=False),
        Binding("home", "least", "minimum: mean −10, standard deviation 0.01", show=False),
        Binding("end", "most", "maximum: mean 10, standard deviation 10", show=False),
    ]

    @dataclass(eq=False, repr=False)
    class SelectionOverflow(Message):
        """The selection went past the first or the last parameter: `by` is −1 or 1."""

        editor: ParameterEditor
        by: int

    class Released(Message):
        """A drag is over."""

    def __init__(self, letter: str, distribution: Gaussian, role: Role, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self._letter = letter
        self._role = role

    def take_cover(self, cover: Cover) -> None:
        """Hide the sliders, also where their distribution is hidden."""
        self.is_covered = self.view_name in cover.views or self._letter in cover.names

    @property
    def parameter(self) -> Parameter:
        """The selected parameter."""
        return _PARAMETERS[self.selected]

    def step(self, parameter: Parameter, steps: int) -> None:
        """Move a parameter by so many small steps."""
        self.distribution = parameter.stepped(self.distribution, steps)

    def action_select(self, by: int) -> None:
        """Select the next parameter; past the last one, announce it."""
        self.end_gesture()
        if 0 <= self.selected + by < len(_PARAMETERS):
            self.selected += by
        else:
            self.post_message(self.SelectionOverflow(self, by))

    def action_step(self, steps: int) -> None:
        """Move the selected parameter by so many small steps."""
        self.step(self.parameter, steps)

    def action_least(self) -> None:
        """Set the selected parameter to its minimum."""
        self.distribution = self.parameter.put(self.distribution, self.parameter.least)

    def action_most(self) -> None:
        """Set the selected parameter to its maximum."""
        self.distribution = self.parameter.put(self.distribution, self.parameter.most)

    @property
    def value_prompt(self) -> str:
        """The label of the selected parameter."""
        return f"{self.parameter.symbol}_{self._letter} ="

    @property
    def value_text(self) -> str:
        """The selected parameter, with all its digits."""
        return repr(self.parameter.of(self.distribution))

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one value, or mean and standard deviation"

    def parse_text(self, text: str) -> Gaussian:
        """One number is the selected parameter; two are the mean and the standard deviation."""
        numbers = parse_numbers(text)
        if len(numbers) == 1:
            self.parameter.check(*numbers)
            return self.parameter.put(self.distribution, *numbers)
        if len(numbers) == 2:
            return checked(Gaussian(*numbers))
        raise ValueError(f"type {self.parameter.symbol}, or both: the mean and the standard deviation")

    @property
    def cursor_cell(self) -> Offset:
        """The knob of the selected slider."""
        y = _TITLE_ROWS + self.selected
        return Offset(
            _knob(_slider(self.size.width, y, self.parameter), self.distribution, self.parameter), y
        )

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the slider in this row."""
        if not 0 <= y - _TITLE_ROWS < len(_PARAMETERS):
            return False
        self.selected = y - _TITLE_ROWS
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Move the slider to the pointer, rounded to what its columns can tell apart."""
        slider = _slider(self.size.width, 0, self.parameter)
        resolution = slider.x(slider.left + 1) - slider.x(slider.left)
        value = snap(slider.x(x), resolution, self.parameter.step)
        self.distribution = self.parameter.put(self.distribution, value)

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the slider in this row by small steps."""
        if self.begin_drag(x, y):
            self.action_step(by)

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self.screen.post_message(self.Released())

    def paint(self, width: int, height: int) -> CellBuffer:
        """The letter, and a slider for each parameter."""
        buffer = CellBuffer(width, height)
        keys = "↑↓ ←→ Enter" if self.has_focus else "Tab"
        panel(buffer, 0, 0, width, 1, self._letter, keys, is_focused=self.has_focus, glyphs=self.glyphs)
        text(buffer, 2, 0, self._letter, self._bright if self.has_focus else self._role, self.glyphs)
        for y, parameter in enumerate(_PARAMETERS, _TITLE_ROWS):
            self._paint_slider(buffer, y, parameter, parameter is self.parameter and self.has_focus)
        return buffer

    @property
    def _bright(self) -> Role:
        return Role.P_BRIGHT if self._role is Role.P else Role.Q_BRIGHT

    def _paint_slider(self, buffer: CellBuffer, y: int, parameter: Parameter, is_selected: bool) -> None:
        glyphs, value = self.glyphs.table, parameter.of(self.distribution)
        role = self._bright if is_selected else self._role
        slider = _slider(buffer.width, y, parameter)
        label = (glyphs.pointer if is_selected else " ") + parameter.symbol
        text(buffer, 0, y, label, role if is_selected else Role.TEXT, self.glyphs)
        hline(buffer, slider.left, y, slider.width, Role.TRACK, self.glyphs)
        text(buffer, _knob(slider, self.distribution, parameter), y, glyphs.dot, role, self.glyphs)
        text_right(
            buffer, buffer.width, y, _aligned(value), Role.TITLE if is_selected else Role.TEXT, self.glyphs
        )


def _aligned(value: float) -> str:
    """The value with two decimals, as keys and drags set it; with more where it has more."""
    short = parameter_text(value)
    return typographic(f"{value:.2f}") if float(f"{value:.5g}") == round(value, 2) else short


def _knob(slider: PlotTransform, distribution: Gaussian, parameter: Parameter) -> int:
    """The column of a slider's knob."""
    return round(slider.column(parameter.of(distribution)))


def _slider(width: int, y: int, parameter: Parameter) -> PlotTransform:
    """The transform between the columns of a slider and its values."""
    return PlotTransform(
        _LABEL, y, max(width - _LABEL - _NUMBER, 2), 1, parameter.least, parameter.most, 0.0, 1.0
    )
