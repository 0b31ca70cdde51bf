"""tmux as a second terminal emulator: bytes go into a pane, and the pane's cells are read back."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

from support.emulator import Emulator, StyledCell

HAS_TMUX = shutil.which("tmux") is not None
_SETTINGS = """
set -g status off
set -g default-terminal tmux-256color
set -g allow-rename off
set -g history-limit 0
set -s escape-time 0
"""
_TIMEOUT = 20.0


class TmuxEmulator:
    """A pane of `width` by `height` that shows what it is fed."""

    def __init__(self, width: int, height: int) -> None:
        self._folder = Path(mkdtemp(prefix="tmux-"))
        (self._folder / "conf").write_text(_SETTINGS)
        pipe = self._folder / "pipe"
        os.mkfifo(pipe)
        self._size = width, height
        self._markers = count(1)
        self._pending = bytearray()
        show = f"stty raw -echo; exec cat {shlex.quote(str(pipe))}"
        self._tmux("new-session", "-d", "-x", str(width + 1), "-y", str(height), show)
        self._pipe = os.open(pipe, os.O_WRONLY)

    def feed(self, data: str) -> None:
        """Draw `data`, at the next look at the cells."""
        self.feed_bytes(data.encode())

    def feed_bytes(self, data: bytes) -> None:
        """Draw `data`, which may end within a character."""
        self._pending += data

    def resize(self, width: int, height: int) -> None:
        """Change the size of the pane."""
        if (width, height) != self._size:
            self._flush()
            self._size = width, height
            self._tmux("resize-window", "-x", str(width + 1), "-y", str(height))
            self._wait_for("#{pane_width}x#{pane_height}", f"{width + 1}x{height}")

    def cells(self) -> list[list[StyledCell]]:
        """What can be seen of each cell, row by row.

        tmux 3.3 captures rows up to the last character only, without what was erased after it. So the pane
        has one more column, and each row gets a character there.
        """
        width, height = self._size
        edge = "".join(f"\x1b[{y};{width + 1}H|" for y in range(1, height + 1))
        self.feed(f"\x1b7\x1b[m{edge}\x1b8")
        self._flush()
        captured = self._tmux("capture-pane", "-e", "-p", "-N").split("\n")[:height]
        screen = Emulator(width + 1, height)
        # One row after the other, styles carried on: all that pyte is asked to understand here.
        screen.feed("".join(f"\x1b[{y};1H{row}" for y, row in enumerate(captured, 1)))
        return [row[:width] for row in screen.cells()]

    def close(self) -> None:
        """End tmux."""
        os.close(self._pipe)
        self._tmux("kill-server", check=False)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _flush(self) -> None:
        """Send what is pending, and wait until tmux has drawn it."""
        marker = f"drawn {next(self._markers)}"
        self._pending += f"\x1b]2;{marker}\x1b\\".encode()
        while self._pending:
            del self._pending[: os.write(self._pipe, self._pending[:4096])]
        self._wait_for("#{pane_title}", marker)

    def _wait_for(self, what: str, value: str) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while self._tmux("display-message", "-p", what).strip() != value:
            assert time.monotonic() < deadline, f"tmux: {what} is not {value!r}"
            time.sleep(0.002)

    def _tmux(self, *words: str, check: bool = True) -> str:
        environment = {
            key: value for key, value in os.environ.items() if key not in ("TMUX", "TERM", "TMUX_PANE")
        }
        environment |= {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
        command = ["tmux", "-S", str(self._folder / "socket"), "-f", str(self._folder / "conf"), *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert not (check and done.returncode), done.stderr
        return done.stdout
