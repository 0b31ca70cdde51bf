"""Help: the keys of a screen, as they are bound, and its theory."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen
from textual.widgets import Static

from infotui.lessons.lesson import AnyLesson, Section


class HelpScreen(ModalScreen[None]):
    """Keys and theory, one page to scroll."""

    BINDINGS = [
        Binding("escape,question_mark,q", "dismiss(None)", "close"),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, lesson: AnyLesson, groups: tuple[tuple[str, type[DOMNode]], ...]) -> None:
        super().__init__()
        self._lesson = lesson
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Theory first, then the keys."""
        with VerticalScroll() as page:
            page.border_title = f"{self._lesson.title}: what it is, and its keys"
            page.border_subtitle = "Esc closes"
            for section in self._lesson.theory:
                yield Static(theory(section), classes="help--section")
            for heading, owner in self._groups:
                yield Static(keys(heading, owner), classes="help--section")

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)


def theory(section: Section) -> Content:
    """A section of the theory: a heading over its text."""
    return Content.assemble((section.heading, "bold $primary"), "\n", section.text)


def keys(heading: str, owner: type[DOMNode]) -> Content:
    """The keys bound by `owner`, one action a line."""
    lines: list[Any] = [(heading, "bold $primary")]
    for names, what in bound(owner):
        lines += ["\n", (names.ljust(14), "bold"), what]
    return Content.assemble(*lines)


def bound(owner: type[DOMNode]) -> list[tuple[str, str]]:
    """What infotui binds on `owner`: the keys of each action, and what it does."""
    return [
        (" ".join(map(key_name, binding.key.split(","))), binding.tooltip or binding.description)
        for cls in owner.__mro__
        if cls.__module__.startswith("infotui.")
        for binding in cls.__dict__.get("BINDINGS", ())
    ]


def key_name(key: str) -> str:
    """A key as people write it: `↑`, `PgUp`, `+`."""
    return _KEY_NAMES.get(key, key.upper() if len(key) > 1 and key.islower() else key)


_KEY_NAMES = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "plus": "+",
    "minus": "-",
    "question_mark": "?",
    "ctrl+p": "Ctrl+P",
    "ctrl+q": "Ctrl+Q",
}
