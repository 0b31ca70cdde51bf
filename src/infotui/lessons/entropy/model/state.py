"""The state of the entropy lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from infotui.maths.distributions import Categorical


@dataclass(frozen=True, slots=True)
class EntropyState:
    """A categorical distribution and the selected class, counted from 0."""

    p: Categorical
    selected: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.selected < self.p.k:
            raise ValueError(f"class {self.selected + 1} does not exist: the classes are 1 to {self.p.k}")

    def with_p(self, p: Categorical) -> EntropyState:
        """A copy with another distribution. The selection stays if that class still exists."""
        return replace(self, p=p, selected=min(self.selected, p.k - 1))

    def with_selected(self, selected: int) -> EntropyState:
        """A copy with another class selected."""
        return replace(self, selected=selected)

    def with_held(self, parts: Sequence[str]) -> EntropyState:
        """A copy in which the classes of `parts` are locked: `p.1` is the first class."""
        p = self.p
        for part in parts:
            name, _, number = part.partition(".")
            if name == "p" and number.isdigit() and 1 <= int(number) <= p.k:
                p = p.with_lock(int(number) - 1, True)
        return replace(self, p=p)


INITIAL = EntropyState(Categorical.uniform(4))
