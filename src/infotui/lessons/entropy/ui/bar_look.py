"""The look of the bars of a sample, where it differs from that of an edited distribution."""

from __future__ import annotations

from typing import NamedTuple


class BarLook(NamedTuple):
    """Attributes of the bars of a sample.

    `titles` are shown in place of the usual ones, the longest that fits; `bars` is how many classes are shown
    from the first on (None: all); `hatched` is the position of the bar that stands for many classes.
    """

    titles: tuple[str, ...] = ()
    bars: int | None = None
    hatched: int | None = None
