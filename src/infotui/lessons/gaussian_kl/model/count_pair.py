"""Two files of counts as p and q: reading them, and grouping the classes that are not shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from infotui.core.reading import Reading, Unit
from infotui.data.joined_counts import JoinedCounts, join_counts
from infotui.maths.distributions import Categorical

if TYPE_CHECKING:
    from infotui.data.source import OpenInput

_OTHER = "others"


@dataclass(frozen=True)
class CountPair:
    """Counts joined by name, and where they are from.

    Attributes:
        p_path: the file of p as it was given; `-` for standard input.
        q_path: the file of q.
        joined: the counts of all classes.
        notes: what the reader skipped, ignored or assumed, a sentence each.
    """

    p_path: str
    q_path: str
    joined: JoinedCounts
    notes: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> tuple[Categorical, Categorical]:
        """What is shown of p and q: all classes, or 25 and the rest; beside a single class one of 0."""
        names, p, q = self.joined.grouped
        if len(names) == 1:
            names, p, q = (*names, _OTHER if names[0] != _OTHER else "rest"), (*p, 0.0), (*q, 0.0)
        return Categorical(p, names), Categorical(q, names)

    @cached_property
    def readings(self) -> dict[tuple[Unit, bool], tuple[Reading, ...]]:
        """A cache of the readings, by unit and direction: many classes take long."""
        return {}


def read_pair(open_input: OpenInput, p_path: str, q_path: str) -> CountPair:
    """Read counts of p and of q; ValueError if one is bad."""
    from infotui.data.counts import read_counts

    with open_input(p_path, "counts of p") as source:
        p_path, p = source.name, read_counts(source)
    with open_input(q_path, "counts of q") as source:
        q_path, q = source.name, read_counts(source)
    notes = [f"{name}: {note}" for name, table in (("p", p), ("q", q)) for note in table.notes]
    return CountPair(p_path, q_path, join_counts(p, q), tuple(notes))
