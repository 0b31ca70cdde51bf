"""Replaces characters that the terminal cannot show in what Textual's own widgets draw."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from infotui.canvas.glyphs import GlyphSet

_SHORTER = {"…": ".", "←": "<", "→": ">"}
"""Characters for one cell, where the usual replacement takes more."""


@runtime_checkable
class HasGlyphs(Protocol):
    """An app that knows which characters its terminal can show."""

    glyphs: GlyphSet


def glyphs_of(app: App[object]) -> GlyphSet:
    """The characters that may be drawn with: those of our app, or all."""
    return app.glyphs if isinstance(app, HasGlyphs) else GlyphSet.BRAILLE


class GlyphFallbackFilter(LineFilter):
    """Replaces frame lines and arrows by the characters of a glyph set."""

    def __init__(self, glyphs: GlyphSet) -> None:
        super().__init__()
        self._glyphs = glyphs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with every character replaced by one that can be shown in as many cells."""
        return [
            Segment("".join(map(self._substitute, text)), style, control) if not text.isascii() else segment
            for segment in segments
            for text, style, control in (segment,)
        ]

    def _substitute(self, character: str) -> str:
        spelled = self._glyphs.transliterate(character)
        return spelled if len(spelled) == 1 else _SHORTER.get(character, "?")
