"""What the command palette lists and finds: commands, presets, theory and themes of all lessons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

SYNONYMS = {
    "copy": "share link reopen bookmark command line clipboard",
    "unit": "log base logarithm nats bits",
    "presets": "examples",
    "exercises": "tasks problems questions quiz",
    "help": "keys manual theory documentation",
    "undo": "back revert",
    "redo": "forward again",
    "reset": "restart opening initial",
    "quit": "exit close leave",
    "descend": "gradient descent learn train optimise optimize step",
    "run": "start stop gradient descent learn train sample simulate draw",
    "sample": "draw random symbol simulate",
    "drop": "clear discard delete sample",
    "seed": "random generator reproducible",
    "turn": "direction order reverse forward label true class",
    "swap": "exchange",
    "mode": "binary multi-class",
    "uniform": "equal maximum",
    "one_hot": "certain deterministic",
    "lock": "fix hold freeze",
    "type_value": "enter edit number distribution",
    "suspend_process": "shell background stop",
}
"""Other words for which an action is found, by the name of the action."""
_PUNCTUATION = str.maketrans("():,;", "     ")
_FOUND_IN_TEXT = 0.1
"""The score of an entry that was found by its description or its synonyms only."""


class PaletteEntry(NamedTuple):
    """One line of the palette. `words` are found, but not shown."""

    title: str
    description: str
    words: str
    run: Callable[[], Awaitable[None] | None]
    is_listed: bool = True
    """Whether it is listed before anything is typed."""


@runtime_checkable
class HasPaletteEntries(Protocol):
    """An app that knows what its palette lists."""

    def palette_entries(self) -> Sequence[PaletteEntry]:
        """Every line of the palette, the most important first."""


class EntryProvider(Provider):
    """Finds entries by title, fuzzily, and by the words of their descriptions and synonyms."""

    def _entries(self) -> Sequence[PaletteEntry]:
        return self.app.palette_entries() if isinstance(self.app, HasPaletteEntries) else ()

    async def discover(self) -> Hits:
        """What is listed before anything is typed."""
        for entry in self._entries():
            if entry.is_listed:
                yield DiscoveryHit(entry.title, entry.run, help=entry.description)

    async def search(self, query: str) -> Hits:
        """What `query` finds."""
        matcher, words = self.matcher(query), _words(query)
        for entry in self._entries():
            score = matcher.match(entry.title)
            if score > 0:
                yield Hit(score, matcher.highlight(entry.title), entry.run, help=entry.description)
            elif _contains_all(f"{entry.title} {entry.description} {entry.words}", words):
                yield Hit(_FOUND_IN_TEXT, entry.title, entry.run, text=entry.title, help=entry.description)


def _contains_all(text: str, words: list[str]) -> bool:
    """Whether each of `words` is the beginning of a word of `text`."""
    present = _words(text)
    return bool(words) and all(any(found.startswith(word) for found in present) for word in words)


def _words(text: str) -> list[str]:
    """The words of a text, without the brackets and colons around them."""
    return text.casefold().translate(_PUNCTUATION).split()
