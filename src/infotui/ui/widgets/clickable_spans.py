"""Words in a row that can be clicked: their layout, the hit test, and the highlight under the pointer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

T = TypeVar("T")

WordRoles = tuple[Role, Role]
"""The role of the key, which is the first word of a label, and of the rest."""


class ClickableSpan(NamedTuple, Generic[T]):
    """A label in a row of cells, and what a click on it means."""

    x: int
    y: int
    label: str
    target: T

    @property
    def end(self) -> int:
        """The column after the last character."""
        return self.x + len(self.label)


class ClickableSpans(Generic[T]):
    """Labels that can be clicked, each whole or left out. Labels are given as they are drawn."""

    def __init__(self, spans: Iterable[ClickableSpan[T]] = ()) -> None:
        self._spans = tuple(spans)

    @classmethod
    def from_left(
        cls, labels: Iterable[tuple[str, T]], x: int, gap: int, end: int, y: int = 0
    ) -> ClickableSpans[T]:
        """The labels side by side from column `x`, as many as end at or before the column `end`."""
        spans: list[ClickableSpan[T]] = []
        for label, target in labels:
            if x + len(label) > end:
                break
            spans.append(ClickableSpan(x, y, label, target))
            x += len(label) + gap
        return cls(spans)

    @classmethod
    def from_right(cls, labels: Iterable[tuple[str, T]], end: int, gap: int, y: int = 0) -> ClickableSpans[T]:
        """The labels side by side, the last one before the column `end`; all of them."""
        spans: list[ClickableSpan[T]] = []
        for label, target in reversed(tuple(labels)):
            end -= len(label)
            spans.append(ClickableSpan(end, y, label, target))
            end -= gap
        return cls(reversed(spans))

    @classmethod
    def wrapped(
        cls, labels: Iterable[tuple[str, T]], x: int, gap: int, end: int, y: int = 0
    ) -> ClickableSpans[T]:
        """The labels side by side from column `x`, in as many rows as they take up to the column `end`."""
        spans: list[ClickableSpan[T]] = []
        start = x
        for label, target in labels:
            if spans and x + len(label) > end:
                x, y = start, y + 1
            spans.append(ClickableSpan(x, y, label, target))
            x += len(label) + gap
        return cls(spans)

    def __add__(self, other: ClickableSpans[T]) -> ClickableSpans[T]:
        return ClickableSpans((*self._spans, *other._spans))

    def __iter__(self) -> Iterator[ClickableSpan[T]]:
        return iter(self._spans)

    @property
    def start(self) -> int | None:
        """The first column of all; None without labels."""
        return min((span.x for span in self._spans), default=None)

    @property
    def end(self) -> int:
        """The column after the last label; 0 without labels."""
        return max((span.end for span in self._spans), default=0)

    @property
    def rows(self) -> int:
        """The number of rows that they take."""
        return len({span.y for span in self._spans})

    def span_at(self, x: int, y: int) -> ClickableSpan[T] | None:
        """The label at this cell."""
        return next((span for span in self._spans if span.y == y and span.x <= x < span.end), None)

    def hit_test(self, x: int, y: int) -> T | None:
        """What a click at this cell means; None for nothing."""
        span = self.span_at(x, y)
        return None if span is None else span.target

    def paint(self, buffer: CellBuffer, roles: Callable[[T], WordRoles]) -> None:
        """Draw every label: its key, which is its first word, and the rest in the roles of its target."""
        for span in self._spans:
            key_role, rest_role = roles(span.target)
            key, blank, rest = span.label.partition(" ")
            text(buffer, span.x, span.y, key, key_role)
            text(buffer, span.x + len(key), span.y, blank + rest, rest_role)
