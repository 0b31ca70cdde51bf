"""Help: the keys of a screen and its theory."""

from __future__ import annotations

from textwrap import wrap

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import AnyLesson, Section
from infotui.ui.widgets.charset_filter import glyphs_of
from infotui.ui.widgets.key_bar import escape_name, key_name

from .commands import Command, keys_of, rows
from .modals import Modal

_KEYS_WIDTH = 16
_HIDDEN = Section("Theory", "Hidden: it would answer the question of the exercise.")


def _closing_keys() -> str:
    """Which keys close the help; where Escape must be pressed twice, one that need not."""
    name = escape_name()
    return f"{name} closes" if name == "Esc" else f"{name} or q closes"


class KeyList(Static):
    """The keys of one node, those that belong together in a row; each key can be clicked."""

    def __init__(self, heading: str, found: list[Command]) -> None:
        super().__init__(classes="help--section")
        self._heading = heading
        self._commands = found

    def on_resize(self, event: events.Resize) -> None:
        """Break the rows to the new width."""
        lines = [row for together in rows(self._commands) for row in self._rows(together, event.size.width)]
        self.update(Content("\n").join([Content.styled(self._heading, "bold $heading"), *lines]))

    def action_take(self, index: int) -> None:
        """Close the help, and do what the clicked key does."""
        self.screen.dismiss(self._commands[index])

    def _rows(self, row: tuple[Command, ...], width: int) -> list[Content]:
        glyphs = glyphs_of(self.app)
        keys = Content(" ").join([self._key(*found, glyphs) for found in keys_of(row)])
        words = glyphs.transliterate(", ".join(command.description for command in row))
        first, *others = wrap(words, max(width - _KEYS_WIDTH, 1)) or [""]
        gap = " " * max(_KEYS_WIDTH - keys.cell_length, 1)
        return [Content.assemble(keys, gap, first), *(Content(" " * _KEYS_WIDTH + line) for line in others)]

    def _key(self, key: str, command: Command, glyphs: GlyphSet) -> Content:
        style = Style.from_meta({"@click": f"take({self._commands.index(command)})"})
        return Content.styled(key_name(key, glyphs), "bold $key").stylize(style)


class HelpScreen(Modal, ModalScreen[Command | None]):
    """Keys and theory side by side, or below each other where there is no room.

    A click on a key closes the help and returns its command.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS = [
        Binding("escape,question_mark,f1,q", "dismiss(None)", "close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(
        self, lesson: AnyLesson, groups: tuple[tuple[str, list[Command]], ...], is_theory_hidden: bool
    ) -> None:
        super().__init__()
        self._lesson = lesson
        self._groups = groups
        self._theory = (_HIDDEN,) if is_theory_hidden else lesson.theory

    def compose(self) -> ComposeResult:
        """The keys, then the theory."""
        with VerticalScroll() as page:
            page.border_title = self._transliterate(f"{self._lesson.title}: keys and theory")
            page.border_subtitle = self._transliterate(f"↑↓ PgUp PgDn scroll, {_closing_keys()}")
            with Container(id="columns"):
                with Vertical(id="keys"):
                    for heading, found in self._groups:
                        yield KeyList(heading, found)
                with Vertical(id="theory"):
                    for section in self._theory:
                        yield Static(self._section(section), classes="help--section")

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the page."""
        if event.widget is self:
            self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def _transliterate(self, string: str) -> str:
        return glyphs_of(self.app).transliterate(string)

    def _section(self, section: Section) -> Content:
        heading, text = map(self._transliterate, (section.heading, section.text))
        return Content.assemble((heading, "bold $heading"), "\n", text)
