"""The top line: the program's name, the lessons with their keys, the unit."""

from __future__ import annotations

from itertools import accumulate

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text, text_right
from infotui.canvas.roles import Role

from .cell_widget import painted
from .hover_widget import HoverWidget

_NAME = " infotui "
_GAP = 2
_EXERCISES = "e exercises"
_UNIT_KEY = "b "
_UNIT_GAP = 3


class LessonTabs(HoverWidget):
    """The lessons side by side, the one shown marked; press one to go there, or the unit to change it."""

    unit: painted[str] = painted("")
    """The unit of information that readings are in."""

    class Pressed(Message):
        """A lesson's tab was pressed: the one at `index`, from 0."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class UnitPressed(Message):
        """The unit was pressed."""

    class ExercisesPressed(Message):
        """The exercises were pressed."""

    def __init__(self, titles: tuple[str, ...], current: int) -> None:
        super().__init__()
        self._titles = titles
        self._current = current

    def paint(self, width: int, height: int) -> CellBuffer:
        """The line."""
        buffer = CellBuffer(width, height)
        text(buffer, 0, 0, _NAME, Role.TITLE, self.glyphs)
        for i, (start, label) in enumerate(self._labels(width)):
            role = Role.SELECTED if i == self._current else self._highlight(start, len(label), Role.MUTED)
            text(buffer, start, 0, label, role, self.glyphs)
        unit = self._unit(width)
        text(buffer, unit, 0, _UNIT_KEY, self._highlight(unit, width - unit, Role.MUTED), self.glyphs)
        text_right(
            buffer, width - 1, 0, self.unit, self._highlight(unit, width - unit, Role.TEXT), self.glyphs
        )
        exercises = self._exercises(width)
        if exercises is not None:
            role = self._highlight(exercises, len(_EXERCISES), Role.MUTED)
            text(buffer, exercises, 0, _EXERCISES, role, self.glyphs)
        return buffer

    def _highlight(self, start: int, length: int, role: Role) -> Role:
        """`role`, or where the pointer is over these columns that of something to press."""
        return Role.P_BRIGHT if self.hovered is not None and start <= self.hovered < start + length else role

    def hit_test(self, x: int, y: int) -> int:
        """The column."""
        return x

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        for i, (start, label) in enumerate(self._labels(self.size.width)):
            if start <= event.x < start + len(label):
                self.post_message(self.Pressed(i))
        if event.x >= self._unit(self.size.width):
            self.post_message(self.UnitPressed())
        exercises = self._exercises(self.size.width)
        if exercises is not None and exercises <= event.x < exercises + len(_EXERCISES):
            self.post_message(self.ExercisesPressed())

    def _exercises(self, width: int) -> int | None:
        """The column of the word that opens the exercises, where there is room for it."""
        start = self._unit(width) - _UNIT_GAP - len(_EXERCISES)
        return start if start > self._end_of_labels(width) + _GAP else None

    def _unit(self, width: int) -> int:
        """The column of the unit, its key before it where there is room for that."""
        start = width - 1 - len(self.unit)
        return start - len(_UNIT_KEY) if start - len(_UNIT_KEY) > self._end_of_labels(width) else start

    def _end_of_labels(self, width: int) -> int:
        last, label = self._labels(width)[-1]
        return last + len(label)

    def _labels(self, width: int) -> list[tuple[int, str]]:
        """The tabs and their columns: side by side where they would run into the unit otherwise."""
        labels = [f" {number} {title} " for number, title in enumerate(self._titles, 1)]
        room = width - len(f" {_UNIT_KEY}{self.unit} ") - len(_NAME) - sum(map(len, labels))
        gap = min(max(room // len(labels), 0), _GAP - 1)
        starts = accumulate((len(label) + gap for label in labels), initial=len(_NAME) + gap)
        return list(zip(starts, labels, strict=False))
