"""Type-ahead: every key is fully handled before the next one is dispatched.

Defect of Textual 8.2.8: a key goes at once to the focused widget, though the key before may be about to move
the focus. Over a slow link keys arrive in one piece: `Enter 0 . 3 Enter` must be typed into the prompt that
the first key opens.
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
from textual.message_pump import MessagePump

_QUIET_AFTER = 0.25
"""Seconds after which the last key counts as handled."""
_SENTINEL_TIMEOUT = 1.0
"""Seconds after which a sentinel counts as lost."""
_SENTINEL_CHECK = 0.05
"""Seconds between checks whether the widget that got the sentinel was removed, and the sentinel with it."""
_MAX_ROUNDS = 12
_MAX_QUEUED = 512
"""The newest are kept; nobody types this far ahead."""


class KeyHandled(Message):
    """Sentinel: it follows a key through the widgets; when it reaches the app, the key has been handled."""


class TypeAhead(App[None]):
    """An app that handles a key, with all that follows from it, before the next one.

    A key that arrives alone is dispatched normally. Input after quitting is dropped.
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
        """Exit, and drop the input that follows."""
        self._is_exiting = True
        self._queued.clear()
        super().exit(result, return_code, message)

    async def on_event(self, event: events.Event) -> None:
        """Dispatch input in turn, and everything else at once."""
        is_input = isinstance(event, events.InputEvent | events.Paste)
        if is_input and self._is_exiting:
            return
        if not is_input or event.is_forwarded:
            await super().on_event(event)
        elif self._queued or (self._key_in_flight and monotonic() - self._last_key < _QUIET_AFTER):
            self._queued.append(event)
            if self._timeout is None:
                self._send_sentinel()
        else:
            await self._dispatch_input(event)

    async def on_key_handled(self) -> None:
        """Dispatch the next key, unless the last one has left messages that are not handled yet."""
        if self._rounds < _MAX_ROUNDS and any(pump.message_queue_size for pump in self._bubble_path()):
            self._rounds += 1
            self._send_sentinel()
        else:
            await self._next()

    def before_input(self, event: events.Event) -> None:
        """Called before input is dispatched."""

    def accepts_key(self, key: events.Key) -> bool:
        """Whether `key` is dispatched."""
        return True

    def is_handled_locally(self, key: events.Key) -> bool:
        """Whether only the focused widget handles `key`: then the next one may follow at once."""
        return False

    def _send_sentinel(self) -> None:
        """Send a sentinel after the last key, along the path that a key would take now."""
        if self._timeout is not None:
            self._timeout.cancel()
        target = next(self._bubble_path())
        self._await_sentinel(target, asyncio.get_running_loop().time() + _SENTINEL_TIMEOUT)
        target.post_message(KeyHandled())

    def _await_sentinel(self, target: MessagePump, deadline: float) -> None:
        """Go on when the sentinel cannot arrive any more; the sentinel itself ends the wait before that."""
        loop = asyncio.get_running_loop()
        self._timeout = loop.call_later(_SENTINEL_CHECK, self._check_sentinel, target, deadline)

    def _check_sentinel(self, target: MessagePump, deadline: float) -> None:
        if target.is_running and asyncio.get_running_loop().time() < deadline:
            self._await_sentinel(target, deadline)
        else:
            self.call_later(self._next)

    async def _next(self) -> None:
        self._rounds = 0
        if self._timeout is not None:
            self._timeout.cancel()
            self._timeout = None
        if self._queued and self.screen_stack:
            await self._dispatch_input(self._queued.popleft())
        if self._queued:
            self._send_sentinel()

    async def _dispatch_input(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self._last_key = monotonic()
            if not self.accepts_key(event):
                return
            self._key_in_flight = not self.is_handled_locally(event)
        self.before_input(event)
        await super().on_event(event)

    def _bubble_path(self) -> Iterator[DOMNode]:
        """The path of a key: from the focused widget up to the app."""
        node: DOMNode | None = (self.focused or self.screen) if self.screen_stack else self
        while node is not None:
            yield node
            node = node.parent
