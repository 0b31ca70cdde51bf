"""The bars of two categorical distributions side by side; one of the two is edited at a time."""

from __future__ import annotations

from dataclasses import replace

from textual.binding import Binding
from textual.geometry import Offset

from infotui.canvas.cell_buffer import CellBuffer
from infotui.core.cover import Cover
from infotui.lessons.gaussian_kl.model.categorical import CategoricalKLState
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.probability_bars import CLASS_BINDINGS, MOVE_BINDINGS, ProbabilityBars
from infotui.ui.widgets.scaled_bars import scale_for

from .pair_layout import PairLayout
from .pair_painter import PairPainter


class PairedBars(ProbabilityBars[CategoricalKLState]):
    """Two bars for each class. Keys and typed values change one distribution, p or q."""

    view_name = "bars"
    BINDINGS = [
        *MOVE_BINDINGS,
        Binding("tab", "other", "p or q", key_display="Tab", tooltip="edit the other distribution"),
        Binding("shift+tab", "other", "p or q", show=False),
        *(replace(binding, show=False) for binding in CLASS_BINDINGS),  # what the screen does is worth more
    ]

    is_q: painted[bool] = painted(False)
    """Whether q is the distribution that is edited."""

    hidden: painted[str] = painted("")
    """The distribution that an exercise hides: p, q or neither."""

    def __init__(self, distribution: CategoricalKLState) -> None:
        super().__init__(distribution)
        self._scale = 0.0

    def take_cover(self, cover: Cover) -> None:
        """Hide all bars, or those of one distribution."""
        super().take_cover(cover)
        self.hidden = next((name for name in "pq" if name in cover.names), "")

    @property
    def value(self) -> Categorical:
        """The distribution that is edited."""
        pair: CategoricalKLState = self.distribution
        return pair.q if self.is_q else pair.p

    def with_value(self, value: Categorical) -> CategoricalKLState:
        """The pair with the edited distribution replaced."""
        pair: CategoricalKLState = self.distribution
        return pair.with_q(value) if self.is_q else pair.with_p(value)

    def watch_is_q(self) -> None:
        """Keep the proportions of the present distribution from now on."""
        self.forget_reference()
        self._post_changed()

    def parse_value(self, text: str) -> Categorical:
        """One number is the selected class's probability; as many as there are classes are all of them."""
        value = super().parse_value(text)
        if value.k != self.value.k:
            raise ValueError(f"type {self.value.k} probabilities: p and q have the same classes")
        return value

    @property
    def value_prompt(self) -> str:
        """The label of the selected class's probability."""
        return f"{'q' if self.is_q else 'p'}({self.value.names[self.selected]}) ="

    def action_other(self) -> None:
        """Edit the other distribution."""
        self.end_gesture()
        self.is_q = not self.is_q

    def action_add(self) -> None:
        """Add a class of probability 0 to both."""
        self.attempt(lambda: self.distribution.with_class())

    def action_remove(self) -> None:
        """Remove the last class from both."""
        self.attempt(lambda: self.distribution.without_class(self.value.k - 1))

    def action_equal(self) -> None:
        """Take the probabilities of the other distribution, and no locks."""
        pair: CategoricalKLState = self.distribution
        self.change(lambda value: value.with_probabilities((pair.p if self.is_q else pair.q).p))

    def hit_test(self, x: int, y: int) -> int | None:
        """The bar at this column: twice its class, and one more for q."""
        i, is_q = self._layout_for(*self.size).bar_at(x)
        return 2 * i + is_q

    @property
    def cursor_cell(self) -> Offset:
        """The first cell of the name below the selected bar."""
        return Offset(*self._painter(*self.size).name_cell(self.selected))

    def select_at(self, x: int) -> None:
        """Select the class and the distribution of the bar at this column."""
        self.selected, self.is_q = self._layout_for(*self.size).bar_at(x)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is in this row."""
        return self._layout_for(*self.size).probability_at(y)

    def _named(self) -> tuple[tuple[str, Categorical], ...]:
        pair: CategoricalKLState = self.distribution
        return ("p", pair.p), ("q", pair.q)

    def _layout_for(self, width: int, height: int) -> PairLayout:
        shown = [
            each.p for name, each in self._named() if name != self.hidden
        ]  # what is hidden gives no scale
        largest = max(max(p) for p in shown)
        if self.gesture is None or largest > self._scale:  # during a drag the scale stays if it can
            self._scale = scale_for(largest)
        return PairLayout.around(width, height, self.distribution.k, self.selected, self._scale)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The panel, its scale, bars, and below them the names and the probabilities."""
        return self._painter(width, height).paint()

    def _painter(self, width: int, height: int) -> PairPainter:
        return PairPainter(
            self._layout_for(width, height),
            self.distribution,
            self.selected,
            self.is_q,
            self.hovered,
            self.has_focus,
            self.glyphs,
            self.hidden,
        )
