"""What exercises need of the screen that they are on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from infotui.core.lesson import Lesson, Snapshot
from infotui.core.lesson_info import LessonInfo
from infotui.ui.widgets.editor import Editor

if TYPE_CHECKING:
    from textual.app import App

    from infotui.ui.widgets.exercise_panel import ExercisePage


class ExerciseHost(Protocol):
    """What exercises need of the screen that they are on."""

    LESSON: Lesson[Any]
    lesson_infos: tuple[LessonInfo, ...]

    @property
    def app(self) -> App[object]:
        """The app."""

    @property
    def snapshot(self) -> Snapshot[Any]:
        """What is shown now."""

    @property
    def change_count(self) -> int:
        """How often the state was changed so far."""

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The editors of the screen."""

    def apply_edit(self, state: Any, editor: Editor[Any], distribution: Any) -> Any:
        """The state after `editor` made `distribution`."""

    def commit_edits(self) -> None:
        """Take every pending edit into the history."""

    def push_snapshot(self, snapshot: Snapshot[Any]) -> None:
        """Show another snapshot, as an undo step."""

    def replace_snapshot(self, snapshot: Snapshot[Any]) -> None:
        """Show another snapshot, without an undo step."""

    def refresh_bindings(self) -> None:
        """Look up again which keys do something."""

    def refresh_views(self) -> None:
        """Update every view."""

    def show_exercise_page(self, page: ExercisePage) -> None:
        """Show a page in the panel."""

    async def mount_exercise_panel(self) -> None:
        """Add the panel to the screen; called once."""

    def set_class(self, add: bool, *class_names: str) -> Any:
        """Set or remove a class of the stylesheet."""

    def notify(self, message: str) -> None:
        """Show a note."""
