"""The screen buffer: the new cells, the cells the terminal shows, and the diff between them as bytes.

Widgets put cells into the buffer; `render_diff` encodes the cells that differ from those shown, with the
shortest cursor moves and SGR transitions it finds. It never scrolls the terminal and never reads from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cell_width import is_single_width
from .cursor import Position, cursor_move
from .sgr import PLAIN, SgrStyle
from .styled_runs import StyledRun, extend_run, order_by_style, style_changes

_MAX_SORTED_RUNS = 256
"""More runs than this are sent in reading order: sorting them takes longer than it saves."""
_COMPARE_WHOLE = 16
"""Spans longer than this are compared as a whole first: often nothing in them has changed."""
_BLOCK = "█"
_MIN_ERASED = 4
_BLANKS = re.compile(f" {{{_MIN_ERASED},}}")
_SORT_THRESHOLD = 1.5
"""Style changes per distinct style above which the runs are sorted by style."""


class ScreenBuffer:
    """The cells of a terminal of `width` by `height`: those to be shown and those shown.

    `erases` means that the terminal erases (EL, ECH) to the current background colour ("bce" in terminfo).
    With `blank_blocks`, a full block is sent as a space on its colour: fonts leave seams between blocks, and
    hairlines behind them.

        buffer.put(0, 0, "3.001", style)    the terminal shows "2.000"
        buffer.render_diff()  → "3" CUF 3 "1"
        buffer.render_diff()  → ""
    """

    def __init__(self, width: int, height: int, *, erases: bool, blank_blocks: bool = True) -> None:
        self.width, self.height = width, height
        self._erases, self._blank_blocks = erases, blank_blocks
        self._all_single_width = True
        """Whether every cell has always held exactly one character of width one."""
        self._chars = [[" "] * width for _ in range(height)]
        self._styles = [[PLAIN] * width for _ in range(height)]
        self.invalidate()

    def invalidate(self) -> None:
        """Mark what the terminal shows as unknown: the next diff sends every cell."""
        self._shown_chars: list[list[str | None]] = [[None] * self.width for _ in range(self.height)]
        self._shown_styles = [[PLAIN] * self.width for _ in range(self.height)]
        self._dirty = {row: [(0, self.width)] for row in range(self.height) if self.width}
        self._current_style: SgrStyle | None = None
        self._cursor: Position | None = None

    def put(self, row: int, column: int, text: Sequence[str], style: SgrStyle) -> None:
        """Set the cells from `column` of `row` on, in one style; text beyond the right edge is cut off."""
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        count = stop - column
        if count < len(text):
            text = text[:count] if text[count] else [*text[: count - 1], " "]
        if self._blank_blocks and style.block_style is not None and _BLOCK in text:
            self._write_with_blocks(row, column, text, [style] * count)
            return
        self._write(row, column, stop, text)
        blank = style.blank_style
        if blank is style or " " not in text:
            self._styles[row][column:stop] = [style] * count
        else:
            self._styles[row][column:stop] = [blank if char == " " else style for char in text]

    def put_styled(
        self, row: int, column: int, text: str, style_indices: bytes, styles: Sequence[SgrStyle]
    ) -> None:
        """Like `put`, one character a cell; byte i of `style_indices` selects the style of cell i."""
        first = style_indices[0]
        if style_indices.count(first) == len(style_indices):
            self.put(row, column, text, styles[first])
            return
        stop = min(column + len(text), self.width)
        if stop <= column or row >= self.height:
            return
        text = text[: stop - column]
        cell_styles = list(map(styles.__getitem__, style_indices[: len(text)]))
        if self._blank_blocks and _BLOCK in text:
            self._write_with_blocks(row, column, text, cell_styles)
            return
        self._write(row, column, stop, text)
        if " " in text:
            cell_styles = [
                style.blank_style if char == " " else style
                for char, style in zip(text, cell_styles, strict=True)
            ]
        self._styles[row][column:stop] = cell_styles

    def _write_with_blocks(
        self, row: int, column: int, text: Sequence[str], cell_styles: list[SgrStyle]
    ) -> None:
        """Write `text`, its full blocks as spaces, and the style of each cell."""
        chars = list(text)
        for i, (char, style) in enumerate(zip(text, cell_styles, strict=True)):
            if char == " ":
                cell_styles[i] = style.blank_style
            elif char == _BLOCK and style.block_style is not None:
                chars[i], cell_styles[i] = " ", style.block_style
        stop = column + len(chars)
        self._write(row, column, stop, "".join(chars) if isinstance(text, str) else chars)
        self._styles[row][column:stop] = cell_styles

    def _write(self, row: int, column: int, stop: int, text: Sequence[str]) -> None:
        chars = self._chars[row]
        if not isinstance(text, str):
            self._all_single_width = False
        if not self._all_single_width and (not chars[column] or (stop < self.width and not chars[stop])):
            self._repair_wide(row, column, stop)
        chars[column:stop] = text
        self._dirty.setdefault(row, []).append((column, stop))

    def _repair_wide(self, row: int, start: int, stop: int) -> None:
        """Blank the other halves of wide characters that `start` or `stop` cuts in two."""
        chars, styles = self._chars[row], self._styles[row]
        halves = [start - 1] if start and not chars[start] else []
        if stop < self.width and not chars[stop]:
            halves.append(stop)
        for x in halves:
            chars[x], styles[x] = " ", styles[x].blank_style
            self._dirty.setdefault(row, []).append((x, x + 1))

    def render_diff(self) -> str:
        """The sequence that updates the terminal; from now on the new cells count as shown."""
        runs: list[StyledRun] = []
        for row in sorted(self._dirty):
            for start, stop in _merge_spans(self._dirty[row]):
                self._diff_columns(runs, row, start, stop)
        self._dirty.clear()
        if not runs:
            return ""
        if 2 < len(runs) <= _MAX_SORTED_RUNS and style_changes(runs) > _SORT_THRESHOLD * len(
            {run.style for run in runs}
        ):
            runs = order_by_style(runs, self._current_style or PLAIN)
        return self._render_runs(runs)

    def move_cursor(self, row: int, column: int) -> str:
        """The sequence that moves the cursor there; "" if it is there already."""
        start, self._cursor = self._cursor, (row, column)
        return "" if start == self._cursor else cursor_move(start, row, column)

    def _diff_columns(self, runs: list[StyledRun], row: int, start: int, stop: int) -> None:
        """Append the cells that differ between these columns to `runs` and mark them as shown."""
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
            elif column >= 0 and (grown := extend_run(style, blank, chars, styles, after, x)) is not None:
                style, blank = grown
            else:
                if column >= 0:
                    runs.append(self._styled_run(row, column, after, style, blank))
                column, style, blank = x, other, other.space_shows_only_background and char == " "
            after = x + 1
        if column >= 0:
            runs.append(self._styled_run(row, column, after, style, blank))

    def _styled_run(self, row: int, start: int, stop: int, style: SgrStyle, blank: bool) -> StyledRun:
        """The run of these columns, extended to both halves of wide characters."""
        chars = self._chars[row]
        if not self._all_single_width:
            while start and not chars[start]:
                start -= 1
            while stop < self.width and not chars[stop]:
                stop += 1
        return StyledRun(row, start, stop - start, style, "".join(chars[start:stop]), blank)

    def _render_runs(self, runs: list[StyledRun]) -> str:
        """The sequence that draws `runs` in this order."""
        cursor, style = self._cursor, self._current_style
        parts: list[str] = []
        is_plain, edge = self._all_single_width, self.width
        for run in runs:
            row, column, width, run_style, text, is_blank = run
            if cursor != (row, column):
                parts.append(cursor_move(cursor, row, column))
            if style is not run_style:
                new = style.on_background(run_style.background) if style and is_blank else run_style
                parts.append(style.transitions[new] if style else new.full_sequence())
                style = new
            if is_plain and width < _MIN_ERASED:
                cursor = (row, column + width) if column + width < edge else None
            else:
                text, cursor = self._render_text(run)
            parts.append(text)
        self._current_style, self._cursor = style, cursor
        return "".join(parts)

    def _render_text(self, run: StyledRun) -> tuple[str, Position | None]:
        """The bytes of `run` and the cursor's position after it; None where terminals differ."""
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


def _merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of `spans`, sorted and disjoint: [(4, 6), (1, 3), (5, 9)] → [(1, 3), (4, 9)]."""
    if len(spans) == 1:
        return spans
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _erase_blanks(blanks: re.Match[str]) -> str:
    """The shorter of the blanks themselves and ECH followed by CUF."""
    count = len(blanks.group())
    return min(blanks.group(), f"\x1b[{count}X\x1b[{count}C", key=len)
