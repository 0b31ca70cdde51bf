"""The prompt in which a value is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from .charset_filter import glyphs_of
from .key_bar import escape_name


class EditableField(Protocol):
    """Something whose value can be typed."""

    @property
    def value_prompt(self) -> str:
        """The label of the value."""

    @property
    def value_text(self) -> str:
        """The value as it would be typed."""

    @property
    def value_hint(self) -> str:
        """What else can be typed; empty for nothing."""

    def apply_text(self, text: str) -> None:
        """Take the value that `text` stands for; ValueError with a sentence if it cannot be taken."""


class ValueInput(Input):
    """An input that is freed when it is closed.

    Defect of Textual 8.2.8: an input subscribes to a signal of its screen and never unsubscribes.
    The screen keeps every closed input for ever.
    """

    def on_unmount(self) -> None:
        """Unsubscribe."""
        self.screen.text_selection_started_signal.unsubscribe(self)


class ValuePrompt(Horizontal):
    """A label, an input, and an error message beside it."""

    BINDINGS = [Binding("escape", "cancel", "cancel")]

    @dataclass(eq=False, repr=False)
    class Submitted(Message):
        """Enter was pressed on `text`."""

        text: str

    class Cancelled(Message):
        """The prompt was left; nothing was taken."""

    def __init__(self, field: EditableField) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """Label, input, hint or error."""
        yield Static(self._content(self.field.value_prompt), classes="entry--label")
        yield ValueInput(self.field.value_text, select_on_focus=True, compact=True)
        keys = f"Enter accepts, {escape_name()} cancels"
        hint = f"{self.field.value_hint}; {keys}" if self.field.value_hint else keys
        yield Static(self._content(hint), classes="entry--hint")

    def on_mount(self) -> None:
        """Take the focus at once."""
        field = self.query_one(Input)
        field.cursor_blink = False  # a blinking cursor sends bytes while nobody types
        field.focus()

    def show_error(self, sentence: str) -> None:
        """Show beside the input what is wrong."""
        hint = self.query_one(".entry--hint", Static)
        hint.update(self._content(sentence))
        hint.add_class("-error")

    def _content(self, sentence: str) -> Content:
        return Content(glyphs_of(self.app).transliterate(sentence))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Announce what was typed."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Cancel when the focus goes elsewhere."""
        self.post_message(self.Cancelled())

    def action_cancel(self) -> None:
        """Cancel."""
        self.post_message(self.Cancelled())
