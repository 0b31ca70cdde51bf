"""The app in a cage: nobody quits, nothing reaches a terminal, and what it shows and holds can be read."""

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


class Bars(HeadlessDriver):
    """A terminal that takes whatever it is sent, at once."""

    busy = False

    @property
    def is_headless(self) -> bool:
        """What is shown goes the way that it goes in a terminal."""
        return False

    def connect(self, *_: object) -> None:
        """Never be free again, and never lost."""

    def send(self, picture: str) -> None:
        """Take it."""

    def become(self, size: Size) -> None:
        """Be of another size from now on."""
        self._size = size


def awaits_frame(screen: Screen[Any]) -> bool:
    """Whether something has changed that has not been drawn."""
    return bool(screen._layout_required or screen._repaint_required or screen._dirty_widgets)


class CagedApp(InfotuiApp):
    """The app, but for the way out."""

    NOTIFICATION_TIMEOUT = 0.25

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.bars = Bars(self, size=size)
        self._driver = self.bars
        return self.bars

    def _on_notify(self, event: Notify) -> None:
        # It has been stamped with the time of the world outside.
        event.notification.raised_at = asyncio.get_running_loop().time()

    def notify(self, message: str, **options: Any) -> None:
        """What is said stays for a few events only."""
        super().notify(message, **options | {"timeout": self.NOTIFICATION_TIMEOUT})

    async def action_quit(self) -> None:
        """Stay."""

    def shown(self) -> list[str]:
        """What is shown."""
        assert self._buffer is not None, "the display knows no way but Textual's"
        return ["".join(filter(None, row)) for row in self._buffer._shown_chars]

    def assert_shows_what_there_is(self) -> None:
        """What is shown is what a whole new frame would show, once there is nothing left to be done."""
        compositor = self.screen._compositor
        is_held_back = self._batch_count or self._background_screens
        if is_held_back or awaits_frame(self.screen) or compositor._dirty_regions:
            return
        whole = ["".join(strip.text for strip in row) for row in compositor.render_full_update().strips]
        pairs = enumerate(zip(self.shown(), whole, strict=True))
        found = [(y, shown, there) for y, (shown, there) in pairs if shown != there]
        assert not found, f"row, shown, there is: {found}"

    def rows(self) -> list[str]:
        """What is shown, but for the rows in which somebody types, and may type anything."""
        rows = self.shown()
        if isinstance(self.focused, Input):
            entry = self.focused.parent if isinstance(self.focused.parent, ValuePrompt) else self.focused
            for y in entry.region.line_range:
                rows[y : y + 1] = [""]
        return rows


class Usage:
    """What this process holds, garbage thrown away: MiB of memory, threads, open files."""

    def __init__(self) -> None:
        gc.collect()
        status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
        self.memory = int(status["VmRSS"].split()[0]) / 1024
        self.threads = threading.active_count()
        self.files = len(list(Path("/proc/self/fd").iterdir()))

    def __str__(self) -> str:
        return f"{self.memory:.1f} MiB, {self.threads} threads, {self.files} files"

    def assert_no_more_than(self, earlier: Usage) -> None:
        """Nothing has grown since then, but for what an allocator may do."""
        assert self.memory < earlier.memory + 16, f"{earlier}, later {self}"
        assert self.threads <= earlier.threads, f"{earlier}, later {self}"
        assert self.files <= earlier.files, f"{earlier}, later {self}"
