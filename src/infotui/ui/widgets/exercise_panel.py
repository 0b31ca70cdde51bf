"""The panel of exercises: the task, its goals and where they stand, a hint, the explanation."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import hline, text, text_right, vline
from infotui.canvas.roles import Role
from infotui.exercises.model import GoalStatus

from .cell_widget import painted
from .clickable_spans import ClickableSpans, WordRoles
from .hover_widget import HoverWidget

_OPEN = "○"
_GOALS_WIDTH, _GOALS_SHARE = 33, 0.45
"""The columns of the goals beside the texts: so many, or at most that share of all."""
_SIDE_BY_SIDE = 56
_MAX_LOW_ROWS, _MOST_ROWS_WHEN_SOLVED = 12, 6
_GAP, _CHOICE_GAP = 2, 3
_MIN_NUMBER_GAP = 2
_ALREADY_MET = "already so"

_Block = tuple[list[str], Role]
"""Lines of text, and their role."""


class ExercisePage(NamedTuple):
    """A task as it is shown. `number` counts from 1; `hint` is empty until it is asked for.

    `has_moved` tells whether anything was changed since the task began: goals met before that do not count.
    `next_step` says what to do once the task is solved. `pending` is the action that the task waits for:
    to answer, with one of those `offered` if there are any, or to reveal. `verdict` says what came out.
    """

    title: str
    number: int
    solved: tuple[bool, ...]
    prompt: str
    statuses: tuple[GoalStatus, ...]
    held: tuple[str, ...]
    has_hint: bool
    hint: str
    after: str
    has_moved: bool = True
    next_step: str = ""
    pending: str = ""
    offered: tuple[str, ...] = ()
    verdict: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers that can be chosen now."""
        return self.offered if self.pending == "answer" else ()

    @property
    def has_goals(self) -> bool:
        """Whether there is anything to show beside the texts."""
        return bool(self.statuses or self.held)


class ExercisePanel(HoverWidget):
    """One task: low and wide, or high and narrow, as there is room. Its keys can be clicked."""

    page: painted[ExercisePage | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """A key was clicked: `action` is its action."""

        action: str

    def watch_page(self, old: ExercisePage | None, new: ExercisePage | None) -> None:
        """Take as many rows as the texts need."""
        width = self.size.width
        if self._rows_needed(old, width) != self._rows_needed(new, width):
            self.refresh(layout=True)
        self.repaint()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the texts need."""
        return self._rows_needed(self.page, width)

    def on_click(self, event: events.Click) -> None:
        """Announce the action of the key under the pointer."""
        action = self.hit_test(event.x, event.y)
        if action is not None:
            self.post_message(self.Pressed(action))

    def hit_test(self, x: int, y: int) -> str | None:
        """The action of the key or of the choice at this cell."""
        if self.page is None:
            return None
        words = self._keys(self.page, *self.size) + self._choices(self.page, *self.size)
        return words.hit_test(x, y)

    def paint(self, width: int, height: int) -> CellBuffer:
        """A rule with title and keys; below it texts and goals."""
        buffer, page = CellBuffer(width, height), self.page
        if page is None:
            return buffer
        if _is_low(width, height):
            self._paint_low(buffer, page)
        else:
            self._paint_high(buffer, page)
        self._keys(page, width, height).paint(buffer, self._key_roles)
        self._choices(page, width, height).paint(buffer, self._key_roles)
        return buffer

    def _key_roles(self, action: str) -> WordRoles:
        is_hovered = action == self.hovered
        return (Role.P_BRIGHT, Role.P_BRIGHT) if is_hovered else (Role.HOT_KEY, Role.MUTED)

    def _rows_needed(self, page: ExercisePage | None, width: int) -> int:
        """The rows of the low panel: the rule, and below it the longer of texts and goals."""
        if page is None:
            return 1
        texts, goals = _low_columns(page, width)
        text_rows = sum(len(lines) for lines, _ in self._low_blocks(page, texts, _MAX_LOW_ROWS))
        measured = CellBuffer(max(width, 1), _MAX_LOW_ROWS)
        goal_rows = self._paint_goals(measured, 0, 0, goals - 1, page) if goals else 0
        return 1 + min(max(text_rows, goal_rows, 1), _MAX_LOW_ROWS - 1)

    def _paint_low(self, buffer: CellBuffer, page: ExercisePage) -> None:
        texts, goals = _low_columns(page, buffer.width)
        hline(buffer, 0, 0, buffer.width, Role.GRID, self.glyphs)
        keys = self._keys(page, buffer.width, buffer.height)
        head_end = buffer.width if keys.start is None else keys.start
        text(buffer, 1, 0, f" {self._head(page, head_end - 4)} ", Role.TITLE, self.glyphs)
        y = 1
        for lines, role in self._low_blocks(page, texts, buffer.height):
            y = self._paint_lines(buffer, 1, y, lines, role)
        if goals:
            self._paint_goals(buffer, buffer.width - goals, 1, goals - 1, page)

    def _paint_high(self, buffer: CellBuffer, page: ExercisePage) -> None:
        vline(buffer, 0, 0, buffer.height, Role.GRID, self.glyphs)
        room = buffer.width - 3
        text(buffer, 2, 0, self._head(page, room), Role.TITLE, self.glyphs)
        y = 2
        prompt, *others = self._blocks(page, room)
        for lines, role in (prompt, *others[: len(page.choices) > 0]):
            y = self._paint_lines(buffer, 2, y, lines, role) + 1
        if page.has_goals:
            y = self._paint_goals(buffer, 2, y, room, page) + 1
        for lines, role in others[len(page.choices) > 0 :]:
            y = self._paint_lines(buffer, 2, y, lines, role) + 1

    def _blocks(self, page: ExercisePage, width: int) -> list[_Block]:
        """The texts from the top: the prompt, room for choices, what came out, and the hint or conclusion."""
        found = [(self._lines(page.prompt, width), Role.TEXT)]
        if page.choices:
            rows = self._choice_spans(page, 0, 0, width).rows
            found.append(([""] * rows, Role.TEXT))
        if page.verdict:
            found.append((self._lines(_sentence(page.verdict), width), Role.TITLE))
        if page.after or page.next_step:
            last = " ".join(filter(None, (self.glyphs.table.check, page.after, page.next_step)))
            found.append((self._lines(last, width), Role.P))
        elif page.hint:
            found.append((self._lines(f"Hint: {page.hint}", width), Role.MUTED))
        return found

    def _low_blocks(self, page: ExercisePage, width: int, height: int) -> list[_Block]:
        """The texts of the low panel; where not all have room, only those after the prompt.

        The prompt of a solved task has been read, so that the picture gets its rows back.
        """
        found = self._blocks(page, width)
        room = _MOST_ROWS_WHEN_SOLVED if page.after else height - 1
        fits = sum(len(lines) for lines, _ in found) <= room
        return found if fits or len(found) == 1 or page.choices else found[1:]

    def _choices(self, page: ExercisePage, width: int, height: int) -> ClickableSpans[str]:
        """The choices where they are painted."""
        if not page.choices:
            return ClickableSpans()
        if _is_low(width, height):
            texts, _ = _low_columns(page, width)
            return self._choice_spans(page, 1, 1 + len(self._lines(page.prompt, texts)), texts)
        room = width - 3
        return self._choice_spans(page, 2, 3 + len(self._lines(page.prompt, room)), room)

    def _choice_spans(self, page: ExercisePage, x: int, y: int, width: int) -> ClickableSpans[str]:
        labels = [
            (self.glyphs.transliterate(choice), f"choose({i})") for i, choice in enumerate(page.choices)
        ]
        return ClickableSpans.wrapped(labels, x, _CHOICE_GAP, x + width, y)

    def _paint_goals(self, buffer: CellBuffer, x: int, y: int, width: int, page: ExercisePage) -> int:
        """A line for each goal and its present value, and one for what is held; returns the row after."""
        for status in page.statuses:
            counts = status.is_met and page.has_moved
            sign = self.glyphs.table.check if counts else self.glyphs.transliterate(_OPEN)
            text(buffer, x, y, sign, Role.P_BRIGHT if counts else Role.MUTED, self.glyphs)
            lines = self._lines(status.text, width - 2) or [""]
            y = self._paint_lines(buffer, x + 2, y, lines, Role.TITLE if counts else Role.TEXT)
            remark = "" if counts else _ALREADY_MET if status.is_met else self._present_value(status)
            if remark:
                fits = len(lines[-1]) + len(remark) + 2 + _MIN_NUMBER_GAP <= width
                row = y - 1 if fits else y
                text_right(buffer, x + width, row, remark, Role.MUTED, self.glyphs)
                y = row + 1
        if page.held:
            held = self._lines(f"{self.glyphs.table.lock} held: {', '.join(page.held)}", width)
            y = self._paint_lines(buffer, x, y, held, Role.LOCKED)
        return y

    def _present_value(self, status: GoalStatus) -> str:
        """What the goal's quantity is now, without the unit where the goal names it."""
        now = self.glyphs.transliterate(status.now)
        value, _, unit = now.rpartition(" ")
        return value if value and "," not in value and unit in status.text.split() else now

    def _paint_lines(self, buffer: CellBuffer, x: int, y: int, lines: list[str], role: Role) -> int:
        """Lines from row `y` on; the last one that has room ends in … if there are more. The row after."""
        room = max(buffer.height - y, 0)
        for row, line in enumerate(lines[:room]):
            cut = row == room - 1 and len(lines) > room
            text(buffer, x, y + row, f"{line[: buffer.width - x - 2]} …" if cut else line, role, self.glyphs)
        return y + min(len(lines), room)

    def _lines(self, words: str, width: int) -> list[str]:
        """The words, broken into lines; `width` may be too small for any."""
        return wrap(self.glyphs.transliterate(words), max(width, 1))

    def _head(self, page: ExercisePage, room: int) -> str:
        """The title and the number, and which tasks are solved, as far as there is room."""
        done = "".join(
            self.glyphs.table.check if solved else self.glyphs.transliterate(_OPEN) for solved in page.solved
        )
        number, title = f"{page.number}/{len(page.solved)}", self.glyphs.transliterate(page.title)
        for head in (f"{title}  {number} {done}", f"{title}  {number}"):
            if len(head) <= room:
                return head
        return f"{title[: max(room - len(number) - 3, 0)]}… {number}"

    def _keys(self, page: ExercisePage, width: int, height: int) -> ClickableSpans[str]:
        """The keys that do something in this task."""
        labels = [(f"Enter {page.pending}", page.pending)] if page.pending else []
        if page.number < len(page.solved):
            labels.append(("n next", "task(1)"))
        if page.number > 1:
            labels.append(("N back", "task(-1)"))
        if page.has_hint and not page.after:
            labels.append(("i hide hint" if page.hint else "i hint", "hint"))
        labels.append(("e close", "exercises"))
        if _is_low(width, height):
            return ClickableSpans.from_right(labels, width - 2, _GAP)
        return ClickableSpans.from_left(labels, 2, _GAP, width, height - 1)


def _is_low(width: int, height: int) -> bool:
    """Whether the goals are beside the texts."""
    return height <= _MAX_LOW_ROWS and width >= _SIDE_BY_SIDE


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _low_columns(page: ExercisePage, width: int) -> tuple[int, int]:
    """The widths of the texts and of the goals beside each other."""
    if not page.has_goals:
        return width - 2, 0
    goals = min(_GOALS_WIDTH, int(width * _GOALS_SHARE))
    return width - goals - 3, goals
