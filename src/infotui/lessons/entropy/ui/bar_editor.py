"""The bars of a categorical distribution, moved by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from infotui.canvas.cell_buffer import CellBuffer
from infotui.core.number_parsing import parse_numbers
from infotui.core.probability_input import limit_of_locks, parse_probabilities
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_editor import DragEditor
from infotui.ui.widgets.editor import Editor

from .bar_layout import BarLayout, scale_for
from .bar_look import BarLook
from .bar_painter import BarsView, paint_bars

_STEP = 0.01
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)
_CLASSES = Binding.Group("classes", compact=True)


class BarEditor(DragEditor[Categorical]):
    """Bars over k classes: a press anywhere in a column moves the top of its bar there."""

    BINDINGS = [
        Binding("left,h", "select(-1)", "previous class", group=_SELECT),
        Binding("right,l", "select(1)", "next class", group=_SELECT),
        Binding("up,k", "step(1)", "probability + 0.01", group=_MOVE),
        Binding("down,j", "step(-1)", "probability − 0.01", group=_MOVE),
        Binding("pageup,K", "step(10)", "probability + 0.1", show=False),
        Binding("pagedown,J", "step(-10)", "probability − 0.1", show=False),
        Binding("home", "move_to(0)", "probability 0", show=False),
        Binding("end", "move_to(1)", "probability 1", show=False),
        Binding("space", "lock", "lock", key_display="Space", tooltip="lock or unlock the class"),
        Binding("plus", "add", "add a class", group=_CLASSES, show=False, key_display="+"),
        Binding("minus", "remove", "remove the last class", group=_CLASSES, show=False, key_display="-"),
    ]

    look: painted[BarLook] = painted(BarLook())
    """How the bars of a sample differ from the usual ones."""
    codewords: painted[tuple[str | None, ...]] = painted(())
    """The codeword of each class, to stand in its bar."""
    frequencies: painted[tuple[float, ...]] = painted(())
    """How often each class came in a sample, as a share of it; empty for no sample."""

    def __init__(self, distribution: Categorical, selected: int = 0, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self.set_reactive(Editor.selected, selected)
        self._drag_reference: Categorical | None = None
        self._scale = 0.0

    @property
    def reference(self) -> Categorical:
        """The distribution whose proportions the other classes keep: the one when this class was selected."""
        value: Categorical = self.distribution
        return self._drag_reference or value

    def move(self, probability: float) -> None:
        """Set the selected class to `probability`; the others keep the proportions of the reference."""
        if self._is_locked():
            return
        value: Categorical = self.distribution
        self._drag_reference = self.reference
        moved = value.with_probability(self.selected, probability, reference=self._drag_reference)
        if moved.p == value.p and moved.p[self.selected] != probability:
            self.notify(limit_of_locks(moved, self.selected), markup=False)
        self.distribution = moved

    def _is_locked(self) -> bool:
        """Whether the selected class is locked; if so, a note says how to unlock it."""
        value: Categorical = self.distribution
        if self.selected in value.locked:
            self.notify(f"{value.names[self.selected]} is locked: press Space to unlock it", markup=False)
        return self.selected in value.locked

    def watch_selected(self) -> None:
        """Keep the proportions of the present distribution from now on."""
        self._drag_reference = None
        super().watch_selected()

    def load(self, distribution: Categorical) -> None:
        """Take a distribution that comes from elsewhere; its own proportions are kept from now on."""
        self._drag_reference = None
        super().load(distribution)
        self.selected = min(self.selected, distribution.k - 1)

    def apply_text(self, text: str) -> None:
        """Take what typing `text` makes; of a whole distribution the own proportions are kept from now on."""
        self._drag_reference = None if len(parse_numbers(text)) > 1 else self.reference
        super().apply_text(text)
        self.selected = min(self.selected, self.distribution.k - 1)

    def action_select(self, by: int) -> None:
        """Select the class `by` places to the right; after the last comes the first."""
        self.end_gesture()
        self.selected = (self.selected + by) % (self.look.bars or self.distribution.k)

    def action_step(self, by: int) -> None:
        """Move the selected class by so many hundredths."""
        self.move(min(max(round(self.distribution.p[self.selected] + by * _STEP, 12), 0.0), 1.0))

    def action_move_to(self, probability: float) -> None:
        """Set the selected class."""
        self.move(probability)

    def action_lock(self) -> None:
        """Lock or unlock the selected class."""
        value: Categorical = self.distribution
        self.load(value.with_lock(self.selected, self.selected not in value.locked))

    def action_add(self) -> None:
        """Add a class of probability 0."""
        self._attempt(lambda value: value.with_class())

    def action_remove(self) -> None:
        """Remove the last class; the others take its probability in proportion."""
        self._attempt(lambda value: value.without_class(value.k - 1))

    def action_uniform(self) -> None:
        """Make every class equally likely."""
        self._attempt(lambda value: value.with_uniform())

    def action_one_hot(self) -> None:
        """Make the selected class certain."""
        self._attempt(lambda value: value.with_one_hot(self.selected))

    def _attempt(self, edit: Callable[[Categorical], Categorical]) -> None:
        try:
            self.load(edit(self.distribution))
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    @property
    def value_prompt(self) -> str:
        """The label of the selected class's probability."""
        return f"p({self.distribution.names[self.selected]}) ="

    @property
    def value_text(self) -> str:
        """The probability of the selected class, with all its digits."""
        return repr(self.distribution.p[self.selected])

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one value, or all: 1/2 1/4 1/4"

    def parse_text(self, text: str) -> Categorical:
        """One number is the selected class's probability; several are the whole distribution."""
        return parse_probabilities(text, self.distribution, self.selected, self.reference)

    def hit_test(self, x: int, y: int) -> int | None:
        """The class whose column this is."""
        return self._layout_for(*self.size).slot_at(x)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the bar in this column, unless it is locked."""
        self.selected = self._layout_for(*self.size).slot_at(x)
        self._drag_reference = None
        return not self._is_locked()

    def drag_to(self, x: int, y: int) -> None:
        """Move the top of the bar to this row."""
        self.move(self._layout_for(*self.size).probability_at(y))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the bar in this column by hundredths."""
        self.selected = self._layout_for(*self.size).slot_at(x)
        self.action_step(by)

    def _layout_for(self, width: int, height: int) -> BarLayout:
        largest = max(self.distribution.p)
        if self.gesture is None or largest > self._scale:  # during a drag the scale stays if it can
            self._scale = scale_for(largest)
        return BarLayout(width, height, self.look.bars or self.distribution.k, self._scale)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The panel with its scale, and the bars; codewords and frequencies only if there is one per class.

        The views follow the distribution once a frame, but it may be painted before, at a new size.
        """
        k = self.distribution.k
        view = BarsView(
            self.distribution,
            self.selected,
            self.hovered,
            self.has_focus,
            self.codewords if len(self.codewords) == k else (),
            self.frequencies if len(self.frequencies) == k else (),
            self.look,
        )
        return paint_bars(view, self._layout_for(width, height), self.glyphs)
