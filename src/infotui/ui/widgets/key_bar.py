"""The bottom line: the keys that matter for the focused control."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple, Protocol, runtime_checkable

from textual import events
from textual.binding import Binding
from textual.screen import Screen

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.terminal.environment import holds_escape_back

from .cell_widget import painted
from .clickable_spans import ClickableSpans, WordRoles
from .hover_widget import HoverWidget

_GAP = 2
_MARGIN = 1
_PINNED = ("exercises", "help", "quit")
"""The actions whose keys are shown at the right end, however little room there is."""


@runtime_checkable
class HasInactiveActions(Protocol):
    """A screen that knows which of its actions do nothing in the present state."""

    @property
    def inactive_actions(self) -> frozenset[str]:
        """The names of these actions."""


class KeyHint(NamedTuple):
    """Keys that belong together, as bound, and what they do: in a word, and in a sentence."""

    keys: tuple[str, ...]
    label: str
    description: str
    pinned: bool = False
    """Whether it is shown at the right end, however little room there is."""


class KeyBar(HoverWidget):
    """As many keys as there is room for, each whole; a click on one does what it does."""

    hints: painted[tuple[KeyHint, ...]] = painted(())
    """What to show, the most important first."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow_focus)

    def watch_hovered(self, hint: KeyHint | None) -> None:
        """Show the long description as a tooltip."""
        self.tooltip = self.glyphs.transliterate(hint.description) if hint else None
        self.repaint()

    def paint(self, width: int, height: int) -> CellBuffer:
        """Each key, and its label beside it."""
        buffer = CellBuffer(width, height)
        buffer.fill(0, 0, width, height, " ", Role.KEY_LINE)
        layout_hints(self.hints, width, self.glyphs).paint(buffer, self._roles)
        return buffer

    def _roles(self, hint: KeyHint) -> WordRoles:
        return (Role.SELECTED, Role.SELECTED) if hint == self.hovered else (Role.KEY, Role.KEY_LINE)

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer; of keys that belong together, the one that was clicked."""
        span = layout_hints(self.hints, self.size.width, self.glyphs).span_at(event.x, 0)
        if span is not None:
            hint = span.target
            inside = (event.x - span.x) * len(hint.keys) // len(short_names(hint, self.glyphs))
            self.app.simulate_key(hint.keys[min(inside, len(hint.keys) - 1)])

    def hit_test(self, x: int, y: int) -> KeyHint | None:
        """The hint at this column."""
        return layout_hints(self.hints, self.size.width, self.glyphs).hit_test(x, 0)

    def _follow_focus(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        own = {binding.action for binding in type(screen).__dict__.get("BINDINGS", ())}
        inactive = screen.inactive_actions if isinstance(screen, HasInactiveActions) else frozenset()
        found = [
            active for active in screen.active_bindings.values() if active.binding.action not in inactive
        ]
        # What only this screen does is worth more room than what all screens share.
        shared = [active.node in (screen, self.app) and active.binding.action not in own for active in found]
        by_worth = sorted(zip(shared, found, strict=True), key=lambda pair: pair[0])
        self.hints = tuple(_hints(active.binding for _, active in by_worth))


def layout_hints(hints: tuple[KeyHint, ...], width: int, glyphs: GlyphSet) -> ClickableSpans[KeyHint]:
    """The hints that have room in `width` columns: pinned ones at the right end, the others from the left."""
    labels = [(f"{short_names(hint, glyphs)} {glyphs.transliterate(hint.label)}", hint) for hint in hints]
    pinned = ClickableSpans.from_right([found for found in labels if found[1].pinned], width - _MARGIN, _GAP)
    end = width - _MARGIN if pinned.start is None else pinned.start - _GAP
    others = [found for found in labels if not found[1].pinned]
    return ClickableSpans.from_left(others, _MARGIN, _GAP, end) + pinned


def key_name(key: str, glyphs: GlyphSet = GlyphSet.BRAILLE) -> str:
    """A key as people write it: `↑`, `PgUp`, `+`."""
    if key == "escape":
        return escape_name()
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[-1].upper()}"
    name = _KEY_NAMES.get(key, key.upper() if len(key) > 1 and key.islower() else key)
    return name if glyphs.transliterate(name) == name else key.capitalize()


def escape_name() -> str:
    """How to press Escape: twice where the terminal holds it back until the next key."""
    return "Esc Esc" if holds_escape_back() else "Esc"


def short_names(hint: KeyHint, glyphs: GlyphSet) -> str:
    """The keys of a hint in as few cells as possible."""
    arrows = dict(zip(("up", "down", "left", "right"), glyphs.table.arrows, strict=True))
    return "".join(
        arrows[key] if glyphs is GlyphSet.ASCII and key in arrows else key_name(key, glyphs)
        for key in hint.keys
    )


def _hints(bindings: Iterable[Binding]) -> Iterable[KeyHint]:
    """The hints of the bindings that are shown: the first key of each action, groups together."""
    firsts: dict[str, Binding] = {}
    for binding in bindings:
        if binding.show:
            firsts.setdefault(binding.action, binding)
    for _, found in groupby(firsts.values(), lambda binding: binding.group or binding):
        together = tuple(found)
        first = together[0]
        yield KeyHint(
            tuple(binding.key for binding in together),
            first.group.description if first.group else first.description,
            ", ".join(binding.tooltip or binding.description for binding in together),
            first.action in _PINNED,
        )


_KEY_NAMES = {
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "full_stop": ".",
    "comma": ",",
    "slash": "/",
    "equals_sign": "=",
}
