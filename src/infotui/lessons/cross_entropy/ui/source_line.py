"""The first line of mode data: the file and its kind, and what is shown of it, each part clickable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.reading_progress import rate_text
from infotui.data.display_text import counted, printable
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.clickable_spans import ClickableSpans, WordRoles
from infotui.ui.widgets.hover_widget import HoverWidget
from infotui.ui.widgets.key_bar import escape_name
from infotui.ui.widgets.progress_bar import ReadingProgress

_GAP = 2


class SourceView(NamedTuple):
    """What was read, from the longest form to the shortest, and (label, action) of the parts to click.

    With `keeps_last` the last part is always shown.
    """

    descriptions: tuple[str, ...]
    parts: tuple[tuple[str, str], ...]
    keeps_last: bool = False


def progress_text(progress: ReadingProgress) -> str:
    """How far a reading is, on one line."""
    fraction = progress.progress.fraction
    percent = "" if fraction is None else f" {fraction:.0%}".replace("%", " %")
    name = printable(progress.path.rpartition("/")[2])
    return (
        f"Reading {name}{percent}: {rate_text(progress.progress, progress.seconds)}   {escape_name()} cancels"
    )


class SourceLine(HoverWidget):
    """The file on the left, the parts on the right. `hovered` is the action of a part."""

    view: painted[SourceView] = painted(SourceView(("",), ()))
    """What to show."""

    progress: painted[ReadingProgress | None] = painted(None)
    """The progress of reading another file; None if none is read."""

    computed_rows: painted[int | None] = painted(None)
    """How many rows a computation has passed; None if nothing is computed."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """A part was clicked."""

        action: str

    def hit_test(self, x: int, y: int) -> str | None:
        """The action of the part at this cell."""
        return self._layout(self.size.width)[1].hit_test(x, y)

    def on_click(self, event: events.Click) -> None:
        """Announce a click on a part."""
        action = self.hit_test(event.x, event.y)
        if action is not None:
            self.post_message(self.Pressed(action))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The description and the parts, or how far a reading or a computation is."""
        buffer = CellBuffer(width, height)
        if self.progress is not None:
            words = progress_text(self.progress)
            text(buffer, 0, 0, self.glyphs.transliterate(words)[:width], Role.POINT)
            return buffer
        if self.computed_rows is not None:
            words = f"Computing: {counted(self.computed_rows, 'row')} passed   {escape_name()} cancels"
            text(buffer, 0, 0, self.glyphs.transliterate(words)[:width], Role.POINT)
            return buffer
        shown, spans = self._layout(width)
        text(buffer, 0, 0, shown, Role.TITLE)
        spans.paint(buffer, self._roles)
        return buffer

    def _roles(self, action: str) -> WordRoles:
        return (Role.P_BRIGHT, Role.P_BRIGHT) if action == self.hovered else (Role.HOT_KEY, Role.MUTED)

    def _layout(self, width: int) -> tuple[str, ClickableSpans[str]]:
        """The most parts beside a description, and the longest description beside these parts."""
        view = self.view
        labels = [(self.glyphs.transliterate(label), action) for label, action in view.parts]
        found = [self.glyphs.transliterate(words) for words in view.descriptions]
        choices = [labels, labels[-1:]] if view.keeps_last else [labels, labels[-1:], []]
        for parts in choices:
            room = width - sum(len(label) + _GAP for label, _ in parts)
            fitting = next((words for words in found[:-1] if len(words) <= room), None)
            if fitting is not None:
                return fitting, ClickableSpans.from_right(parts, width, _GAP)
        parts = choices[-1]
        room = max(width - sum(len(label) + _GAP for label, _ in parts), 0)
        return found[-1][:room], ClickableSpans.from_right(parts, width, _GAP)
