"""The line of each value in a TOML file, which tomllib does not report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

KeyPath = tuple[str | int, ...]
"""A path into nested values: keys, and positions counted from 0."""

_TOKEN = re.compile(
    r'''
    (?P<blank>[ \t\r]+|\#[^\n]*)
  | (?P<newline>\n)
  | (?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\')
  | (?P<sign>\[\[|\]\]|[\[\]{},=.])
  | (?P<bare>[^\s\[\]{},=.\#"\']+)
    ''',
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, of every key, table and array element of valid TOML."""
    return _Locator(list(_tokens(text))).found


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup or "", match.group()
        if kind != "blank":
            yield _Token(kind, found, line)
        line += found.count("\n")
    yield _Token("end", "", line)


class _Locator:
    """Walks through the tokens of valid TOML and records the line of each value."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.found: dict[KeyPath, int] = {}
        self._tokens = tokens
        self._at = 0
        self._tables: dict[KeyPath, int] = {}
        base: KeyPath = ()
        while self._now.kind != "end":
            if self._now.kind == "newline":
                self._at += 1
            elif self._now.text in ("[", "[["):
                base = self._header()
            else:
                self._pair(base)

    @property
    def _now(self) -> _Token:
        return self._tokens[self._at]

    def _next(self) -> _Token:
        token = self._now
        self._at += 1
        return token

    def _header(self) -> KeyPath:
        initial = self._next()
        path = self._inside(self._key())
        self._next()
        if initial.text == "[[":
            self._tables[path] = self._tables.get(path, -1) + 1
            self.found.setdefault(path, initial.line)
            path = (*path, self._tables[path])
        self.found.setdefault(path, initial.line)
        return path

    def _inside(self, key: KeyPath) -> KeyPath:
        """The path of a header, within the last element of each array of tables on the way."""
        path: KeyPath = ()
        for i, part in enumerate(key):
            path = (*path, part)
            if i < len(key) - 1 and path in self._tables:
                path = (*path, self._tables[path])
        return path

    def _key(self) -> KeyPath:
        parts: list[str] = []
        while self._now.kind in ("bare", "string") or self._now.text == ".":
            token = self._next()
            if token.text != ".":
                parts.append(token.text.strip("\"'"))
        return tuple(parts)

    def _pair(self, base: KeyPath) -> None:
        line = self._now.line
        path = (*base, *self._key())
        self.found.setdefault(path, line)
        self._next()
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        token = self._now
        if token.text in ("[", "[["):
            self._array(path)
        elif token.text == "{":
            self._inline_table(path)
        else:
            # A number or a date may contain dots: skip to the token that ends the value.
            while self._now.kind not in ("newline", "end") and self._now.text not in (",", "]", "]]", "}"):
                self._at += 1

    def _array(self, path: KeyPath) -> None:
        self._split("[[")
        self._next()
        position = 0
        while True:
            self._split("]]")
            token = self._now
            if token.kind == "newline" or token.text == ",":
                self._at += 1
            elif token.text == "]":
                self._at += 1
                return
            else:
                self.found.setdefault((*path, position), token.line)
                self._value((*path, position))
                position += 1

    def _split(self, double: str) -> None:
        """Split a double bracket, which opens two arrays here and not a header."""
        token = self._now
        if token.text == double:
            half = token._replace(text=double[0])
            self._tokens[self._at : self._at + 1] = [half, half]

    def _inline_table(self, path: KeyPath) -> None:
        self._next()
        while self._now.text != "}":
            if self._now.kind == "newline" or self._now.text == ",":
                self._at += 1
            else:
                self._pair(path)
        self._next()
