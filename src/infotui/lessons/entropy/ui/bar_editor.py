"""The bars of a categorical distribution, moved by keys and mouse."""

from __future__ import annotations

from textual.geometry import Offset

from infotui.canvas.cell_buffer import CellBuffer
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.probability_bars import CLASS_BINDINGS, MOVE_BINDINGS, ProbabilityBars
from infotui.ui.widgets.scaled_bars import scale_for

from .bar_layout import BarLayout
from .bar_look import BarLook
from .bar_painter import BarsView, paint_bars


class BarEditor(ProbabilityBars[Categorical]):
    """Bars over k classes: a press anywhere in a column moves the top of its bar there."""

    view_name = "bars"
    BINDINGS = [*MOVE_BINDINGS, *CLASS_BINDINGS]

    look: painted[BarLook] = painted(BarLook())
    """How the bars of a sample differ from the usual ones."""
    codewords: painted[tuple[str | None, ...]] = painted(())
    """The codeword of each class, to stand in its bar."""
    frequencies: painted[tuple[float, ...]] = painted(())
    """How often each class came in a sample, as a share of it; empty for no sample."""

    def __init__(self, distribution: Categorical, selected: int = 0, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self.set_reactive(Editor.selected, selected)
        self._scale = 0.0

    @property
    def value(self) -> Categorical:
        """The distribution that is edited."""
        value: Categorical = self.distribution
        return value

    def with_value(self, value: Categorical) -> Categorical:
        """The editor holds the distribution itself."""
        return value

    @property
    def selectable(self) -> int:
        """How many classes can be selected; for a sample, how many bars it has."""
        return self.look.bars or self.value.k

    def action_add(self) -> None:
        """Add a class of probability 0."""
        self.change(lambda value: value.with_class())

    def action_remove(self) -> None:
        """Remove the last class; the others take its probability in proportion."""
        self.change(lambda value: value.without_class(value.k - 1))

    @property
    def value_prompt(self) -> str:
        """The label of the selected class's probability."""
        return f"p({self.value.names[self.selected]}) ="

    def hit_test(self, x: int, y: int) -> int | None:
        """The class whose column this is."""
        return self._layout_for(*self.size).slot_at(x)

    @property
    def cursor_cell(self) -> Offset:
        """The name below the selected bar."""
        layout = self._layout_for(*self.size)
        return Offset(layout.bar(self.selected) + layout.bar_width // 2, layout.bottom)

    def select_at(self, x: int) -> None:
        """Select the class whose column this is."""
        self.selected = self._layout_for(*self.size).slot_at(x)

    def probability_at(self, y: int) -> float:
        """The probability of a bar whose top is in this row."""
        return self._layout_for(*self.size).probability_at(y)

    def _layout_for(self, width: int, height: int) -> BarLayout:
        largest = max(self.distribution.p)
        if self.gesture is None or largest > self._scale:  # during a drag the scale stays if it can
            self._scale = scale_for(largest)
        return BarLayout(width, height, self.selectable, self._scale)

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
