"""A paste on its way: it may be long, it may be slow, and it may never end."""

from __future__ import annotations

from .tokenizer import PASTE_END

_LONGEST = 65536
"""Bytes kept of a paste."""
_TYPED = 16
"""As many bytes at once as one key sends; a paste comes in larger pieces."""
_PATIENCE = 0.5
"""Seconds after which a paste whose pieces have stopped coming is over."""


class Paste:
    """What came since the mark that begins a paste.

    The mark that ends it may get lost. So what comes key by key after the last larger piece is kept apart:
    when the paste is given up, it was typing.
    """

    def __init__(self, now: float) -> None:
        self.deadline = now + _PATIENCE
        """When to give up: some time after the last piece that was larger than a key."""
        self._pasted = b""
        self._typed = b""
        self._first = True

    def add(self, data: bytes, now: float) -> bytes | None:
        """Take `data`, read at the time `now`; what follows the end of the paste, or None if it goes on."""
        self._typed += data
        end = self._typed.find(PASTE_END)
        if end >= 0:
            after = self._typed[end + len(PASTE_END) :]
            self._pasted = (self._pasted + self._typed[:end])[:_LONGEST]
            return after
        if self._first or len(data) > _TYPED:
            self._keep(now)
        self._first = False
        return None

    def text(self) -> str:
        """What was pasted."""
        return self._pasted.decode("utf-8", "replace").replace("\x00", "")

    def typed(self) -> bytes:
        """What was typed since, if the end of the paste is not coming any more."""
        return self._typed

    def _keep(self, now: float) -> None:
        """All that came is part of the paste, but for what may be the beginning of its end."""
        uncertain = next(n for n in range(len(PASTE_END) - 1, -1, -1) if self._typed.endswith(PASTE_END[:n]))
        certain = len(self._typed) - uncertain
        self._pasted = (self._pasted + self._typed[:certain])[:_LONGEST]
        self._typed = self._typed[certain:]
        self.deadline = now + _PATIENCE
