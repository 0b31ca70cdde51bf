"""What the command line says about a sample that is still to be read."""

from __future__ import annotations

from typing import NamedTuple

DEFAULT_TOP = 25


class SampleRequest(NamedTuple):
    """An input and how to read it.

    Attributes:
        path: a file, `-` for standard input, or empty for typed counts.
        kind: the name of a `SampleKind`; None if the lines tell.
        column: of symbols, the column they are in, by number or name.
        alphabet: of a text, what is counted; letters by default.
        counts: counts that are typed, in place of an input.
        names: of typed counts, the names of their classes, if any are given.
        top: how many of the most frequent classes the readings list.
        lock: the numbers of the locked classes, from 1, as typed: how many there are is not known yet.
        select: the number of the selected class.
    """

    path: str
    kind: str | None = None
    column: str | None = None
    alphabet: str | None = None
    counts: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    top: int = DEFAULT_TOP
    lock: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
