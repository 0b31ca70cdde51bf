"""How the bars of a distribution look: a panel with a scale, the guide 1/k, and a bar for each class."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import panel, text, vertical_bar, vline
from infotui.canvas.roles import Role
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.scaled_bars import fraction, paint_scale

from .bar_layout import BarLayout
from .bar_look import BarLook
from .bar_values import paint_value, place_values

_TITLE = "p"
_HINTS = (
    "drag a bar, turn the wheel on it, or use the arrow keys",
    "drag a bar, or use the arrow keys",
    "drag, or arrow keys",
)
_HINTS_WITHOUT_FOCUS = ("drag a bar, or Tab to it", "drag, or Tab")
_SHORT_NAME = 4
"""A slot that is narrower has no room for more than the first letter of a name."""


class BarsView(NamedTuple):
    """Everything the picture depends on besides its size.

    `codewords` and `frequencies` are empty or have one entry for each class.
    """

    distribution: Categorical
    selected: int
    hovered: int | None
    is_focused: bool
    codewords: tuple[str | None, ...] = ()
    frequencies: tuple[float, ...] = ()
    look: BarLook = BarLook()


def paint_bars(view: BarsView, layout: BarLayout, glyphs: GlyphSet) -> CellBuffer:
    """The panel, the scale and the guide behind the bars; values above the bars, names below them."""
    buffer = _background(layout, view.is_focused, view.look.titles, glyphs).copy()
    if view.hovered is not None:
        column = layout.bar(view.hovered) + layout.bar_width // 2
        vline(buffer, column, layout.top, layout.rows, Role.P_BRIGHT, glyphs)
    for i in range(layout.k):
        _paint_bar(buffer, view, layout, i, glyphs)
    for i, frequency in enumerate(view.frequencies):
        row = max(layout.row_of(frequency), layout.top)
        mark = glyphs.table.focused_frame[0]
        buffer.fill(layout.bar(i), min(row, layout.bottom - 1), layout.bar_width, 1, mark, Role.POINT)
    for value in place_values(view.distribution.p, view.selected, layout):  # last: bars would cover digits
        paint_value(buffer, value, glyphs)
    return buffer


@lru_cache(maxsize=8)
def _background(layout: BarLayout, is_focused: bool, titles: tuple[str, ...], glyphs: GlyphSet) -> CellBuffer:
    """What stays the same while bars move: the panel, the scale and the guide 1/k."""
    buffer = CellBuffer(layout.width, layout.height)
    title, hint = _title_and_hint(layout, is_focused, titles, glyphs)
    panel(buffer, 0, 0, layout.width, layout.height, title, hint, is_focused=is_focused, glyphs=glyphs)
    paint_scale(buffer, layout, glyphs, 1 / layout.k)
    return buffer.freeze()


def _title_and_hint(
    layout: BarLayout, is_focused: bool, titles: tuple[str, ...], glyphs: GlyphSet
) -> tuple[str, str]:
    """The title at the left of the border and the hint at its right; a sample has titles of its own."""
    scale = "" if layout.scale == 1 else f", scale to {fraction(layout.scale)}"
    if titles:
        room = layout.width - len(scale) - 4
        return next((title for title in titles if len(title) <= room), titles[-1]) + scale, ""
    title = _TITLE + scale
    room = layout.width - len(glyphs.transliterate(title)) - 7
    hints = _HINTS if is_focused else _HINTS_WITHOUT_FOCUS
    return title, next((hint for hint in hints if len(hint) <= room), "")


def _paint_bar(buffer: CellBuffer, view: BarsView, layout: BarLayout, i: int, glyphs: GlyphSet) -> None:
    p, chosen, locked = view.distribution.p[i], i == view.selected, i in view.distribution.locked
    role, inside = (
        (Role.P_BRIGHT, Role.SELECTED)
        if chosen
        else (Role.LOCKED, Role.ON_LOCKED)
        if locked
        else (Role.P, Role.ON_P)
    )
    x, width = layout.bar(i), layout.bar_width
    rows = min(p / layout.scale, 1.0) * layout.rows
    is_hatched = i == view.look.hatched
    if is_hatched and rows:  # no part of a cell can be hatched
        rows = max(round(rows), 1)
    vertical_bar(buffer, x, width, layout.bottom, rows, role, glyphs, "dotted" if is_hatched else "solid")
    word = view.codewords[i] if view.codewords else None
    if word and len(word) + 2 <= width and rows >= 1:
        text(buffer, x + (width - len(word)) // 2, layout.bottom - 1, word, inside, glyphs)
    _paint_name(buffer, view, layout, i, glyphs)


def _paint_name(buffer: CellBuffer, view: BarsView, layout: BarLayout, i: int, glyphs: GlyphSet) -> None:
    """The name of a class under its bar, marked where it is selected or locked."""
    chosen, locked = i == view.selected, i in view.distribution.locked
    mark = (glyphs.table.pointer if chosen else "") + (glyphs.table.lock if locked else "")
    name = glyphs.transliterate(view.distribution.names[i])
    if layout.slot_width < _SHORT_NAME and i == view.look.hatched:
        label = glyphs.table.textures[1]
    elif layout.slot_width < _SHORT_NAME:
        label = (mark[-1:] if locked else name[:1]).ljust(1)
    else:
        label = (mark + name)[: layout.slot_width - 1]
    x = layout.bar(i) + max((layout.bar_width - len(label)) // 2, 0)
    role = Role.SELECTED if chosen else Role.LOCKED if locked else Role.TEXT
    text(buffer, x, layout.bottom, label, role, glyphs)
