"""The display: an App that keeps a buffer of what the terminal shows and sends only the cells that changed.

It overrides `App._display`, writes Textual's updates into a `ScreenBuffer`, and sends its diff. Unknown
updates fall back to Textual's own renderer, which sends more bytes. A busy terminal is sent nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from rich.color import ColorSystem
from rich.console import RenderableType
from rich.style import Style
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import Screen
from textual.strip import Strip

from .cell_width import is_single_width, split_cells
from .color_reduction import RGB, ColorReducer
from .screen_buffer import ScreenBuffer
from .sgr import StyleCache

_ERASES_TO_BACKGROUND = ("xterm", "linux", "alacritty", "foot", "wezterm", "kitty", "ghostty", "konsole")
"""TERM prefixes of terminals that erase to the current background; tmux and screen may not."""
_WITHOUT_BRIGHT_BACKGROUNDS = ("linux", "dvtm")
"""TERM prefixes of terminals with eight backgrounds: a blank cannot replace a block in a bright colour."""
_SGR_RESET = "\x1b[m"
"""Textual's renderer assumes that no style is set at the start of a frame."""
_SYNC_OVERHEAD = len(SYNC_START + SYNC_END)
"""Frames longer than this are sent as synchronized output (DECSET 2026)."""


@runtime_checkable
class DisplayDriver(Protocol):
    """What `CellDisplay` needs from a driver."""

    @property
    def busy(self) -> bool:
        """Whether a frame sent now would only be queued."""

    def connect(self, on_writable: Callable[[], None], on_invalidated: Callable[[], None]) -> None:
        """Set the callbacks: a frame can be sent again; the terminal's contents are unknown."""

    def send(self, frame: str) -> None:
        """Send a frame."""


class CellDisplay(App[None]):
    """An App that sends changed cells, if its driver has the methods of `DisplayDriver`.

    While the terminal is busy no frame is sent and none is queued. When it is writable again, one frame with
    the newest cells follows.
    """

    _buffer: ScreenBuffer | None = None
    _style_cache: StyleCache | None = None
    _style_theme: str | None = None
    _display_driver: DisplayDriver | None = None
    _seen_driver: Driver | None = None
    _has_sent = False
    """Whether a frame was sent."""
    _needs_full_frame = False
    """Whether the next update must be a full frame: one was skipped while the terminal was busy, or Textual
    batched updates while it switched screens, so the buffer mixes two screens."""

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

    def _end_batch(self) -> None:
        """Send the first frame once Textual has started: its own next update of the screen comes later."""
        super()._end_batch()
        if not self._has_sent:
            self._send_diff()

    def reduced_colors(self, system: ColorSystem) -> Mapping[RGB, int]:
        """The numbers that the theme's colours have in a terminal with 256 or 16 colours, chosen by hand."""
        return {}

    def cursor_target(self) -> Offset | None:
        """Where the cursor rests after a frame, or None: where it was left.

        The cursor is hidden. Input methods show the text being composed there, and screen readers, braille
        displays and magnifiers follow it.
        """
        # Asked at every frame: isinstance of a protocol would take as long as drawing a line.
        has_cursor = hasattr(type(self.focused), "cursor_screen_offset")
        return self.cursor_position if has_cursor else None

    def redraw(self) -> None:
        """Send every cell again, as after another program has written to the terminal."""
        self._on_invalidated()
        if self._buffer is None:
            self.screen.refresh()
        else:
            self._send_diff()

    def show_cells(self, patches: Iterable[tuple[int, int, str, bytes, tuple[Style, ...]]]) -> bool:
        """Show patches: row, column, one character a cell, and an index into the palette for each.

        Returns:
            False if a patch cannot be shown this way; then the widgets must be refreshed instead.
        """
        driver, buffer = self._connect_driver(), self._buffer
        if driver is None or buffer is None:
            return False
        try:
            styles = self._styles()
            for row, column, text, indices, palette in patches:
                if not is_single_width(text):
                    return False
                buffer.put_styled(row, column, text, indices, styles.for_palette(palette))
        except LookupError:
            return False
        self._send_diff()
        return True

    def _styles(self) -> StyleCache:
        """The cache of the SGR styles in the current theme."""
        if self._style_cache is None or self._style_theme != self.theme:
            system = self.console._color_system or ColorSystem.TRUECOLOR
            reduced = None if self.no_color else system
            reducer = ColorReducer(reduced, self.reduced_colors(system), dark=self.current_theme.dark)
            self._style_cache, self._style_theme = StyleCache(system, reducer), self.theme
        return self._style_cache

    def _connect_driver(self) -> DisplayDriver | None:
        """The driver with its callbacks set, or None if it is not a `DisplayDriver`."""
        driver = self._driver
        if driver is not self._seen_driver:
            self._seen_driver, self._display_driver, self._buffer = driver, None, None
            if isinstance(driver, DisplayDriver):
                self._display_driver = driver
                driver.connect(self._on_writable, self._on_invalidated)
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
        """Write `update` into the buffer; False if its type or its content is not supported."""
        try:
            if isinstance(update, LayoutUpdate):
                self._apply_layout(update)
            else:
                self._apply_chops(update)
        except Exception:
            # Cells that were not sent yet are lost with the buffer, so a full frame must follow.
            if self._buffer is not None and not isinstance(update, LayoutUpdate):
                screen.refresh()
            self._buffer = None
            return False
        return True

    def _apply_layout(self, update: LayoutUpdate) -> None:
        x, y, width, height = update.region
        if (x, y) != (0, 0):
            raise ValueError("the layout update does not cover the screen")
        buffer = self._buffer
        if buffer is None or (buffer.width, buffer.height) != (width, height):
            term = os.environ.get("TERM", "")
            buffer = ScreenBuffer(
                width,
                height,
                erases=term.startswith(_ERASES_TO_BACKGROUND),
                blank_blocks=not term.startswith(_WITHOUT_BRIGHT_BACKGROUNDS),
            )
        for row, strips in enumerate(update.strips):
            column = 0
            for strip in strips:
                column = self._write_strip(buffer, row, column, strip, 0, width)
        self._buffer = buffer

    def _apply_chops(self, update: RenderableType) -> None:
        buffer = self._buffer
        if buffer is None or not isinstance(update, ChopsUpdate):
            raise TypeError("neither a layout update nor a change of a known frame")
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
        """Write the cells from `start` to `stop` of `strip`, which begins at `column`; returns its end."""
        styles = self._styles()
        for text, style, control in strip:
            if control:
                raise ValueError("control segments are not supported")
            cells: Sequence[str] = text if is_single_width(text) else split_cells(text)
            end = column + len(cells)
            if start < end and column < stop:
                whole = start <= column and end <= stop
                cut, part = (
                    (0, cells) if whole else _slice_cells(cells, max(start - column, 0), stop - column)
                )
                buffer.put(row, column + cut, part, styles.get(style))
            column = end
        return column

    def _send_diff(self) -> None:
        """Send the changed cells, unless the terminal is busy or Textual holds updates back."""
        driver, buffer = self._display_driver, self._buffer
        if driver is None or buffer is None or driver.busy:
            return
        if self._batch_count or self._closed or not self._running:
            return
        try:
            sequence = buffer.render_diff()
        except Exception:
            # From now on Textual's own renderer is used.
            self._display_driver = self._buffer = None
            driver.send(_SGR_RESET)
            self.screen.refresh()
            return
        target = self.cursor_target()
        if target is not None:
            x, y = self.screen.outer_size.clamp_offset(target)
            sequence += buffer.move_cursor(y, x)
        if self._sync_available and len(sequence) > _SYNC_OVERHEAD:
            sequence = f"{SYNC_START}{sequence}{SYNC_END}"
        if sequence:
            driver.send(sequence)
            self._has_sent = True


def _slice_cells(cells: Sequence[str], start: int, stop: int) -> tuple[int, Sequence[str]]:
    """The first index and the cells from `start` to `stop`, extended to whole wide characters."""
    while start and not cells[start]:
        start -= 1
    while stop < len(cells) and not cells[stop]:
        stop += 1
    return start, cells[start:stop]
