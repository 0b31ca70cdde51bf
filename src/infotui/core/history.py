"""Undo and redo over frozen values."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """The values a screen has shown, and which of them it shows now.

    Edits that carry the same `gesture` (a drag, a run) are one step: the later replaces the earlier.
    """

    def __init__(self, initial: T) -> None:
        self._past: list[T] = []
        self._present = initial
        self._future: list[T] = []
        self._gesture: object = None

    @property
    def present(self) -> T:
        """The value shown now."""
        return self._present

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier value."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a later value."""
        return bool(self._future)

    @property
    def peek_undo(self) -> T:
        """What undo would show."""
        return self._past[-1] if self._past else self._present

    @property
    def peek_redo(self) -> T:
        """What redo would show."""
        return self._future[-1] if self._future else self._present

    def push(self, value: T, gesture: object = None) -> bool:
        """Show `value` from now on; False, and no step, when it is what is shown already."""
        if value == self._present:
            return False
        if gesture is None or gesture != self._gesture:
            self._past.append(self._present)
        self._gesture = gesture
        self._present = value
        self._future.clear()
        if gesture is not None and self._past[-1] == value:
            # A drag that came back to where it began was no change: nothing to undo.
            self._past.pop()
            self._gesture = None
        return True

    def replace_present(self, value: T) -> None:
        """Let `value` stand for the present one: what changed is no step of its own."""
        self._present = value

    def undo(self) -> T:
        """Go one step back, if there is one, and return the value shown then."""
        if self._past:
            self._future.append(self._present)
            self._present = self._past.pop()
        self._gesture = None
        return self._present

    def redo(self) -> T:
        """Go one step forward again, if there is one, and return the value shown then."""
        if self._future:
            self._past.append(self._present)
            self._present = self._future.pop()
        self._gesture = None
        return self._present
