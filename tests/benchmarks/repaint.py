"""The smallest repaint: the bytes of an optimal update from one screen to another."""

from __future__ import annotations

from typing import Any, NamedTuple

import pyte

_ATTRIBUTES = {
    "bold": "1",
    "italics": "3",
    "underscore": "4",
    "blink": "5",
    "reverse": "7",
    "strikethrough": "9",
}
_SEEN_ON_A_BLANK = ("underscore", "blink", "reverse", "strikethrough")
_MAX_RESEND = 6
"""Unchanged cells that may be cheaper to send again than to skip by a cursor move."""
_NAMES = ["black", "red", "green", "brown", "blue", "magenta", "cyan", "white"]


class Style(NamedTuple):
    """SGR codes of attributes, foreground and background ("" for the default colour)."""

    attributes: frozenset[str] = frozenset()
    foreground: str = ""
    background: str = ""


class Cell(NamedTuple):
    """A character and what can be seen of its style."""

    char: str
    style: Style


class TerminalCells:
    """The screen of a terminal, given what a program sends."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Draw `data`."""
        self._stream.feed(data.replace(b"\x1b[>1u", b"").replace(b"\x1b[<u", b""))

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been drawn."""
        return not "".join(self._screen.display).strip()

    def cells(self) -> list[list[Cell]]:
        """The cells, row by row."""
        buffer, columns = self._screen.buffer, range(self._screen.columns)
        return [[_cell(buffer[row][column]) for column in columns] for row in range(self._screen.lines)]


def _cell(char: Any) -> Cell:
    names = _SEEN_ON_A_BLANK if char.data == " " else _ATTRIBUTES
    attributes = frozenset(_ATTRIBUTES[name] for name in names if getattr(char, name))
    foreground = _colour(char.fg, 30) if char.data != " " or attributes else ""
    return Cell(char.data, Style(attributes, foreground, _colour(char.bg, 40)))


def _colour(name: str, base: int) -> str:
    if name == "default":
        return ""
    if name in _NAMES:
        return str(base + _NAMES.index(name))
    if name.startswith("bright"):
        return str(base + 60 + _NAMES.index(name.removeprefix("bright")))
    red, green, blue = bytes.fromhex(name)
    return f"{base + 8};2;{red};{green};{blue}"


def changed(before: list[list[Cell]], after: list[list[Cell]]) -> list[tuple[int, int]]:
    """The cells (row, column) that differ."""
    return [
        (row, column)
        for row, (old, new) in enumerate(zip(before, after, strict=True))
        if old != new
        for column, (here, there) in enumerate(zip(old, new, strict=True))
        if here != there
    ]


def smallest_repaint(before: list[list[Cell]], after: list[list[Cell]]) -> int:
    """The number of bytes that turn `before` into `after`, row by row; small gaps are sent again."""
    found, style, cursor = "", Style(), (-1, -1)
    for row, column in changed(before, after):
        cell = after[row][column]
        found += _cursor_move(after[row], style, cursor, (row, column))
        if not _draws(style, cell):
            found += _transition(style, cell.style)
            style = cell.style
        found += cell.char
        cursor = (row, column + 1)
    return len((found + ("\x1b[m" if style != Style() else "")).encode())


def _cursor_move(cells: list[Cell], style: Style, cursor: tuple[int, int], to: tuple[int, int]) -> str:
    if cursor == to:
        return ""
    here, gap = cursor[0] == to[0], to[1] - cursor[1]
    move = f"\x1b[{gap}C" if here else f"\x1b[{to[0] + 1};{to[1] + 1}H"
    between = cells[cursor[1] : to[1]] if here and gap <= _MAX_RESEND else []
    again = "".join(cell.char for cell in between)
    if between and all(_draws(style, cell) for cell in between) and len(again.encode()) <= len(move):
        return again
    return move


def _draws(style: Style, cell: Cell) -> bool:
    """Whether the cell looks the same when drawn in `style`."""
    seen = {_ATTRIBUTES[name] for name in _SEEN_ON_A_BLANK} & style.attributes
    return cell.style == (style if cell.char != " " or seen else Style(background=style.background))


def _transition(old: Style, new: Style) -> str:
    if old == new:
        return ""
    reset = "\x1b[" + ";".join(filter(None, ["0" if any(new) else "", *_codes(Style(), new)])) + "m"
    if old.attributes - new.attributes:
        return reset
    return min(reset, "\x1b[" + ";".join(_codes(old, new)) + "m", key=len)


def _codes(old: Style, new: Style) -> list[str]:
    codes = sorted(new.attributes - old.attributes)
    if new.foreground != old.foreground:
        codes.append(new.foreground or "39")
    if new.background != old.background:
        codes.append(new.background or "49")
    return codes
