"""The bars of a categorical distribution, moved by keys and mouse."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import LineStyle, text, vertical_bar, vline
from infotui.canvas.roles import Role
from infotui.core.number_parsing import parse_numbers
from infotui.core.probability_input import limit_of_locks, parse_probabilities
from infotui.core.reading import format_number
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_editor import DragEditor
from infotui.ui.widgets.editor import Editor

from .bar_layout import BarLayout
from .bar_look import BarLook

_STEP = 0.01
_TITLES = (
    "p   drag a bar, turn the wheel on it, or use the arrow keys",
    "p   drag a bar, or use the arrow keys",
    "p   drag, or arrow keys",
    "p",
)
_TITLES_WITHOUT_FOCUS = ("p   drag a bar, or Tab to it", "p   drag, or Tab", "p")
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

    def __init__(self, distribution: Categorical, selected: int = 0, *, id: str | None = None) -> None:
        super().__init__(distribution, id=id)
        self.set_reactive(Editor.selected, selected)
        self._drag_reference: Categorical | None = None

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
        return BarLayout(width, height, self.look.bars or self.distribution.k)

    def paint(self, width: int, height: int) -> CellBuffer:
        """Title, scale, bars, and under each its name and probability."""
        buffer = CellBuffer(width, height)
        layout = self._layout_for(width, height)
        titles = self.look.titles or (_TITLES if self.has_focus else _TITLES_WITHOUT_FOCUS)
        title = next((title for title in titles if len(title) <= width), titles[-1])
        text(buffer, 0, 0, title, Role.TITLE if self.has_focus else Role.MUTED, self.glyphs)
        text(buffer, 0, layout.top, "1", Role.MUTED, self.glyphs)
        text(buffer, 0, layout.bottom - 1, "0", Role.MUTED, self.glyphs)
        for i in range(layout.k):
            self._paint_class(buffer, layout, i)
        return buffer

    def _paint_class(self, buffer: CellBuffer, layout: BarLayout, i: int) -> None:
        value: Categorical = self.distribution
        is_selected, locked = i == self.selected, i in value.locked
        role = Role.P_BRIGHT if is_selected else Role.LOCKED if locked else Role.P
        x, width = layout.slot(i), layout.bar_width
        track = Role.P_BRIGHT if i == self.hovered else Role.TRACK
        vline(buffer, x + width // 2, layout.top, layout.rows, track, self.glyphs)
        pattern: LineStyle = "dotted" if i == self.look.hatched else "solid"
        rows = value.p[i] * layout.rows
        if pattern == "dotted" and rows:  # no part of a cell can be hatched
            rows = max(round(rows), 1)
        vertical_bar(buffer, x, width, layout.bottom, rows, role, self.glyphs, pattern)
        room = layout.slot_width
        name = self._label_of(i, room)
        text(
            buffer,
            x,
            layout.bottom,
            name,
            Role.SELECTED if is_selected else Role.LOCKED if locked else Role.TEXT,
            self.glyphs,
        )
        number = format_number(value.p[i], ".3f")
        if len(number) < room:
            text(buffer, x, layout.bottom + 1, number, Role.TEXT if is_selected else Role.MUTED, self.glyphs)
        elif is_selected:
            self._paint_selected_number(buffer, x, layout.bottom + 1, number)

    def _label_of(self, i: int, room: int) -> str:
        glyphs, value = self.glyphs.table, self.distribution
        mark = (glyphs.pointer if i == self.selected else "") + (glyphs.lock if i in value.locked else "")
        name = self.glyphs.transliterate(value.names[i])
        if room < 4 and i == self.look.hatched:
            return glyphs.textures[1]
        if room < 4:
            return (mark[-1:] if i in value.locked else name[:1]).ljust(1)
        return (mark + name)[: room - 1]

    def _paint_selected_number(self, buffer: CellBuffer, x: int, y: int, number: str) -> None:
        pointer = self.glyphs.table.arrows[0]
        beside = x + 2 if x + 2 + len(number) <= buffer.width else x - 1 - len(number)
        text(buffer, x, y, pointer, Role.P_BRIGHT, self.glyphs)
        text(buffer, beside, y, number, Role.TEXT, self.glyphs)
