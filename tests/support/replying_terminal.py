"""A terminal that answers status queries, late if asked to, and that a second emulator draws too."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from support.emulator import StyledCell, look
from support.pseudo_terminal import Terminal
from support.tmux_emulator import HAS_TMUX, TmuxEmulator

_QUERY, _REPLY = b"\x1b[5n", b"\x1b[0n"
_SYNC_QUERY, _SYNC_REPLY = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class ReplyingTerminal(Terminal):
    """A terminal whose replies come `delay` seconds after the queries; None: it never replies."""

    def __init__(
        self,
        command: Sequence[str],
        columns: int,
        rows: int,
        *,
        delay: float | None = 0.0,
        second: bool = True,
        **options: Any,
    ) -> None:
        self._delay = delay
        self._due: list[tuple[float, bytes]] = []
        self._second = TmuxEmulator(columns, rows) if second and HAS_TMUX else None
        super().__init__(command, columns, rows, **options)

    def close(self) -> None:
        """End the program and the second emulator."""
        super().close()
        if self._second is not None:
            self._second.close()

    def read_chunk(self, seconds: float) -> bytes:
        """What one read returns within `seconds`; replies that are due are sent before."""
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            self.write_all(self._due.pop(0)[1])  # reads too, and so may send the replies after this one
        if self._due:
            seconds = min(seconds, max(self._due[0][0] - now, 0.001))
        data = super().read_chunk(seconds)
        if self._second is not None:
            self._second.feed_bytes(data)
        if self._delay is not None:
            replies = [_REPLY] * data.count(_QUERY) + [_SYNC_REPLY] * data.count(_SYNC_QUERY)
            self._due += [(now + self._delay, reply) for reply in replies]
        return data

    def rest(self, quiet: float, longest: float) -> bool:
        """Read until nothing came for `quiet` seconds; False if that took more than `longest`."""
        began = last = time.monotonic()
        while (now := time.monotonic()) < last + quiet or self._due:
            if now > began + longest:
                return False
            if self.read_chunk(quiet):
                last = time.monotonic()
        return True

    def looks(self) -> list[list[StyledCell]]:
        """What can be seen of each cell in pyte."""
        buffer, width = self.screen.buffer, self.screen.columns
        return [[look(buffer[y][x]) for x in range(width)] for y in range(self.screen.lines)]

    def second_looks(self) -> list[list[StyledCell]]:
        """The same in the second emulator; in pyte again where there is none."""
        if self._second is None:
            return self.looks()
        return self._second.cells()
