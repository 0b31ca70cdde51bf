"""Exercises on a screen: the panel, the task in view, what a task holds fixed, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from infotui.core.lesson import Lesson, Snapshot
from infotui.core.lesson_info import LessonInfo
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor

# What exercises take is imported when they are first opened: no start should wait for it.
if TYPE_CHECKING:
    from textual.app import App

    from infotui.exercises.model import ExerciseSet, GoalStatus, Progress
    from infotui.ui.widgets.exercise_panel import ExercisePage

_OPEN_CLASS = "-exercising"


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

    def push_snapshot(self, snapshot: Snapshot[Any]) -> None:
        """Show another snapshot, as an undo step."""

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


class ExerciseController:
    """The exercises of one screen.

    `exercise_set` is an instructor's set, whose panel is open from the start; without one the lesson's own
    set is opened by key. Nothing is stored: progress lives as long as the screen.
    """

    def __init__(self, host: ExerciseHost) -> None:
        self.exercise_set: ExerciseSet | None = None
        self._host = host
        self._progress: Progress | None = None
        self._is_open = False
        self._starts: dict[int, Snapshot[Any]] = {}
        """Where each task began when it was first opened."""
        self._changes_at_start = 0

    @property
    def progress(self) -> Progress | None:
        """The task in view and which tasks are solved; None while the panel is closed."""
        return self._progress if self._is_open else None

    @property
    def start(self) -> Snapshot[Any] | None:
        """Where the task in view began; None while the panel is closed."""
        return self._starts[self.progress.index] if self.progress is not None else None

    async def toggle(self) -> None:
        """Open the exercises at the task where they were left, or close them."""
        if self._is_open:
            self._is_open = False
            self._install_veto()
            self._host.set_class(False, _OPEN_CLASS)
        else:
            await self.open()

    async def open(self) -> None:
        """Open the panel; the first time at the beginning of the set."""
        if self._progress is None and not await self._open_set():
            return
        self._is_open = True
        self._install_veto()
        self._host.set_class(True, _OPEN_CLASS)
        self._host.refresh_views()

    async def _open_set(self) -> bool:
        """Open the instructor's set or the lesson's own; False if there is none."""
        from infotui.exercises.builtin import builtin_set
        from infotui.exercises.model import Progress

        chosen = self.exercise_set or builtin_set(self._host.LESSON)
        if chosen is None:
            self._host.notify("There are no exercises for this screen")
            return False
        load_rules(self._host.app, "exercises.tcss")
        await self._host.mount_exercise_panel()
        self._begin(Progress(chosen), chosen.initial)
        return True

    def turn(self, by: int) -> None:
        """Turn to another task. It begins where it began when it was first opened."""
        progress = self.progress
        if progress is None:
            self._host.notify("Press e to open the exercises")
            return
        turned = progress.with_task(by)
        if turned is not progress:
            task = turned.task
            first = self._starts.get(turned.index, task.initial if task.resets_state else None)
            self._begin(turned, first)
            self._host.refresh_views()

    def toggle_hint(self) -> None:
        """Show or hide the hint."""
        progress = self.progress
        if progress is None:
            self._host.notify("Press e to open the exercises")
        elif not progress.task.hint:
            self._host.notify("This task has no hint")
        else:
            self._progress = progress.with_hint_toggled()
            self._host.refresh_views()

    def update(self, snapshot: Snapshot[Any]) -> None:
        """Evaluate the goals and show them; a solved task stays solved."""
        progress = self.progress
        if progress is None:
            return
        statuses = progress.statuses(snapshot)
        has_moved = self._host.change_count != self._changes_at_start
        if has_moved:
            self._progress = progress = progress.with_results(statuses)
        self._host.show_exercise_page(self._page(progress, snapshot, statuses, has_moved))

    def _page(
        self, progress: Progress, snapshot: Snapshot[Any], statuses: tuple[GoalStatus, ...], has_moved: bool
    ) -> ExercisePage:
        from infotui.exercises.goals import EvalContext
        from infotui.ui.widgets.exercise_panel import ExercisePage

        task, tasks = progress.task, progress.set.tasks
        return ExercisePage(
            progress.set.title,
            progress.index + 1,
            tuple(i in progress.solved for i in range(len(tasks))),
            task.prompt,
            statuses,
            tuple(held.symbol(EvalContext(self._host.LESSON, snapshot)) for held in task.held),
            bool(task.hint),
            task.hint if progress.is_hinted else "",
            task.after if progress.is_solved else "",
            has_moved,
            self._next_step(progress),
        )

    def _next_step(self, progress: Progress) -> str:
        """What to do once the task in view is solved."""
        count = len(progress.set.tasks)
        if progress.index + 1 < count:
            return "— n: next task"
        if len(progress.solved) < count:
            return "— N: back to the tasks that are left"
        return f"All {count} done." + self._next_lesson()

    def _next_lesson(self) -> str:
        """The lesson whose own exercises come next; nothing after an instructor's set or the last lesson."""
        names = [info.name for info in self._host.lesson_infos]
        index = names.index(self._host.LESSON.name) + 1
        if self.exercise_set is not None or index == len(names):
            return ""
        return f" Press {index + 1} and e: {self._host.lesson_infos[index].title}."

    def hold_violation(self, state: Any) -> str:
        """Why the task in view does not allow `state`: it would move what is held. Empty if it is allowed."""
        progress = self.progress
        if progress is None:
            return ""
        moved = progress.task.violated_holds(self._host.LESSON, self._host.snapshot.state, state)
        return f"This task holds {' and '.join(moved)} fixed; e closes the exercises" if moved else ""

    def violates_hold(self, state: Any) -> bool:
        """Whether `state` would move what the task in view holds fixed; if so, a note says what."""
        reason = self.hold_violation(state)
        if reason:
            self._host.notify(reason)
        return bool(reason)

    def _begin(self, progress: Progress, start: Snapshot[Any] | None) -> None:
        """Show a task where it begins, in the unit that is shown now; None keeps the present state."""
        self._progress = None  # what the last task held is free again
        if start is not None:
            # A unit that a set asks for is used; otherwise the one that is shown stays.
            asked = start.unit if start.unit is not self._host.LESSON.unit else self._host.snapshot.unit
            self._host.push_snapshot(start.with_unit(asked))
        self._progress = progress
        self._starts.setdefault(progress.index, self._host.snapshot)
        self._changes_at_start = self._host.change_count

    def _install_veto(self) -> None:
        """Refuse edits of what is held, as long as the panel is open."""
        for editor in self._host.editors:
            editor.veto = self._refusal if self._is_open else None

    def _refusal(self, editor: Editor[Any], distribution: Any) -> str:
        return self.hold_violation(self._host.apply_edit(self._host.snapshot.state, editor, distribution))
