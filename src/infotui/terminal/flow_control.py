"""How far the terminal is behind: on a slow link, what was sent may still be on its way."""

from __future__ import annotations

ARE_YOU_WELL, WELL = "\x1b[5n", "\x1b[0n"
"""A question that every terminal answers, when it has shown what came before it; and the answer."""
_ENOUGH = 4096
"""Bytes between two questions, and how many more may be sent before the answer has come."""


class Pace:
    """Asks the terminal now and then whether it has come this far, and says when to wait for the answer.

    Where a program writes into SSH, writing never fails: all that does not fit the link piles up inside.
    """

    def __init__(self) -> None:
        self.is_asked = False
        """Whether an answer is still to come."""
        self._since = 0
        self._is_answered = False
        self._is_given_up = False

    @property
    def is_behind(self) -> bool:
        """Whether whatever were sent now would only wait on its way."""
        return self.is_asked and self._since >= _ENOUGH

    def asks(self, size: int) -> bool:
        """Count that `size` bytes are sent; whether to ask after them."""
        self._since += size
        if self.is_asked or self._is_given_up or self._since < _ENOUGH:
            return False
        self.is_asked, self._since = True, 0
        return True

    def answered(self) -> None:
        """The answer has come."""
        self.is_asked, self._is_answered = False, True

    def give_up(self) -> None:
        """The answer has not come for long. Who never answered is not asked again."""
        self.is_asked = False
        self._is_given_up = not self._is_answered
