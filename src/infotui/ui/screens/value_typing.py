"""Typing values on a screen: opening the prompt, taking what was typed, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from textual.widget import Widget
from textual.widgets import Input

from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.value_prompt import EditableField, ValuePrompt

from .responsive import TYPING_CLASS

if TYPE_CHECKING:
    from textual.app import App
    from textual.css.query import DOMQuery


class TypingHost(Protocol):
    """What typing values needs of the screen that it is on."""

    @property
    def app(self) -> App[object]:
        """The app."""

    @property
    def focused(self) -> Widget | None:
        """The focused widget."""

    @property
    def focus_default(self) -> Widget | None:
        """The widget that gets the focus where none had it."""

    def query(self, selector: type[ValuePrompt]) -> DOMQuery[ValuePrompt]:
        """The prompts that are open."""

    def query_one(self, selector: type[KeyBar]) -> KeyBar:
        """The key bar."""

    def mount(self, *widgets: Widget, before: Widget) -> Any:
        """Add a widget before another."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keyboard focus to a widget."""

    def set_class(self, add: bool, *class_names: str) -> Any:
        """Set or remove a class of the stylesheet."""


class ValueTyping:
    """The prompt of a screen: at most one is open."""

    def __init__(self, host: TypingHost) -> None:
        self._host = host
        self._focused_before: Widget | None = None

    async def open(self, field: EditableField) -> None:
        """Open the prompt for the value of `field`, unless one is open."""
        if self._host.query(ValuePrompt):
            return
        self._focused_before = self._host.focused
        self._host.set_class(True, TYPING_CLASS)
        load_rules(self._host.app, "value_prompt.tcss")
        prompt = ValuePrompt(field)
        await self._host.mount(prompt, before=self._host.query_one(KeyBar))
        # At once: the keys that follow are meant for the prompt.
        self._host.set_focus(prompt.query_one(Input))

    def submit(self, text: str) -> None:
        """Take what was typed, and close; or show what is wrong with it."""
        prompt = next(iter(self._host.query(ValuePrompt)), None)
        if prompt is None:  # closed since
            return
        try:
            prompt.field.apply_text(text)
        except ValueError as error:
            prompt.show_error(str(error))
        else:
            self.close()

    def close(self) -> None:
        """Close the prompt, and give the focus back."""
        for prompt in self._host.query(ValuePrompt):
            prompt.remove()
            self._host.set_focus(self._focused_before or self._host.focus_default)
        self._host.set_class(False, TYPING_CLASS)
