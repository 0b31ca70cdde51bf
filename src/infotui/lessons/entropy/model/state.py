"""The state of the entropy explorer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from infotui.maths.distributions import Categorical


@dataclass(frozen=True, slots=True)
class EntropyState:
    """A categorical distribution and the class in hand, counted from 0."""

    p: Categorical
    selected: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.selected < self.p.k:
            raise ValueError(f"class {self.selected + 1} of {self.p.k} does not exist")

    def with_p(self, p: Categorical) -> EntropyState:
        """The same with another distribution; the selection stays where there still is a class."""
        return replace(self, p=p, selected=min(self.selected, p.k - 1))

    def with_selected(self, selected: int) -> EntropyState:
        """The same with another class in hand."""
        return replace(self, selected=selected)


INITIAL = EntropyState(Categorical.uniform(4))
