"""What every editor shares: it owns a distribution, and tells of each edit made with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from .cell_widget import CellWidget, painted

D = TypeVar("D", bound=Hashable)


class Edit(NamedTuple, Generic[D]):
    """A value a distribution took, and the gesture that gave it: edits of one gesture are one undo step."""

    distribution: D
    gesture: object


class Editor(CellWidget, Generic[D], can_focus=True):
    """The only owner of a distribution.

    Keys, mouse and typed values set `distribution` at once; every value it takes is kept in order until
    somebody calls `take_edits`, so that quick keys lose no step, and `Changed` is posted, of which a flood
    is one message.
    """

    distribution: painted[Any] = painted(None)
    """The value in hand, frozen."""
    selected: painted[int] = painted(0)
    """The class, parameter or logit that keys move, counted from 0."""

    class Changed(Message):
        """The distribution or the selection has changed."""

        def __init__(self, editor: Editor[Any]) -> None:
            super().__init__()
            self.editor = editor

        @property
        def control(self) -> Editor[Any]:
            """The editor that changed."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """A later change tells all that an earlier one did."""
            return isinstance(message, Editor.Changed) and message.editor is self.editor

    def __init__(self, distribution: D, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Editor.distribution, distribution)
        self.gesture: object = None
        self.veto: Callable[[Editor[Any], D], bool] | None = None
        """Says of a value before it is taken whether it is refused; what is in hand then stays."""
        self._edits: list[Edit[D]] = []
        self._is_edited = False

    def validate_distribution(self, distribution: D) -> D:
        """What is refused is not taken."""
        held: D = self.distribution
        return held if self.veto is not None and self.veto(self, distribution) else distribution

    async def on_key(self, event: events.Key) -> None:
        """Do at once what a key of our own does: the way up to the app and back is the longest part of it."""
        action = _own_keys(type(self)).get(event.key)
        if action is not None:
            event.stop()
            await self.run_action(action)

    def binds(self, key: str) -> bool:
        """Whether `key` is bound here."""
        return key in _own_keys(type(self))

    def watch_distribution(self, distribution: D) -> None:
        """Keep the edit, tell of it, and show it."""
        self._edits.append(Edit(distribution, self.gesture))
        self._post_changed()

    def watch_selected(self) -> None:
        """Tell of it and show it."""
        self._post_changed()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where keys go. (`on_focus` comes before `has_focus` is set.)"""
        super().watch_has_focus(has_focus)
        self.repaint()

    def _post_changed(self) -> None:
        self._is_edited = True
        self.repaint()  # first, so that the frame need not wait for the message
        self.screen.post_message(self.Changed(self))

    @property
    def is_edited(self) -> bool:
        """Whether anything has changed since `take_edits` was last called."""
        return self._is_edited

    def drain_edits(self) -> list[Edit[D]]:
        """The edits since the last call, oldest first."""
        edits, self._edits = self._edits, []
        self._is_edited = False
        return edits

    def load(self, distribution: D) -> None:
        """Take a value that comes from elsewhere (a preset, undo), as no gesture of this editor's."""
        self.end_gesture()
        self.distribution = distribution

    def end_gesture(self) -> None:
        """Let go: what comes next is another step of undo."""
        self.gesture = None

    @property
    def value_prompt(self) -> str:
        """What a typed value would set, as a label: `p(A)`."""
        raise NotImplementedError

    @property
    def value_text(self) -> str:
        """The value as it would be typed."""
        raise NotImplementedError

    def parse_text(self, text: str) -> D:
        """The distribution that typing `text` makes; ValueError with a sentence when it makes none."""
        raise NotImplementedError

    def apply_text(self, text: str) -> None:
        """Take the distribution that typing `text` makes."""
        self.distribution = self.parse_text(text)


@cache
def _own_keys(editor: type[Editor[Any]]) -> dict[str, str]:
    """The action of every key that `editor` and its base classes bind."""
    bindings = [found for base in reversed(editor.__mro__) for found in vars(base).get("BINDINGS", ())]
    return {binding.key: binding.action for binding in Binding.make_bindings(bindings)}
