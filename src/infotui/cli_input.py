"""What a command line reads before anything is drawn: standard input now, files once there is a screen."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infotui.data.source import OpenInput, Source


class CannotDrawError(Exception):
    """Standard input is data, and nothing could be drawn afterwards. Its text is the reason, in one line."""


class CommandInput:
    """Opens the inputs of one command line.

    With `has_pipe`, where standard input is among them, files are read before anything is drawn as well:
    an input is read once, and keys come from the terminal only after the pipe has ended.

    Attributes:
        keyboard_from_tty: whether standard input was read as data, so that keys come from elsewhere.
    """

    def __init__(self, *, is_printed: bool, has_pipe: bool = False) -> None:
        self.keyboard_from_tty = False
        self._is_printed = is_printed
        self._has_pipe = has_pipe

    @property
    def open_input(self) -> OpenInput:
        """Opens a file or standard input. Where something is drawn, a file raises `InputDeferred`."""
        from infotui.core.launch import defer_files

        if self._is_printed:
            return _open_with_progress
        return self._open_to_draw if self._has_pipe else defer_files(self._open_to_draw)

    def _open_to_draw(self, path: str, what: str) -> AbstractContextManager[Source]:
        """Open an input; CannotDrawError before any of it is read if nothing could be drawn."""
        from infotui.terminal.environment import unsupported_reason

        self.keyboard_from_tty = sys.stdin is None or not sys.stdin.isatty()
        reason = unsupported_reason(keyboard_from_tty=self.keyboard_from_tty)
        if reason is not None:
            raise CannotDrawError(reason)
        return _open_with_progress(path, what)


def _open_with_progress(path: str, what: str) -> AbstractContextManager[Source]:
    from infotui.core.reading_progress import open_with_progress

    return open_with_progress(path, what, sys.stderr)
