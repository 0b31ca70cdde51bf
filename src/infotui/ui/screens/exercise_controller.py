"""What a screen does with exercises: the panel, the task in view, and what a task holds fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.binding import Binding
from textual.events import Mount

from infotui.core.lesson import Lesson, Snapshot
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.lesson_tabs import LessonTabs

from .responsive import ResponsiveScreen

# What exercises take is imported when they are first opened: no start should wait for it.
if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet, Progress
    from infotui.ui.widgets.exercise_panel import ExercisePanel

_TURN = Binding.Group("task", compact=True)


class ExercisingScreen(ResponsiveScreen):
    """A lesson's screen with a panel of exercises that is made when it is first opened.

    An instructor's set is given as `exercise_set` before the screen is shown, and its panel is open then;
    without one the lesson's own set is opened by key.
    """

    LESSON: Lesson[Any]
    BINDINGS = [
        Binding("e", "exercises", "exercises", show=False, tooltip="exercises beside the picture, or close"),
        Binding("n", "task(1)", "next task", group=_TURN, show=False, tooltip="the next exercise"),
        Binding("N", "task(-1)", "task before", group=_TURN, show=False, tooltip="the exercise before"),
        Binding("i", "hint", "hint", show=False, tooltip="a hint for the exercise, or away again"),
    ]

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self.exercise_set: ExerciseSet | None = None
        self._progress: Progress | None = None
        self._is_exercising = False

    @property
    def snapshot(self) -> Snapshot[Any]:
        """What is shown now."""
        raise NotImplementedError

    def apply_edit(self, state: Any, editor: Editor[Any], distribution: Any) -> Any:
        """The state after `editor` made `distribution`."""
        raise NotImplementedError

    def push_snapshot(self, snapshot: Snapshot[Any]) -> None:
        """Show another moment: a step of undo."""
        raise NotImplementedError

    def refresh_views(self) -> None:
        """Show the present moment everywhere."""
        raise NotImplementedError

    @on(Mount)
    async def _open_given(self) -> None:
        if self.exercise_set is not None:
            await self.open_exercises()

    @property
    def progress(self) -> Progress | None:
        """Where in its set the panel is, as long as it is open."""
        return self._progress if self._is_exercising else None

    @on(LessonTabs.ExercisesPressed)
    async def action_exercises(self) -> None:
        """Open the exercises, at the task they were left at, or close them."""
        if self._is_exercising:
            self._is_exercising = False
            self._install_veto()
        else:
            await self.open_exercises()
        self.set_class(self._is_exercising, "-exercising")

    async def open_exercises(self) -> None:
        """Open the panel; a set begins at its opening."""
        from infotui.exercises.builtin import builtin_set
        from infotui.exercises.model import Progress
        from infotui.ui.widgets.exercise_panel import ExercisePanel

        if self._progress is None:
            chosen = self.exercise_set or builtin_set(self.LESSON)
            if chosen is None:
                self.notify("There are no exercises for this screen")
                return
            load_rules(self.app, "exercises.tcss")
            await self.query_one("#lesson").mount(ExercisePanel())
            self._start(Progress(chosen), chosen.initial)
        self._is_exercising = True
        self._install_veto()
        self.set_class(True, "-exercising")
        self.refresh_views()

    def action_task(self, by: int) -> None:
        """Turn to another task; one with an opening of its own begins there."""
        progress = self.progress
        if progress is None:
            self.notify("e opens the exercises")
            return
        turned = progress.with_task(by)
        if turned is not progress:
            self._start(turned, turned.task.initial if turned.task.resets_state else None)
            self.refresh_views()

    def action_hint(self) -> None:
        """Show the hint of the task, or put it away."""
        progress = self.progress
        if progress is None:
            self.notify("e opens the exercises")
        elif not progress.task.hint:
            self.notify("This task has no hint")
        else:
            self._progress = progress.with_hint_toggled()
            self.refresh_views()

    async def on_exercise_panel_pressed(self, event: ExercisePanel.Pressed) -> None:
        """Do what the key that was pressed with the mouse does."""
        await self.run_action(event.action)

    def show_exercises(self, snapshot: Snapshot[Any]) -> None:
        """Bring the ticks up to date; a solved task stays solved."""
        progress = self.progress
        if progress is None:
            return
        from infotui.exercises.goals import EvalContext
        from infotui.ui.widgets.exercise_panel import ExercisePage, ExercisePanel

        ticks = progress.statuses(snapshot)
        self._progress = progress = progress.with_results(ticks)
        task, tasks = progress.task, progress.set.tasks
        self.query_one(ExercisePanel).page = ExercisePage(
            progress.set.title,
            progress.index + 1,
            tuple(i in progress.solved for i in range(len(tasks))),
            task.prompt,
            ticks,
            tuple(held.symbol(EvalContext(self.LESSON, snapshot)) for held in task.held),
            bool(task.hint),
            task.hint if progress.is_hinted else "",
            task.after if progress.is_solved else "",
        )

    def violates_hold(self, state: Any) -> bool:
        """Whether `state` would move what the task in view holds fixed; if so, that is said."""
        progress = self.progress
        moved = (
            progress.task.violated_holds(self.LESSON, self.snapshot.state, state)
            if progress is not None
            else ()
        )
        if moved:
            self.notify(f"This task holds the {' and '.join(moved)} fixed; e closes the exercises")
        return bool(moved)

    def _start(self, progress: Progress, initial: Snapshot[Any] | None) -> None:
        """Bring a task in view, and where it opens; what the last one held is free again."""
        self._progress = None
        if initial is not None:
            self.push_snapshot(initial)
        self._progress = progress

    def _install_veto(self) -> None:
        """What is held cannot be edited, as long as the panel is open."""
        for editor in self.editors:
            editor.veto = self._is_refused if self._is_exercising else None

    def _is_refused(self, editor: Editor[Any], distribution: Any) -> bool:
        return self.violates_hold(self.apply_edit(self.snapshot.state, editor, distribution))
