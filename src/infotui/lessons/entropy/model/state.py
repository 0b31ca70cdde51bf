"""The state of the entropy lesson."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from infotui.maths.distributions import Categorical

if TYPE_CHECKING:
    from .counted_sample import CountedSample
    from .sample_request import SampleRequest


@dataclass(frozen=True, slots=True)
class EntropyState:
    """A categorical distribution and the selected class, counted from 0.

    Where `sample` is not None, p is what is shown of that sample, and the readings are those of the sample.
    `unread` names a sample that is read before the state is shown (`LESSON.load_files`).
    """

    p: Categorical
    selected: int = 0
    sample: CountedSample | None = None
    unread: SampleRequest | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.selected < self.p.k:
            raise ValueError(f"class {self.selected + 1} does not exist: the classes are 1 to {self.p.k}")

    def with_p(self, p: Categorical) -> EntropyState:
        """A copy with another distribution; the selection stays where there still is a class.

        Other probabilities or names are no longer those of the sample: what was shown of it is edited then.
        """
        is_same = (p.p, p.names) == (self.p.p, self.p.names)
        sample = self.sample if is_same else None
        return replace(self, p=p, selected=min(self.selected, p.k - 1), sample=sample)

    def with_sample(self, sample: CountedSample) -> EntropyState:
        """Another sample, and what is shown of it."""
        return EntropyState(sample.distribution, sample=sample)

    def with_selected(self, selected: int) -> EntropyState:
        """A copy with another class selected."""
        return replace(self, selected=selected)

    def with_held(self, parts: Sequence[str], is_held: bool) -> EntropyState:
        """A copy in which the classes of `parts` are locked or unlocked: `p.1` is the first class."""
        p = self.p
        for part in parts:
            name, _, number = part.partition(".")
            if name == "p" and number.isdigit() and 1 <= int(number) <= p.k:
                p = p.with_lock(int(number) - 1, is_held)
        return replace(self, p=p)


INITIAL = EntropyState(Categorical.uniform(4))
