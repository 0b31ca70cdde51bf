"""The top line: the program's name, the lessons with their keys, the exercises, the unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role

from .cell_widget import painted
from .clickable_spans import ClickableSpans, WordRoles
from .hover_widget import HoverWidget

_NAME = " infotui "
_GAP = 1
_EXERCISES = "e exercises"
_EXERCISES_GAP = 3
_ACTION_TIPS = {"exercises": "open or close the exercises", "unit": "switch between bits and nats"}

Target = int | str
"""A lesson's index from 0, or the name of an action."""


class LessonTabs(HoverWidget):
    """The lessons side by side, the one shown marked; a click opens one, or runs the action of a word."""

    unit: painted[str] = painted("")
    """The unit of information that readings are in."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """A lesson's tab was clicked: the one at `index`, from 0."""

        index: int

    class UnitPressed(Message):
        """The unit was clicked."""

    class ExercisesPressed(Message):
        """The exercises were clicked."""

    def __init__(self, titles: tuple[str, ...], current: int) -> None:
        super().__init__()
        self._titles = titles
        self._current = current

    def watch_hovered(self, target: Target | None) -> None:
        """Show what a click does as a tooltip."""
        tip = f"open {self._titles[target]}" if isinstance(target, int) else _ACTION_TIPS.get(target or "")
        self.tooltip = self.glyphs.transliterate(tip) if tip else None
        self.repaint()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The name, the tabs, and the words at the right."""
        buffer = CellBuffer(width, height)
        text(buffer, 0, 0, _NAME, Role.TITLE, self.glyphs)
        tabs, actions = self._tabs(width), self._actions(width)
        tabs.paint(buffer, self._tab_roles)
        actions.paint(buffer, self._action_roles)
        return buffer

    def _tab_roles(self, target: Target) -> WordRoles:
        is_hovered = target == self.hovered
        role = Role.TAB if target == self._current else Role.P_BRIGHT if is_hovered else Role.MUTED
        return role, role

    def _action_roles(self, target: Target) -> WordRoles:
        if target == self.hovered:
            return Role.P_BRIGHT, Role.P_BRIGHT
        return Role.HOT_KEY, Role.MUTED if target == "exercises" else Role.TEXT

    def hit_test(self, x: int, y: int) -> Target | None:
        """The tab or the word at this column."""
        found = self._tabs(self.size.width).hit_test(x, 0)
        return self._actions(self.size.width).hit_test(x, 0) if found is None else found

    def on_click(self, event: events.Click) -> None:
        """Announce what was clicked."""
        target = self.hit_test(event.x, 0)
        posts: dict[str, Callable[[], Message]] = {
            "exercises": self.ExercisesPressed,
            "unit": self.UnitPressed,
        }
        if isinstance(target, int):
            self.post_message(self.Pressed(target))
        elif target is not None:
            self.post_message(posts[target]())

    def _actions(self, width: int) -> ClickableSpans[Target]:
        """The unit, with its key where there is room, and left of it the exercises, where there is room."""
        start = self._tabs(width).end
        unit = f"b {self.unit}" if start + len(self.unit) + 2 <= width else self.unit
        end = max(width - 1, min(start + len(unit), width))
        found: ClickableSpans[Target] = ClickableSpans.from_right([(unit, "unit")], end, 0)
        exercises_end = width - 1 - len(unit) - _EXERCISES_GAP
        if exercises_end - len(_EXERCISES) > start + _GAP:
            found += ClickableSpans.from_right([(_EXERCISES, "exercises")], exercises_end, 0)
        return found

    def _tabs(self, width: int) -> ClickableSpans[Target]:
        """The tabs: with gaps where they leave room for the unit."""
        titles = map(self.glyphs.transliterate, self._titles)
        labels: list[tuple[str, Target]] = [(f" {i + 1} {title} ", i) for i, title in enumerate(titles)]
        room = width - len(f" b {self.unit} ") - len(_NAME) - sum(len(label) for label, _ in labels)
        gap = min(max(room // len(labels), 0), _GAP)
        return ClickableSpans.from_left(labels, len(_NAME) + gap, gap, max(width, 1))
