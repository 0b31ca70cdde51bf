"""The lines of the command palette: what can be done here, and in every other lesson."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Any, Protocol

from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import Preset
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.screens.commands import Command, bindings_of
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.palette_provider import SYNONYMS, PaletteEntry
from infotui.ui.widgets.key_bar import key_name

_GLYPH_NAMES = {GlyphSet.BRAILLE: "braille", GlyphSet.BLOCK: "blocks", GlyphSet.ASCII: "ASCII"}


ScreenAction = Callable[[LessonScreen[Any]], object]
"""Does something on the screen of a lesson; what it returns is awaited if it can be."""


class PaletteHost(Protocol):
    """What the palette needs of the app."""

    glyphs: GlyphSet

    @property
    def available_themes(self) -> Any:
        """The themes by their names."""

    @property
    def lesson_screen(self) -> LessonScreen[Any] | None:
        """The lesson that is shown, behind a modal screen perhaps."""

    def action_change_theme(self) -> None:
        """Open the palette of themes."""

    async def action_lesson(self, index: int) -> None:
        """Go to a lesson, counted from 0."""

    async def run_in(self, index: int, act: ScreenAction) -> None:
        """Go to a lesson, counted from 0, and act on its screen."""

    def change_glyphs(self, glyphs: GlyphSet) -> None:
        """Draw everything with other characters."""


def palette_entries(app: PaletteHost, everywhere: list[Command]) -> list[PaletteEntry]:
    """Every line of the palette of `app`; those of other lessons appear in a search only.

    `everywhere` are the commands of the app itself, for a screen that is no lesson.
    """
    screen = app.lesson_screen
    groups = screen.command_groups() if screen else (("Everywhere", everywhere),)
    here = [_command_entry(app, command) for _, group in groups for command in group]
    found = [entry for entry in here if entry is not None]
    for index, entry in enumerate(LESSONS):
        is_here = screen is not None and entry.info.name == screen.LESSON.name
        explains = screen is None or not screen.hides_theory
        found += _lesson_entries(app, index, entry, is_here=is_here, explains=explains)
    return found + _look_entries(app)


def _look_entries(app: PaletteHost) -> list[PaletteEntry]:
    """Themes, and the characters that plots and bars are drawn with."""
    found = [_entry(app, "theme", "choose the colours", "dark light", app.action_change_theme)]
    for name in app.available_themes:
        set_theme = partial(setattr, app, "theme", name)
        found.append(_entry(app, f"theme: {name}", "use these colours", "", set_theme, is_listed=False))
    for glyphs, name in _GLYPH_NAMES.items():
        if glyphs is not app.glyphs:
            draw = partial(app.change_glyphs, glyphs)
            about, words = "characters of plots and bars", "font glyphs"
            found.append(_entry(app, f"draw with {name}", about, words, draw))
    return found


def _command_entry(app: PaletteHost, command: Command) -> PaletteEntry | None:
    name = command.action.partition("(")[0]
    if name in ("command_palette", "lesson"):
        return None
    keys = _key_names(app, command.keys)
    words = SYNONYMS.get(name, "")
    says_more = command.description.casefold() != command.label.casefold()
    about = f"{command.description} ({keys})" if says_more else keys
    return _entry(app, command.label, about, words, command.run)


def _lesson_entries(
    app: PaletteHost, index: int, entry: LessonEntry, *, is_here: bool, explains: bool
) -> list[PaletteEntry]:
    """How to go to a lesson, its presets and theory; for the search also what another lesson can do.

    `explains` is False while an exercise hides the theory.
    """
    title, lesson = entry.info.title, entry.lesson
    found = []
    if not is_here:
        go = partial(app.action_lesson, index)
        found.append(_entry(app, f"go to {title}", f"{entry.info.summary} ({index + 1})", "", go))
    for preset in lesson.presets:
        name = f"preset: {preset.name}" if is_here else f"{title}: preset {preset.name}"
        take = partial(app.run_in, index, _applying(preset))
        about = preset.description if explains else ""
        found.append(_entry(app, name, about, "example", take, is_listed=is_here))
    for section in lesson.theory if explains else ():
        show = partial(app.run_in, index, LessonScreen.action_help)
        name = f"theory: {section.heading} ({title})"
        found.append(_entry(app, name, "open the help", section.text, show, is_listed=False))
    for binding in () if is_here else bindings_of(entry.screen_class):
        name = binding.action.partition("(")[0]
        if binding in LessonScreen.BINDINGS:
            continue
        about = f"{binding.tooltip or binding.description} ({_key_names(app, binding.key.split(','))})"
        run = partial(app.run_in, index, _running(binding.action))
        label = f"{title}: {binding.description}"
        found.append(_entry(app, label, about, SYNONYMS.get(name, ""), run, is_listed=False))
    return found


def _key_names(app: PaletteHost, keys: Iterable[str]) -> str:
    """Keys as the key bar writes them."""
    return " ".join(key_name(key, app.glyphs) for key in keys)


def _applying(preset: Preset[Any]) -> ScreenAction:
    return lambda screen: screen.apply_preset(preset)


def _running(action: str) -> ScreenAction:
    return lambda screen: screen.run_action(action)


def _entry(
    app: PaletteHost,
    title: str,
    description: str,
    words: str,
    run: Callable[[], Awaitable[None] | None],
    is_listed: bool = True,
) -> PaletteEntry:
    name = app.glyphs.transliterate(title)
    about = app.glyphs.transliterate(description)
    return PaletteEntry(name[:1].upper() + name[1:], about, words, run, is_listed)
