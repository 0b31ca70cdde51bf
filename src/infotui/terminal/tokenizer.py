"""The tokenizer of the input: bytes to text, escape sequences and mouse reports.

One regular expression matches a token at a time; an incomplete sequence is kept until more bytes arrive. A
malformed sequence becomes a token of its own, so it never swallows the bytes that follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"


class Token(NamedTuple):
    """A group of `_TOKEN` and the bytes it took."""

    kind: str
    data: bytes


_TOKEN = re.compile(
    rb"(?P<text>[^\x1b]+)"
    rb"|(?P<x10>\x1b\[M[\x20-\xff]{3})"  # mouse report of terminals without DECSET 1006
    rb"|(?P<mouse>\x1b\[<\d{1,9};-?\d{1,9};-?\d{1,9}[Mm])"
    rb"|(?P<sequence>\x1b\[(?:\[[A-E]|[0-?]{0,64}[ -/]{0,4}[@-Z\\-~])|\x1bO[ -~])"
    rb"|(?P<broken>\x1b\[[0-?]*[ -/]*)"
    rb"|(?P<string>\x1b[]P_^X](?:[^\x07\x1b]*(?:\x07|\x1b\\)|[^\x07\x1b]+\Z))"  # OSC, DCS, APC, PM, SOS
    rb"|(?P<alt>\x1b[\x00-\x1a\x1c-\x7f])"
    rb"|(?P<escape>\x1b)",
    re.DOTALL,
)
_UNFINISHED = re.compile(
    rb"\x1b(?:\[(?:[0-?]{0,64}[ -/]{0,4}|<[\d;-]{0,31}|\[|M[\x20-\xff]{0,2})"
    rb"|[]P_^X][^\x07\x1b]{0,4096}\x1b?|O)?\Z"
)
_ESCAPES = re.compile(rb"\x1b{3,}")
"""More than two escapes in a row are read as two."""
_MOTION, _WHEEL = 32, 64


class Tokenizer:
    r"""Splits bytes into tokens and keeps an incomplete one in `rest`.

    feed(b"a\x1b[")  → [text "a"]             rest = ESC [
    feed(b"A")       → [sequence ESC [ A]     rest = empty
    """

    def __init__(self) -> None:
        self.rest = b""
        self._pressed_button = 0

    def feed(self, data: bytes, *, final: bool = False) -> list[Token]:
        """The tokens of `rest` and `data`, up to and including `ESC [ 200 ~`.

        `final` means that nothing more follows: an incomplete sequence is then read as keys. Of consecutive
        mouse moves only the last is kept.
        """
        tokens = list(self._tokens(_ESCAPES.sub(b"\x1b\x1b", self.rest + data), final))
        return [token for token, after in zip_longest(tokens, tokens[1:]) if not _superseded(token, after)]

    def _tokens(self, data: bytes, final: bool) -> Iterator[Token]:
        position = 0
        while position < len(data):
            match = _TOKEN.match(data, position)
            if match is None or (not final and _UNFINISHED.match(data, position)):
                break
            position = match.end()
            kind = str(match.lastgroup)
            yield (
                Token("mouse", self._sgr_report(match.group()))
                if kind == "x10"
                else Token(kind, match.group())
            )
            if match.group() == PASTE_BEGIN:
                break
        self.rest = data[position:]

    def _sgr_report(self, report: bytes) -> bytes:
        """An X10 mouse report in the SGR form (DECSET 1006), which names the released button."""
        code, column, row = (value - 32 for value in report[3:])
        released = code & 3 == 3 and not code & (_MOTION | _WHEEL)
        if released:
            code = code & ~3 | self._pressed_button
        elif not code & (_MOTION | _WHEEL):
            self._pressed_button = code & 3
        return b"\x1b[<%d;%d;%d%c" % (code, column, row, b"m" if released else b"M")


def _superseded(token: Token, after: Token | None) -> bool:
    """Whether `token` and `after` are mouse moves with the same buttons."""
    if after is None or token.kind != "mouse" or after.kind != "mouse":
        return False
    button = token.data.partition(b";")[0]
    code = int(button[3:])
    return bool(code & _MOTION) and not code & _WHEEL and button == after.data.partition(b";")[0]
