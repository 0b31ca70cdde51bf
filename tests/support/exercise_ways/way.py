"""The solution of a task."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from support.pointer import Hand

_NAMED = {"enter", "tab", "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "plus", "minus"}


@dataclass(frozen=True, slots=True)
class Way:
    """How one task is solved.

    Attributes:
        prompt: The first words of the task's prompt.
        keys: Names of keys, in the order in which they are pressed. Any other word is typed, a character a
            key; one with blanks is in quotation marks.
        mouse: What the mouse does instead.
        answer: A wrong answer to the question that it asks first: the usual mistake. Empty if it asks none.
    """

    prompt: str
    keys: str
    mouse: Hand
    answer: str = ""

    @property
    def pressed(self) -> list[str]:
        """The keys, one by one."""
        words = shlex.split(self.keys)
        return [key for word in words for key in ([word] if word in _NAMED else word)]
