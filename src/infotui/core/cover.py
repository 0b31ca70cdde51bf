"""What an exercise hides: where quantities can be seen, and how a hidden reading looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from .reading import Reading

COVERED = "▒▒▒▒"
"""Shown in place of a hidden value."""
SENTENCE = "sentence"
"""The view of every lesson that says what its readings mean."""
THEORY = "theory"
"""The view of every lesson that explains. What else explains is hidden with it: help and presets."""
_NO_NAMES: frozenset[str] = frozenset()


class Disclosure(NamedTuple):
    """Where the quantities of a state can be seen.

    Attributes:
        views: The views by name. A view is covered as a whole where one of the readings that it is paired
            with is hidden; any other reading is covered inside of it.
        implied: Readings and distributions by name, each with the readings and views that give it away.
        distributions: The state values that can be hidden while they are held.
        controls: Readings and views that are the state itself.
    """

    views: Mapping[str, Collection[str]] = {SENTENCE: ()}
    implied: Mapping[str, Collection[str]] = {}
    distributions: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()

    def shows_state(self, cover: Cover) -> bool:
        """Whether all of the state can be seen under a cover, so that its command tells nothing more."""
        return (cover.names | cover.views).isdisjoint((*self.distributions, *self.controls))


class Cover(NamedTuple):
    """What is hidden now: readings and distributions in `names`, whole views in `views`."""

    names: frozenset[str] = _NO_NAMES
    views: frozenset[str] = _NO_NAMES

    def applied(self, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """The readings, those that are hidden without their digits."""
        if not self.names:
            return readings
        return tuple(
            CoveredReading(*reading) if reading.name in self.names else reading for reading in readings
        )


NO_COVER = Cover()


class CoveredReading(Reading):
    """A reading that an exercise hides: it is written ▒▒▒▒.

    It keeps its value for the views that draw it, which are covered as a whole.
    """

    __slots__ = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """One cover for each value."""
        return (COVERED,) * (len(self.value) if isinstance(self.value, tuple) else 1)

    @property
    def text(self) -> str:
        """The covers: a single number is not written through `texts`."""
        return " ".join(self.texts)

    def __eq__(self, other: object) -> bool:
        """Whether the other one is the same and hidden too: views repaint where only the cover changes."""
        return isinstance(other, CoveredReading) and tuple(self) == tuple(other)

    def __ne__(self, other: object) -> bool:
        """The opposite; tuples define it on their own."""
        return not self == other

    __hash__ = Reading.__hash__


def covered_alike(readings: Iterable[Reading], shown: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """The readings in another unit, those covered that are covered in `shown`."""
    return tuple(
        CoveredReading(*reading) if isinstance(shown[reading.name], CoveredReading) else reading
        for reading in readings
    )


def make_cover(hidden: Collection[str], disclosure: Disclosure) -> Cover:
    """The cover of the `hidden` readings, views and distributions, and of all that gives them away."""
    names = frozenset(hidden).union(*(disclosure.implied.get(name, ()) for name in hidden))
    views = {name for name, shown in disclosure.views.items() if name in names or not names.isdisjoint(shown)}
    if names - disclosure.views.keys():
        views.add(SENTENCE)
    return Cover(names, frozenset(views))
