"""Two count tables joined by the names of their classes, as p and q of a KL divergence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest

from infotui.maths.distributions import MAX_CLASSES
from infotui.maths.information import kl_divergence

from .class_names import class_names
from .count_table import CountTable, label_text

MAX_SHOWN = MAX_CLASSES - 1
"""The classes that are shown each for itself where there are more than `MAX_CLASSES`."""


@dataclass(frozen=True)
class JoinedCounts:
    """The classes of two tables with their counts in each; a class that one table lacks has count 0 there.

    Attributes:
        labels: p's labels in file order, then those that only q has.
        p_counts, q_counts: the count of each label.
    """

    labels: tuple[bytes, ...]
    p_counts: tuple[int, ...]
    q_counts: tuple[int, ...]

    @property
    def classes(self) -> int:
        """The number of different labels."""
        return len(self.labels)

    @cached_property
    def p(self) -> tuple[float, ...]:
        """The frequencies in the first table, over all classes."""
        return _frequencies(self.p_counts)

    @cached_property
    def q(self) -> tuple[float, ...]:
        """The frequencies in the second table, over all classes."""
        return _frequencies(self.q_counts)

    def kl_pq(self, *, base: float | None = None) -> float:
        """KL(p‖q) over all classes, also those that are not shown; ∞ where a class of p is missing in q."""
        return kl_divergence(self.p, self.q, base=base)

    def kl_qp(self, *, base: float | None = None) -> float:
        """KL(q‖p) over all classes; ∞ where a class of q is missing in p."""
        return kl_divergence(self.q, self.p, base=base)

    @property
    def has_rest(self) -> bool:
        """Whether there are more classes than can be shown each for itself."""
        return self.classes > MAX_CLASSES

    @cached_property
    def shown(self) -> tuple[int, ...]:
        """The positions of the classes shown, in order: all, or the 25 that add most to KL(p‖q)."""
        if not self.has_rest:
            return tuple(range(self.classes))
        return tuple(sorted(nlargest(MAX_SHOWN, range(self.classes), key=self._term)))

    @cached_property
    def grouped(self) -> tuple[tuple[str, ...], tuple[float, ...], tuple[float, ...]]:
        """Names, p and q of what is shown, fit for `Categorical`; the last class is the rest, if any."""
        names = [label_text(self.labels[i]) for i in self.shown]
        p_counts = [self.p_counts[i] for i in self.shown]
        q_counts = [self.q_counts[i] for i in self.shown]
        if self.has_rest:
            names.append("rest")
            p_counts.append(sum(self.p_counts) - sum(p_counts))
            q_counts.append(sum(self.q_counts) - sum(q_counts))
        return class_names(names), _frequencies(tuple(p_counts)), _frequencies(tuple(q_counts))

    def _term(self, i: int) -> float:
        """p log(p/q) of a class, in nats, ∞ where only p has it."""
        if not self.p_counts[i]:
            return 0.0
        if not self.q_counts[i]:
            return math.inf
        return self.p[i] * math.log(self.p[i] / self.q[i])


def join_counts(p: CountTable, q: CountTable) -> JoinedCounts:
    """Join two tables by their labels, byte for byte."""
    counts = dict(zip(p.labels, p.counts, strict=True))
    others = dict(zip(q.labels, q.counts, strict=True))
    labels = tuple(counts | others)
    return JoinedCounts(
        labels,
        tuple(counts.get(label, 0) for label in labels),
        tuple(others.get(label, 0) for label in labels),
    )


def _frequencies(counts: tuple[int, ...]) -> tuple[float, ...]:
    total = sum(counts)
    return tuple(n / total for n in counts)
