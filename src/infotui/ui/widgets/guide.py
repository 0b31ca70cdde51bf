"""The guide beside the numbers: the theory that fits the state, and something to try."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from infotui.core.lesson import Section

from .theory_panel import TheoryPanel
from .try_hint import TryHint


class Guide(Widget):
    """The theory card and, below it, the card "Try".

    No container of Textual's: its rules would be parsed again when another class of them is first used.
    """

    def __init__(self, sections: tuple[Section, ...]) -> None:
        super().__init__()
        self.theory, self.hint = TheoryPanel(sections), TryHint()

    def compose(self) -> ComposeResult:
        """Both cards, unless they were mounted before."""
        if not self.theory.is_attached:
            yield self.theory
            yield self.hint

    def mount_cards(self) -> None:
        """Mount both cards at once, in a guide that is mounted: they are used before the next frame."""
        self.mount(self.theory, self.hint)
