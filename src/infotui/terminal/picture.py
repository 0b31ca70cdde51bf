"""The picture: the cells that are wanted, those that are shown, and the fewest bytes between the two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from infotui.terminal.moves import Place, move
from infotui.terminal.pens import PLAIN, Pen
from infotui.terminal.text import is_one_cell_each

_MOST_SORTED = 256
"""More runs than this are sent as they are read: looking for a better order takes longer than it saves."""
_LONGEST_GAP = 4
"""Cells that may be cheaper to send again than to step over."""
_STEPS = (0, 3, 4, 4, 4)
"""Bytes that it takes to step over so many cells."""
_BLANKS = re.compile(" {4,}")


class Run(NamedTuple):
    """Cells side by side that one pen draws."""

    row: int
    column: int
    width: int
    pen: Pen
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether any pen on that background draws it."""
        return self.pen.draws_blanks and self.text.isspace()


class Picture:
    """The cells of a terminal of `width` by `height`: as they are wanted, and as they are shown.

    `erases` says that the terminal erases to the current background, whatever that is.
    """

    def __init__(self, width: int, height: int, *, erases: bool) -> None:
        self.width, self.height = width, height
        self._erases = erases
        self._chars = [[" "] * width for _ in range(height)]
        self._pens = [[PLAIN] * width for _ in range(height)]
        self.forget()

    def forget(self) -> None:
        """Nobody knows what the terminal shows: everything is to be sent again."""
        self._shown_chars: list[list[str | None]] = [[None] * self.width for _ in range(self.height)]
        self._shown_pens = [[PLAIN] * self.width for _ in range(self.height)]
        self._changed = {row: (0, self.width) for row in range(self.height) if self.width}
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
        chars, pens = self._chars[row], self._pens[row]
        begin, end = self._mended(row, column, stop) if "" in chars else (column, stop)
        chars[column:stop] = text
        blank = pen.blank
        if blank is pen or " " not in text:
            pens[column:stop] = [pen] * count
        else:
            pens[column:stop] = [blank if char == " " else pen for char in text]
        before = self._changed.get(row)
        self._changed[row] = (begin, end) if before is None else (min(before[0], begin), max(before[1], end))

    def _mended(self, row: int, start: int, stop: int) -> tuple[int, int]:
        """Blank what is left of wide characters half written over from `start` to `stop`; how far it went."""
        chars, pens = self._chars[row], self._pens[row]
        if start and not chars[start]:
            start -= 1
            chars[start], pens[start] = " ", pens[start].blank
        if stop < self.width and not chars[stop]:
            chars[stop], pens[stop] = " ", pens[stop].blank
            stop += 1
        return start, stop

    def encode(self) -> str:
        """What turns the cells shown into those wanted; from now on they count as shown."""
        runs = [run for row, span in sorted(self._changed.items()) for run in self._runs(row, *span)]
        self._changed.clear()
        if not runs:
            return ""
        ways = [runs] if len(runs) > _MOST_SORTED else [runs, _by_pen(runs, self._pen or PLAIN)]
        drawn = min([self._drawn(way) for way in ways], key=lambda found: len(found[0]))
        sequence, self._pen, self._cursor = drawn
        return sequence

    def cursor_to(self, row: int, column: int) -> str:
        """What takes the cursor there."""
        start, self._cursor = self._cursor, (row, column)
        return "" if start == self._cursor else move(start, row, column)

    def _runs(self, row: int, start: int, stop: int) -> Iterator[Run]:
        """What differs between these columns, in runs; they count as shown."""
        chars, pens = self._chars[row], self._pens[row]
        wanted = chars[start:stop], pens[start:stop]
        shown = self._shown_chars[row][start:stop], self._shown_pens[row][start:stop]
        if wanted == shown:
            return
        cells = zip(range(start, stop), *wanted, *shown, strict=True)
        differing = [x for x, char, pen, old, old_pen in cells if char != old or pen is not old_pen]
        self._shown_chars[row][start:stop], self._shown_pens[row][start:stop] = wanted
        column = after = -1
        pen, blank = PLAIN, False
        for x in differing:
            if x == after and pens[x] is pen:
                blank = blank and chars[x] == " "
            elif column >= 0 and (grown := _grown(pen, blank, chars, pens, after, x)) is not None:
                pen, blank = grown
            else:
                if column >= 0:
                    yield self._run(row, column, after, pen)
                column, pen = x, pens[x]
                blank = chars[x] == " " and pen.draws_blanks
            after = x + 1
        yield self._run(row, column, after, pen)

    def _run(self, row: int, start: int, stop: int, pen: Pen) -> Run:
        """The run of these columns, with both halves of every wide character."""
        chars = self._chars[row]
        while start and not chars[start]:
            start -= 1
        while stop < self.width and not chars[stop]:
            stop += 1
        return Run(row, start, stop - start, pen, "".join(chars[start:stop]))

    def _drawn(self, runs: Iterable[Run]) -> tuple[str, Pen, Place | None]:
        """The sequence that draws `runs` in this order, and the pen and the cursor that it leaves."""
        cursor, pen = self._cursor, self._pen
        found: list[str] = []
        for run in runs:
            if cursor != (run.row, run.column):
                found.append(move(cursor, run.row, run.column))
            if pen is None:
                found.append(run.pen.anew())
                pen = run.pen
            elif pen is not run.pen:
                new = pen.on(run.pen.background) if run.is_blank else run.pen
                found.append(pen.towards(new))
                pen = new
            text, cursor = self._written(run)
            found.append(text)
        return "".join(found), pen or PLAIN, cursor

    def _written(self, run: Run) -> tuple[str, Place | None]:
        """What writes `run`, and the place of the cursor then: None where terminals do not agree."""
        end = run.column + run.width
        if len(run.text) != run.width or not is_one_cell_each(run.text):
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


def _by_pen(runs: list[Run], pen: Pen) -> list[Run]:
    """`runs` grouped by the pen that draws them, each pen near to the one before, beginning with `pen`."""
    groups: dict[Pen, list[Run]] = {}
    for run in runs:
        if not run.is_blank:
            groups.setdefault(run.pen, []).append(run)
    drawing = {found.background: found for found in reversed(groups) if found.draws_blanks}
    for run in runs:
        if run.is_blank:
            groups.setdefault(drawing.get(run.pen.background, run.pen), []).append(run)
    ordered: list[Run] = []
    while groups:
        pen = min(groups, key=lambda other: len(pen.towards(other)))
        ordered += sorted(groups.pop(pen), key=lambda run: (run.row, run.column))
    return ordered


def _skipped(blanks: re.Match[str]) -> str:
    """What erases blanks and steps over them, where that is shorter."""
    count = len(blanks.group())
    return min(blanks.group(), f"\x1b[{count}X\x1b[{count}C", key=len)
