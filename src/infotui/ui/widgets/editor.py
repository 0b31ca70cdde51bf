"""What every editor shares: it owns a distribution and records each edit made to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

from textual import events
from textual.binding import Binding
from textual.message import Message

from .cell_widget import CellWidget, painted

D = TypeVar("D", bound=Hashable)


class Edit(NamedTuple, Generic[D]):
    """A value that a distribution took, and its gesture: edits of one gesture are one undo step."""

    distribution: D
    gesture: object


class Editor(CellWidget, Generic[D], can_focus=True):
    """The only owner of a distribution.

    Keys, mouse and typed values set `distribution` at once. Every value is kept in order until `drain_edits`
    is called, so that quick keys lose no step; `Changed` messages are coalesced.
    """

    distribution: painted[Any] = painted(None)
    """The value that is edited, frozen."""
    selected: painted[int] = painted(0)
    """The class, parameter or logit that keys move, counted from 0."""
    gesture: painted[object] = painted(None)
    """What the next edit belongs to: the edits of one gesture are one undo step. None: a step of its own."""

    @dataclass(eq=False, repr=False)
    class Changed(Message):
        """The distribution or the selection has changed."""

        editor: Editor[Any]

        @property
        def control(self) -> Editor[Any]:
            """The editor that changed."""
            return self.editor

        def can_replace(self, message: Message) -> bool:
            """Coalesce: the latest change supersedes earlier ones."""
            return isinstance(message, Editor.Changed) and message.editor is self.editor

    def __init__(self, distribution: D, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Editor.distribution, distribution)
        self.veto: Callable[[Editor[Any], D], str] | None = None
        """Called with every new value: returns why it is refused, or nothing if it is taken."""
        self._edits: list[Edit[D]] = []
        self._is_edited = False

    def validate_distribution(self, distribution: D) -> D:
        """Keep the present value where the new one is refused."""
        present: D = self.distribution
        reason = self.veto(self, distribution) if self.veto is not None else ""
        if reason:
            self.notify(reason, markup=False)
        return present if reason else distribution

    async def on_key(self, event: events.Key) -> None:
        """Run the editor's own keys at once: bubbling to the app and back takes most of the time."""
        action = _own_keys(type(self)).get(event.key)
        if action is not None:
            event.stop()
            await self.run_action(action)

    def binds(self, key: str) -> bool:
        """Whether this editor binds `key`."""
        return key in _own_keys(type(self))

    def watch_distribution(self, distribution: D) -> None:
        """Record the edit."""
        self._edits.append(Edit(distribution, self.gesture))
        self._post_changed()

    def watch_selected(self) -> None:
        """Announce the change."""
        self._post_changed()

    def watch_has_focus(self, has_focus: bool) -> None:
        """Repaint: focus is visible. (`on_focus` is called before `has_focus` is set.)"""
        super().watch_has_focus(has_focus)
        self.repaint()

    def _post_changed(self) -> None:
        self._is_edited = True
        self.repaint()  # first, so that the frame need not wait for the message
        self.screen.post_message(self.Changed(self))

    @property
    def is_edited(self) -> bool:
        """Whether anything has changed since `drain_edits` was last called."""
        return self._is_edited

    def drain_edits(self) -> list[Edit[D]]:
        """The edits since the last call, oldest first."""
        edits, self._edits = self._edits, []
        self._is_edited = False
        return edits

    def load(self, distribution: D) -> None:
        """Take a value that comes from elsewhere, such as a preset or undo; this ends the gesture."""
        self.end_gesture()
        self.distribution = distribution

    def end_gesture(self) -> None:
        """End the gesture: the next edit is an undo step of its own."""
        self.gesture = None

    @property
    def value_prompt(self) -> str:
        """The label of the value that can be typed: `p(A) =`."""
        raise NotImplementedError

    @property
    def value_text(self) -> str:
        """The value as it would be typed."""
        raise NotImplementedError

    @property
    def value_hint(self) -> str:
        """What else can be typed; empty for nothing."""
        return ""

    def parse_text(self, text: str) -> D:
        """The distribution that `text` describes; ValueError with a sentence where it describes none."""
        raise NotImplementedError

    def apply_text(self, text: str) -> None:
        """Take the distribution that `text` describes; ValueError with a sentence if it is refused."""
        distribution = self.parse_text(text)
        reason = self.veto(self, distribution) if self.veto is not None else ""
        if reason:
            raise ValueError(reason)
        self.end_gesture()
        self.distribution = distribution


@cache
def _own_keys(editor: type[Editor[Any]]) -> dict[str, str]:
    """The action of every key that `editor` and its base classes bind."""
    bindings = [found for base in reversed(editor.__mro__) for found in vars(base).get("BINDINGS", ())]
    return {binding.key: binding.action for binding in Binding.make_bindings(bindings)}
