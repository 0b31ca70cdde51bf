"""The logits of a classifier as sliders, with the bars of prediction and target beside each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.cover import paint_cover
from infotui.core.number_parsing import parse_numbers
from infotui.lessons.cross_entropy.model.state import ALL_LOGITS, limited_logits, mean_logit, with_mean_logit
from infotui.maths.distributions import Logits
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_editor import DragEditor
from infotui.ui.widgets.editor import Editor

from .logit_layout import LogitLayout, content_height, limit_for
from .logit_painter import LogitPainter, SoftmaxView

_STEP = 0.1
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)


class LogitEditor(DragEditor[Logits]):
    """A slider for each logit, and one for the shift of all; `selected` is `ALL_LOGITS` for that one."""

    view_name = "prediction"
    BINDINGS = [
        Binding("up,k", "select(-1)", "previous logit", group=_SELECT),
        Binding("down,j", "select(1)", "next logit", group=_SELECT),
        Binding("left,h", "step(-1)", "logit − 0.1", group=_MOVE),
        Binding("right,l", "step(1)", "logit + 0.1", group=_MOVE),
        Binding("pageup,K", "step(10)", "logit + 1", show=False),
        Binding("pagedown,J", "step(-10)", "logit − 1", show=False),
        Binding("home", "move_to(-10.0)", "logit −10", show=False),
        Binding("end", "move_to(10.0)", "logit 10", show=False),
        Binding("plus", "add", "add a class", show=False, key_display="+"),
        Binding("minus", "remove", "remove the last class", show=False, key_display="-"),
    ]

    view: painted[SoftmaxView] = painted(SoftmaxView())
    """What to show beside the sliders."""

    @dataclass(eq=False, repr=False)
    class TruePressed(Message):
        """The name of a class was clicked: it is to be the true one, counted from 0."""

        true: int

    def __init__(self, distribution: Logits, selected: int = 0, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self.set_reactive(Editor.selected, selected)
        self._drag_limit: float | None = None
        self._k = distribution.k

    def watch_distribution(self, distribution: Logits) -> None:
        """Select a logit that exists, and record the edit."""
        self.selected = min(self.selected, distribution.k - 1)
        if distribution.k != self._k:
            self._k = distribution.k
            self.refresh(layout=True)
        super().watch_distribution(distribution)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each class and one for all, or more where the terminal is high, inside a border."""
        k: int = self.distribution.k
        return content_height(k, self.app.size.height)

    def end_gesture(self) -> None:
        """End the gesture; the scale fits the logits again."""
        super().end_gesture()
        self._drag_limit = None

    @property
    def value(self) -> float:
        """The selected logit, or the mean of all."""
        logits: Logits = self.distribution
        return mean_logit(logits) if self.selected == ALL_LOGITS else logits.z[self.selected]

    def moved(self, z: float) -> Logits:
        """The logits with the selected one at `z`, or all shifted so that their mean is `z`."""
        logits: Logits = self.distribution
        if self.selected == ALL_LOGITS:
            return with_mean_logit(logits, z)
        return limited_logits(logits.with_logit(self.selected, z))

    def action_select(self, by: int) -> None:
        """Select the next slider; after the last comes the first."""
        self.end_gesture()
        slots = self.distribution.k + 1
        slot = (self._slot + by) % slots
        self.selected = ALL_LOGITS if slot == slots - 1 else slot

    def action_step(self, by: int) -> None:
        """Move the selected logit by so many tenths."""
        self._attempt(lambda: self.moved(round(self.value + by * _STEP, 12)))

    def action_move_to(self, z: float) -> None:
        """Set the selected logit."""
        self._attempt(lambda: self.moved(z))

    def action_add(self) -> None:
        """Add a class with logit 0."""
        self._attempt(lambda: self.distribution.with_class())

    def action_remove(self) -> None:
        """Remove the last class."""
        self._attempt(lambda: self.distribution.without_class(self.distribution.k - 1))

    def action_uniform(self) -> None:
        """Set all logits to 0: every class is equally likely."""
        self.distribution = Logits((0.0,) * self.distribution.k)

    def _attempt(self, edit: Callable[[], Logits]) -> None:
        try:
            self.distribution = edit()
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    @property
    def value_prompt(self) -> str:
        """The label of the selected logit."""
        return "mean z =" if self.selected == ALL_LOGITS else f"z[{self.selected + 1}] ="

    @property
    def value_text(self) -> str:
        """The selected logit, with all its digits."""
        return repr(self.value)

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one logit, or all: 1 2 0.5"

    def parse_text(self, text: str) -> Logits:
        """One number is the selected logit; several are all logits."""
        numbers = parse_numbers(text)
        if not numbers:
            raise ValueError("type a logit, or all of them: 1 2 0.5 -0.5")
        return self.moved(numbers[0]) if len(numbers) == 1 else limited_logits(Logits(numbers))

    def hit_test(self, x: int, y: int) -> int:
        """The slot in this row."""
        return self._layout_for(*self.size).slot_at(y)

    @property
    def cursor_cell(self) -> Offset:
        """The knob of the selected slider."""
        layout = self._layout_for(*self.size)
        return Offset(layout.knob(self.value), layout.row(self._slot))

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the slider in this row; a press on a name makes that class the true one."""
        layout = self._layout_for(*self.size)
        slot = layout.slot_at(y)
        self.selected = ALL_LOGITS if slot == layout.k else slot
        if x in layout.slider:
            self._drag_limit = layout.limit
            return True
        if x < layout.slider.start and slot < layout.k:
            self.post_message(self.TruePressed(slot))
        return False

    def drag_to(self, x: int, y: int) -> None:
        """Move the logit to the column of the pointer, rounded to tenths."""
        self._attempt(lambda: self.moved(self._layout_for(*self.size).logit(x)))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the slider in this row by tenths."""
        slot = self._layout_for(*self.size).slot_at(y)
        self.selected = ALL_LOGITS if slot == self.distribution.k else slot
        self.action_step(by)

    @property
    def _slot(self) -> int:
        slot: int = self.distribution.k if self.selected == ALL_LOGITS else self.selected
        return slot

    def _layout_for(self, width: int, height: int) -> LogitLayout:
        logits: Logits = self.distribution
        limit = self._drag_limit or limit_for(logits.z)
        return LogitLayout(width, height, logits.k, limit, self._slot)

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each class: slider, prediction and gradient."""
        return self._painted(width, height, self.view)

    def paint_covered(self, width: int, height: int) -> CellBuffer:
        """The sliders alone."""
        buffer = self._painted(width, height, SoftmaxView(true=self.view.true))
        start = self._layout_for(width, height).bar.start - 1
        paint_cover(buffer, start, 1, max(width - start - 1, 0), max(height - 2, 0), self.glyphs)
        return buffer

    def _painted(self, width: int, height: int, view: SoftmaxView) -> CellBuffer:
        logits: Logits = self.distribution
        picture = LogitPainter(
            self._layout_for(width, height),
            (*logits.z, mean_logit(logits)),
            self._slot,
            self.hovered,
            view,
            self.has_focus or self.gesture is not None,
            self.glyphs,
        )
        return picture.paint()
