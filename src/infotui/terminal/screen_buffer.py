"""The picture: the cells that are wanted, those that are shown, and the fewest bytes between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .cell_width import is_single_width
from .cursor import Position, cursor_move
from .sgr import PLAIN, SgrStyle

_MAX_SORTED_RUNS = 256
"""More runs than this are sent as they are read: looking for a better order takes longer than it saves."""
_MAX_GAP = 4
"""Cells that may be cheaper to send again than to step over."""
_SKIP_COST = (0, 3, 4, 4, 4)
"""Bytes that it takes to step over so many cells."""
_COMPARE_WHOLE = 16
"""Cells; of a longer piece that is wanted anew, often nothing has changed."""
_MIN_ERASED = 4
_BLANKS = re.compile(f" {{{_MIN_ERASED},}}")
_SORT_THRESHOLD = 1.5
"""Changes of the pen for each pen there is, from which on what one pen draws is drawn together."""


class StyledRun(NamedTuple):
    """Cells side by side that one pen draws; where it `is_blank`, any pen on that background does."""

    row: int
    column: int
    width: int
    style: SgrStyle
    text: str
    is_blank: bool


class ScreenBuffer:
    """The cells of a terminal of `width` by `height`: as they are wanted, and as they are shown.

    `erases` says that the terminal erases to the current background, whatever that is.
    """

    def __init__(self, width: int, height: int, *, erases: bool) -> None:
        self.width, self.height = width, height
        self._erases = erases
        self._all_single_width = True
        """Whether no cell ever held anything but one character as wide as itself."""
        self._chars = [[" "] * width for _ in range(height)]
        self._styles = [[PLAIN] * width for _ in range(height)]
        self.invalidate()

    def invalidate(self) -> None:
        """Nobody knows what the terminal shows: everything is to be sent again."""
        self._shown_chars: list[list[str | None]] = [[None] * self.width for _ in range(self.height)]
        self._shown_styles = [[PLAIN] * self.width for _ in range(self.height)]
        self._dirty = {row: [(0, self.width)] for row in range(self.height) if self.width}
        self._current_style: SgrStyle | None = None
        self._cursor: Position | None = None

    def put(self, row: int, column: int, text: Sequence[str], style: SgrStyle) -> None:
        """From `column` of `row` on, want the cells of `text` in `pen`; what reaches out is cut off."""
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        count = stop - column
        if count < len(text):
            text = text[:count] if text[count] else [*text[: count - 1], " "]
        self._write(row, column, stop, text)
        blank = style.blank_style
        if blank is style or " " not in text:
            self._styles[row][column:stop] = [style] * count
        else:
            self._styles[row][column:stop] = [blank if char == " " else style for char in text]

    def put_styled(
        self, row: int, column: int, text: str, style_indices: bytes, styles: Sequence[SgrStyle]
    ) -> None:
        """Likewise, a character a cell, each in the one of `pens` that its byte in `looks` names."""
        first = style_indices[0]
        if style_indices.count(first) == len(style_indices):
            self.put(row, column, text, styles[first])
            return
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        text = text[: stop - column]
        self._write(row, column, stop, text)
        wanted = [styles[look] for look in style_indices[: len(text)]]
        if " " in text:
            wanted = [
                style.blank_style if char == " " else style for char, style in zip(text, wanted, strict=True)
            ]
        self._styles[row][column:stop] = wanted

    def _write(self, row: int, column: int, stop: int, text: Sequence[str]) -> None:
        chars = self._chars[row]
        if not isinstance(text, str):
            self._all_single_width = False
        if not self._all_single_width and (not chars[column] or (stop < self.width and not chars[stop])):
            self._repair_wide(row, column, stop)
        chars[column:stop] = text
        self._dirty.setdefault(row, []).append((column, stop))

    def _repair_wide(self, row: int, start: int, stop: int) -> None:
        """Blank what is left of wide characters half written over from `start` to `stop`."""
        chars, styles = self._chars[row], self._styles[row]
        halves = [start - 1] if start and not chars[start] else []
        if stop < self.width and not chars[stop]:
            halves.append(stop)
        for x in halves:
            chars[x], styles[x] = " ", styles[x].blank_style
            self._dirty.setdefault(row, []).append((x, x + 1))

    def render_diff(self) -> str:
        """What turns the cells shown into those wanted; from now on they count as shown."""
        runs: list[StyledRun] = []
        for row in sorted(self._dirty):
            for start, stop in _merge_spans(self._dirty[row]):
                self._diff_columns(runs, row, start, stop)
        self._dirty.clear()
        if not runs:
            return ""
        if 2 < len(runs) <= _MAX_SORTED_RUNS and _style_changes(runs) > _SORT_THRESHOLD * len(
            {run.style for run in runs}
        ):
            runs = _order_by_style(runs, self._current_style or PLAIN)
        return self._render_runs(runs)

    def move_cursor(self, row: int, column: int) -> str:
        """What takes the cursor there."""
        start, self._cursor = self._cursor, (row, column)
        return "" if start == self._cursor else cursor_move(start, row, column)

    def _diff_columns(self, runs: list[StyledRun], row: int, start: int, stop: int) -> None:
        """Add what differs between these columns, in runs; it counts as shown."""
        chars, shown = self._chars[row], self._shown_chars[row]
        styles, shown_styles = self._styles[row], self._shown_styles[row]
        whole = slice(start, stop)
        if (
            stop - start > _COMPARE_WHOLE
            and chars[whole] == shown[whole]
            and styles[whole] == shown_styles[whole]
        ):
            return
        column = after = -1
        style, blank = PLAIN, False
        for x in range(start, stop):
            char, other = chars[x], styles[x]
            if other is shown_styles[x] and char == shown[x]:
                continue
            shown[x], shown_styles[x] = char, other
            if x == after and other is style:
                blank = blank and char == " "
            elif column >= 0 and (grown := _extend(style, blank, chars, styles, after, x)) is not None:
                style, blank = grown
            else:
                if column >= 0:
                    runs.append(self._styled_run(row, column, after, style, blank))
                column, style, blank = x, other, other.space_shows_only_background and char == " "
            after = x + 1
        if column >= 0:
            runs.append(self._styled_run(row, column, after, style, blank))

    def _styled_run(self, row: int, start: int, stop: int, style: SgrStyle, blank: bool) -> StyledRun:
        """The run of these columns, with both halves of every wide character."""
        chars = self._chars[row]
        if not self._all_single_width:
            while start and not chars[start]:
                start -= 1
            while stop < self.width and not chars[stop]:
                stop += 1
        return StyledRun(row, start, stop - start, style, "".join(chars[start:stop]), blank)

    def _render_runs(self, runs: list[StyledRun]) -> str:
        """What draws `runs` in this order."""
        cursor, style = self._cursor, self._current_style
        found: list[str] = []
        is_plain, edge = self._all_single_width, self.width
        for run in runs:
            row, column, width, wanted, text, is_blank = run
            if cursor != (row, column):
                found.append(cursor_move(cursor, row, column))
            if style is not wanted:
                new = style.on_background(wanted.background) if style and is_blank else wanted
                found.append(style.transition_to(new) if style else new.full_sequence())
                style = new
            if is_plain and width < _MIN_ERASED:
                cursor = (row, column + width) if column + width < edge else None
            else:
                text, cursor = self._render_text(run)
            found.append(text)
        self._current_style, self._cursor = style, cursor
        return "".join(found)

    def _render_text(self, run: StyledRun) -> tuple[str, Position | None]:
        """What writes `run`, and the place of the cursor then: None where terminals do not agree."""
        end = run.column + run.width
        if not (self._all_single_width or (len(run.text) == run.width and is_single_width(run.text))):
            return run.text, None
        place = (run.row, end) if end < self.width else None
        if "    " not in run.text or not self._may_erase(run.style):
            return run.text, place
        head = run.text.rstrip(" ")
        tail = run.width - len(head)
        erased = "\x1b[K" if place is None else f"\x1b[{tail}X"
        if len(erased) < tail:
            return _BLANKS.sub(_erase_blanks, head) + erased, (run.row, run.column + len(head))
        return _BLANKS.sub(_erase_blanks, head) + " " * tail, place

    def _may_erase(self, style: SgrStyle) -> bool:
        return style.space_shows_only_background and (self._erases or not style.background)


def _extend(
    style: SgrStyle, blank: bool, chars: list[str], styles: list[SgrStyle], after: int, to: int
) -> tuple[SgrStyle, bool] | None:
    """The pen that draws a run of `pen` (`blank`: nothing but spaces yet) and on from `after` up to `to`.

    None where no pen does, or where it is cheaper to step over what lies between.
    """
    gap = to - after
    if gap and (gap > _MAX_GAP or len("".join(chars[after:to]).encode()) > _SKIP_COST[gap]):
        return None
    for x in range(after, to + 1):
        other = styles[x]
        if other is style:
            blank = blank and chars[x] == " "
        elif blank and other.blank_style is style:
            style, blank = other, False
        elif other is not style.blank_style or chars[x] != " ":
            return None
    return style, blank


def _merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same columns in spans from left to right that do not touch."""
    if len(spans) == 1:
        return spans
    found: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(stop, found[-1][1]))
        else:
            found.append((start, stop))
    return found


def _order_by_style(runs: list[StyledRun], style: SgrStyle) -> list[StyledRun]:
    """`runs` grouped by the pen that draws them, each pen near to the one before, beginning with `pen`."""
    groups: dict[SgrStyle, list[StyledRun]] = {}
    drawing: dict[str, SgrStyle] = {}
    for run in runs:
        if not run.is_blank:
            groups.setdefault(run.style, []).append(run)
            if run.style.space_shows_only_background:
                drawing.setdefault(run.style.background, run.style)
    for run in runs:
        if run.is_blank:
            groups.setdefault(drawing.get(run.style.background, run.style), []).append(run)
    ordered: list[StyledRun] = []
    while groups:
        style = min(groups, key=lambda other: len(style.transition_to(other)))
        ordered += sorted(groups.pop(style))
    return ordered


def _style_changes(runs: list[StyledRun]) -> int:
    """How often the pen changes where `runs` are drawn in this order."""
    return sum([run.style is not after.style for run, after in pairwise(runs)])


def _erase_blanks(blanks: re.Match[str]) -> str:
    """What erases blanks and steps over them, where that is shorter."""
    count = len(blanks.group())
    return min(blanks.group(), f"\x1b[{count}X\x1b[{count}C", key=len)
