"""A mouse on the app: it finds what the screen shows, clicks it, drags it and turns the wheel over it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from textual import events
from textual.pilot import Pilot

from support import mouse


class Cell(NamedTuple):
    """A cell of the screen, counted from 0 at the top left."""

    x: int
    y: int

    def moved(self, x: int = 0, y: int = 0) -> Cell:
        """The cell so many columns to the right and rows below."""
        return Cell(self.x + x, self.y + y)


class Pointer:
    """A mouse that uses what the screen shows, as a person does."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    def rows(self) -> list[str]:
        """The rows of the screen, as text."""
        strips = self.pilot.app.screen._compositor.render_strips()
        return ["".join(part.text for part in strip) for strip in strips]

    def find(self, word: str, *, below: int = 0) -> Cell:
        """The first cell of the first `word` below a row; by default below the tabs."""
        return self.search(re.escape(word), below=below)

    def search(self, pattern: str, *, below: int = 0) -> Cell:
        """The first cell that matches a regular expression; of its first group where it has one."""
        rows = self.rows()
        for y, row in enumerate(rows):
            found = re.search(pattern, row) if y > below else None
            if found:
                return Cell(found.start(found.re.groups and 1), y)
        raise AssertionError(f"{pattern!r} is not on\n" + "\n".join(rows))

    async def click(self, *words: str) -> None:
        """Click words, each where it is shown then."""
        for word in words:
            await self.click_at(self.find(word))

    async def click_at(self, cell: Cell) -> None:
        """Click a cell."""
        widget, region = self.pilot.app.screen.get_widget_at(*cell)
        await self.pilot.click(widget, offset=(cell.x - region.x, cell.y - region.y))
        await self.pilot.pause(0.3)

    async def wheel(self, cell: Cell, notches: int) -> None:
        """Turn the wheel over a cell, upwards where `notches` is positive."""
        kind = events.MouseScrollUp if notches > 0 else events.MouseScrollDown
        widget, region = self.pilot.app.screen.get_widget_at(*cell)
        x, y = cell.x - region.x, cell.y - region.y
        for _ in range(abs(notches)):
            event = kind(
                widget, x, y, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=cell.x, screen_y=cell.y
            )
            widget.post_message(event)
        await self.pilot.pause()

    async def drag(self, start: Cell, stop: Cell) -> None:
        """Press at `start`, move to `stop` and release there."""
        widget, region = self.pilot.app.screen.get_widget_at(*start)
        cells = [(cell.x - region.x, cell.y - region.y) for cell in (start, stop)]
        await mouse.drag(self.pilot, widget, *cells)


Hand = Callable[[Pointer], Awaitable[None]]
"""What a mouse does."""
