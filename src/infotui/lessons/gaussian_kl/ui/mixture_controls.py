"""The sliders of the mixture mode: each component of p, q, and the learning rate."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.cover import paint_cover
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.cover import Cover
from infotui.core.number_parsing import parse_numbers
from infotui.lessons.gaussian_kl.model.mixture import MixtureKLState, mixture_of
from infotui.lessons.gaussian_kl.model.state import checked
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import MAX_COMPONENTS, Mixture
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.drag_editor import DragEditor

from .mixture_slots import Kind, Slot, slots
from .slot_painter import SlotView, Track, paint_slot, track_of

_SELECT = Binding.Group("select", compact=True)
_MOVE = Binding.Group("change", compact=True)
_COMPONENTS = Binding.Group("components", compact=True)
_WHOLE = "weight, mean and σ of each component: 0.5 -2 1  0.5 2 1"


class MixtureControls(DragEditor[MixtureKLState]):
    """One row for each parameter. `selected` is the row that keys move."""

    view_name = "sliders"
    BINDINGS = [
        Binding("up,k", "select(-1)", "previous parameter", group=_SELECT),
        Binding("down,j", "select(1)", "next parameter", group=_SELECT),
        Binding("left,h", "step(-1)", "less", group=_MOVE),
        Binding("right,l", "step(1)", "more", group=_MOVE),
        Binding("pageup,K", "step(10)", "ten steps more", show=False),
        Binding("pagedown,J", "step(-10)", "ten steps less", show=False),
        Binding("home", "move_to(0)", "the minimum", show=False),
        Binding("end", "move_to(1)", "the maximum", show=False),
        Binding("tab", "group(1)", "next of p, q, η", key_display="Tab", show=False),
        Binding("shift+tab", "group(-1)", "previous of p, q, η", key_display="Shift+Tab", show=False),
        Binding("plus", "add", "one component more", group=_COMPONENTS, key_display="+"),
        Binding("minus", "remove", "remove the component", group=_COMPONENTS, key_display="-"),
    ]

    hides_p: painted[bool] = painted(False)
    """Whether an exercise hides the sliders of p."""

    class Released(Message):
        """A drag is over."""

    def __init__(self, distribution: MixtureKLState) -> None:
        super().__init__(distribution)
        self._weights_before: Mixture | None = None
        self._rows = len(slots(distribution))
        self.set_reactive(MixtureControls.selected, slots(distribution).index(Slot(Kind.MEAN)))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All parameters, from the top."""
        return slots(self.distribution)

    @property
    def slot(self) -> Slot:
        """The parameter that keys move."""
        return self.slots[min(self.selected, len(self.slots) - 1)]

    def select(self, slot: Slot) -> None:
        """Let keys move another parameter; nothing if it does not exist any more."""
        if slot in self.slots:
            self.selected = self.slots.index(slot)

    def move(self, value: float) -> None:
        """Set the selected parameter; other weights keep the proportions they had when it was selected."""
        if self._weights_before is None or len(self._weights_before.weights) != len(
            self.distribution.p.weights
        ):
            self._weights_before = self.distribution.p
        self.distribution = self.slot.put(self.distribution, value, self._weights_before)

    def watch_selected(self) -> None:
        """Keep the proportions of the present weights from now on."""
        self._weights_before = None
        super().watch_selected()

    def watch_distribution(self, distribution: MixtureKLState) -> None:
        """Select a parameter that exists; another number of them needs another height."""
        rows = len(slots(distribution))
        self.selected = min(self.selected, rows - 1)
        if rows != self._rows:
            self._rows = rows
            self.refresh(layout=True)
        super().watch_distribution(distribution)

    def load(self, distribution: MixtureKLState) -> None:
        """Take a state that comes from elsewhere; the selected parameter stays where it still exists."""
        slot, self._weights_before = self.slot, None
        super().load(distribution)
        self.select(slot)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each parameter."""
        return len(self.slots)

    def action_select(self, by: int) -> None:
        """Select another parameter; after the last comes the first."""
        self.end_gesture()
        self.selected = (self.selected + by) % len(self.slots)

    def action_group(self, by: int) -> None:
        """Select the first parameter of the next or the previous component, of q, or the rate."""
        self.end_gesture()
        starts = [
            i for i, slot in enumerate(self.slots) if i == 0 or _group(slot) != _group(self.slots[i - 1])
        ]
        here = max(i for i, start in enumerate(starts) if start <= self.selected)
        self.selected = starts[(here + by) % len(starts)]

    def action_step(self, by: int) -> None:
        """Move the selected parameter by so many small steps; the rate by factors of 1.1."""
        value, spec = self.slot.get(self.distribution), self.slot.spec
        if spec.logarithmic:
            self.move(float(f"{value * 1.1**by:.3g}"))
        else:
            self.move(round(value + by * spec.step, 12))

    def action_move_to(self, share: float) -> None:
        """Set the selected parameter to an end of its slider."""
        self.move(self.slot.spec.from_fraction(share))

    def action_add(self) -> None:
        """Add a component to the right of the others."""
        self._attempt(lambda: self.distribution.with_component())

    def action_remove(self) -> None:
        """Remove the selected component, or the last one."""
        p, i = self.distribution.p, self.slot.component
        last = len(p.components) - 1
        self._attempt(lambda: self.distribution.with_p(p.without_component(last if i is None else i)))

    def _attempt(self, edit: Callable[[], MixtureKLState]) -> None:
        try:
            self.load(edit())
        except ValueError as error:
            self.notify(str(error), severity="warning", markup=False)

    @property
    def value_prompt(self) -> str:
        """The label of the selected parameter."""
        return f"{self.slot.label} ="

    @property
    def value_text(self) -> str:
        """The selected parameter, with all its digits."""
        return repr(self.slot.get(self.distribution))

    @property
    def value_hint(self) -> str:
        """What else can be typed."""
        return "one value; mean and σ; or all of p: 0.5 -2 1  0.5 2 1"

    def parse_text(self, text: str) -> MixtureKLState:
        """One number is the selected parameter, two are mean and σ; three a component are all of p."""
        state: MixtureKLState = self.distribution
        numbers, slot = parse_numbers(text), self.slot
        if len(numbers) == 1:
            slot.check(*numbers)
            return slot.put(state, *numbers)
        if len(numbers) == 2 and slot.kind is not Kind.RATE:
            return slot.put_gaussian(state, checked(Gaussian(*numbers)))
        if not numbers or len(numbers) % 3 or len(numbers) > 3 * MAX_COMPONENTS:
            raise ValueError(f"type {slot.label}; mean and σ; or {_WHOLE}")
        p = mixture_of(numbers)
        for component in p.components:
            checked(component)
        return state.with_p(p)

    def hit_test(self, x: int, y: int) -> int | None:
        """The row under the pointer."""
        row = self._first(self.size.height) + y
        return row if 0 <= row < len(self.slots) else None

    @property
    def cursor_cell(self) -> Offset:
        """The knob of the selected slider."""
        share = self.slot.spec.to_fraction(self.slot.get(self.distribution))
        y = self.slots.index(self.slot) - self._first(self.size.height)
        return Offset(self.track.column(share), y)

    def begin_drag(self, x: int, y: int) -> bool:
        """Take the slider in this row."""
        row = self.hit_test(x, y)
        if row is None:
            return False
        self.selected = row
        return True

    def drag_to(self, x: int, y: int) -> None:
        """Move the selected slider to this column."""
        self.action_move_to(self.track.share(x))

    def scroll_step(self, x: int, y: int, by: int) -> None:
        """One small step for the slider in this row."""
        if self.begin_drag(x, y):
            self.action_step(by)

    def drag_ended(self) -> None:
        """Announce the end of the drag."""
        self.post_message(self.Released())

    def take_cover(self, cover: Cover) -> None:
        """Hide all sliders, or those of p."""
        super().take_cover(cover)
        self.hides_p = "p" in cover.names

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each parameter: label, slider or bar, number."""
        buffer = CellBuffer(width, height)
        first, track = self._first(height), track_of(self.slots, width, self.glyphs)
        for y, slot in enumerate(self.slots[first : first + height]):
            if self.hides_p and slot.component is not None:
                text(buffer, 1, y, slot.label, Role.TEXT, self.glyphs)
                paint_cover(buffer, track.start, y, width - track.start, 1, self.glyphs)
            else:
                buffer.blit(paint_slot(self._view_of(first + y), track, width, self.glyphs), y)
        return buffer

    def _first(self, height: int) -> int:
        """The first row shown where not all have room: the selected one is among them."""
        return min(max(self.selected - height // 2, 0), max(len(self.slots) - height, 0))

    def _view_of(self, i: int) -> SlotView:
        """What is shown of the parameter in row `i`."""
        slot, is_selected = self.slots[i], i == self.selected
        is_lit = is_selected and (self.has_focus or self.gesture is not None)
        return SlotView(slot, slot.get(self.distribution), is_selected, is_lit, i == self.hovered)

    @property
    def track(self) -> Track:
        """Where the sliders are."""
        return track_of(self.slots, self.size.width, self.glyphs)


def _group(slot: Slot) -> tuple[bool, int | None]:
    return slot.kind is Kind.RATE, slot.component
