"""The top line: the program's name, the lessons with their keys, the unit."""

from __future__ import annotations

from textual import events
from textual.message import Message

from infotui.canvas.grid import Grid
from infotui.canvas.painters import text, text_right
from infotui.canvas.roles import Role

from .cells import CellWidget, shown

_NAME = " infotui "
_GAP = 2


class LessonTabs(CellWidget):
    """The lessons side by side, the one shown marked; press one to go there, or the unit to change it."""

    unit: shown[str] = shown("")
    """The unit of information that readings are in."""

    class Pressed(Message):
        """A lesson's tab was pressed: the one at `index`, from 0."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class UnitPressed(Message):
        """The unit was pressed."""

    def __init__(self, titles: tuple[str, ...], current: int) -> None:
        super().__init__()
        self._titles = titles
        self._current = current

    def watch_unit(self) -> None:
        """Show it."""
        self.repaint()

    def paint(self, width: int, height: int) -> Grid:
        """The line."""
        grid = Grid(width, height)
        text(grid, 0, 0, _NAME, Role.TITLE, self.marks)
        for i, (start, label) in enumerate(self._labels(width)):
            text(grid, start, 0, label, Role.SELECTED if i == self._current else Role.MUTED, self.marks)
        text_right(grid, width - 1, 0, self.unit, Role.TEXT, self.marks)
        return grid

    def on_click(self, event: events.Click) -> None:
        """Tell what was pressed."""
        for i, (start, label) in enumerate(self._labels(self.size.width)):
            if start <= event.x < start + len(label):
                self.post_message(self.Pressed(i))
        if event.x >= self.size.width - 1 - len(self.unit):
            self.post_message(self.UnitPressed())

    def _labels(self, width: int) -> list[tuple[int, str]]:
        labels, x = [], len(_NAME) + 1
        for number, title in enumerate(self._titles, 1):
            label = f" {number} {title} "
            labels.append((x, label))
            x += len(label) + _GAP - 1
        return labels
