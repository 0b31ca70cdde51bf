"""Bracketed paste (DECSET 2004) while it arrives.

Bytes between `ESC [ 200 ~` and `ESC [ 201 ~` are collected, up to 64 KiB. If the end marker is lost, the
paste ends half a second after the last large read, and single keys typed since then are handled as keys.
"""

from __future__ import annotations

from .tokenizer import PASTE_END

_MAX_LENGTH = 65536
"""Bytes kept of a paste; the rest is dropped."""
_KEY_LENGTH = 16
"""A read of at most this many bytes may be a key; larger reads are part of the paste."""
_TIMEOUT = 0.5
"""Seconds after the last large read until the paste is considered over."""


class BracketedPaste:
    """The bytes since `ESC [ 200 ~`.

    Small reads after the last large one are kept apart: if the end marker never arrives, they were typed.
    """

    def __init__(self, now: float) -> None:
        self.deadline = now + _TIMEOUT
        """When to stop waiting for the end marker, in the seconds of `now`."""
        self._pasted = b""
        self._trailing = b""
        self._first = True

    def add(self, data: bytes, now: float) -> bytes | None:
        """Add `data`, read at `now` seconds; returns the bytes after the end marker, or None before it."""
        self._trailing += data
        end = self._trailing.find(PASTE_END)
        if end >= 0:
            after = self._trailing[end + len(PASTE_END) :]
            self._pasted = (self._pasted + self._trailing[:end])[:_MAX_LENGTH]
            return after
        if self._first or len(data) > _KEY_LENGTH:
            self._keep_pasted(now)
        self._first = False
        return None

    def text(self) -> str:
        """The pasted text."""
        return self._pasted.decode("utf-8", "replace").replace("\x00", "")

    def trailing_input(self) -> bytes:
        """The bytes that were typed if the end marker is lost."""
        return self._trailing

    def _keep_pasted(self, now: float) -> None:
        """Move the trailing bytes to the paste, except a possible beginning of the end marker."""
        uncertain = next(
            n for n in range(len(PASTE_END) - 1, -1, -1) if self._trailing.endswith(PASTE_END[:n])
        )
        certain = len(self._trailing) - uncertain
        self._pasted = (self._pasted + self._trailing[:certain])[:_MAX_LENGTH]
        self._trailing = self._trailing[certain:]
        self.deadline = now + _TIMEOUT
