"""What Textual's own widgets draw, in the characters that the terminal can show."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from infotui.canvas.glyphs import GlyphSet

_SHORTER = {"…": ".", "←": "<", "→": ">"}
"""For one cell, where what is written out takes more."""


def glyphs_of(app: App[object]) -> GlyphSet:
    """The characters that may be drawn with: those of our app, or all."""
    glyphs: GlyphSet = getattr(app, "glyphs", GlyphSet.BRAILLE)
    return glyphs


class GlyphFallbackFilter(LineFilter):
    """Puts one character for another: lines of a frame and arrows become what `marks` has for them."""

    def __init__(self, glyphs: GlyphSet) -> None:
        super().__init__()
        self._glyphs = glyphs

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with every character one that can be shown, none wider or narrower than before."""
        return [
            Segment("".join(map(self._substitute, text)), style, control) if not text.isascii() else segment
            for segment in segments
            for text, style, control in (segment,)
        ]

    def _substitute(self, character: str) -> str:
        spelled = self._glyphs.transliterate(character)
        return spelled if len(spelled) == 1 else _SHORTER.get(character, "?")
