"""The picture: the cells that are wanted, those that are shown, and the fewest bytes between the two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .cell_width import is_one_cell_each
from .cursor import Place, move
from .sgr import PLAIN, Pen

_MOST_SORTED = 256
"""More runs than this are sent as they are read: looking for a better order takes longer than it saves."""
_LONGEST_GAP = 4
"""Cells that may be cheaper to send again than to step over."""
_STEPS = (0, 3, 4, 4, 4)
"""Bytes that it takes to step over so many cells."""
_LONG = 16
"""Cells; of a longer piece that is wanted anew, often nothing has changed."""
_SHORTEST_BLANKS = 4
_BLANKS = re.compile(f" {{{_SHORTEST_BLANKS},}}")
_WORTH_SORTING = 1.5
"""Changes of the pen for each pen there is, from which on what one pen draws is drawn together."""


class Run(NamedTuple):
    """Cells side by side that one pen draws; where it `is_blank`, any pen on that background does."""

    row: int
    column: int
    width: int
    pen: Pen
    text: str
    is_blank: bool


class Picture:
    """The cells of a terminal of `width` by `height`: as they are wanted, and as they are shown.

    `erases` says that the terminal erases to the current background, whatever that is.
    """

    def __init__(self, width: int, height: int, *, erases: bool) -> None:
        self.width, self.height = width, height
        self._erases = erases
        self._is_plain = True
        """Whether no cell ever held anything but one character as wide as itself."""
        self._chars = [[" "] * width for _ in range(height)]
        self._pens = [[PLAIN] * width for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Nobody knows what the terminal shows: everything is to be sent again."""
        self._shown_chars: list[list[str | None]] = [[None] * self.width for _ in range(self.height)]
        self._shown_pens = [[PLAIN] * self.width for _ in range(self.height)]
        self._changed = {row: [(0, self.width)] for row in range(self.height) if self.width}
        self._pen: Pen | None = None
        self._cursor: Place | None = None

    def want(self, row: int, column: int, text: Sequence[str], pen: Pen) -> None:
        """From `column` of `row` on, want the cells of `text` in `pen`; what reaches out is cut off."""
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        count = stop - column
        if count < len(text):
            text = text[:count] if text[count] else [*text[: count - 1], " "]
        self._write(row, column, stop, text)
        blank = pen.blank
        if blank is pen or " " not in text:
            self._pens[row][column:stop] = [pen] * count
        else:
            self._pens[row][column:stop] = [blank if char == " " else pen for char in text]

    def want_each(self, row: int, column: int, text: str, looks: bytes, pens: Sequence[Pen]) -> None:
        """Likewise, a character a cell, each in the one of `pens` that its byte in `looks` names."""
        first = looks[0]
        if looks.count(first) == len(looks):
            self.want(row, column, text, pens[first])
            return
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        text = text[: stop - column]
        self._write(row, column, stop, text)
        wanted = [pens[look] for look in looks[: len(text)]]
        if " " in text:
            wanted = [pen.blank if char == " " else pen for char, pen in zip(text, wanted, strict=True)]
        self._pens[row][column:stop] = wanted

    def _write(self, row: int, column: int, stop: int, text: Sequence[str]) -> None:
        chars = self._chars[row]
        if not isinstance(text, str):
            self._is_plain = False
        if not self._is_plain and (not chars[column] or (stop < self.width and not chars[stop])):
            self._mend(row, column, stop)
        chars[column:stop] = text
        self._changed.setdefault(row, []).append((column, stop))

    def _mend(self, row: int, start: int, stop: int) -> None:
        """Blank what is left of wide characters half written over from `start` to `stop`."""
        chars, pens = self._chars[row], self._pens[row]
        halves = [start - 1] if start and not chars[start] else []
        if stop < self.width and not chars[stop]:
            halves.append(stop)
        for x in halves:
            chars[x], pens[x] = " ", pens[x].blank
            self._changed.setdefault(row, []).append((x, x + 1))

    def encode(self) -> str:
        """What turns the cells shown into those wanted; from now on they count as shown."""
        runs: list[Run] = []
        for row in sorted(self._changed):
            for start, stop in _joined(self._changed[row]):
                self._add_runs(runs, row, start, stop)
        self._changed.clear()
        if not runs:
            return ""
        if 2 < len(runs) <= _MOST_SORTED and _changes(runs) > _WORTH_SORTING * len({run.pen for run in runs}):
            runs = _by_pen(runs, self._pen or PLAIN)
        return self._drawn(runs)

    def cursor_to(self, row: int, column: int) -> str:
        """What takes the cursor there."""
        start, self._cursor = self._cursor, (row, column)
        return "" if start == self._cursor else move(start, row, column)

    def _add_runs(self, runs: list[Run], row: int, start: int, stop: int) -> None:
        """Add what differs between these columns, in runs; it counts as shown."""
        chars, shown = self._chars[row], self._shown_chars[row]
        pens, shown_pens = self._pens[row], self._shown_pens[row]
        whole = slice(start, stop)
        if stop - start > _LONG and chars[whole] == shown[whole] and pens[whole] == shown_pens[whole]:
            return
        column = after = -1
        pen, blank = PLAIN, False
        for x in range(start, stop):
            char, other = chars[x], pens[x]
            if other is shown_pens[x] and char == shown[x]:
                continue
            shown[x], shown_pens[x] = char, other
            if x == after and other is pen:
                blank = blank and char == " "
            elif column >= 0 and (grown := _grown(pen, blank, chars, pens, after, x)) is not None:
                pen, blank = grown
            else:
                if column >= 0:
                    runs.append(self._run(row, column, after, pen, blank))
                column, pen, blank = x, other, other.draws_blanks and char == " "
            after = x + 1
        if column >= 0:
            runs.append(self._run(row, column, after, pen, blank))

    def _run(self, row: int, start: int, stop: int, pen: Pen, blank: bool) -> Run:
        """The run of these columns, with both halves of every wide character."""
        chars = self._chars[row]
        if not self._is_plain:
            while start and not chars[start]:
                start -= 1
            while stop < self.width and not chars[stop]:
                stop += 1
        return Run(row, start, stop - start, pen, "".join(chars[start:stop]), blank)

    def _drawn(self, runs: list[Run]) -> str:
        """What draws `runs` in this order."""
        cursor, pen = self._cursor, self._pen
        found: list[str] = []
        is_plain, edge = self._is_plain, self.width
        for run in runs:
            row, column, width, wanted, text, is_blank = run
            if cursor != (row, column):
                found.append(move(cursor, row, column))
            if pen is not wanted:
                new = pen.on(wanted.background) if pen and is_blank else wanted
                found.append(pen.towards(new) if pen else new.anew())
                pen = new
            if is_plain and width < _SHORTEST_BLANKS:
                cursor = (row, column + width) if column + width < edge else None
            else:
                text, cursor = self._written(run)
            found.append(text)
        self._pen, self._cursor = pen, cursor
        return "".join(found)

    def _written(self, run: Run) -> tuple[str, Place | None]:
        """What writes `run`, and the place of the cursor then: None where terminals do not agree."""
        end = run.column + run.width
        if not (self._is_plain or (len(run.text) == run.width and is_one_cell_each(run.text))):
            return run.text, None
        place = (run.row, end) if end < self.width else None
        if "    " not in run.text or not self._may_erase(run.pen):
            return run.text, place
        head = run.text.rstrip(" ")
        tail = run.width - len(head)
        erased = "\x1b[K" if place is None else f"\x1b[{tail}X"
        if len(erased) < tail:
            return _BLANKS.sub(_skipped, head) + erased, (run.row, run.column + len(head))
        return _BLANKS.sub(_skipped, head) + " " * tail, place

    def _may_erase(self, pen: Pen) -> bool:
        return pen.draws_blanks and (self._erases or not pen.background)


def _grown(
    pen: Pen, blank: bool, chars: list[str], pens: list[Pen], after: int, to: int
) -> tuple[Pen, bool] | None:
    """The pen that draws a run of `pen` (`blank`: nothing but spaces yet) and on from `after` up to `to`.

    None where no pen does, or where it is cheaper to step over what lies between.
    """
    gap = to - after
    if gap and (gap > _LONGEST_GAP or len("".join(chars[after:to]).encode()) > _STEPS[gap]):
        return None
    for x in range(after, to + 1):
        other = pens[x]
        if other is pen:
            blank = blank and chars[x] == " "
        elif blank and other.blank is pen:
            pen, blank = other, False
        elif other is not pen.blank or chars[x] != " ":
            return None
    return pen, blank


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
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


def _by_pen(runs: list[Run], pen: Pen) -> list[Run]:
    """`runs` grouped by the pen that draws them, each pen near to the one before, beginning with `pen`."""
    groups: dict[Pen, list[Run]] = {}
    drawing: dict[str, Pen] = {}
    for run in runs:
        if not run.is_blank:
            groups.setdefault(run.pen, []).append(run)
            if run.pen.draws_blanks:
                drawing.setdefault(run.pen.background, run.pen)
    for run in runs:
        if run.is_blank:
            groups.setdefault(drawing.get(run.pen.background, run.pen), []).append(run)
    ordered: list[Run] = []
    while groups:
        pen = min(groups, key=lambda other: len(pen.towards(other)))
        ordered += sorted(groups.pop(pen))
    return ordered


def _changes(runs: list[Run]) -> int:
    """How often the pen changes where `runs` are drawn in this order."""
    return sum([run.pen is not after.pen for run, after in pairwise(runs)])


def _skipped(blanks: re.Match[str]) -> str:
    """What erases blanks and steps over them, where that is shorter."""
    count = len(blanks.group())
    return min(blanks.group(), f"\x1b[{count}X\x1b[{count}C", key=len)
