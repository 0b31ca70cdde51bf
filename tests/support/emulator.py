"""A terminal emulator: pyte, and what of each cell a person can see."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pyte
from rich.cells import get_character_cell_size

_UNSUPPORTED = re.compile(rb"\x1b\[\?2026[hl]|\x1b\[[<>=][\d;]*[a-z]|\x1b\[\?[\d;]*(?:\$p|n)")
"""Sequences that pyte prints or fails on: synchronized output, kitty keys, DECRQM, private DSR (tmux 3.8)."""
_INCOMPLETE = re.compile(rb"\x1b(?:\[[\x20-\x3f]*)?$")
_SEEN_ON_A_BLANK = ("underscore", "strikethrough", "reverse", "blink")

StyledCell = tuple[object, ...]


class FilteredStream:
    """Feeds bytes to a pyte screen, without the sequences that pyte does not support."""

    def __init__(self, screen: pyte.Screen) -> None:
        self._stream = pyte.ByteStream(screen)
        self._rest = b""

    def feed(self, data: bytes) -> None:
        """Draw `data`; a sequence that is cut off waits for its end."""
        data = self._rest + data
        cut = _INCOMPLETE.search(data)
        end = cut.start() if cut else len(data)
        self._rest = data[end:]
        self._stream.feed(_UNSUPPORTED.sub(b"", data[:end]))


class Emulator:
    """The screen of a terminal of `width` by `height`, given what a program sends."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self._stream = FilteredStream(self.screen)

    def feed(self, data: str) -> None:
        """Draw `data`."""
        self._stream.feed(data.encode())

    def cells(self) -> list[list[StyledCell]]:
        """What can be seen of each cell, row by row."""
        return [self.row(y) for y in range(self.screen.lines)]

    def row(self, y: int) -> list[StyledCell]:
        """What can be seen of each cell of row `y`."""
        cells = self.screen.buffer[y]
        return _repair_wide([look(cells[x]) for x in range(self.screen.columns)])

    def take_dirty(self) -> list[int]:
        """The rows that were drawn on since the last call."""
        found = sorted(self.screen.dirty)
        self.screen.dirty.clear()
        return found

    def scribble(self) -> None:
        """Fill the screen with other text, as another program might."""
        self.feed("\x1b[H\x1b[0;1;7;31;42m" + "nonsense" * (self.screen.columns * self.screen.lines // 8))


@lru_cache(maxsize=65536)
def look(char: Any) -> StyledCell:
    """What can be seen of a pyte cell. A space shows neither its foreground nor its weight."""
    seen = [char.data, char.bg, *(getattr(char, name) for name in _SEEN_ON_A_BLANK)]
    if char.data == "█" and not any(seen[2:]):  # a full block and a space on its colour look alike
        if char.fg != "default":
            return (" ", char.fg, *seen[2:])
        char = char._replace(data=" ", bg="default", bold=False, italics=False, reverse=True)
        return look(char)
    if char.data != " " or any(seen[2:]):
        seen += [char.fg, char.bold, char.italics]
    return tuple(seen)


def _repair_wide(row: list[StyledCell]) -> list[StyledCell]:
    """Blank out wide characters that are half overwritten, as terminals do and pyte does not."""
    wide = [bool(data) and get_character_cell_size(str(data)[0]) == 2 for data, *_ in row]
    for x, (data, *others) in enumerate(row):
        has_no_right_half = wide[x] and (x + 1 == len(row) or row[x + 1][0] != "")
        has_no_left_half = data == "" and not (x and wide[x - 1])
        if has_no_right_half or has_no_left_half:
            row[x] = (" ", *others) if any(others[1:5]) else (" ", *others[:5])
    return row


def differing(
    shown: list[list[StyledCell]], expected: list[list[StyledCell]]
) -> list[tuple[int, int, StyledCell, StyledCell]]:
    """The cells in which two terminals differ."""
    return [
        (y, x, cells[0], cells[1])
        for y, rows in enumerate(zip(shown, expected, strict=True))
        if rows[0] != rows[1]
        for x, cells in enumerate(zip(*rows, strict=True))
        if cells[0] != cells[1]
    ]
