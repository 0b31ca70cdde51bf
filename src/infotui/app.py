"""The application: modes, themes, and what the keys do everywhere."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding
from textual.filter import LineFilter
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import ThemeProvider

from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import AnyLesson, Snapshot
from infotui.lessons import LESSONS, LessonEntry
from infotui.terminal import driver_class
from infotui.terminal.display import CellDisplay
from infotui.terminal.environment import detect_glyphs, prepare
from infotui.ui.resources import stylesheet
from infotui.ui.screens.commands import commands
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.modals import Palette
from infotui.ui.stylesheet import CachedStylesheet, load_rules
from infotui.ui.themes import DARK, LIGHT, roles
from infotui.ui.type_ahead import TypeAhead
from infotui.ui.widgets.charset_filter import GlyphFallbackFilter
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.key_bar import key_name
from infotui.ui.widgets.lesson_tabs import LessonTabs

if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet

_MIN_LIST_SIZE = Size(20, 6)
_EXIT_KEYS = ("escape", "ctrl+q")


class InfotuiApp(TypeAhead, CellDisplay):
    """A mode a lesson. `opening` maps a lesson's name to the moment it opens at, where not at its own."""

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
        Binding("q", "quit", "quit"),
    ]

    def __init__(
        self,
        first: str | None = None,
        initial: dict[str, Snapshot[Any]] | None = None,
        glyphs: GlyphSet = GlyphSet.BRAILLE,
        exercises: ExerciseSet | None = None,
    ) -> None:
        self.glyphs = glyphs
        self._glyph_filter = GlyphFallbackFilter(glyphs)
        self._last_note, self._last_note_until = "", 0.0
        # Where this one opens: a screen before it, never seen, would be styled and laid out all the same.
        self.DEFAULT_MODE = first or LESSONS[0].info.name  # type: ignore[misc]
        super().__init__(driver_class=driver_class())
        for entry in LESSONS:
            name = entry.info.name
            given = exercises if exercises is not None and exercises.lesson.name == name else None
            self.add_mode(name, partial(self._screen, entry, (initial or {}).get(name), given))
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        wished = os.environ.get("TEXTUAL_THEME", "")
        self.theme = wished if wished in self.available_themes else DARK.name
        self.stylesheet = CachedStylesheet(variables=self.get_css_variables())

    def _screen(
        self, entry: LessonEntry, initial: Snapshot[Any] | None, exercises: ExerciseSet | None
    ) -> LessonScreen[Any]:
        load_rules(self, f"{entry.folder}.tcss")
        return entry.make_screen(initial, exercises)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of our roles in the theme chosen."""
        return roles(self.current_theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and where not every character can be shown the one that spells them."""
        filters = super().get_line_filters()
        return filters if self.glyphs is GlyphSet.BRAILLE else [*filters, self._glyph_filter]

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette: whatever has a key, the presets, the themes. No file is written from here."""
        lesson = screen if isinstance(screen, LessonScreen) else None
        groups = lesson.command_groups() if lesson else (("Everywhere", commands(self)),)
        for command in (command for _, found in groups for command in found):
            keys = " ".join(key_name(key, self.glyphs) for key in command.keys)
            about = command.description if command.description != command.label else "key"
            if command.action != "command_palette":
                yield self._system_command(command.label, f"{about} ({keys})", command.run)
        if lesson:
            for preset in lesson.LESSON.presets:
                take = partial(lesson.apply_preset, preset)
                yield self._system_command(f"preset: {preset.name}", preset.description, take)
        yield self._system_command("theme", "choose the colours", self.action_change_theme)

    def action_command_palette(self) -> None:
        """Open the palette."""
        if not isinstance(self.screen, Palette):
            self._open_palette(Palette())

    def search_themes(self) -> None:
        """Open a palette of themes."""
        self._open_palette(Palette(providers=[ThemeProvider], placeholder="a theme"))

    def _open_palette(self, palette: Palette) -> None:
        load_rules(self, "palette.tcss")
        self.push_screen(palette)

    def _system_command(self, word: str, about: str, do: Callable[[], object]) -> SystemCommand:
        name = self.glyphs.transliterate(word)
        return SystemCommand(name[:1].upper() + name[1:], self.glyphs.transliterate(about), do)

    def notify(self, message: str, **options: Any) -> None:
        """A message at the edge, as the terminal can show it; one that is still there is not repeated."""
        shown, now = self.glyphs.transliterate(message), monotonic()
        if shown != self._last_note or now > self._last_note_until:
            self._last_note, self._last_note_until = shown, now + self.NOTIFICATION_TIMEOUT
            super().notify(shown, **options)

    def accepts_key(self, key: events.Key) -> bool:
        """Without room a list hears of no key but those that leave: at others Textual's lists fail."""
        return key.key in _EXIT_KEYS or not self._is_tiny_modal()

    def is_handled_locally(self, key: events.Key) -> bool:
        """An editor's own keys change what it holds, never where the next key goes."""
        return isinstance(self.focused, Editor) and self.focused.binds(key.key)

    def _is_tiny_modal(self) -> bool:
        is_tiny = self.size.width < _MIN_LIST_SIZE.width or self.size.height < _MIN_LIST_SIZE.height
        return is_tiny and bool(self.screen_stack) and self.screen.is_modal

    def on_ready(self) -> None:
        """The first picture is drawn: from now on garbage is collected, what a start made left out."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    async def action_lesson(self, index: int) -> None:
        """Go to a lesson, counted from 0."""
        await self.switch_mode(LESSONS[index].info.name)

    async def on_lesson_tabs_pressed(self, event: LessonTabs.Pressed) -> None:
        """Go to the lesson whose tab was pressed."""
        await self.action_lesson(event.index)


def run(
    lesson: AnyLesson,
    snapshot: Snapshot[Any],
    *,
    ascii_only: bool = False,
    exercises: ExerciseSet | None = None,
) -> int:
    """Draw `lesson` at `moment`, the exercises open, until the person quits; returns the exit status."""
    prepare()
    level = "ascii" if ascii_only else detect_glyphs(os.environ, sys.stdout.encoding)
    app = InfotuiApp(lesson.name, {lesson.name: snapshot}, GlyphSet[level.upper()], exercises)
    app.run()
    return app.return_code or 0
