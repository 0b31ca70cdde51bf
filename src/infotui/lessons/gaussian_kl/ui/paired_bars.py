"""The bars of two categorical distributions side by side; one of the two is edited at a time."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from infotui.canvas.cell_buffer import CellBuffer
from infotui.core.number_parsing import parse_numbers
from infotui.core.probability_input import limit_of_locks, parse_probabilities
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_editor import DragEditor

from .pair_layout import PairLayout
from .pair_painter import PairPainter

_STEP = 0.01
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)
_CLASSES = Binding.Group("classes", compact=True)


class PairedBars(DragEditor[CategoricalKLState]):
    """Two bars a class. The selected distribution, p or q, is the one that keys and typed values change."""

    BINDINGS = [
        Binding("left,h", "select(-1)", "previous class", group=_SELECT),
        Binding("right,l", "select(1)", "next class", group=_SELECT),
        Binding("up,k", "step(1)", "probability + 0.01", group=_MOVE),
        Binding("down,j", "step(-1)", "probability − 0.01", group=_MOVE),
        Binding("pageup,K", "step(10)", "probability + 0.1", show=False),
        Binding("pagedown,J", "step(-10)", "probability − 0.1", show=False),
        Binding("home", "move_to(0)", "probability 0", show=False),
        Binding("end", "move_to(1)", "probability 1", show=False),
        Binding("tab", "other", "p or q", key_display="Tab", tooltip="edit the other distribution"),
        Binding("shift+tab", "other", "p or q", show=False),
        Binding("space", "lock", "lock", key_display="Space", tooltip="lock or unlock the class"),
        Binding("plus", "add", "one class more", group=_CLASSES, show=False, key_display="+"),
        Binding("minus", "remove", "one class fewer", group=_CLASSES, show=False, key_display="-"),
    ]

    is_q: painted[bool] = painted(False)
    """Whether q is the distribution that is edited."""

    def __init__(self, distribution: CategoricalKLState) -> None:
        super().__init__(distribution)
        self._drag_reference: Categorical | None = None

    @property
    def value(self) -> Categorical:
        """The distribution that is edited."""
        pair: CategoricalKLState = self.distribution
        return pair.q if self.is_q else pair.p

    @property
    def reference(self) -> Categorical:
        """The distribution whose proportions the other classes keep: that when the class was selected."""
        return self._drag_reference or self.value

    def with_value(self, value: Categorical) -> CategoricalKLState:
        """The pair with the edited distribution replaced."""
        pair: CategoricalKLState = self.distribution
        return pair.with_q(value) if self.is_q else pair.with_p(value)

    def move(self, probability: float) -> None:
        """Set the selected class to `probability`; the others keep the proportions of the reference."""
        if self._is_locked():
            return
        reference = self._drag_reference = self.reference
        moved = self.value.with_probability(self.selected, probability, reference=reference)
        if moved.p == self.value.p and moved.p[self.selected] != probability:
            self.notify(limit_of_locks(moved, self.selected), markup=False)
        self.distribution = self.with_value(moved)

    def _is_locked(self) -> bool:
        """Whether the selected class is locked; a note says so."""
        locked = self.selected in self.value.locked
        if locked:
            self.notify(f"{self.value.names[self.selected]} is locked: Space unlocks it", markup=False)
        return locked

    def watch_selected(self) -> None:
        """The shape to keep is now the present one."""
        self._drag_reference = None
        super().watch_selected()

    def watch_is_q(self) -> None:
        """The shape to keep is now the present one."""
        self._drag_reference = None
        self._post_changed()

    def load(self, distribution: CategoricalKLState) -> None:
        """Take a pair that comes from elsewhere; it is its own reference."""
        self._drag_reference = None
        super().load(distribution)
        self.selected = min(self.selected, distribution.k - 1)

    def apply_text(self, text: str) -> None:
        """Take what typing `text` makes; of a whole distribution the own proportions are kept from now on."""
        self._drag_reference = None if len(parse_numbers(text)) > 1 else self.reference
        super().apply_text(text)

    def parse_text(self, text: str) -> CategoricalKLState:
        """One number is the selected class's probability; several are the whole distribution."""
        value = parse_probabilities(text, self.value, self.selected, self.reference)
        if value.k != self.value.k:
            raise ValueError(f"type {self.value.k} probabilities: p and q have the same classes")
        return self.with_value(value)

    @property
    def value_prompt(self) -> str:
        """What a typed value would set."""
        return f"{'q' if self.is_q else 'p'}({self.value.names[self.selected]}) ="

    @property
    def value_text(self) -> str:
        """The probability of the selected class, in full."""
        return repr(self.value.p[self.selected])

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one value, or all: 1/2 1/4 1/4"

    def action_select(self, by: int) -> None:
        """Select the class `by` places to the right; after the last comes the first."""
        self.end_gesture()
        self.selected = (self.selected + by) % self.value.k

    def action_other(self) -> None:
        """Edit the other distribution."""
        self.end_gesture()
        self.is_q = not self.is_q

    def action_step(self, by: int) -> None:
        """Move the selected class by so many hundredths."""
        self.move(min(max(round(self.value.p[self.selected] + by * _STEP, 12), 0.0), 1.0))

    def action_move_to(self, probability: float) -> None:
        """Set the selected class."""
        self.move(probability)

    def action_lock(self) -> None:
        """Lock or unlock the selected class."""
        self._change(lambda value: value.with_lock(self.selected, self.selected not in value.locked))

    def action_add(self) -> None:
        """One class more, of probability 0 in both."""
        self._attempt(lambda: self.distribution.with_class())

    def action_remove(self) -> None:
        """The last class removed from both."""
        self._attempt(lambda: self.distribution.without_class(self.value.k - 1))

    def action_uniform(self) -> None:
        """Every class equally likely."""
        self._change(lambda value: value.with_uniform())

    def action_one_hot(self) -> None:
        """All on the selected class."""
        self._change(lambda value: value.with_one_hot(self.selected))

    def action_equal(self) -> None:
        """The probabilities of the other distribution, and no locks."""
        pair: CategoricalKLState = self.distribution
        self._change(lambda value: value.with_probabilities((pair.p if self.is_q else pair.q).p))

    def _change(self, edit: Callable[[Categorical], Categorical]) -> None:
        self._attempt(lambda: self.with_value(edit(self.value)))

    def _attempt(self, edit: Callable[[], CategoricalKLState]) -> None:
        try:
            self.load(edit())
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    def hit_test(self, x: int, y: int) -> int | None:
        """The bar at this column: twice its class, and one more for q."""
        i, is_q = self._layout_for(*self.size).bar_at(x)
        return 2 * i + is_q

    def begin_drag(self, x: int, y: int) -> bool:
        """Select the bar at this column, and take it unless its class is locked."""
        self._take(x)
        return not self._is_locked()

    def drag_to(self, x: int, y: int) -> None:
        """Move the top of the bar to this row."""
        self.move(self._layout_for(*self.size).probability_at(y))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the bar at this column by hundredths."""
        self._take(x)
        self.action_step(by)

    def _take(self, x: int) -> None:
        self.selected, self.is_q = self._layout_for(*self.size).bar_at(x)
        self._drag_reference = None

    def _layout_for(self, width: int, height: int) -> PairLayout:
        return PairLayout.around(width, height, self.distribution.k, self.selected)

    def paint(self, width: int, height: int) -> CellBuffer:
        """Legend, scale, bars, and below them the names and the probabilities."""
        return PairPainter(
            self._layout_for(width, height),
            self.distribution,
            self.selected,
            self.is_q,
            self.hovered,
            self.has_focus,
            self.glyphs,
        ).paint()
