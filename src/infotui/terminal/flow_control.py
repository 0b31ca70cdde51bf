"""Flow control: how many bytes may be sent before the terminal has shown them.

After every 4 KiB the driver sends DSR ("report your status"), which a terminal answers once it has processed
everything before it. Until the reply arrives, at most another 4 KiB are sent. A terminal that never replies
is not asked again, and nothing limits it.
"""

from __future__ import annotations

DSR_QUERY, DSR_OK = "\x1b[5n", "\x1b[0n"
"""DSR 5, "report your status", and the reply "ready"."""
_WINDOW = 4096
"""Bytes between two queries, and bytes that may be sent while a reply is outstanding."""


class FlowControl:
    """Counts bytes, decides when to send a DSR query, and tells when to wait for the reply.

    It is needed because a write into an SSH connection never blocks: the bytes queue up along the way, and
    frames are shown seconds late.

        flow.count_sent(5000) → True     send DSR_QUERY now
        flow.is_congested     → False
        flow.count_sent(5000) → False
        flow.is_congested     → True     wait for reply_received()
    """

    def __init__(self) -> None:
        self.awaiting_reply = False
        """Whether a reply is outstanding."""
        self._bytes_since = 0
        self._has_replied = False
        self._is_disabled = False

    @property
    def is_congested(self) -> bool:
        """Whether bytes sent now would only queue up."""
        return self.awaiting_reply and self._bytes_since >= _WINDOW

    def count_sent(self, size: int) -> bool:
        """Count `size` bytes; returns whether to send a query after them."""
        self._bytes_since += size
        if self.awaiting_reply or self._is_disabled or self._bytes_since < _WINDOW:
            return False
        self.awaiting_reply, self._bytes_since = True, 0
        return True

    def reply_received(self) -> None:
        """Record that the reply has arrived."""
        self.awaiting_reply, self._has_replied = False, True

    def timed_out(self) -> None:
        """Stop waiting for the reply. A terminal that has never replied is not asked again."""
        self.awaiting_reply = False
        self._is_disabled = not self._has_replied
