"""The base of the editors of bars: keys, typed values and locks of a categorical distribution."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from infotui.core.number_parsing import parse_numbers
from infotui.core.probability_input import is_held_by_locks, limit_of_locks, parse_probabilities
from infotui.maths.distributions import Categorical

from .drag_editor import DragEditor
from .editor import D

_STEP = 0.01
_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)
_CLASSES = Binding.Group("classes", compact=True)

MOVE_BINDINGS = (
    Binding("left,h", "select(-1)", "previous class", group=_SELECT),
    Binding("right,l", "select(1)", "next class", group=_SELECT),
    Binding("up,k", "step(1)", "probability + 0.01", group=_MOVE),
    Binding("down,j", "step(-1)", "probability − 0.01", group=_MOVE),
    Binding("pageup,K", "step(10)", "probability + 0.1", show=False),
    Binding("pagedown,J", "step(-10)", "probability − 0.1", show=False),
    Binding("home", "move_to(0)", "probability 0", show=False),
    Binding("end", "move_to(1)", "probability 1", show=False),
)
"""The keys that select a class and move its bar. Subclasses list them: the key bar keeps their order."""
CLASS_BINDINGS = (
    Binding("space", "lock", "lock", key_display="Space", tooltip="lock or unlock the class"),
    Binding("plus", "add", "add a class", group=_CLASSES, show=False, key_display="+"),
    Binding("minus", "remove", "remove the last class", group=_CLASSES, show=False, key_display="-"),
)
"""The keys that lock, add and remove classes."""


class ProbabilityBars(DragEditor[D]):
    """Bars of one or more categorical distributions, of which one (`value`) is edited at a time.

    While a class stays selected, the other classes keep the proportions they had when it was selected. So
    moving a bar to 1 and back restores them.
    """

    def __init__(self, distribution: D, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self._reference: Categorical | None = None

    @property
    def value(self) -> Categorical:
        """The distribution that is edited."""
        raise NotImplementedError

    def with_value(self, value: Categorical) -> D:
        """What the editor holds, with the edited distribution replaced."""
        raise NotImplementedError

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is in this row."""
        raise NotImplementedError

    def select_at(self, x: int) -> None:
        """Select the bar in this column, or the nearest one."""
        raise NotImplementedError

    def action_add(self) -> None:
        """Add a class of probability 0."""
        raise NotImplementedError

    def action_remove(self) -> None:
        """Remove the last class; the others take its probability in proportion."""
        raise NotImplementedError

    @property
    def selectable(self) -> int:
        """How many classes can be selected."""
        return self.value.k

    @property
    def reference(self) -> Categorical:
        """The distribution whose proportions the other classes keep: the one when this class was selected."""
        return self._reference or self.value

    def forget_reference(self) -> None:
        """Keep the proportions of the present distribution from now on."""
        self._refer_to(None)

    def _refer_to(self, reference: Categorical | None) -> None:
        """Set the reference, None for the present distribution; views may show where the bar would move."""
        if reference is not self._reference:
            self._reference = reference
            self._post_changed()

    def move(self, probability: float) -> None:
        """Set the selected class to `probability`; the others keep the proportions of the reference."""
        if self._is_locked():
            return
        value, reference = self.value, self.reference
        self._refer_to(reference)
        moved = value.with_probability(self.selected, probability, reference=reference)
        if is_held_by_locks(value, moved, self.selected, probability):
            self.notify(limit_of_locks(moved, self.selected), markup=False)
        else:
            self.distribution = self.with_value(moved)

    def _is_locked(self) -> bool:
        """Whether the selected class is locked; if so, a note says how to unlock it."""
        value = self.value
        is_locked = self.selected in value.locked
        if is_locked:
            self.notify(f"{value.names[self.selected]} is locked: press Space to unlock it", markup=False)
        return is_locked

    def watch_selected(self) -> None:
        """Keep the proportions of the present distribution from now on."""
        self.forget_reference()
        super().watch_selected()

    def load(self, distribution: D) -> None:
        """Take a value that comes from elsewhere; its own proportions are kept from now on."""
        self.forget_reference()
        super().load(distribution)
        self.selected = min(self.selected, self.value.k - 1)

    def apply_text(self, text: str) -> None:
        """Take what typing `text` makes; of a whole distribution the own proportions are kept from now on."""
        self._refer_to(None if len(parse_numbers(text)) > 1 else self.reference)
        super().apply_text(text)
        self.selected = min(self.selected, self.value.k - 1)

    def parse_value(self, text: str) -> Categorical:
        """One number is the selected class's probability; several are the whole distribution."""
        return parse_probabilities(text, self.value, self.selected, self.reference)

    def parse_text(self, text: str) -> D:
        """What the editor would hold after typing `text`; ValueError with a sentence for people."""
        return self.with_value(self.parse_value(text))

    @property
    def value_text(self) -> str:
        """The probability of the selected class, with all its digits."""
        return repr(self.value.p[self.selected])

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one value, or all: 1/2 1/4 1/4"

    def action_select(self, by: int) -> None:
        """Select the class `by` places to the right; after the last comes the first."""
        self.end_gesture()
        self.selected = (self.selected + by) % self.selectable

    def action_step(self, by: int) -> None:
        """Move the selected class by so many hundredths."""
        self.move(min(max(round(self.value.p[self.selected] + by * _STEP, 12), 0.0), 1.0))

    def action_move_to(self, probability: float) -> None:
        """Set the selected class."""
        self.move(probability)

    def action_lock(self) -> None:
        """Lock or unlock the selected class."""
        self.change(lambda value: value.with_lock(self.selected, self.selected not in value.locked))

    def action_uniform(self) -> None:
        """Make every class equally likely."""
        self.change(lambda value: value.with_uniform())

    def action_one_hot(self) -> None:
        """Make the selected class certain."""
        self.change(lambda value: value.with_one_hot(self.selected))

    def change(self, edit: Callable[[Categorical], Categorical]) -> None:
        """Load the edited distribution as `edit` makes it; a refusal becomes a note."""
        self.attempt(lambda: self.with_value(edit(self.value)))

    def attempt(self, make: Callable[[], D]) -> None:
        """Load what `make` returns; a refusal becomes a note."""
        try:
            self.load(make())
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the bar in this column, unless its class is locked."""
        self.select_at(x)
        self.forget_reference()
        return not self._is_locked()

    def drag_to(self, x: int, y: int) -> None:
        """Move the top of the bar to this row."""
        self.move(self.probability_at(y))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """Move the bar in this column by hundredths."""
        self.select_at(x)
        self.action_step(by)
