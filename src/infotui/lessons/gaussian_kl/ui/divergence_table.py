"""Readings in both units side by side; an arrow marks the divergence that is shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role
from infotui.core.reading import Reading, Unit, format_number
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.hover_widget import HoverWidget

_SHORTER = (".2f", ".0f", ".0e")
_LABEL = 8
_NUMBER, _MAX_NUMBER = 9, 12
_UNIT = 4
_UNITS = (Unit.NATS, Unit.BITS)
_ABOUT = {
    "kl_pq": "data p, code q",
    "kl_qp": "data q, code p",
    "kl_gap": "KL(q‖p) − KL(p‖q)",
    "js": "Jensen-Shannon",
    "entropy_p": "entropy of p",
    "entropy_q": "entropy of q",
    "cross_entropy_pq": "cross-entropy",
}
_CHOICES = ("kl_pq", "kl_qp")
"""The readings that can be shown in detail."""
_ABOUT_AT = 11
_ABOUT_WIDTH = max(map(len, _ABOUT.values()))
_ROOM_FOR_ABOUT = 52


class BothUnits(NamedTuple):
    """The same readings in nats and in bits, the name of the shown one, and the unit of the screen."""

    nats: tuple[Reading, ...]
    bits: tuple[Reading, ...]
    shown: str
    unit: Unit


class DivergenceTable(HoverWidget):
    """A row for each reading, a column for each unit.

    A click on a divergence shows it; a click on a unit selects it.
    """

    view_name = "table"
    table: painted[BothUnits | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """The divergence called `reading` was clicked."""

        reading: str

    @dataclass(eq=False, repr=False)
    class UnitPressed(Message):
        """A unit was clicked."""

        unit: Unit

    def on_click(self, event: events.Click) -> None:
        """Announce what was clicked."""
        found = self.hit_test(event.x, event.y)
        if isinstance(found, Unit):
            self.post_message(self.UnitPressed(found))
        elif found is not None:
            self.post_message(self.Pressed(found))

    def hit_test(self, x: int, y: int) -> str | Unit | None:
        """A divergence, by its name, or a unit."""
        names = [reading.name for reading in _listed(self.table.nats)] if self.table else []
        columns = UnitColumns(self.size.width)
        row, unit = y - columns.head_rows, columns.unit_at(x)
        if unit is not None and row < len(names) and (row < 0 or columns.on_unit(x)):
            return unit
        return names[row] if 0 <= row < len(names) and names[row] in _CHOICES else None

    def paint(self, width: int, height: int) -> CellBuffer:
        """A row for each reading; where units have no room beside the numbers, they head the columns."""
        table, columns = self.table, UnitColumns(width)
        if table is None:
            return CellBuffer(width, height)
        labels = tuple((reading.name, reading.symbol) for reading in _listed(table.nats))
        background = _background(labels, table.shown, table.unit, self.hovered, width, height, self.glyphs)
        buffer = background.copy()
        for right, unit, readings in zip(columns.ends, _UNITS, (table.nats, table.bits), strict=True):
            end = right if columns.head_rows else right - len(unit.value) - 1
            for y, reading in enumerate(_listed(readings), columns.head_rows):
                role = Role.TITLE if reading.name == table.shown else Role.TEXT
                text_right(buffer, end, y, _fitted(reading, columns.room), role, self.glyphs)
        return buffer


@lru_cache(maxsize=4)
def _background(
    labels: tuple[tuple[str, str], ...],
    shown: str,
    chosen: Unit,
    hovered: str | Unit | None,
    width: int,
    height: int,
    glyphs: GlyphSet,
) -> CellBuffer:
    """All but the numbers: the names and symbols in `labels`, and the units."""
    buffer, columns = CellBuffer(width, height), UnitColumns(width)
    for y, (name, symbol) in enumerate(labels, columns.head_rows):
        pointer = glyphs.table.pointer if name == shown else " "
        role = Role.TITLE if name == shown else Role.P_BRIGHT if name == hovered else Role.TEXT
        text(buffer, 0, y, pointer + symbol, role, glyphs)
        if width >= _ROOM_FOR_ABOUT:
            text(buffer, _ABOUT_AT, y, _ABOUT[name], Role.MUTED, glyphs)
    for right, unit in zip(columns.ends, _UNITS, strict=True):
        role = Role.TEXT if unit is chosen else Role.P_BRIGHT if unit is hovered else Role.MUTED
        for y in range(columns.head_rows or len(labels)):
            text_right(buffer, right, y, unit.value, role, glyphs)
    return buffer.freeze()


class UnitColumns:
    """The columns of numbers in `width` cells, and what a click on them means."""

    def __init__(self, width: int) -> None:
        beside = width >= _LABEL + 2 * (_NUMBER + _UNIT)
        about = _ABOUT_AT - _LABEL + _ABOUT_WIDTH if width >= _ROOM_FOR_ABOUT else 0
        number = min(max((width - _LABEL - about) // 2 - _UNIT, _NUMBER), _MAX_NUMBER) if beside else _NUMBER
        column = number + _UNIT if beside else number
        self.head_rows = 0 if beside else 1
        self.room = number - 2 if beside else number - 1
        self.ends = (width - column, width)
        self._starts = (width - 2 * column, width - column)

    def unit_at(self, x: int) -> Unit | None:
        """The unit whose column contains `x`."""
        return next(
            (
                unit
                for unit, start in zip(reversed(_UNITS), reversed(self._starts), strict=True)
                if x >= start
            ),
            None,
        )

    def on_unit(self, x: int) -> bool:
        """Whether a unit beside a number is at `x`."""
        return not self.head_rows and any(end - _UNIT <= x < end for end in self.ends)


def _listed(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings of the table: the areas of the lobes stand in the lower plot."""
    return tuple(reading for reading in readings if reading.name in _ABOUT)


def _fitted(reading: Reading, room: int) -> str:
    """The number with as many decimals as fit."""
    found = reading.text
    for form in _SHORTER:
        if len(found) <= room:
            break
        found = format_number(reading.number, form)
    return found
