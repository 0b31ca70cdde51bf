"""The shortest escape sequence that moves the cursor.

Absolute (CUP, VPA, CHA) and relative moves (CUU, CUD, CUF, CUB, BS, CR) are compared by length. None of them
scrolls, wraps, or depends on what the terminal does at the end of a line. Rows and columns count from 0 here.
"""

from __future__ import annotations

from functools import lru_cache

Position = tuple[int, int]
"""Row and column, from 0."""


@lru_cache(maxsize=4096)
def cursor_move(start: Position | None, row: int, column: int) -> str:
    r"""The shortest sequence from `start` (None: unknown) to `row` and `column`.

    cursor_move(None, 4, 0)    → ESC [ 5 H        CUP
    cursor_move((4, 9), 4, 8)  → \b               BS
    cursor_move((4, 9), 4, 20) → ESC [ 11 C       CUF
    """
    if start is None:
        return _absolute(row, column)
    if start[0] == row:
        return _horizontal(start[1], column)
    steps = _vertical(start[0], row) + _horizontal(start[1], column)
    there = _absolute(row, column)
    return steps if len(steps) < len(there) else there


def _absolute(row: int, column: int) -> str:
    if column:
        return f"\x1b[{row + 1};{column + 1}H"
    return f"\x1b[{row + 1}H" if row else "\x1b[H"


def _vertical(start: int, stop: int) -> str:
    step = _relative(stop - start, "B") if stop > start else _relative(start - stop, "A")
    return min(step, f"\x1b[{stop + 1}d", key=len)


@lru_cache(maxsize=2048)
def _horizontal(start: int, stop: int) -> str:
    if start == stop:
        return ""
    if stop == 0:
        return "\r"
    back = "\b" * (start - stop)
    step = _relative(stop - start, "C") if stop > start else min(back, _relative(start - stop, "D"), key=len)
    return min(step, f"\x1b[{stop + 1}G", key=len)


def _relative(count: int, direction: str) -> str:
    return f"\x1b[{direction}" if count == 1 else f"\x1b[{count}{direction}"
