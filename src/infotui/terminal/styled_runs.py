"""Styled runs: neighbouring changed cells of one style, and the order in which they are cheapest to send.

A run may include a few unchanged cells where that is shorter than skipping them. The order is a greedy one:
it goes on with the style of the shortest SGR transition, so it is not always the best.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from .sgr import SgrStyle

_MAX_GAP = 4
"""Unchanged cells that may be cheaper to send again than to skip."""
_SKIP_COST = (0, 3, 4, 4, 4)
"""Bytes of the cursor move (CUF) that skips so many cells."""


class StyledRun(NamedTuple):
    """Neighbouring cells of one style; if `is_blank`, every style on that background shows them alike."""

    row: int
    column: int
    width: int
    style: SgrStyle
    text: str
    is_blank: bool


def extend_run(
    style: SgrStyle, blank: bool, chars: list[str], styles: list[SgrStyle], after: int, to: int
) -> tuple[SgrStyle, bool] | None:
    """The style of a run (`blank`: only spaces so far) that is extended from `after` to include cell `to`.

    None if no single style draws these cells, or if skipping the gap is cheaper.
    """
    gap = to - after
    if gap and (gap > _MAX_GAP or len("".join(chars[after:to]).encode()) > _SKIP_COST[gap]):
        return None
    for x in range(after, to + 1):
        other = styles[x]
        if other is style:
            blank = blank and chars[x] == " "
        elif blank and other.blank_style is style:
            style, blank = other, False
        elif other is not style.blank_style or chars[x] != " ":
            return None
    return style, blank


def order_by_style(runs: list[StyledRun], style: SgrStyle) -> list[StyledRun]:
    """`runs` grouped by style, each group followed by the one with the cheapest transition.

    `style` is the terminal's current one. Blank runs join a group with the same background.
    """
    groups: dict[SgrStyle, list[StyledRun]] = {}
    style_on: dict[str, SgrStyle] = {}
    for run in runs:
        if not run.is_blank:
            groups.setdefault(run.style, []).append(run)
            if run.style.space_shows_only_background:
                style_on.setdefault(run.style.background, run.style)
    for run in runs:
        if run.is_blank:
            groups.setdefault(style_on.get(run.style.background, run.style), []).append(run)
    ordered: list[StyledRun] = []
    while groups:
        style = min(groups, key=style.transition_lengths.__getitem__)
        ordered += sorted(groups.pop(style))
    return ordered


def style_changes(runs: list[StyledRun]) -> int:
    """The number of style changes when `runs` are drawn in this order."""
    return sum([run.style is not after.style for run, after in pairwise(runs)])
