"""A paste on its way: it may be long, it may be slow, and it may never end."""

from __future__ import annotations

from .tokenizer import PASTE_END

_MAX_LENGTH = 65536
"""Bytes kept of a paste."""
_KEY_LENGTH = 16
"""As many bytes at once as one key sends; a paste comes in larger pieces."""
_TIMEOUT = 0.5
"""Seconds after which a paste whose pieces have stopped coming is over."""


class BracketedPaste:
    """What came since the mark that begins a paste.

    The mark that ends it may get lost. So what comes key by key after the last larger piece is kept apart:
    when the paste is given up, it was typing.
    """

    def __init__(self, now: float) -> None:
        self.deadline = now + _TIMEOUT
        """When to give up: some time after the last piece that was larger than a key."""
        self._pasted = b""
        self._trailing = b""
        self._first = True

    def add(self, data: bytes, now: float) -> bytes | None:
        """Take `data`, read at the time `now`; what follows the end of the paste, or None if it goes on."""
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
        """What was pasted."""
        return self._pasted.decode("utf-8", "replace").replace("\x00", "")

    def trailing_input(self) -> bytes:
        """What was typed since, if the end of the paste is not coming any more."""
        return self._trailing

    def _keep_pasted(self, now: float) -> None:
        """All that came is part of the paste, but for what may be the beginning of its end."""
        uncertain = next(
            n for n in range(len(PASTE_END) - 1, -1, -1) if self._trailing.endswith(PASTE_END[:n])
        )
        certain = len(self._trailing) - uncertain
        self._pasted = (self._pasted + self._trailing[:certain])[:_MAX_LENGTH]
        self._trailing = self._trailing[certain:]
        self.deadline = now + _TIMEOUT
