"""The input parser: bytes from the terminal to Textual's events.

The tokenizer splits the bytes, Textual's own tables name the keys, and this module drops what is malformed.
Reports of the terminal's size are ignored: the size is asked of the kernel.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.constants import ESCAPE_DELAY
from textual.keys import Keys
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from .bracketed_paste import BracketedPaste
from .flow_control import DSR_OK
from .tokenizer import PASTE_BEGIN, Token, Tokenizer

_REPORTS = re.compile(r"\x1b\[(?:\?.*|48;[\d:;]*t|(?!1;)\d+;\d+R|20[01]~)")
"""Reports that are no keys: DECRPM and DA, the window's size, CPR, and stray paste markers."""
_SYNC_REPORT = re.compile(r"\x1b\[\?2026;(\d)\$y")
_FOCUS: dict[str, type[events.Event]] = {"\x1b[I": events.AppFocus, "\x1b[O": events.AppBlur}


class InputParser:
    r"""Turns bytes into events. No input raises, and no input delays the next key for long.

    `size` returns the width and height to which mouse reports are clamped; `on_status_ok` is called for each
    `DSR_OK`. Without `alt_keys`, ESC x is Escape and x instead of Alt+x. Reports of the terminal's size
    (DECSET 2048) are ignored, because after the first one Textual 8 reads mouse positions as pixels.

        feed(b"\x1b[A", now) → [Key("up")]
        feed(b"\xff\x1b[1114112u", now) → []
    """

    def __init__(
        self,
        size: Callable[[], tuple[int, int]],
        on_status_ok: Callable[[], object] = lambda: None,
        *,
        alt_keys: bool = True,
    ) -> None:
        self.deadline: float | None = None
        """When to call `flush_due`: an escape may begin a sequence, or a paste has stalled. None: never."""
        self.replies_to_queries = False
        """Whether the terminal has answered the DECRQM query that it is sent at the start."""
        self._size, self._on_status_ok, self._alt_keys = size, on_status_ok, alt_keys
        self._parser = XTermParser()
        self._tokens = Tokenizer()
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._paste: BracketedPaste | None = None

    def feed(self, data: bytes, now: float) -> list[Message]:
        """The events that `data`, read at `now` seconds, completes."""
        if self._paste is not None:
            return self._feed_paste(self._paste, data, now)
        return self._feed_tokens(self._tokens.feed(data), now)

    def flush_due(self, now: float) -> list[Message]:
        """The events of an incomplete sequence or paste whose deadline has passed."""
        if self.deadline is None or now < self.deadline:
            return []
        if self._paste is None:
            return self._feed_tokens(self._tokens.feed(b"", final=True), now)
        paste, self._paste = self._paste, None
        return [
            events.Paste(paste.text()),
            *self._feed_tokens(self._tokens.feed(paste.trailing_input()), now),
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
        messages: list[Message] = []
        for token in tokens:
            messages += self._events(token)
        if tokens and tokens[-1].data == PASTE_BEGIN:
            self._paste = BracketedPaste(now)
            data, self._tokens.rest = self._tokens.rest, b""
            messages += self._feed_paste(self._paste, data, now)
        return messages

    def _events(self, token: Token) -> Iterable[Message]:
        if token.kind == "text":
            return self._characters(self._decode(token.data))
        # An incomplete UTF-8 character ends at the escape.
        self._decode(b"", True)
        text = token.data.decode("ascii", "replace")
        if token.kind == "sequence":
            return self._sequence(text)
        if token.kind == "mouse":
            return self._mouse(text)
        if token.kind == "alt":
            if not self._alt_keys:
                return [events.Key("escape", "\x1b"), *self._keys(text[1])]
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
        if report := _SYNC_REPORT.fullmatch(sequence):
            self.replies_to_queries = True
            return [TerminalSupportsSynchronizedOutput()] if report[1] in "123" else []
        return [] if _REPORTS.fullmatch(sequence) else self._keys(sequence)

    def _keys(self, sequence: str, alt: bool = False) -> list[Message]:
        try:
            keys = list(self._parser._sequence_to_key_events(sequence, alt))
            for key in keys:
                f"{key.key}{key.character}".encode()  # a lone surrogate is no key
        except (ValueError, OverflowError):
            return []
        return [key for key in keys if key.key != Keys.Ignore]

    def _mouse(self, report: str) -> list[Message]:
        button, column, row = report[3:-1].split(";")
        width, height = self._size()
        clamped = f"\x1b[<{button};{min(int(column), width)};{min(int(row), height)}{report[-1]}"
        event = self._parser.parse_mouse_code(clamped)
        return [] if event is None else [event]
