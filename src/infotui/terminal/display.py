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

from .cell_width import is_single_width, split_cells
from .screen_buffer import ScreenBuffer
from .sgr import StyleCache

_ERASES_TO_BACKGROUND = ("xterm", "linux", "alacritty", "foot", "wezterm", "kitty", "ghostty", "konsole")
"""Terminals, by TERM; inside screen and tmux, what is erased may take the terminal's own background."""
_SGR_RESET = "\x1b[m"
"""Textual begins every frame without a pen in hand, and ours is left in it."""
_SYNC_OVERHEAD = len(SYNC_START + SYNC_END)
"""A frame longer than its marks is marked, so that the terminal shows it as a whole."""


class DisplayDriver(Protocol):
    """What a display needs of its driver."""

    @property
    def busy(self) -> bool:
        """Whether a picture would have to wait."""

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        """Call `on_writable` when a frame can be sent again, `on_invalidated` when the screen is unknown."""

    def send(self, frame: str) -> None:
        """Send a picture."""


class CellDisplay(App[None]):
    """An App that sends cells instead of strips, where its driver can `connect`.

    While the terminal is busy nothing is sent, and nothing waits: what was drawn in the meantime goes out
    together, as the newest picture, when the terminal is free.
    """

    _buffer: ScreenBuffer | None = None
    _style_cache: StyleCache | None = None
    _display_driver: DisplayDriver | None = None
    _seen_driver: Driver | None = None
    _needs_full_frame = False
    """Whether only a whole picture is right: a frame was left out while the terminal was busy, or Textual
    held frames back, as it does between two screens, of which what is wanted then is a mixture."""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._connect_driver()
        if driver is None or renderable is None:
            super()._display(screen, renderable)
        elif self._try_update(screen, renderable):
            self._needs_full_frame = bool(self._batch_count) or (
                self._needs_full_frame and not isinstance(renderable, LayoutUpdate)
            )
            self._send_diff()
            self.post_display_hook()
        elif driver.busy:
            self._needs_full_frame = True
        else:
            driver.send(_SGR_RESET)
            super()._display(screen, renderable)

    def show_cells(self, patches: Iterable[tuple[int, int, str, bytes, tuple[Style, ...]]]) -> bool:
        """Show pieces of the picture on the screen: row, column, a character a cell, and the style of each.

        False where that is beyond this display: then all of them must come in an update.
        """
        driver, buffer, styles = self._connect_driver(), self._buffer, self._style_cache
        if driver is None or buffer is None or styles is None:
            return False
        try:
            for row, column, text, indices, palette in patches:
                if not is_single_width(text):
                    return False
                buffer.put_styled(row, column, text, indices, styles.for_palette(palette))
        except LookupError:
            return False
        self._send_diff()
        return True

    def _connect_driver(self) -> DisplayDriver | None:
        """The driver, if it can connect."""
        driver = self._driver
        if driver is not self._seen_driver:
            self._seen_driver, self._display_driver, self._buffer = driver, None, None
            if hasattr(driver, "connect"):
                self._display_driver = cast(DisplayDriver, driver)
                self._display_driver.connect(self._on_writable, self._on_invalidated)
        return self._display_driver

    def _on_invalidated(self) -> None:
        if self._buffer is not None:
            self._buffer.invalidate()

    def _on_writable(self) -> None:
        if self._needs_full_frame:
            self._needs_full_frame = False
            self.screen.refresh()
        else:
            self._send_diff()

    def _try_update(self, screen: Screen[Any], update: RenderableType) -> bool:
        """Want the cells of `update`; False if it is nothing known here."""
        try:
            if isinstance(update, LayoutUpdate):
                self._apply_layout(update)
            else:
                self._apply_chops(update)
        except Exception:
            # What was wanted and not sent yet is lost with the picture: only a whole one makes up for it.
            if self._buffer is not None and not isinstance(update, LayoutUpdate):
                screen.refresh()
            self._buffer = None
            return False
        return True

    def _apply_layout(self, update: LayoutUpdate) -> None:
        x, y, width, height = update.region
        if (x, y) != (0, 0):
            raise ValueError("a part of the screen is no layout")
        buffer = self._buffer
        if buffer is None or (buffer.width, buffer.height) != (width, height):
            erases = os.environ.get("TERM", "").startswith(_ERASES_TO_BACKGROUND)
            buffer = ScreenBuffer(width, height, erases=erases)
            self._style_cache = StyleCache(self.console._color_system or ColorSystem.TRUECOLOR)
        for row, strips in enumerate(update.strips):
            column = 0
            for strip in strips:
                column = self._write_strip(buffer, row, column, strip, 0, width)
        self._buffer = buffer

    def _apply_chops(self, update: RenderableType) -> None:
        buffer = self._buffer
        if buffer is None or not isinstance(update, ChopsUpdate):
            raise TypeError("not a change of a picture")
        for row, start, stop in update.spans:
            whole = update.chops[row].get(start)
            if whole is not None and whole.cell_length == stop - start:
                self._write_strip(buffer, row, start, whole, start, stop)
                continue
            for end, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
                if strip is not None and column < stop and start < end:
                    self._write_strip(buffer, row, column, strip, start, min(stop, end))

    def _write_strip(
        self, buffer: ScreenBuffer, row: int, column: int, strip: Strip, start: int, stop: int
    ) -> int:
        """Want what of `strip`, which begins at `column`, is between `start` and `stop`; where it ends."""
        styles = self._style_cache
        assert styles is not None, "made with the picture"
        for text, style, control in strip:
            if control:
                raise ValueError("a control code is no text")
            found: Sequence[str] = text if is_single_width(text) else split_cells(text)
            end = column + len(found)
            if start < end and column < stop:
                whole = start <= column and end <= stop
                cut, part = (
                    (0, found) if whole else _slice_cells(found, max(start - column, 0), stop - column)
                )
                buffer.put(row, column + cut, part, styles.get(style))
            column = end
        return column

    def _send_diff(self) -> None:
        """Send what is wanted and not shown, unless it would have to wait."""
        driver, buffer = self._display_driver, self._buffer
        if driver is None or buffer is None or driver.busy:
            return
        if self._batch_count or self._closed or not self._running:
            return
        try:
            sequence = buffer.render_diff()
        except Exception:
            # From here on, Textual's own encoder.
            self._display_driver = self._buffer = None
            driver.send(_SGR_RESET)
            self.screen.refresh()
            return
        if self.cursor_position and hasattr(self.focused, "cursor_screen_offset"):
            # An input method shows there what is being composed.
            x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
            sequence += buffer.move_cursor(y, x)
        if self._sync_available and len(sequence) > _SYNC_OVERHEAD:
            sequence = f"{SYNC_START}{sequence}{SYNC_END}"
        if sequence:
            driver.send(sequence)


def _slice_cells(found: Sequence[str], start: int, stop: int) -> tuple[int, Sequence[str]]:
    """The cells from `start` to `stop`, and where they begin: no wide character is cut in two."""
    while start and not found[start]:
        start -= 1
    while stop < len(found) and not found[stop]:
        stop += 1
    return start, found[start:stop]
