"""A user's own counts, symbols, bytes or text, as the entropy lesson shows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from infotui.data.class_names import class_names
from infotui.data.count_table import CountTable
from infotui.maths.distributions import MAX_CLASSES, Categorical
from infotui.maths.estimators import CountProfile, count_surprisal
from infotui.maths.huffman import huffman_total

from .sample_request import DEFAULT_TOP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from infotui.core.reading import Reading, Unit
    from infotui.data.text_counts import Alphabet, TextOrder

MAX_SHOWN = MAX_CLASSES - 1
"""The most classes shown each for itself, where all others are one class together."""
REST_NAME = "others"


class SampleKind(StrEnum):
    """What was read: the name of the command line's option."""

    COUNTS = "counts"
    SYMBOLS = "symbols"
    BYTES = "bytes"
    TEXT = "text"


class ClassNumbers(NamedTuple):
    """One class of a sample: its name, count, share of the sample, −log p and −p log p."""

    name: str
    observed: int
    p: float
    surprisal: float
    term: float


@dataclass(frozen=True)
class CountedSample:
    """Counts and where they are from.

    Attributes:
        kind: what was read.
        path: the file as it was given; `-` for standard input.
        table: the labels and their counts.
        orders: of a text, the entropies of the next letter.
        column: of symbols, the column they were in, if they were in one.
        alphabet: of a text, what was counted.
        top: how many of the most frequent classes the readings list.
    """

    kind: SampleKind
    path: str
    table: CountTable
    orders: tuple[TextOrder, ...] = ()
    column: str | None = None
    alphabet: Alphabet | None = None
    top: int = DEFAULT_TOP

    @property
    def has_rest(self) -> bool:
        """Whether there are more classes than can be shown each for itself."""
        return self.table.classes > MAX_CLASSES

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The positions of the classes shown: all in file order, or the 25 most frequent ones."""
        table = self.table
        return tuple(table.most_frequent(MAX_SHOWN) if self.has_rest else range(table.classes))

    @property
    def most_frequent(self) -> Sequence[int]:
        """The positions of the classes that the readings list."""
        return self.shown if self.has_rest and self.top == MAX_SHOWN else self.table.most_frequent(self.top)

    @cached_property
    def huffman_bits(self) -> int:
        """The bits of all symbols in their Huffman code."""
        return huffman_total(self.table.profile)

    @cached_property
    def readings(self) -> dict[Unit, tuple[Reading, ...]]:
        """A cache of the readings: the counts never change, and millions of them take long."""
        return {}

    @cached_property
    def rest(self) -> CountProfile | None:
        """The profile of the classes not shown each for itself; None if none of them occurred."""
        if not self.has_rest:
            return None
        rest = self.table.profile.without(self.table.counts[i] for i in self.shown)
        return rest if rest.total else None

    @property
    def rest_total(self) -> int:
        """How many symbols are in the classes that are not shown each for itself."""
        return self.rest.total if self.rest else 0

    @property
    def rest_text(self) -> str:
        """The name of the rest where there is room: `the other 9,975`."""
        return f"the other {self.table.classes - MAX_SHOWN:,}"

    @cached_property
    def grouped(self) -> CountProfile:
        """The profile of what is shown, with the rest as one class."""
        counts = [self.table.counts[i] for i in self.shown]
        return CountProfile.of([*counts, self.rest_total])

    @cached_property
    def distribution(self) -> Categorical:
        """What is shown, as a distribution that can be edited; a single class gets a second one of p = 0."""
        total = self.table.total
        counts = [self.table.counts[i] for i in self.shown]
        names = [self.table.name(i) for i in self.shown]
        if self.has_rest or len(names) == 1:
            counts.append(self.rest_total)
            names.append(REST_NAME)
        return Categorical([n / total for n in counts], class_names(names))

    @property
    def theory_heading(self) -> str:
        """The heading of the theory section that fits."""
        if self.orders:
            return "Entropy of a text"
        return "Grouping rule" if self.has_rest else "Entropy of a sample"

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes that have readings of their own; none where there is a rest."""
        return () if self.has_rest else tuple(self.table.name(i) for i in self.shown)

    @property
    def order(self) -> Sequence[int]:
        """The positions of all classes: by frequency if there is a rest, else as in the file."""
        return self.table.by_frequency if self.has_rest else self.shown

    def rows(self, start: int, stop: int, base: float | None) -> list[ClassNumbers]:
        """The classes from `start` to before `stop`, in `order`."""
        return [self.row(i, base) for i in self.order[start:stop]]

    def row(self, i: int, base: float | None) -> ClassNumbers:
        """The numbers of the class at position i of the table."""
        count, total = self.table.counts[i], self.table.total
        surprisal = count_surprisal(count, total, base=base)
        p = count / total
        return ClassNumbers(self.table.name(i), count, p, surprisal, p * surprisal if count else 0.0)
