"""Type-ahead: what is typed goes where it would have gone, had it been typed slowly.

Textual hands every key at once to what has the focus, though the key before may be about to move it. Over a
slow link keys come in one piece: `Enter 0 . 3 Enter` would not be typed into the line that the first opens.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message

_QUIET_AFTER = 0.25
"""Seconds after which nobody asks what the last key has done."""
_SENTINEL_TIMEOUT = 1.0
"""Seconds after which word that a key has been everywhere is taken for lost, with a widget that is gone."""
_MAX_ROUNDS = 12
_MAX_QUEUED = 512
"""The last of them are kept: only noise is faster than a hand."""


class KeyHandled(Message):
    """Follows a key through the widgets up to the app: where it is, the key has been."""


class TypeAhead(App[None]):
    """An app that handles a key, with all that follows from it, before it looks at the next one.

    A key that comes alone goes its way as ever. After the one that quits nothing is heard.
    """

    _last_key = -_QUIET_AFTER
    _key_in_flight = False
    """Whether the last key may still move the focus."""
    _rounds = 0
    _is_exiting = False
    _timeout: asyncio.TimerHandle | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._queued: deque[events.Event] = deque(maxlen=_MAX_QUEUED)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit; what was typed after this is not for this program."""
        self._is_exiting = True
        self._queued.clear()
        super().exit(result, return_code, message)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed, in turn; everything else at once."""
        is_typed = isinstance(event, events.InputEvent | events.Paste)
        if is_typed and self._is_exiting:
            return
        if not is_typed or event.is_forwarded:
            await super().on_event(event)
        elif self._queued or (self._key_in_flight and monotonic() - self._last_key < _QUIET_AFTER):
            self._queued.append(event)
            if self._timeout is None:
                self._send_sentinel()
        else:
            await self._forward(event)

    async def on_key_handled(self) -> None:
        """The last key has been everywhere; unless something has come of it, it is the next one's turn."""
        if self._rounds < _MAX_ROUNDS and any(pump.message_queue_size for pump in self._bubble_path()):
            self._rounds += 1
            self._send_sentinel()
        else:
            await self._next()

    def accepts_key(self, key: events.Key) -> bool:
        """Whether `key` has any effect now."""
        return True

    def is_handled_locally(self, key: events.Key) -> bool:
        """Whether what has the focus does all that comes of `key`: then the next one may follow at once."""
        return False

    def _send_sentinel(self) -> None:
        """Send after the last key, on the way it would take now."""
        if self._timeout is not None:
            self._timeout.cancel()
        self._timeout = asyncio.get_running_loop().call_later(_SENTINEL_TIMEOUT, self.call_later, self._next)
        next(self._bubble_path()).post_message(KeyHandled())

    async def _next(self) -> None:
        self._rounds = 0
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None
        if self._queued and self.screen_stack:
            await self._forward(self._queued.popleft())
        if self._queued:
            self._send_sentinel()

    async def _forward(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self._last_key = monotonic()
            if not self.accepts_key(event):
                return
            self._key_in_flight = not self.is_handled_locally(event)
        await super().on_event(event)

    def _bubble_path(self) -> Iterator[DOMNode]:
        """What a key passes: from what has the focus up to the app."""
        node: DOMNode | None = (self.focused or self.screen) if self.screen_stack else self
        while node is not None:
            yield node
            node = node.parent
