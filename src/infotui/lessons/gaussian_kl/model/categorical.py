"""The state of the categorical mode: two distributions over the same classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from infotui.maths.distributions import Categorical
from infotui.maths.validation import require_same_length

from .pair import Pair

if TYPE_CHECKING:
    from .count_pair import CountPair


class CountRequest(NamedTuple):
    """Two inputs of counts that are still to be read; `-` is standard input.

    The numbers of locked classes, from 1, are as typed: how many classes there are is not known yet.
    """

    p_path: str
    q_path: str
    lock_p: tuple[str, ...] = ()
    lock_q: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoricalKLState(Pair[Categorical]):
    """Two distributions over the same 2 to 26 named classes, and which divergence is shown.

    Where `counts` is not None, p and q are what is shown of those, and the readings are those of all classes.
    `unread` names counts that are read before the state is shown (`LESSON.load_files`).
    """

    counts: CountPair | None = None
    unread: CountRequest | None = None

    def __post_init__(self) -> None:
        """Check the classes; other probabilities or names than those of the counts are no longer theirs."""
        if self.counts is not None:
            shown = [(each.p, each.names) for each in self.counts.shown]
            if shown != [(each.p, each.names) for each in (self.p, self.q)]:
                object.__setattr__(self, "counts", None)
        require_same_length("p", list(self.p.p), "q", list(self.q.p))
        if self.p.names != self.q.names:
            raise ValueError("the classes of p and q have different names")

    def has_left_counts_of(self, before: CategoricalKLState) -> bool:
        """Whether an edit of `before` left its counts."""
        return before.counts is not None and self.counts is None

    @property
    def k(self) -> int:
        """The number of classes."""
        return self.p.k

    @property
    def class_names(self) -> tuple[str, ...]:
        """The names of the classes."""
        return self.p.names

    @property
    def all_p(self) -> Sequence[float]:
        """The probabilities of p, also of classes that are not shown each for itself."""
        return self.counts.joined.p if self.counts else self.p.p

    @property
    def all_q(self) -> Sequence[float]:
        """The probabilities of q, also of classes that are not shown each for itself."""
        return self.counts.joined.q if self.counts else self.q.p

    def with_class(self) -> CategoricalKLState:
        """A copy with one more class, of probability 0 in both."""
        return replace(self, p=self.p.with_class(), q=self.q.with_class())

    def without_class(self, i: int) -> CategoricalKLState:
        """A copy without class i."""
        return replace(self, p=self.p.without_class(i), q=self.q.without_class(i))
