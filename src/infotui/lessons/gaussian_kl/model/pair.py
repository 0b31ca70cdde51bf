"""Two distributions of one kind, and which of their two divergences is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Pair(Generic[D]):
    """The distributions p and q: KL(p‖q) is shown, or with `reverse` KL(q‖p)."""

    p: D
    q: D
    reverse: bool = False

    @property
    def data(self) -> D:
        """Where the data of the shown divergence come from: its first argument."""
        return self.q if self.reverse else self.p

    @property
    def model(self) -> D:
        """What the code of the shown divergence was built for: its second argument."""
        return self.p if self.reverse else self.q

    @property
    def names(self) -> tuple[str, str]:
        """The names of `data` and `model`."""
        return ("q", "p") if self.reverse else ("p", "q")

    def with_p(self, p: D) -> Self:
        """A copy with another p."""
        return replace(self, p=p)

    def with_q(self, q: D) -> Self:
        """A copy with another q."""
        return replace(self, q=q)

    def with_pair(self, p: D, q: D) -> Self:
        """A copy with both changed at once."""
        return replace(self, p=p, q=q)

    def with_reverse(self, reverse: bool) -> Self:
        """A copy with the given direction shown."""
        return replace(self, reverse=reverse)

    def swapped(self) -> Self:
        """A copy with p and q exchanged; the direction shown stays."""
        return replace(self, p=self.q, q=self.p)
