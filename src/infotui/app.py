"""The application: modes, themes, and what the keys do everywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any

from textual.binding import Binding
from textual.filter import LineFilter

from infotui.canvas.marks import Marks
from infotui.lessons.lesson import AnyLesson, Moment
from infotui.resources import stylesheet
from infotui.screens import LESSONS
from infotui.terminal import driver_class
from infotui.terminal.checks import glyph_level, prepare
from infotui.terminal.display import CellDisplay
from infotui.themes import DARK, LIGHT, roles
from infotui.widgets.lesson_tabs import LessonTabs
from infotui.widgets.plain import PlainFilter


class InfotuiApp(CellDisplay):
    """A mode a lesson. `opening` maps a lesson's name to the moment it opens at, where not at its own."""

    TITLE = "infotui"
    CSS_PATH = [stylesheet("app.tcss"), *(stylesheet(f"{entry.module}.tcss") for entry in LESSONS)]
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        *(
            Binding(str(number), f"lesson({number - 1})", entry.lesson.title, show=False)
            for number, entry in enumerate(LESSONS, 1)
        ),
        Binding("ctrl+p", "command_palette", "command palette", show=False),
        Binding("q", "quit", "quit"),
    ]

    def __init__(
        self,
        first: str | None = None,
        opening: dict[str, Moment[Any]] | None = None,
        marks: Marks = Marks.BRAILLE,
    ) -> None:
        self.marks = marks
        self._plain = PlainFilter(marks)
        super().__init__(driver_class=driver_class())
        for entry in LESSONS:
            self.add_mode(entry.lesson.name, partial(entry.make, (opening or {}).get(entry.lesson.name)))
        self._first = first or LESSONS[0].lesson.name
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wished = os.environ.get("TEXTUAL_THEME", "")
        self.theme = wished if wished in self.available_themes else DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our roles in the theme chosen."""
        return roles(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and where not every character can be shown the one that spells them."""
        filters = super().get_line_filters()
        return filters if self.marks is Marks.BRAILLE else [*filters, self._plain]

    def notify(self, message: str, **options: Any) -> None:
        """A message at the edge, spelled as the terminal can show it."""
        super().notify(self.marks.text(message), **options)

    async def on_mount(self) -> None:
        """Show the first lesson."""
        await self.switch_mode(self._first)

    async def action_lesson(self, index: int) -> None:
        """Go to a lesson, counted from 0."""
        await self.switch_mode(LESSONS[index].lesson.name)

    async def on_lesson_tabs_pressed(self, event: LessonTabs.Pressed) -> None:
        """Go to the lesson whose tab was pressed."""
        await self.action_lesson(event.index)


def run(lesson: AnyLesson, moment: Moment[Any], *, ascii_only: bool = False) -> int:
    """Draw `lesson` at `moment` until the person quits; returns the exit status."""
    prepare()
    level = "ascii" if ascii_only else glyph_level(os.environ, sys.stdout.encoding)
    app = InfotuiApp(lesson.name, {lesson.name: moment}, Marks[level.upper()])
    app.run()
    return app.return_code or 0
