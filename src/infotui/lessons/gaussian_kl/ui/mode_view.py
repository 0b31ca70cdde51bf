"""The part of the KL screen that shows one mode besides the Gaussian one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.lesson import LESSON, THEORY
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.frame_scheduler import FrameScreen
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.preset_card import PresetCard

Readings = dict[str, Reading]

COUNTS_LEFT = "What is shown of the counts is edited now; z returns to the counts"
FITTING_REFUSAL = "Gradient steps fit q to a mixture: press m for that mode"
"""The note of a mode without gradient steps."""


class ModeView(Horizontal):
    """Pictures at the left and numbers at the right; one editor holds the whole pair of p and q.

    A view is made when its mode is first opened, so that starting in another mode does not wait for it.
    """

    MODE: Mode
    ACTIONS: frozenset[str] = frozenset()
    """The actions of the screen that only some modes have, this one among them."""

    def __init__(self, editor: Editor[Any], picture: Sequence[Widget], numbers: Sequence[Widget]) -> None:
        super().__init__(classes=self.MODE.value)
        self.editor, self.headline, self.guide = editor, Headline(), Guide(THEORY[self.MODE])
        self._picture, self._numbers = (
            tuple(picture),
            (self.headline, *numbers, PresetCard(PRESETS[self.MODE]), self.guide),
        )

    def attach(self, lesson: Widget) -> None:
        """Mount this view and all of its parts in `lesson` at once: they are used before the next frame."""
        load_rules(lesson.app, f"gaussian_kl_{self.MODE}.tcss")
        lesson.mount(self)
        columns = Vertical(id="picture"), Vertical(id="numbers")
        self.mount(*columns)
        for column, parts in zip(columns, (self._picture, self._numbers), strict=True):
            column.mount(*parts)
        self.guide.mount_cards()

    def on_mount(self) -> None:
        """Ask for the frame that was held back until now."""
        screen = self.screen
        if isinstance(screen, FrameScreen):
            screen.request_frame()

    def apply_edit(self, state: KLState, pair: Any) -> KLState:
        """The state after the editor made `pair`."""
        raise NotImplementedError

    def load(self, state: KLState) -> None:
        """Put a state that comes from elsewhere into the editor."""
        raise NotImplementedError

    def do(self, action: str) -> None:
        """Do one of `ACTIONS`, or make the selected distribution equal to another one."""
        raise NotImplementedError

    @property
    def has_run(self) -> bool:
        """Whether gradient steps are taken."""
        return False

    @property
    def leaves_room(self) -> bool:
        """Whether the numbers leave room for two cards in a terminal of 36 rows."""
        return False

    def suspend(self) -> None:
        """Pause a run: another screen is shown."""

    def resume(self) -> None:
        """Resume a run: the screen is shown again."""

    def readings(self, snapshot: Snapshot[KLState]) -> tuple[Reading, ...]:
        """The readings of a state of this mode."""
        return LESSON.readings(snapshot.state, snapshot.unit)

    def state_classes(self) -> dict[str, bool]:
        """Which classes of the stylesheet hold in the present state."""
        return {}

    def summary_text(self) -> str | None:
        """The line below the lesson, in place of the summary; None for the summary."""
        return None

    def update_views(self, snapshot: Snapshot[KLState], readings: Readings) -> None:
        """Update all parts."""
        raise NotImplementedError
