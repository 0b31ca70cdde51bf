"""A terminal that only shows: pyte, and what the eye can tell apart on it."""

from __future__ import annotations

import re
from typing import Any

import pyte
from rich.cells import get_character_cell_size

_NOT_PYTE = re.compile(r"\x1b\[\?2026[hl]|\x1b\[[<>=][\d;]*[a-z]|\x1b\[\?\d+\$p")
_SEEN_ON_A_BLANK = ("underscore", "strikethrough", "reverse", "blink")

Look = tuple[object, ...]


class Emulator:
    """What a terminal of `width` by `height` shows after what it was fed."""

    def __init__(self, width: int, height: int) -> None:
        self.screen = pyte.Screen(width, height)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self._stream = pyte.Stream(self.screen)

    def feed(self, data: str) -> None:
        """Show `data`."""
        self._stream.feed(_NOT_PYTE.sub("", data))

    def cells(self) -> list[list[Look]]:
        """What can be seen, cell by cell."""
        width, buffer = self.screen.columns, self.screen.buffer
        return [_mended([look(buffer[y][x]) for x in range(width)]) for y in range(self.screen.lines)]

    def scribble(self) -> None:
        """Show something else, as after somebody else wrote to the terminal."""
        self.feed("\x1b[H\x1b[0;1;7;31;42m" + "nonsense" * (self.screen.columns * self.screen.lines // 8))


def look(char: Any) -> Look:
    """What can be seen of one of pyte's cells: of a space, neither the foreground nor the weight."""
    seen = [char.data, char.bg, *(getattr(char, name) for name in _SEEN_ON_A_BLANK)]
    if char.data == "█" and not any(seen[2:]):  # a full block and a space on its colour look alike
        if char.fg != "default":
            return (" ", char.fg, *seen[2:])
        char = char._replace(data=" ", bg="default", bold=False, italics=False, reverse=True)
        return look(char)
    if char.data != " " or any(seen[2:]):
        seen += [char.fg, char.bold, char.italics]
    return tuple(seen)


def _mended(row: list[Look]) -> list[Look]:
    """A wide character half written over is a blank to terminals, though not to pyte."""
    wide = [bool(data) and get_character_cell_size(str(data)[0]) == 2 for data, *_ in row]
    for x, (data, *others) in enumerate(row):
        left_alone = wide[x] and (x + 1 == len(row) or row[x + 1][0] != "")
        right_alone = data == "" and not (x and wide[x - 1])
        if left_alone or right_alone:
            row[x] = (" ", *others) if any(others[1:5]) else (" ", *others[:5])
    return row
