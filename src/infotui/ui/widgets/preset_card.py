"""The presets as a card, where a large screen has room for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.geometry import Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import panel, text
from infotui.canvas.roles import Role
from infotui.core.cover import THEORY, Cover
from infotui.core.lesson import Preset

from .cell_widget import painted
from .hover_widget import HoverWidget
from .summary_line import CLAUSE_ENDS

_BORDERS = 2
_MARGIN = 2
"""Columns of the border, and of the blank beside it."""
_GAP = 2


def clauses(words: str) -> Iterator[str]:
    """The words without their last clauses, from the longest on.

    >>> list(clauses("powers of 2: every surprisal is whole, in bits"))[1:]
    ['powers of 2: every surprisal is whole', 'powers of 2']
    """
    while words:
        yield words
        words = max((words.rpartition(end)[0] for end in CLAUSE_ENDS), key=len)


class PresetCard(HoverWidget):
    """A row for each preset: its name, and what it shows as far as there is room. A click applies it."""

    is_described: painted[bool] = painted(True)
    """Whether the descriptions are shown: an exercise that hides the theory hides them too."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """A preset was clicked."""

        preset: Preset[Any]

    def __init__(self, presets: tuple[Preset[Any], ...]) -> None:
        super().__init__()
        self._presets = presets
        self.tooltip = "start from this preset"

    def take_cover(self, cover: Cover) -> None:
        """Hide what presets say with the theory."""
        super().take_cover(cover)
        self.is_described = THEORY not in cover.views

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each preset, and the border."""
        return len(self._presets) + _BORDERS

    def hit_test(self, x: int, y: int) -> int | None:
        """The preset in this row."""
        return y - 1 if 1 <= y <= min(len(self._presets), self.size.height - _BORDERS) else None

    def on_click(self, event: events.Click) -> None:
        """Announce which preset was clicked."""
        row = self.hit_test(event.x, event.y)
        if row is not None:
            self.post_message(self.Pressed(self._presets[row]))

    def paint(self, width: int, height: int) -> CellBuffer:
        """As many presets as have room."""
        buffer = CellBuffer(width, height)
        panel(buffer, 0, 0, width, height, "Presets", "p", glyphs=self.glyphs)
        about = _MARGIN + _GAP + max(len(self.glyphs.transliterate(each.name)) for each in self._presets)
        for y, preset in enumerate(self._presets[: max(height - _BORDERS, 0)], 1):
            role = Role.P_BRIGHT if self.hovered == y - 1 else Role.TEXT
            text(buffer, _MARGIN, y, preset.name, role, self.glyphs)
            text(buffer, about, y, self._about(preset, width - _MARGIN - about), Role.MUTED, self.glyphs)
        return buffer

    def _about(self, preset: Preset[Any], room: int) -> str:
        """The description, or as many of its clauses as fit."""
        if not self.is_described:
            return ""
        words = self.glyphs.transliterate(preset.description)
        return next((part for part in clauses(words) if len(part) <= room), "")
