"""The terminal's bytes, cut into keys, reports and text: no token, however bad, reaches into the next."""

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
    rb"|(?P<x10>\x1b\[M[\x20-\xff]{3})"  # the mouse, as told by terminals that do not know SGR reports
    rb"|(?P<mouse>\x1b\[<\d{1,9};-?\d{1,9};-?\d{1,9}[Mm])"
    rb"|(?P<sequence>\x1b\[(?:\[[A-E]|[0-?]{0,64}[ -/]{0,4}[@-Z\\-~])|\x1bO[ -~])"
    rb"|(?P<broken>\x1b\[[0-?]*[ -/]*)"
    rb"|(?P<string>\x1b[]P_^X](?:[^\x07\x1b]*(?:\x07|\x1b\\)|[^\x07\x1b]+\Z))"  # an answer nobody waits for
    rb"|(?P<alt>\x1b[\x00-\x1a\x1c-\x7f])"
    rb"|(?P<escape>\x1b)",
    re.DOTALL,
)
_UNFINISHED = re.compile(
    rb"\x1b(?:\[(?:[0-?]{0,64}[ -/]{0,4}|<[\d;-]{0,31}|\[|M[\x20-\xff]{0,2})"
    rb"|[]P_^X][^\x07\x1b]{0,4096}\x1b?|O)?\Z"
)
_ESCAPES = re.compile(rb"\x1b{3,}")
"""A flood of escape keys means no more than two of them."""
_MOTION, _WHEEL = 32, 64


class Tokenizer:
    """Cuts bytes into tokens, and keeps what is not a whole one yet in `rest`."""

    def __init__(self) -> None:
        self.rest = b""
        self._pressed_button = 0

    def feed(self, data: bytes, *, final: bool = False) -> list[Token]:
        """The tokens of `rest` and `data`, up to and including the beginning of a paste.

        `final` says that nothing more is coming: an unfinished sequence is then taken for what it is, keys.
        Of mouse moves in a row only the last is kept: a hand is where it is.
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
        """An X10 mouse report in the SGR form, which also says which button was let go."""
        code, column, row = (value - 32 for value in report[3:])
        released = code & 3 == 3 and not code & (_MOTION | _WHEEL)
        if released:
            code = code & ~3 | self._pressed_button
        elif not code & (_MOTION | _WHEEL):
            self._pressed_button = code & 3
        return b"\x1b[<%d;%d;%d%c" % (code, column, row, b"m" if released else b"M")


def _superseded(token: Token, after: Token | None) -> bool:
    """Whether `token` is a mouse move and the one after it another, with the same buttons."""
    if after is None or token.kind != "mouse" or after.kind != "mouse":
        return False
    button = token.data.partition(b";")[0]
    code = int(button[3:])
    return bool(code & _MOTION) and not code & _WHEEL and button == after.data.partition(b";")[0]
