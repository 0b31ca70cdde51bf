"""The line in which a value is typed."""

from __future__ import annotations

from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from .charset_filter import glyphs_of


class EditableField(Protocol):
    """Something whose value can be typed."""

    @property
    def value_prompt(self) -> str:
        """What a typed value would set, as a label."""

    @property
    def value_text(self) -> str:
        """The value as it would be typed."""

    def apply_text(self, text: str) -> None:
        """Take the value that `text` writes; ValueError with a sentence when it writes none."""


class ValueInput(Input):
    """A field that is gone when it is closed: the signals of its screen would keep it for ever."""

    def on_unmount(self) -> None:
        """Hear nothing any more."""
        self.screen.text_selection_started_signal.unsubscribe(self)


class ValuePrompt(Horizontal):
    """A label, a field, and beside it what is wrong with what was typed. Enter takes it, Esc leaves it."""

    BINDINGS = [Binding("escape", "leave", "leave it as it is")]

    class Submitted(Message):
        """Enter was pressed on `text`."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Cancelled(Message):
        """The entry is over, nothing was taken."""

    def __init__(self, field: EditableField) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """Label, field, complaint."""
        yield Static(self._spelled(self.field.value_prompt), classes="entry--label")
        # A blinking cursor would send bytes for ever while nobody types.
        yield ValueInput(self.field.value_text, select_on_focus=True, compact=True)
        yield Static(Content("Enter takes it, Esc leaves it"), classes="entry--hint")

    def on_mount(self) -> None:
        """Type at once."""
        field = self.query_one(Input)
        field.cursor_blink = False
        field.focus()

    def show_error(self, sentence: str) -> None:
        """Say beside the field what is wrong."""
        hint = self.query_one(".entry--hint", Static)
        hint.update(self._spelled(sentence))
        hint.add_class("-wrong")

    def _spelled(self, sentence: str) -> Content:
        return Content(glyphs_of(self.app).transliterate(sentence))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand on what was typed."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Going elsewhere leaves the value as it is."""
        self.post_message(self.Cancelled())

    def action_leave(self) -> None:
        """Leave the value as it is."""
        self.post_message(self.Cancelled())
