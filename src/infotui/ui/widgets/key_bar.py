"""The bottom line: the keys that matter where the focus is."""

from __future__ import annotations

from collections.abc import Container, Iterable
from itertools import groupby
from typing import NamedTuple

from textual import events
from textual.binding import Binding
from textual.screen import Screen

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import fill, text
from infotui.canvas.roles import Role

from .cell_widget import painted
from .hover_widget import HoverWidget

_GAP = 2
_PINNED = ("help", "quit")
"""The actions whose keys stand at the right end, however little room there is."""


class KeyHint(NamedTuple):
    """Keys that go together, as bound, and what they do: in a word, and at length."""

    keys: tuple[str, ...]
    label: str
    description: str
    pinned: bool = False
    """Whether it is shown at the right end, however little room there is."""


class PlacedHint(NamedTuple):
    """A hint and the column it starts at."""

    x: int
    hint: KeyHint


class KeyBar(HoverWidget):
    """As many keys as there is room for, each whole; press one with the mouse to do what it does."""

    hints: painted[tuple[KeyHint, ...]] = painted(())
    """What to show, the most important first."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow_focus)

    def watch_hovered(self, hint: KeyHint | None) -> None:
        """Light it, and tell at length what it does."""
        self.tooltip = self.glyphs.transliterate(hint.description) if hint else None
        self.repaint()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The line."""
        buffer = CellBuffer(width, height)
        fill(buffer, 0, 0, width, height, " ", Role.KEY_LINE)
        for x, hint in layout_hints(self.hints, width, self.glyphs):
            lit = hint == self.hovered
            x = text(buffer, x, 0, short_names(hint, self.glyphs), Role.SELECTED if lit else Role.KEY)
            text(
                buffer,
                x,
                0,
                f" {self.glyphs.transliterate(hint.label)}",
                Role.SELECTED if lit else Role.KEY_LINE,
            )
        return buffer

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does; of keys that go together, the one that was pressed."""
        for x, hint in layout_hints(self.hints, self.size.width, self.glyphs):
            if x <= event.x < x + _length(hint, self.glyphs):
                inside = (event.x - x) * len(hint.keys) // len(short_names(hint, self.glyphs))
                self.app.simulate_key(hint.keys[min(inside, len(hint.keys) - 1)])

    def hit_test(self, x: int, y: int) -> KeyHint | None:
        """The hint at this column."""
        return next(
            (
                hint
                for start, hint in layout_hints(self.hints, self.size.width, self.glyphs)
                if start <= x < start + _length(hint, self.glyphs)
            ),
            None,
        )

    def _follow_focus(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            own = {binding.action for binding in type(screen).__dict__.get("BINDINGS", ())}
            idle: Container[str] = getattr(screen, "inactive_actions", ())
            found = [
                active for active in screen.active_bindings.values() if active.binding.action not in idle
            ]
            # What only this screen can do is worth more room than what all screens share.
            shared = [a.node in (screen, self.app) and a.binding.action not in own for a in found]
            by_worth = sorted(zip(shared, found, strict=True), key=lambda pair: pair[0])
            self.hints = tuple(_hints(active.binding for _, active in by_worth))


def layout_hints(hints: tuple[KeyHint, ...], width: int, glyphs: GlyphSet) -> list[PlacedHint]:
    """Where the hints stand that have room in `width` columns: some stay at the right end, others go."""
    end, found = width - 1, []
    for hint in reversed([hint for hint in hints if hint.pinned]):
        end -= _length(hint, glyphs)
        found.append(PlacedHint(end, hint))
        end -= _GAP
    x = 1
    for hint in (hint for hint in hints if not hint.pinned):
        if x + _length(hint, glyphs) > end:
            break
        found.append(PlacedHint(x, hint))
        x += _length(hint, glyphs) + _GAP
    return found


def key_name(key: str, glyphs: GlyphSet = GlyphSet.BRAILLE) -> str:
    """A key as people write it: `↑`, `PgUp`, `+`."""
    name = _KEY_NAMES.get(key, key.upper() if len(key) > 1 and key.islower() else key)
    return name if glyphs.transliterate(name) == name else key.capitalize()


def short_names(hint: KeyHint, glyphs: GlyphSet) -> str:
    """The keys of a hint in as few cells as can be."""
    arrows = dict(zip(("up", "down", "left", "right"), glyphs.table.arrows, strict=True))
    return "".join(
        arrows[key] if glyphs is GlyphSet.ASCII and key in arrows else key_name(key, glyphs)
        for key in hint.keys
    )


def _length(hint: KeyHint, glyphs: GlyphSet) -> int:
    return len(short_names(hint, glyphs)) + 1 + len(glyphs.transliterate(hint.label))


def _hints(bindings: Iterable[Binding]) -> Iterable[KeyHint]:
    """The hints of those bindings that are to be shown: the first key of each action, groups together."""
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
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
    "ctrl+z": "Ctrl+Z",
}
