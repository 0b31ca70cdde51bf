"""What the command line says about a sample that is still to be read."""

from __future__ import annotations

from dataclasses import dataclass

DEFAULT_TOP = 25


@dataclass(frozen=True, slots=True)
class SampleRequest:
    """An input and how to read it.

    Attributes:
        path: a file, or `-` for standard input.
        kind: the name of a `SampleKind`; None if the lines tell.
        column: of symbols, the column they are in, by number or name.
        alphabet: of a text, what is counted; letters by default.
        top: how many of the most frequent classes the readings list.
        lock: the numbers of the locked classes, from 1, as typed: how many there are is not known yet.
        select: the number of the selected class.
    """

    path: str
    kind: str | None = None
    column: str | None = None
    alphabet: str | None = None
    top: int = DEFAULT_TOP
    lock: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
