"""What Textual's own widgets draw, in the characters that the terminal can show."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from infotui.canvas.glyphs import Marks

_SHORTER = {"…": ".", "←": "<", "→": ">"}
"""For one cell, where what is written out takes more."""


def marks_of(app: App[object]) -> Marks:
    """The characters that may be drawn with: those of our app, or all."""
    marks: Marks = getattr(app, "marks", Marks.BRAILLE)
    return marks


class PlainFilter(LineFilter):
    """Puts one character for another: lines of a frame and arrows become what `marks` has for them."""

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self._marks = marks

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with every character one that can be shown, none wider or narrower than before."""
        return [
            Segment("".join(map(self._shown, text)), style, control) if not text.isascii() else segment
            for segment in segments
            for text, style, control in (segment,)
        ]

    def _shown(self, character: str) -> str:
        spelled = self._marks.text(character)
        return spelled if len(spelled) == 1 else _SHORTER.get(character, "?")
