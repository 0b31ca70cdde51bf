"""What the terminal says: its bytes as Textual's events, whatever is malformed left out."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator

from textual import events, messages
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.keys import Keys
from textual.message import Message

from .bracketed_paste import BracketedPaste
from .flow_control import DSR_OK
from .tokenizer import PASTE_BEGIN, Token, Tokenizer

_REPORTS = re.compile(r"\x1b\[(?:\?.*|48;[\d:;]*t|(?!1;)\d+;\d+R|20[01]~)")
"""The terminal about itself: modes, its size, its cursor's place; and the end of a paste that never began."""
_SYNC_REPORT = re.compile(r"\x1b\[\?2026;(\d)\$y")
_FOCUS: dict[str, type[events.Event]] = {"\x1b[I": events.AppFocus, "\x1b[O": events.AppBlur}


class InputParser:
    """Turns bytes into events. Nothing it is fed makes it fail, and nothing stops the next key.

    `size` is asked for the width and height within which a mouse report is kept; `well` is called when the
    terminal has answered `ARE_YOU_WELL`. Reports of the terminal's
    size, and offers to send them, are ignored: after the first, Textual 8 takes the mouse's cells for pixels.
    """

    def __init__(
        self, size: Callable[[], tuple[int, int]], on_status_ok: Callable[[], object] = lambda: None
    ) -> None:
        self.deadline: float | None = None
        """When `tick` has something to do: an escape may yet begin a sequence, a paste has stalled."""
        self.replies_to_queries = False
        """Whether the terminal has answered the question that it is asked at the start."""
        self._size, self._on_status_ok = size, on_status_ok
        self._parser = XTermParser()
        self._tokens = Tokenizer()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._paste: BracketedPaste | None = None

    def feed(self, data: bytes, now: float) -> list[Message]:
        """The events completed by `data`, read at the time `now` in seconds."""
        if self._paste is not None:
            return self._feed_paste(self._paste, data, now)
        return self._feed_tokens(self._tokens.feed(data), now)

    def flush_due(self, now: float) -> list[Message]:
        """The events that are due because nothing more has come."""
        if self.deadline is None or now < self.deadline:
            return []
        if self._paste is None:
            return self._feed_tokens(self._tokens.feed(b"", final=True), now)
        given_up, self._paste = self._paste, None
        return [
            events.Paste(given_up.text()),
            *self._feed_tokens(self._tokens.feed(given_up.trailing_input()), now),
        ]

    def _feed_paste(self, paste: BracketedPaste, data: bytes, now: float) -> list[Message]:
        after = paste.add(data, now)
        if after is None:
            self.deadline = paste.deadline
            return []
        self._paste = None
        return [events.Paste(paste.text()), *self._feed_tokens(self._tokens.feed(after), now)]

    def _feed_tokens(self, tokens: list[Token], now: float) -> list[Message]:
        self.deadline = now + ESCAPE_DELAY if self._tokens.rest else None
        found: list[Message] = []
        for token in tokens:
            found += self._events(token)
        if tokens and tokens[-1].data == PASTE_BEGIN:
            self._paste = BracketedPaste(now)
            data, self._tokens.rest = self._tokens.rest, b""
            found += self._feed_paste(self._paste, data, now)
        return found

    def _events(self, token: Token) -> Iterable[Message]:
        if token.kind == "text":
            return self._characters(self._decode(token.data))
        # A character cut short by an escape is no character.
        self._decode(b"", True)
        text = token.data.decode("ascii", "replace")
        if token.kind == "sequence":
            return self._sequence(text)
        if token.kind == "mouse":
            return self._mouse(text)
        if token.kind == "alt":
            return self._keys(text) or self._keys(text[1], alt=True)
        return [events.Key("escape", "\x1b")] if token.kind == "escape" else []

    def _characters(self, text: str) -> Iterator[Message]:
        for character in text:
            if character != "\ufffd":
                yield from self._keys(character)

    def _sequence(self, sequence: str) -> list[Message]:
        if focus := _FOCUS.get(sequence):
            return [focus()]
        if sequence == DSR_OK:
            self._on_status_ok()
            return []
        if answer := _SYNC_REPORT.fullmatch(sequence):
            self.replies_to_queries = True
            return [messages.TerminalSupportsSynchronizedOutput()] if answer[1] in "123" else []
        return [] if _REPORTS.fullmatch(sequence) else self._keys(sequence)

    def _keys(self, sequence: str, alt: bool = False) -> list[Message]:
        try:
            keys = list(self._parser._sequence_to_key_events(sequence, alt))
            for key in keys:
                f"{key.key}{key.character}".encode()  # half a surrogate pair is no key
        except (ValueError, OverflowError):
            return []
        return [key for key in keys if key.key != Keys.Ignore]

    def _mouse(self, report: str) -> list[Message]:
        button, column, row = report[3:-1].split(";")
        width, height = self._size()
        within = f"\x1b[<{button};{min(int(column), width)};{min(int(row), height)}{report[-1]}"
        event = self._parser.parse_mouse_code(within)
        return [] if event is None else [event]
