"""Asks for the path of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from infotui.data.display_text import printable
from infotui.data.path_completion import complete_path
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.charset_filter import glyphs_of
from infotui.ui.widgets.key_bar import escape_name
from infotui.ui.widgets.value_prompt import ValueInput

from .modals import Modal

_MOST_LISTED = 12


def ask_for_file(
    screen: Screen[Any],
    prompt: str,
    then: Callable[[str], object],
    cancelled: Callable[[], object] | None = None,
) -> None:
    """Ask for a path, and call `then` with what was typed, or `cancelled` after Esc.

    Args:
        screen: the screen in front of which the question is.
        prompt: one line that says which files can be read, and which options may stand before a path.
        then: called on the event loop with the text, which may begin with an option: `--text notes.txt`.
        cancelled: called after Esc; by default nothing is.
    """

    def finish(typed: str | None) -> None:
        if typed is not None:
            then(typed)
        elif cancelled is not None:
            cancelled()

    load_rules(screen.app, "open_file.tcss")
    screen.app.push_screen(OpenFileScreen(prompt), finish)


class PathInput(ValueInput):
    """A field for a path; Tab completes it."""

    BINDINGS = [Binding("tab", "complete", "complete", show=False)]

    def action_complete(self) -> None:
        """Complete the path as far as it is unambiguous, and list the candidates."""
        completed, candidates = complete_path(self.value)
        self.value = completed
        self.cursor_position = len(completed)
        screen = self.screen
        if isinstance(screen, OpenFileScreen):
            screen.show_candidates(candidates)


class OpenFileScreen(Modal, ModalScreen["str | None"]):
    """One line for a path. Enter returns what was typed, Esc None."""

    BINDINGS = [Binding("escape", "dismiss(None)", "close")]

    def __init__(self, prompt: str) -> None:
        super().__init__()
        self._prompt = prompt

    def compose(self) -> ComposeResult:
        """What can be typed, the field, and names that would complete it."""
        with Vertical():
            yield Static(self._content(self._prompt))
            yield PathInput(placeholder="path of a file", compact=True)
            yield Static(
                self._content(f"Tab completes, Enter opens, {escape_name()} closes"), id="candidates"
            )

    def on_mount(self) -> None:
        """Focus the field at once."""
        field = self.query_one(Input)
        field.cursor_blink = False  # a blinking cursor would send bytes forever
        field.focus()

    def show_candidates(self, names: tuple[str, ...]) -> None:
        """List the names that complete the path."""
        shown = "  ".join(map(printable, names[:_MOST_LISTED]))
        more = f"  and {len(names) - _MOST_LISTED:,} more" if len(names) > _MOST_LISTED else ""
        self.query_one("#candidates", Static).update(self._content(shown + more))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return what was typed, if anything was."""
        event.stop()
        self.dismiss(event.value.strip() or None)

    def _content(self, sentence: str) -> Content:
        return Content(glyphs_of(self.app).transliterate(sentence))
