"""The panel of exercises: what to do, which goals are met by now, a hint, and what was just seen."""

from __future__ import annotations

from textwrap import wrap
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import hline, text, text_right, vline
from infotui.canvas.roles import Role
from infotui.exercises.model import GoalStatus

from .cell_widget import CellWidget, painted

_OPEN = "○"
_TICKS_WIDTH, _TICKS_SHARE = 33, 0.45
"""The columns of the goals beside the texts: so many, or at most that share of all."""
_SIDE_BY_SIDE = 56
_FEW_ROWS = 12


class ExercisePage(NamedTuple):
    """A task as it is shown. `number` counts from 1; `hint` is empty until it is asked for."""

    title: str
    number: int
    solved: tuple[bool, ...]
    prompt: str
    statuses: tuple[GoalStatus, ...]
    held: tuple[str, ...]
    has_hint: bool
    hint: str
    after: str


class ExercisePanel(CellWidget):
    """One task: low and wide, or high and narrow, as there is room. Its words for keys can be pressed."""

    page: painted[ExercisePage | None] = painted(None)
    """What to show."""

    class Pressed(Message):
        """A key's word was pressed: `action` is that of the key."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says."""
        if self.page is None:
            return
        row, places = self._places(self.page, self.size.width, self.size.height)
        for x, label, action in places:
            if event.y == row and x <= event.x < x + len(label):
                self.post_message(self.Pressed(action))

    def paint(self, width: int, height: int) -> CellBuffer:
        """A rule with title and keys; below it texts and goals."""
        return CellBuffer(width, height) if self.page is None else self.paint_page(self.page, width, height)

    def paint_page(self, page: ExercisePage, width: int, height: int) -> CellBuffer:
        """The picture of a page, whichever is shown."""
        buffer = CellBuffer(width, height)
        if height <= _FEW_ROWS and width >= _SIDE_BY_SIDE:
            self._paint_low(buffer, page)
        else:
            self._paint_high(buffer, page)
        row, places = self._places(page, width, height)
        for x, label, _ in places:
            key, _, word = label.partition(" ")
            x = text(buffer, x, row, key, Role.TITLE, self.glyphs)
            text(buffer, x, row, f" {word}", Role.MUTED, self.glyphs)
        return buffer

    def _paint_low(self, buffer: CellBuffer, page: ExercisePage) -> None:
        ticks = min(_TICKS_WIDTH, int(buffer.width * _TICKS_SHARE))
        room = buffer.width - ticks - 3
        hline(buffer, 0, 0, buffer.width, Role.GRID, self.glyphs)
        _, places = self._places(page, buffer.width, buffer.height)
        text(buffer, 1, 0, f" {self._head(page, places[0][0] - 4)} ", Role.TITLE, self.glyphs)
        self._paint_texts(buffer, 1, 1, room, buffer.height - 1, page)
        self._paint_ticks(buffer, buffer.width - ticks, 1, ticks - 1, page)

    def _paint_high(self, buffer: CellBuffer, page: ExercisePage) -> None:
        vline(buffer, 0, 0, buffer.height, Role.GRID, self.glyphs)
        room = buffer.width - 3
        text(buffer, 2, 0, self._head(page, room), Role.TITLE, self.glyphs)
        lines = _wrapped(self.glyphs.transliterate(page.prompt), room)
        y = self._paint_lines(buffer, 2, 2, lines, Role.TEXT) + 1
        y = self._paint_ticks(buffer, 2, y, room, page) + 1
        second, role = self._second(page)
        self._paint_lines(buffer, 2, y, _wrapped(self.glyphs.transliterate(second), room), role)

    def _paint_texts(
        self, buffer: CellBuffer, x: int, y: int, width: int, height: int, page: ExercisePage
    ) -> None:
        """The prompt and what comes after it; where both have no room, what comes after."""
        prompt = _wrapped(self.glyphs.transliterate(page.prompt), width)
        second, role = self._second(page)
        lines = _wrapped(self.glyphs.transliterate(second), width)
        if not lines or len(prompt) + len(lines) <= height:
            y = self._paint_lines(buffer, x, y, prompt, Role.TEXT)
        self._paint_lines(buffer, x, y, lines, role)

    def _second(self, page: ExercisePage) -> tuple[str, Role]:
        """What is said besides the prompt: what was seen, or the hint that was asked for."""
        if page.after and not page.hint:
            return f"{self.glyphs.table.check} {page.after}", Role.P
        return (f"Hint: {page.hint}" if page.hint else ""), Role.MUTED

    def _paint_ticks(self, buffer: CellBuffer, x: int, y: int, width: int, page: ExercisePage) -> int:
        """A line a goal, with what its quantity is now where there is room; returns the row after."""
        for tick in page.statuses:
            sign = self.glyphs.table.check if tick.is_met else self.glyphs.transliterate(_OPEN)
            text(buffer, x, y, sign, Role.P_BRIGHT if tick.is_met else Role.MUTED, self.glyphs)
            lines = _wrapped(self.glyphs.transliterate(tick.text), width - 2) or [""]
            y = self._paint_lines(buffer, x + 2, y, lines, Role.TITLE if tick.is_met else Role.TEXT)
            if not tick.is_met and len(lines[-1]) + len(self.glyphs.transliterate(tick.now)) + 4 <= width:
                text_right(buffer, x + width, y - 1, tick.now, Role.MUTED, self.glyphs)
        if page.held:
            held = _wrapped(f"{self.glyphs.table.lock} held: {', '.join(page.held)}", width)
            y = self._paint_lines(buffer, x, y, held, Role.LOCKED)
        return y

    def _paint_lines(self, buffer: CellBuffer, x: int, y: int, lines: list[str], role: Role) -> int:
        """Lines from row `y` on, the last one that has room ending in … if there are more; the row after."""
        room = max(buffer.height - y, 0)
        for row, line in enumerate(lines[:room]):
            cut = row == room - 1 and len(lines) > room
            text(buffer, x, y + row, f"{line[: buffer.width - x - 2]} …" if cut else line, role, self.glyphs)
        return y + min(len(lines), room)

    def _head(self, page: ExercisePage, room: int) -> str:
        """Title, number, and which tasks were solved, as far as there is room for the number and the rest."""
        done = "".join(
            self.glyphs.table.check if solved else self.glyphs.transliterate(_OPEN) for solved in page.solved
        )
        number, title = f"{page.number}/{len(page.solved)}", self.glyphs.transliterate(page.title)
        for head in (f"{title}  {number} {done}", f"{title}  {number}"):
            if len(head) <= room:
                return head
        return f"{title[: max(room - len(number) - 3, 0)]}… {number}"

    def _places(self, page: ExercisePage, width: int, height: int) -> tuple[int, list[tuple[int, str, str]]]:
        """The row of the keys, and of each its column, its words and its action."""
        labels = [("n next", "task(1)"), ("N back", "task(-1)"), ("i hint", "hint"), ("e close", "exercises")]
        if page.number == len(page.solved):
            del labels[0]
        if page.number == 1:
            labels = [label for label in labels if label[1] != "task(-1)"]
        if not page.has_hint:
            labels = [label for label in labels if label[1] != "hint"]
        is_low = height <= _FEW_ROWS and width >= _SIDE_BY_SIDE
        length = sum(len(label) + 2 for label, _ in labels)
        x = width - length - 1 if is_low else 2
        places = []
        for label, action in labels:
            places.append((x + 1 if is_low else x, label, action))
            x += len(label) + 2
        return (0 if is_low else height - 1), places


def _wrapped(words: str, width: int) -> list[str]:
    """The lines of `words`, which may have to do with no room at all."""
    return wrap(words, max(width, 1))
