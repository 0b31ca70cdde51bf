"""The state of the categorical mode: two distributions over the same classes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from infotui.maths.distributions import Categorical
from infotui.maths.validation import require_same_length

from .pair import Pair


@dataclass(frozen=True, slots=True)
class CategoricalKLState(Pair[Categorical]):
    """Two distributions over the same 2 to 26 named classes, and which divergence is shown."""

    def __post_init__(self) -> None:
        require_same_length("p", list(self.p.p), "q", list(self.q.p))
        if self.p.names != self.q.names:
            raise ValueError("the classes of p and q have different names")

    @property
    def k(self) -> int:
        """How many classes there are."""
        return self.p.k

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called."""
        return self.p.names

    def with_class(self) -> CategoricalKLState:
        """One class more, the last, of probability 0 in both."""
        return replace(self, p=self.p.with_class(), q=self.q.with_class())

    def without_class(self, i: int) -> CategoricalKLState:
        """Class i removed from both."""
        return replace(self, p=self.p.without_class(i), q=self.q.without_class(i))
