"""Tints: the background of the cells that lie under a curve."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil

from .cell_buffer import CellBuffer
from .roles import Tint
from .transform import TIE_EPSILON, PlotTransform

_MAX_ROW = 255
_LEAST_ROWS = 0.25
"""A curve lower than this has no area, so that the tail of a density has an end."""


def rows_under(transform: PlotTransform, heights: Sequence[float]) -> bytes:
    """For each column the first row, counted from the top of the box, whose middle is under a curve.

    Args:
        transform: the box and its limits; its height must be below 255.
        heights: the value of the curve in the middle of each column.
    """
    last = min(transform.height, _MAX_ROW)
    rows = (transform.height - 1) / (transform.y_max - transform.y_min)
    foot = transform.y_max * rows - TIE_EPSILON
    least = _LEAST_ROWS / rows if rows else 0.0
    return bytes(
        [min(max(ceil(foot - height * rows), 0), last) if height >= least else last for height in heights]
    )


def tint_under(buffer: CellBuffer, transform: PlotTransform, first_rows: bytes, tint: Tint) -> None:
    """Give the cells from `first_rows` down to the bottom of the box a background; adds to one that is there.

    Args:
        buffer: where to draw; the box must lie inside it.
        transform: the box.
        first_rows: as returned by `rows_under`.
        tint: the background.
    """
    if not first_rows:
        return
    width = len(first_rows)
    for row in range(min(first_rows), min(transform.height, _MAX_ROW)):
        at = (transform.top + row) * buffer.width + transform.left
        mask = first_rows.translate(_mask_table(row, tint))
        roles = int.from_bytes(buffer.roles[at : at + width], "big") | int.from_bytes(mask, "big")
        buffer.roles[at : at + width] = roles.to_bytes(width, "big")


@cache
def _mask_table(row: int, tint: Tint) -> bytes:
    """Translates the first row of an area in a column into its tint in `row`: none above the area."""
    return bytes(tint if first <= row else 0 for first in range(256))
