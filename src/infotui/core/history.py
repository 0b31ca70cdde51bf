"""Undo and redo over frozen values."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class History(Generic[T]):
    """The past, present and future values of a screen.

    Edits with the same `gesture` (a drag, a run) are one undo step: the later one replaces the earlier.
    """

    def __init__(self, initial: T) -> None:
        self._past: list[T] = []
        self._present = initial
        self._future: list[T] = []
        self._gesture: object = None

    @property
    def present(self) -> T:
        """The present value."""
        return self._present

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to redo."""
        return bool(self._future)

    @property
    def peek_undo(self) -> T:
        """The value that undo would restore."""
        return self._past[-1] if self._past else self._present

    @property
    def peek_redo(self) -> T:
        """The value that redo would restore."""
        return self._future[-1] if self._future else self._present

    def push(self, value: T, gesture: object = None) -> bool:
        """Make `value` the present value; False, without a step, if it already is."""
        if value == self._present:
            return False
        if gesture is None or gesture != self._gesture:
            self._past.append(self._present)
        self._gesture = gesture
        self._present = value
        self._future.clear()
        if gesture is not None and self._past[-1] == value:
            # A drag that returned to its starting value changed nothing.
            self._past.pop()
            self._gesture = None
        return True

    def replace_present(self, value: T) -> None:
        """Replace the present value without a new undo step."""
        self._present = value

    def undo(self) -> T:
        """Undo one step, if there is one, and return the present value."""
        if self._past:
            self._future.append(self._present)
            self._present = self._past.pop()
        self._gesture = None
        return self._present

    def redo(self) -> T:
        """Redo one step, if there is one, and return the present value."""
        if self._future:
            self._past.append(self._present)
            self._present = self._future.pop()
        self._gesture = None
        return self._present
