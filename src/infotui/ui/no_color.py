"""NO_COLOR in themes of ANSI colours: selected text stays reversed.

Defect of Textual 8.2.8: its filters for NO_COLOR remove ANSI colours without keeping which of them were
a background. Selected text then looks like any other.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter, Monochrome, NoColor

from infotui.terminal.color_reduction import ColorReducer


class ReverseFilter(LineFilter):
    """Replaces ANSI colours by the terminal's own, reversed where the background had a colour.

    `dark` says whether text is usually lighter than its background.
    """

    def __init__(self, dark: bool) -> None:
        super().__init__()
        self._reduce = ColorReducer(None, dark=dark).reduce

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        return [Segment(text, style and self._reduce(style), control) for text, style, control in segments]


def keep_reverse(filters: Sequence[LineFilter], dark: bool) -> list[LineFilter]:
    """`filters` with a `ReverseFilter` in place of Textual's filters for NO_COLOR."""
    reverse = ReverseFilter(dark)
    return [reverse if isinstance(found, Monochrome | NoColor) else found for found in filters]
