"""Counted symbols: what every reader of counts, symbols, bytes and texts returns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from infotui.maths.estimators import MAX_TOTAL, CountProfile

from .display_text import printable
from .source import Source

MAX_LABELS = 10_000_000
"""The most distinct labels that are read."""

EMPTY_LABEL = "(empty)"
"""How a label without characters is shown."""


@dataclass(frozen=True)
class CountTable:
    """How often each label occurred.

    Attributes:
        labels: the labels as their bytes, in the order in which they first occurred.
        counts: as many counts, whole numbers from 0 up, with a sum of 1 to 2^53.
        bytes_read: the size of the input.
        layout: how the input was read, in words; empty where there is only one way.
        notes: what the reader skipped, ignored or assumed, a sentence each.
    """

    labels: tuple[bytes, ...]
    counts: tuple[int, ...]
    bytes_read: int = 0
    layout: str = ""
    notes: tuple[str, ...] = ()

    @property
    def classes(self) -> int:
        """K, the number of labels, also of those with a count of 0."""
        return len(self.labels)

    @cached_property
    def profile(self) -> CountProfile:
        """The frequencies of the counts, which the estimators take."""
        return CountProfile.of(self.counts)

    @property
    def total(self) -> int:
        """N, the sum of the counts."""
        return self.profile.total

    def most_frequent(self, classes: int) -> list[int]:
        """The positions of the most frequent labels, in the order of `by_frequency`."""
        seen, least = 0, 0
        for count, symbols in reversed(self.profile.items):
            seen += symbols
            if seen >= classes:
                least = count
                break
        found = [i for i, count in enumerate(self.counts) if count >= least]
        return sorted(found, key=self.counts.__getitem__, reverse=True)[:classes]

    @cached_property
    def by_frequency(self) -> tuple[int, ...]:
        """The positions of all labels, the most frequent first, equally frequent ones in file order."""
        return tuple(sorted(range(len(self.counts)), key=self.counts.__getitem__, reverse=True))

    def name(self, i: int) -> str:
        """Label i as it is shown: U+FFFD for what is not UTF-8 or not printable."""
        return label_text(self.labels[i])


def label_text(label: bytes) -> str:
    """A label as it is shown: one line, without control characters."""
    return printable(label.decode("utf-8", "replace")) or EMPTY_LABEL


def check_size(source: Source, labels: int) -> None:
    """Raise `DataError` where there are more distinct labels than can be counted."""
    if labels > MAX_LABELS:
        raise source.error(f"more than {MAX_LABELS:,} distinct labels: at most so many can be counted")


def check_total(source: Source, total: int, line: int | None = None) -> None:
    """Raise `DataError` where the counts sum to more than a float counts exactly."""
    if total > MAX_TOTAL:
        raise source.error(f"the counts sum to {total:,}: at most 2^53 = {MAX_TOTAL:,} is possible", line)


def make_table(
    source: Source,
    labels: tuple[bytes, ...],
    counts: tuple[int, ...],
    size: int,
    *,
    layout: str = "",
    notes: tuple[str, ...] = (),
) -> CountTable:
    """The table of what was counted in `size` bytes; `DataError` where that is nothing."""
    if not labels:
        raise source.error("it is empty: there is nothing to count")
    if not any(counts):
        raise source.error("every count is 0: at least one symbol must have occurred")
    table = CountTable(labels, counts, size, layout, (*notes, *_label_notes(labels, counts)))
    _ = table.profile  # computed here, in the worker thread, not when the numbers are shown
    return table


def _label_notes(labels: tuple[bytes, ...], counts: tuple[int, ...]) -> list[str]:
    notes = []
    zeros = counts.count(0)
    if zeros:
        notes.append(f"{zeros:,} of {len(labels):,} labels {_have(zeros)} a count of 0")
    strange = _unprintable(labels)
    if strange:
        are = f"{strange:,} {_labels(strange)} not printable UTF-8"
        notes.append(f"{are}: shown with \ufffd, counted apart by their bytes")
    return notes


def _unprintable(labels: tuple[bytes, ...]) -> int:
    """How many labels are not shown exactly as they are."""
    try:
        if b" ".join(labels).decode().isprintable():
            return 0
    except UnicodeDecodeError:
        pass
    return sum(not _is_printable(label) for label in labels)


def _is_printable(label: bytes) -> bool:
    try:
        return label.decode().isprintable()
    except UnicodeDecodeError:
        return False


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _labels(count: int) -> str:
    return "label is" if count == 1 else "labels are"
