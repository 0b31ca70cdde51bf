"""What a terminal should show of a screen buffer: every cell drawn alone, without diffs and erasing."""

from __future__ import annotations

from infotui.terminal.screen_buffer import ScreenBuffer
from infotui.terminal.sgr import SgrStyle
from support.emulator import Emulator, StyledCell

Row = list[StyledCell]
_looks: dict[tuple[str, SgrStyle], tuple[StyledCell, StyledCell]] = {}


def expected_row(buffer: ScreenBuffer, y: int) -> Row:
    """What can be seen of the cells of row `y` that the buffer counts as shown."""
    row: Row = []
    right = None
    for char, style in zip(buffer._shown_chars[y], buffer._shown_styles[y], strict=True):
        if char == "" and right is not None:
            row.append(right)
            continue
        own, right = _drawn_alone(char or " ", style)
        row.append(own)
    return row


def _drawn_alone(char: str, style: SgrStyle) -> tuple[StyledCell, StyledCell]:
    """The cell of `char` and, if it is a wide character, the one after it."""
    found = _looks.get((char, style))
    if found is None:
        emulator = Emulator(2, 1)
        emulator.feed(style.full_sequence() + char)
        first, second = emulator.row(0)
        found = _looks[char, style] = first, second
    return found


def difference(shown: list[Row], expected: list[Row]) -> str:
    """The first cells that differ, in words; empty if none does."""
    found = [
        f"row {y}, column {x}: {one}, expected {other}"
        for y, (ours, theirs) in enumerate(zip(shown, expected, strict=True))
        if ours != theirs
        for x, (one, other) in enumerate(zip(ours, theirs, strict=True))
        if one != other
    ]
    return "\n".join([f"{len(found)} cells differ", *found[:8]]) if found else ""
