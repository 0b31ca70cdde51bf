"""How far the terminal is behind: on a slow link, what was sent may still be on its way."""

from __future__ import annotations

DSR_QUERY, DSR_OK = "\x1b[5n", "\x1b[0n"
"""A question that every terminal answers, when it has shown what came before it; and the answer."""
_WINDOW = 4096
"""Bytes between two questions, and how many more may be sent before the answer has come."""


class FlowControl:
    """Asks the terminal now and then whether it has come this far, and says when to wait for the answer.

    Where a program writes into SSH, writing never fails: all that does not fit the link piles up inside.
    """

    def __init__(self) -> None:
        self.awaiting_reply = False
        """Whether an answer is still to come."""
        self._bytes_since = 0
        self._has_replied = False
        self._is_disabled = False

    @property
    def is_congested(self) -> bool:
        """Whether whatever were sent now would only wait on its way."""
        return self.awaiting_reply and self._bytes_since >= _WINDOW

    def count_sent(self, size: int) -> bool:
        """Count that `size` bytes are sent; whether to ask after them."""
        self._bytes_since += size
        if self.awaiting_reply or self._is_disabled or self._bytes_since < _WINDOW:
            return False
        self.awaiting_reply, self._bytes_since = True, 0
        return True

    def reply_received(self) -> None:
        """The answer has come."""
        self.awaiting_reply, self._has_replied = False, True

    def timed_out(self) -> None:
        """The answer has not come for long. Who never answered is not asked again."""
        self.awaiting_reply = False
        self._is_disabled = not self._has_replied
