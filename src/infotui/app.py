"""The application: a mode for each lesson, themes, the palette, and the keys that work everywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events
from textual.binding import Binding
from textual.filter import LineFilter
from textual.geometry import Offset, Region, Size
from textual.notifications import SeverityLevel
from textual.theme import Theme, ThemeProvider

from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import AnyLesson, Snapshot
from infotui.lessons import LESSONS, LessonEntry
from infotui.terminal import driver_class
from infotui.terminal.display import CellDisplay
from infotui.terminal.environment import GlyphLevel, detect_glyphs, prepare
from infotui.ui.garbage import resume_collection
from infotui.ui.resources import stylesheet
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.stylesheet import CachedStylesheet, load_rules
from infotui.ui.themes import DARK, LIGHT, roles, uses_ansi_colours
from infotui.ui.type_ahead import TypeAhead
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.charset_filter import GlyphFallbackFilter
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.lesson_tabs import LessonTabs
from infotui.ui.widgets.note_bar import Note
from infotui.ui.widgets.summary_line import SummaryLine

if TYPE_CHECKING:
    from infotui.core.launch import Load
    from infotui.exercises.model import ExerciseSet
    from infotui.palette import ScreenAction
    from infotui.terminal.color_reduction import RGB
    from infotui.ui.screens.modals import Palette
    from infotui.ui.screens.palette_provider import PaletteEntry

# What opens later, and what few terminals need, is imported when it is needed: no start should wait for it.
_MIN_LIST_SIZE = Size(20, 6)
_EXIT_KEYS = ("escape", "ctrl+q")


class InfotuiApp(TypeAhead, CellDisplay):
    """Every lesson is a mode. `initial` maps names of lessons to snapshots that replace their own."""

    TITLE = "infotui"
    CSS_PATH = stylesheet("app.tcss")
    ALLOW_SELECT = False
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        *(
            Binding(str(number), f"lesson({number - 1})", entry.info.title, show=False)
            for number, entry in enumerate(LESSONS, 1)
        ),
        Binding("ctrl+p", "command_palette", "command palette", show=False),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, tooltip="back to the shell; fg returns"),
        Binding("ctrl+l", "redraw", "redraw the screen", show=False, priority=True),
        Binding("q", "quit", "quit"),
    ]

    _variables_of: Theme | None = None
    """The theme whose variables `theme_variables` has."""

    def __init__(
        self,
        first: str | None = None,
        initial: dict[str, Snapshot[Any]] | None = None,
        glyphs: GlyphSet = GlyphSet.BRAILLE,
        exercises: ExerciseSet | None = None,
        load: Load | None = None,
    ) -> None:
        self.glyphs = glyphs
        self._glyph_filter = GlyphFallbackFilter(glyphs)
        self._lesson_screens: list[LessonScreen[Any]] = []
        """Those that were opened so far."""
        self.commands_to_print: list[str] = []
        """What is to be printed after quitting."""
        # Textual would style and lay out its default mode first, though nobody would see it.
        self.DEFAULT_MODE = first or LESSONS[0].info.name  # type: ignore[misc]
        super().__init__(driver_class=driver_class())
        for entry in LESSONS:
            name = entry.info.name
            given = exercises if exercises is not None and exercises.lesson.name == name else None
            self.add_mode(name, partial(self._screen, entry, (initial or {}).get(name), given))
        self._load = load
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        requested = os.environ.get("TEXTUAL_THEME", "")
        self.theme = requested if requested in self.available_themes else DARK.name
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())

    def _screen(
        self, entry: LessonEntry, initial: Snapshot[Any] | None, exercises: ExerciseSet | None
    ) -> LessonScreen[Any]:
        load_rules(self, f"{entry.folder}.tcss")
        screen = entry.make_screen(initial, exercises)
        self._lesson_screens.append(screen)
        return screen

    def get_css_variables(self) -> dict[str, str]:
        """The variables of the present theme, computed once: Textual asks four times during start-up."""
        theme = self.current_theme
        if self._variables_of is not theme:
            self._variables_of = theme
            return super().get_css_variables()
        return self.theme_variables

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of the roles in the present theme."""
        return roles(self.current_theme)

    def reduced_colors(self, system: ColorSystem) -> Mapping[RGB, int]:
        """The theme's colours in terminals with 256 or 16 colours."""
        if system is ColorSystem.TRUECOLOR:
            return {}
        from infotui.ui.reduced_themes import reduced_colors

        return reduced_colors(self.current_theme, system)

    def cursor_target(self) -> Offset | None:
        """The cell that the focused control names, or else the summary sentence."""
        target, focused = super().cursor_target(), self.focused
        if target is not None:
            return target
        widget = focused or next(iter(self.screen.query(SummaryLine)), None)
        x, y, width, _ = widget.region if widget is not None else Region()
        if not width:
            return None
        cell: Offset = getattr(widget, "cursor_cell", Offset())
        return Offset(x + cell.x, y + cell.y)

    def action_redraw(self) -> None:
        """Send the whole screen again, as after `wall` or a background job has written over it."""
        self.redraw()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and one that replaces characters that the terminal cannot show."""
        filters = super().get_line_filters()
        if self.no_color and uses_ansi_colours(self.current_theme):
            from infotui.ui.no_color import keep_reverse

            filters = keep_reverse(filters, self.current_theme.dark)
        return filters if self.glyphs is GlyphSet.BRAILLE else [*filters, self._glyph_filter]

    def palette_entries(self) -> list[PaletteEntry]:
        """Every line of the palette: the commands here, and those of the other lessons for the search."""
        from infotui.palette import palette_entries
        from infotui.ui.screens.commands import commands

        return palette_entries(self, commands(self))

    def change_glyphs(self, glyphs: GlyphSet) -> None:
        """Draw everything with other characters."""
        self.glyphs, self._glyph_filter = glyphs, GlyphFallbackFilter(glyphs)
        for screen in self._lesson_screens:
            for widget in screen.query(CellWidget):
                widget.forget_glyphs()
        self.screen.refresh(layout=True)

    async def run_in(self, index: int, act: ScreenAction) -> None:
        """Go to a lesson, counted from 0, and act on its screen."""
        await self.action_lesson(index)
        if isinstance(self.screen, LessonScreen):
            result = act(self.screen)
            if isawaitable(result):
                await result

    @property
    def lesson_screen(self) -> LessonScreen[Any] | None:
        """The lesson that is shown, behind a modal screen perhaps."""
        return next((found for found in reversed(self.screen_stack) if isinstance(found, LessonScreen)), None)

    def action_command_palette(self) -> None:
        """Open the palette."""
        from infotui.ui.screens.modals import Palette
        from infotui.ui.screens.palette_provider import EntryProvider

        if not isinstance(self.screen, Palette):
            self._open_palette(Palette(providers=[EntryProvider]))

    def search_themes(self) -> None:
        """Open a palette of themes."""
        from infotui.ui.screens.modals import Palette

        self._open_palette(Palette(providers=[ThemeProvider], placeholder="a theme"))

    def _open_palette(self, palette: Palette) -> None:
        load_rules(self, "palette.tcss")
        self.push_screen(palette)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a note above the key bar until the next key."""
        if self.screen_stack and self.lesson_screen is not None:
            self.lesson_screen.show_note(Note(message, severity != "information"))

    def action_help_quit(self) -> None:
        """Tell which key quits; Textual binds this to Ctrl+C."""
        self.notify("Press q to quit")

    def before_input(self, event: events.Event) -> None:
        """Clear the note at the next key or press of a mouse button."""
        if isinstance(event, events.Key | events.Paste | events.MouseDown):
            for screen in self.screen_stack:
                if isinstance(screen, LessonScreen):
                    screen.clear_note()

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Exit, and keep what is to be printed: copied commands, and those that reopen changed states."""
        found = [line for screen in self._lesson_screens for line in screen.commands_to_print]
        self.commands_to_print = list(dict.fromkeys(found))
        super().exit(result, return_code, message)

    def accepts_key(self, key: events.Key) -> bool:
        """Whether `key` is passed on: on tiny terminals lists receive only Escape and Ctrl+Q.

        Defect of Textual 8.2.8: an OptionList that has no room raises an error when a key moves its cursor.
        """
        return key.key in _EXIT_KEYS or not self._is_tiny_modal()

    def is_handled_locally(self, key: events.Key) -> bool:
        """Whether only the focused widget handles `key`: an editor's own keys never move the focus."""
        return isinstance(self.focused, Editor) and self.focused.binds(key.key)

    def _is_tiny_modal(self) -> bool:
        is_tiny = self.size.width < _MIN_LIST_SIZE.width or self.size.height < _MIN_LIST_SIZE.height
        return is_tiny and bool(self.screen_stack) and self.screen.is_modal

    def on_ready(self) -> None:
        """The first frame is drawn: collect garbage from now on, and read what the command line names."""
        resume_collection()
        if self._load is not None and isinstance(self.screen, LessonScreen):
            from infotui.ui.screens.loading_screen import load_input

            load_input(self.screen, self._load, self.screen.open_snapshot)

    async def action_lesson(self, index: int) -> None:
        """Go to a lesson, counted from 0."""
        await self.switch_mode(LESSONS[index].info.name)

    async def on_lesson_tabs_pressed(self, event: LessonTabs.Pressed) -> None:
        """Go to the lesson whose tab was pressed."""
        await self.action_lesson(event.index)


class Outcome(NamedTuple):
    """The exit status, and the lines to print once the terminal is restored."""

    status: int
    commands: list[str]


def run(
    lesson: AnyLesson,
    snapshot: Snapshot[Any],
    *,
    glyphs: GlyphLevel | None = None,
    exercises: ExerciseSet | None = None,
    load: Load | None = None,
    keyboard_from_tty: bool = False,
) -> Outcome:
    """Draw `lesson` at `snapshot`, the exercises open if there are any, until the user quits.

    With `load`, files are read after the first frame, and the snapshot that it returns is shown.
    """
    prepare(keyboard_from_tty=keyboard_from_tty)
    level = glyphs or detect_glyphs(os.environ, sys.stdout.encoding)
    app = InfotuiApp(lesson.name, {lesson.name: snapshot}, GlyphSet[level.upper()], exercises, load)
    app.run()
    theme = os.environ.get("TEXTUAL_THEME", "")
    is_unknown = theme and theme not in app.available_themes
    notes = [f"infotui: TEXTUAL_THEME: unknown theme {theme!r}, used {DARK.name}"] if is_unknown else []
    return Outcome(app.return_code or 0, [*notes, *app.commands_to_print])
