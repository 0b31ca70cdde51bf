"""The display: an app that keeps what the terminal shows, and sends only the cells that differ.

It overrides one private method of Textual's App, and knows two private types of its compositor. Whatever it
is handed that it does not know goes the way of Textual itself, which always works, only with more bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, cast

from rich.color import ColorSystem
from rich.console import RenderableType
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.strip import Strip

from .cell_width import cells, is_one_cell_each
from .screen_buffer import Picture
from .sgr import Pens

_ERASE_TO_ANY_BACKGROUND = ("xterm", "linux", "alacritty", "foot", "wezterm", "kitty", "ghostty", "konsole")
"""Terminals, by TERM; inside screen and tmux, what is erased may take the terminal's own background."""
_NO_PEN = "\x1b[m"
"""Textual begins every frame without a pen in hand, and ours is left in it."""
_MARKS = len(SYNC_START + SYNC_END)
"""A frame longer than its marks is marked, so that the terminal shows it as a whole."""


class Link(Protocol):
    """What a display needs of its driver."""

    @property
    def busy(self) -> bool:
        """Whether a picture would have to wait."""

    def connect(self, on_free: Callable[[], None], on_lost: Callable[[], None]) -> None:
        """Call `on_free` when a picture would no longer wait, `on_lost` when nobody knows what is shown."""

    def send(self, picture: str) -> None:
        """Send a picture."""


class CellDisplay(App[None]):
    """An App that sends cells instead of strips, where its driver can `connect`.

    While the terminal is busy nothing is sent, and nothing waits: what was drawn in the meantime goes out
    together, as the newest picture, when the terminal is free.
    """

    _picture: Picture | None = None
    _pens: Pens | None = None
    _linked: Link | None = None
    _seen_driver: Driver | None = None
    _owed = False
    """Whether only a whole picture is right: a frame was left out while the terminal was busy, or Textual
    held frames back, as it does between two screens, of which what is wanted then is a mixture."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        link = self._link()
        if link is None or renderable is None:
            super()._display(screen, renderable)
        elif self._took(screen, renderable):
            self._owed = bool(self._batch_count) or (self._owed and not isinstance(renderable, LayoutUpdate))
            self._show()
            self.post_display_hook()
        elif link.busy:
            self._owed = True
        else:
            link.send(_NO_PEN)
            super()._display(screen, renderable)

    def show_cells(self, pieces: Iterable[tuple[int, int, str, bytes, tuple[Style, ...]]]) -> bool:
        """Show pieces of the picture on the screen: row, column, a character a cell, and the style of each.

        False where that is beyond this display: then all of them must come in an update.
        """
        link, picture, pens = self._link(), self._picture, self._pens
        if link is None or picture is None or pens is None:
            return False
        try:
            for row, column, text, looks, palette in pieces:
                if not is_one_cell_each(text):
                    return False
                picture.want_each(row, column, text, looks, pens.of_all(palette))
        except LookupError:
            return False
        self._show()
        return True

    def _link(self) -> Link | None:
        """The driver, if it can connect."""
        driver = self._driver
        if driver is not self._seen_driver:
            self._seen_driver, self._linked, self._picture = driver, None, None
            if hasattr(driver, "connect"):
                self._linked = cast(Link, driver)
                self._linked.connect(self._on_free, self._on_lost)
        return self._linked

    def _on_lost(self) -> None:
        if self._picture is not None:
            self._picture.forget()

    def _on_free(self) -> None:
        if self._owed:
            self._owed = False
            self.screen.refresh()
        else:
            self._show()

    def _took(self, screen: Screen[Any], update: RenderableType) -> bool:
        """Want the cells of `update`; False if it is nothing known here."""
        try:
            if isinstance(update, LayoutUpdate):
                self._take_layout(update)
            else:
                self._take_chops(update)
        except Exception:
            # What was wanted and not sent yet is lost with the picture: only a whole one makes up for it.
            if self._picture is not None and not isinstance(update, LayoutUpdate):
                screen.refresh()
            self._picture = None
            return False
        return True

    def _take_layout(self, update: LayoutUpdate) -> None:
        x, y, width, height = update.region
        if (x, y) != (0, 0):
            raise ValueError("a part of the screen is no layout")
        picture = self._picture
        if picture is None or (picture.width, picture.height) != (width, height):
            erases = os.environ.get("TERM", "").startswith(_ERASE_TO_ANY_BACKGROUND)
            picture = Picture(width, height, erases=erases)
            self._pens = Pens(self.console._color_system or ColorSystem.TRUECOLOR)
        for row, strips in enumerate(update.strips):
            column = 0
            for strip in strips:
                column = self._put(picture, row, column, strip, 0, width)
        self._picture = picture

    def _take_chops(self, update: RenderableType) -> None:
        picture = self._picture
        if picture is None or not isinstance(update, ChopsUpdate):
            raise TypeError("not a change of a picture")
        for row, start, stop in update.spans:
            whole = update.chops[row].get(start)
            if whole is not None and whole.cell_length == stop - start:
                self._put(picture, row, start, whole, start, stop)
                continue
            for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
                if strip is not None and column < stop and start < end:
                    self._put(picture, row, column, strip, start, min(stop, end))

    def _put(self, picture: Picture, row: int, column: int, strip: Strip, start: int, stop: int) -> int:
        """Want what of `strip`, which begins at `column`, is between `start` and `stop`; where it ends."""
        pens = self._pens
        assert pens is not None, "made with the picture"
        for text, style, control in strip:
            if control:
                raise ValueError("a control code is no text")
            found: Sequence[str] = text if is_one_cell_each(text) else cells(text)
            end = column + len(found)
            if start < end and column < stop:
                whole = start <= column and end <= stop
                cut, part = (0, found) if whole else _cut(found, max(start - column, 0), stop - column)
                picture.want(row, column + cut, part, pens.of(style))
            column = end
        return column

    def _show(self) -> None:
        """Send what is wanted and not shown, unless it would have to wait."""
        link, picture = self._linked, self._picture
        if link is None or picture is None or link.busy:
            return
        if self._batch_count or self._closed or not self._running:
            return
        try:
            sequence = picture.encode()
        except Exception:
            # From here on, Textual's own encoder.
            self._linked = self._picture = None
            link.send(_NO_PEN)
            self.screen.refresh()
            return
        if self.cursor_position and hasattr(self.focused, "cursor_screen_offset"):
            # An input method shows there what is being composed.
            x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
            sequence += picture.cursor_to(y, x)
        if self._sync_available and len(sequence) > _MARKS:
            sequence = f"{SYNC_START}{sequence}{SYNC_END}"
        if sequence:
            link.send(sequence)


def _cut(found: Sequence[str], start: int, stop: int) -> tuple[int, Sequence[str]]:
    """The cells from `start` to `stop`, and where they begin: no wide character is cut in two."""
    while start and not found[start]:
        start -= 1
    while stop < len(found) and not found[stop]:
        stop += 1
    return start, found[start:stop]
