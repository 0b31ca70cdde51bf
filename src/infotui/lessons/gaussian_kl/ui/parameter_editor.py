"""The two parameters of a Gaussian, taken in hand: a slider each."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import hline, text, text_right
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.number_parsing import parse_numbers
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
    """Mean and width of one Gaussian by keys, sliders and typed values."""

    BINDINGS = [
        Binding("left,h", "select(-1)", "previous parameter", group=_SELECT),
        Binding("right,l", "select(1)", "next parameter", group=_SELECT),
        Binding("up,k", "step(1)", "mean + 0.1, width + 0.05", group=_MOVE),
        Binding("down,j", "step(-1)", "mean − 0.1, width − 0.05", group=_MOVE),
        Binding("pageup,K", "step(10)", "ten steps up", show=False),
        Binding("pagedown,J", "step(-10)", "ten steps down", show=False),
        Binding("home", "least", "the least: mean −10, width 0.01", show=False),
        Binding("end", "most", "the most: mean 10, width 10", show=False),
    ]

    class SelectionOverflow(Message):
        """The selection went past the first or the last parameter: `by` is −1 or 1."""

        def __init__(self, editor: ParameterEditor, by: int) -> None:
            super().__init__()
            self.editor = editor
            self.by = by

    class Released(Message):
        """A drag is over."""

    def __init__(self, letter: str, distribution: Gaussian, role: Role, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self._letter = letter
        self._role = role

    @property
    def parameter(self) -> Parameter:
        """The parameter in hand."""
        return _PARAMETERS[self.selected]

    @property
    def is_dragging(self) -> bool:
        """Whether a slider is held: the axes must not move now."""
        return self.gesture is not None

    def step(self, parameter: Parameter, steps: int) -> None:
        """Move a parameter by so many fine steps."""
        self.distribution = parameter.stepped(self.distribution, steps)

    def action_select(self, by: int) -> None:
        """Take the next parameter in hand; past the last, tell."""
        self.end_gesture()
        if 0 <= self.selected + by < len(_PARAMETERS):
            self.selected += by
        else:
            self.post_message(self.SelectionOverflow(self, by))

    def action_step(self, steps: int) -> None:
        """Move the parameter in hand."""
        self.step(self.parameter, steps)

    def action_least(self) -> None:
        """The parameter in hand at its least."""
        self.distribution = self.parameter.put(self.distribution, self.parameter.least)

    def action_most(self) -> None:
        """The parameter in hand at its most."""
        self.distribution = self.parameter.put(self.distribution, self.parameter.most)

    @property
    def value_prompt(self) -> str:
        """What a typed value would set."""
        return f"{self.parameter.symbol}{self._letter} ="

    @property
    def value_text(self) -> str:
        """The parameter in hand, in full."""
        return repr(self.parameter.of(self.distribution))

    def parse_text(self, text: str) -> Gaussian:
        """One number is the parameter in hand; two are the mean and the width."""
        numbers = parse_numbers(text)
        if len(numbers) == 1:
            self.parameter.check(*numbers)
            return self.parameter.put(self.distribution, *numbers)
        if len(numbers) == 2:
            return checked(Gaussian(*numbers))
        raise ValueError(f"type {self.parameter.symbol}, or both: the mean and the width")

    def begin_drag(self, x: int, y: int) -> bool:
        """The slider in the row of the pointer."""
        if not 0 <= y - _TITLE_ROWS < len(_PARAMETERS):
            return False
        self.selected = y - _TITLE_ROWS
        return True

    def drag_to(self, x: int, y: int) -> None:
        """The value of the slider in hand under the pointer, as round as its columns are far apart."""
        slider = _slider(self.size.width, 0, self.parameter)
        a_column = slider.x(slider.left + 1) - slider.x(slider.left)
        value = snap(slider.x(x), a_column, self.parameter.step)
        self.distribution = self.parameter.put(self.distribution, value)

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """One fine step for the slider under the pointer."""
        if self.begin_drag(x, y):
            self.action_step(by)

    def on_mouse_release(self) -> None:
        """However the pointer was let go, the drag is over."""
        super().on_mouse_release()
        self.screen.post_message(self.Released())

    def paint(self, width: int, height: int) -> CellBuffer:
        """The name, and a slider for each parameter."""
        buffer = CellBuffer(width, height)
        hline(buffer, 2, 0, width - 2, Role.TRACK, self.glyphs)
        text(buffer, 0, 0, self._letter, self._bright if self.has_focus else self._role, self.glyphs)
        text_right(buffer, width, 0, " ←→ ↑↓ Enter" if self.has_focus else " Tab", Role.MUTED, self.glyphs)
        for y, parameter in enumerate(_PARAMETERS, _TITLE_ROWS):
            self._paint_slider(buffer, y, parameter, parameter is self.parameter and self.has_focus)
        return buffer

    @property
    def _bright(self) -> Role:
        return Role.P_BRIGHT if self._role is Role.P else Role.Q_BRIGHT

    def _paint_slider(self, buffer: CellBuffer, y: int, parameter: Parameter, chosen: bool) -> None:
        glyphs, value = self.glyphs.table, parameter.of(self.distribution)
        role = self._bright if chosen else self._role
        slider = _slider(buffer.width, y, parameter)
        label = (glyphs.pointer if chosen else " ") + parameter.symbol
        text(buffer, 0, y, label, role if chosen else Role.TEXT, self.glyphs)
        hline(buffer, slider.left, y, slider.width, Role.TRACK, self.glyphs)
        text(buffer, round(slider.column(value)), y, glyphs.dot, role, self.glyphs)
        text_right(buffer, buffer.width, y, _aligned(value), Role.TITLE if chosen else Role.TEXT, self.glyphs)


def _aligned(value: float) -> str:
    """The value with two decimals, as sliders and keys reach it; with more where it shows more."""
    short = parameter_text(value)
    return f"{value:.2f}".replace("-", "−") if float(f"{value:.5g}") == round(value, 2) else short


def _slider(width: int, y: int, parameter: Parameter) -> PlotTransform:
    """The columns of a slider, and the values they stand for."""
    return PlotTransform(
        _LABEL, y, max(width - _LABEL - _NUMBER, 2), 1, parameter.least, parameter.most, 0.0, 1.0
    )
