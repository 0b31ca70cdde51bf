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

_SLOWLY = 0.25
"""Seconds after which nobody asks what the last key has done."""
_PATIENCE = 1.0
"""Seconds after which word that a key has been everywhere is taken for lost, with a widget that is gone."""
_MOST_ROUNDS = 12
_MOST_WAITING = 512
"""The last of them are kept: only noise is faster than a hand."""


class Done(Message):
    """Follows a key through the widgets up to the app: where it is, the key has been."""


class TypeAhead(App[None]):
    """An app that handles a key, with all that follows from it, before it looks at the next one.

    A key that comes alone goes its way as ever. After the one that quits nothing is heard.
    """

    _last_key = -_SLOWLY
    _is_on_its_way = False
    """Whether the last key may still move the focus."""
    _rounds = 0
    _is_leaving = False
    _fall_back: asyncio.TimerHandle | None = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._typed: deque[events.Event] = deque(maxlen=_MOST_WAITING)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit; what was typed after this is not for this program."""
        self._is_leaving = True
        self._typed.clear()
        super().exit(result, return_code, message)

    async def on_event(self, event: events.Event) -> None:
        """Hand on what is typed, in turn; everything else at once."""
        is_typed = isinstance(event, events.InputEvent | events.Paste)
        if is_typed and self._is_leaving:
            return
        if not is_typed or event.is_forwarded:
            await super().on_event(event)
        elif self._typed or (self._is_on_its_way and monotonic() - self._last_key < _SLOWLY):
            self._typed.append(event)
            if self._fall_back is None:
                self._follow()
        else:
            await self._hand_on(event)

    async def on_done(self) -> None:
        """The last key has been everywhere; unless something has come of it, it is the next one's turn."""
        if self._rounds < _MOST_ROUNDS and any(pump.message_queue_size for pump in self._way()):
            self._rounds += 1
            self._follow()
        else:
            await self._next()

    def hears(self, key: events.Key) -> bool:
        """Whether `key` has any effect now."""
        return True

    def stays_within(self, key: events.Key) -> bool:
        """Whether what has the focus does all that comes of `key`: then the next one may follow at once."""
        return False

    def _follow(self) -> None:
        """Send after the last key, on the way it would take now."""
        if self._fall_back is not None:
            self._fall_back.cancel()
        self._fall_back = asyncio.get_running_loop().call_later(_PATIENCE, self.call_later, self._next)
        next(self._way()).post_message(Done())

    async def _next(self) -> None:
        self._rounds = 0
        if self._fall_back is not None:
            self._fall_back.cancel()
            self._fall_back = None
        if self._typed and self.screen_stack:
            await self._hand_on(self._typed.popleft())
        if self._typed:
            self._follow()

    async def _hand_on(self, event: events.Event) -> None:
        if isinstance(event, events.Key):
            self._last_key = monotonic()
            if not self.hears(event):
                return
            self._is_on_its_way = not self.stays_within(event)
        await super().on_event(event)

    def _way(self) -> Iterator[DOMNode]:
        """What a key passes: from what has the focus up to the app."""
        node: DOMNode | None = (self.focused or self.screen) if self.screen_stack else self
        while node is not None:
            yield node
            node = node.parent
