"""A harness for the app: it cannot quit, writes to no terminal, and gives access to what it shows."""

from __future__ import annotations

import asyncio
import gc
import threading
from pathlib import Path
from typing import Any

from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.notifications import Notify
from textual.screen import Screen
from textual.widgets import Input

from infotui.app import InfotuiApp
from infotui.ui.widgets.value_prompt import ValuePrompt


class NullDriver(HeadlessDriver):
    """A driver that accepts all output at once and discards it."""

    busy = False

    @property
    def is_headless(self) -> bool:
        """False, so that frames go through the display as in a terminal."""
        return False

    def connect(self, *_: object) -> None:
        """Ignore the callbacks: the driver is never busy and never invalidated."""

    def send(self, frame: str) -> None:
        """Discard a frame."""

    def set_size(self, size: Size) -> None:
        """Change the size of the terminal."""
        self._size = size


def awaits_frame(screen: Screen[Any]) -> bool:
    """Whether the screen has changes that are not drawn yet."""
    return bool(screen._layout_required or screen._repaint_required or screen._dirty_widgets)


class HarnessApp(InfotuiApp):
    """The app with a null driver, without a way to quit, and with short notifications."""

    NOTIFICATION_TIMEOUT = 0.25

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.null_driver = NullDriver(self, size=size)
        self._driver = self.null_driver
        return self.null_driver

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

    def assert_matches_full_frame(self) -> None:
        """The terminal shows what a full frame would show. Checks nothing while a frame is due.

        A full block counts as a space: the display keeps it where no background has its colour.
        """
        compositor = self.screen._compositor
        is_batched = self._batch_count or self._background_screens
        if is_batched or awaits_frame(self.screen) or compositor._dirty_regions:
            return
        strips = compositor.render_full_update().strips
        whole = ["".join(strip.text for strip in row).replace("█", " ") for row in strips]
        rows = [row.replace("█", " ") for row in self.shown()]
        pairs = enumerate(zip(rows, whole, strict=True))
        found = [(y, shown, expected) for y, (shown, expected) in pairs if shown != expected]
        assert not found, f"row, shown, expected: {found}"

    def rows(self) -> list[str]:
        """The rows that the terminal shows, empty where an input is: it may hold any text."""
        rows = self.shown()
        if isinstance(self.focused, Input):
            entry = self.focused.parent if isinstance(self.focused.parent, ValuePrompt) else self.focused
            for y in entry.region.line_range:
                rows[y : y + 1] = [""]
        return rows


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
