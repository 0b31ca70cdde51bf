"""A harness for the app: it cannot quit, draws in emulators, and compares what they show."""

from __future__ import annotations

import asyncio
import gc
import threading
from pathlib import Path
from typing import Any

from textual._context import visible_screen_stack
from textual.driver import Driver
from textual.notifications import Notify
from textual.widgets import Input

from infotui.app import InfotuiApp
from infotui.terminal.screen_buffer import ScreenBuffer
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.cell_widget import CachedLayer, CellWidget
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import awaits_frame
from support.emulated_driver import EmulatedDriver, FurtherEmulator
from support.emulator import StyledCell
from support.expected_cells import difference, expected_row


class HarnessApp(InfotuiApp):
    """The app with a driver that draws in emulators, without a way to quit, and with short notifications."""

    NOTIFICATION_TIMEOUT = 0.25
    further: FurtherEmulator | None = None
    """A second emulator."""

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.terminal = EmulatedDriver(self, size=size, further=self.further)
        self._driver = self.terminal
        return self.terminal

    def _on_notify(self, event: Notify) -> None:
        # Textual stamped it with the real time, not with that of the simulated clock.
        event.notification.raised_at = asyncio.get_running_loop().time()

    def notify(self, message: str, **options: Any) -> None:
        """Show a notification for a few events only."""
        super().notify(message, **options | {"timeout": self.NOTIFICATION_TIMEOUT})

    async def action_quit(self) -> None:
        """Do not quit."""

    def shown(self) -> list[str]:
        """The rows that the terminal shows. The display draws a full block as a space on its colour."""
        assert self._buffer is not None, "the display fell back to Textual's renderer"
        return ["".join(filter(None, row)) for row in self._buffer._shown_chars]

    def assert_emulated(self) -> None:
        """The emulator shows what the display takes it to show, in the rows drawn since the last call."""
        if (buffer := self._buffer) is None or self.terminal.busy:
            return
        emulator = self.terminal.emulator
        rows = emulator.take_dirty()
        found = difference([emulator.row(y) for y in rows], [expected_row(buffer, y) for y in rows])
        assert not found, f"of rows {rows}: {found}"

    def shown_cells(self) -> list[list[StyledCell]]:
        """What can be seen of the cells that the display takes to be shown."""
        assert self._buffer is not None, "the display fell back to Textual's renderer"
        return [expected_row(self._buffer, y) for y in range(self._buffer.height)]

    def assert_matches_full_frame(self) -> bool:
        """The terminal shows what a full redraw of the same state would show, colours included.

        Returns:
            Whether that was checked: it is not while a frame is due.
        """
        compositor = self.screen._compositor
        if self._batch_count or self.terminal.busy or awaits_frame(self.screen) or compositor._dirty_regions:
            return False
        shown = self.shown_cells()
        present = self._buffer
        try:
            self._buffer = self._full_frame()
            found = difference(shown, self.shown_cells())
        finally:
            self._buffer = present
        assert not found, found
        return True

    def _full_frame(self) -> ScreenBuffer:
        """The screen painted anew: the readings computed again, and nothing taken from a cache."""
        lesson = self.screen
        if isinstance(lesson, LessonScreen):
            lesson.refresh_views()
            assert not lesson._layout_required, "the layout is not that of the state"
        for screen in (self.screen, *self._background_screens):
            for widget in screen.query(CellWidget):
                _forget_painted(widget)
        visible_screen_stack.set(self._background_screens)
        self._buffer = None
        self._apply_layout(self.screen._compositor.render_full_update())
        assert self._buffer is not None
        self._buffer.render_diff()
        return self._buffer

    def rows(self) -> list[str]:
        """The rows that the terminal shows, empty where an input is: it may hold any text."""
        rows = self.shown()
        if isinstance(self.focused, Input):
            entry = self.focused.parent if isinstance(self.focused.parent, ValuePrompt) else self.focused
            for y in entry.region.line_range:
                rows[y : y + 1] = [""]
        return rows


def _forget_painted(widget: CellWidget) -> None:
    widget._buffer = None
    widget._strips.clear()
    for layer in vars(widget).values():
        if isinstance(layer, CachedLayer):
            layer.clear()


class Usage:
    """Resources of this process after garbage collection: MiB of memory, threads, open files."""

    def __init__(self) -> None:
        gc.collect()
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        self.memory = int(status["VmRSS"].split()[0]) / 1024
        self.threads = threading.active_count()
        self.files = len(list(Path("/proc/self/fd").iterdir()))

    def __str__(self) -> str:
        return f"{self.memory:.1f} MiB, {self.threads} threads, {self.files} files"

    def assert_no_more_than(self, earlier: Usage) -> None:
        """Nothing has grown since `earlier`, apart from 16 MiB that the allocator may keep."""
        assert self.memory < earlier.memory + 16, f"{earlier}, later {self}"
        assert self.threads <= earlier.threads, f"{earlier}, later {self}"
        assert self.files <= earlier.files, f"{earlier}, later {self}"
