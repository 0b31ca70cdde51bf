"""The shortest way of the cursor from one cell to another."""

from __future__ import annotations

from functools import lru_cache

Place = tuple[int, int]
"""Row and column, from 0."""


@lru_cache(maxsize=8192)
def move(start: Place | None, row: int, column: int) -> str:
    """The shortest sequence that takes the cursor from `start` (None: nobody knows) to `row` and `column`.

    None of them scrolls, wraps, or depends on how the terminal treats the end of a line.
    """
    there = f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H" if row else "\x1b[H"
    if start is None:
        return there
    stepwise = _vertical(start[0], row) + _horizontal(start[1], column)
    return min(stepwise, there, key=len)


def _vertical(start: int, stop: int) -> str:
    if start == stop:
        return ""
    step = _step(stop - start, "B") if stop > start else _step(start - stop, "A")
    return min(step, f"\x1b[{stop + 1}d", key=len)


def _horizontal(start: int, stop: int) -> str:
    if start == stop:
        return ""
    if stop == 0:
        return "\r"
    step = (
        _step(stop - start, "C")
        if stop > start
        else min("\b" * (start - stop), _step(start - stop, "D"), key=len)
    )
    return min(step, f"\x1b[{stop + 1}G", key=len)


def _step(count: int, direction: str) -> str:
    return f"\x1b[{direction}" if count == 1 else f"\x1b[{count}{direction}"
