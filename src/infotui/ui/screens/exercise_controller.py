"""Exercises on a screen: the panel, the task in view, what a task holds fixed, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infotui.core.cover import NO_COVER, Cover
from infotui.core.lesson import Snapshot
from infotui.ui.stylesheet import load_rules
from infotui.ui.widgets.editor import Editor

from .exercise_host import ExerciseHost

# What exercises take is imported when they are first opened: no start should wait for it.
if TYPE_CHECKING:
    from infotui.exercises.goals import EvalContext
    from infotui.exercises.model import ExerciseSet, GoalStatus, Progress
    from infotui.ui.widgets.exercise_panel import ExercisePage

    from .answer_field import AnswerField

_OPEN_CLASS = "-exercising"


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
        self._locked: tuple[str, ...] = ()
        """The classes that the task in view has locked."""
        self.cover: Cover = NO_COVER
        """What the task in view hides in the present state."""
        self.pending = ""
        """The action for which the task in view waits: to answer or to reveal; empty for none."""
        self._statuses: tuple[GoalStatus, ...] = ()
        self._shown_page: ExercisePage | None = None

    @property
    def progress(self) -> Progress | None:
        """The task in view and which tasks are solved; None while the panel is closed."""
        return self._progress if self._is_open else None

    @property
    def start(self) -> Snapshot[Any] | None:
        """Where the task in view began, with what it locks; None while the panel is closed."""
        if self.progress is None:
            return None
        began = self._starts[self.progress.index]
        return began.with_state(self._host.LESSON.hold(began.state, self._locked, True))

    async def toggle(self) -> None:
        """Open the exercises at the task where they were left, or close them."""
        if not self._is_open:
            await self.open()
            return
        self._unlock()
        self._is_open = False
        self._install_veto()
        self._host.set_class(False, _OPEN_CLASS)
        self._host.refresh_views()

    async def open(self) -> None:
        """Open the panel; the first time at the beginning of the set."""
        if self._progress is None and not await self._open_set():
            return
        self._is_open = True
        self._lock()
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
        progress = Progress(chosen, self._first_index(chosen))
        self._begin(progress, progress.task.initial)
        return True

    def _first_index(self, chosen: ExerciseSet) -> int:
        """Where a set is opened: the lesson's own at the first task in the mode that is shown."""
        if self.exercise_set is not None:
            return 0
        modes = [self._mode(task.initial.state) for task in chosen.tasks]
        mode = self._mode(self._host.snapshot.state)
        return modes.index(mode) if mode in modes else 0

    def _mode(self, state: Any) -> object:
        """The mode of a state as `--json` names it; None where it names none."""
        return self._host.LESSON.command_line.to_json(state).get("mode")

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
        elif progress.is_asking:
            self._host.notify("The hint comes after the answer: press Enter")
        elif not progress.task.hint:
            self._host.notify("This task has no hint")
        else:
            self._progress = progress.with_hint_toggled()
            self._host.refresh_views()

    def evaluate(self, snapshot: Snapshot[Any]) -> None:
        """Evaluate the goals, and find out what is hidden; a solved task stays solved."""
        progress = self.progress
        if progress is None:
            self._wait_for("", NO_COVER)
            return
        self._statuses = progress.statuses(snapshot)
        if self._has_moved or not progress.task.goals:
            self._progress = progress = progress.with_results(self._statuses)
        self._wait_for(progress.pending, progress.cover(snapshot.state))

    def _wait_for(self, pending: str, cover: Cover) -> None:
        self.cover = cover
        if pending != self.pending:
            self.pending = pending
            self._host.refresh_bindings()

    @property
    def _has_moved(self) -> bool:
        """Whether anything was changed since the task began, or since it was answered."""
        return self._host.change_count != self._changes_at_start

    @property
    def hides_state(self) -> bool:
        """Whether the task in view hides a part of the state."""
        if not self.cover.names:
            return False
        return not self._host.LESSON.disclosure(self._host.snapshot.state).shows_state(self.cover)

    def answer_field(self) -> AnswerField | None:
        """The field in which the answer is typed; None if nothing is asked, or not in the mode shown."""
        progress = self.progress
        if progress is None or progress.task.question is None:
            return None
        from .answer_field import AnswerField

        question, view = progress.task.question, self._view(self._host.snapshot)
        if not question.applies(view):
            self._host.notify("The question is about another mode: r returns to it")
            return None
        return AnswerField(question, view, self.take_answer)

    def take_answer(self, said: float | None) -> None:
        """Take the answer to the question of the task in view, and show what was hidden."""
        self._host.commit_edits()
        if self.progress is not None and self.progress.is_covered:
            self._progress = self.progress.with_answer(said, self._host.snapshot)
            self._changes_at_start = self._host.change_count
            self._host.refresh_views()

    def _view(self, snapshot: Snapshot[Any]) -> EvalContext:
        from infotui.exercises.goals import EvalContext

        return EvalContext(self._host.LESSON, snapshot)

    @property
    def lecture_page(self) -> ExercisePage | None:
        """The page of a task that is covered until a key is pressed; None for other tasks."""
        progress = self.progress
        is_lecture = progress is not None and progress.is_covered and progress.task.is_by_key
        return self._shown_page if is_lecture else None

    def show_page(self, snapshot: Snapshot[Any]) -> None:
        """Show the task in view and how its goals stand."""
        progress = self.progress
        if progress is not None:
            self._shown_page = self._page(progress, snapshot)
            self._host.show_exercise_page(self._shown_page)

    def _page(self, progress: Progress, snapshot: Snapshot[Any]) -> ExercisePage:
        from infotui.ui.widgets.exercise_panel import ExercisePage

        task, tasks = progress.task, progress.set.tasks
        return ExercisePage(
            title=progress.set.title,
            number=progress.index + 1,
            solved=tuple(i in progress.solved for i in range(len(tasks))),
            prompt=task.prompt,
            statuses=() if progress.is_asking else self._statuses,
            held=tuple(held.symbol(self._view(snapshot)) for held in task.held),
            has_hint=bool(task.hint) and not progress.is_asking,
            hint=task.hint if progress.is_hinted else "",
            after=task.after if progress.is_solved else "",
            has_moved=self._has_moved,
            next_step=self._next_step(progress) if progress.is_solved else "",
            pending=progress.pending,
            offered=task.choices,
            verdict=progress.verdict,
        )

    def _next_step(self, progress: Progress) -> str:
        """What to do once the task in view is solved."""
        count = len(progress.set.tasks)
        if progress.index + 1 < count:
            return "— n: next task"
        if len(progress.solved) < count:
            return "— N: back to the tasks that are left"
        return ("Done." if count == 1 else f"All {count} done.") + self._next_lesson()

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
        return f"Held fixed by this task: {' and '.join(moved)}; e closes the exercises" if moved else ""

    def violates_hold(self, state: Any) -> bool:
        """Whether `state` would move what the task in view holds fixed; if so, a note says what."""
        reason = self.hold_violation(state)
        if reason:
            self._host.notify(reason)
        return bool(reason)

    def _begin(self, progress: Progress, start: Snapshot[Any] | None) -> None:
        """Show a task where it begins, in the unit that is shown now; None keeps the present state."""
        self._unlock()
        self._progress = None  # what the last task held is free again
        if start is not None:
            # A unit that a set asks for is used; otherwise the one that is shown stays.
            asked = start.unit if start.unit is not self._host.LESSON.unit else self._host.snapshot.unit
            self._host.push_snapshot(start.with_unit(asked))
        self._progress = progress
        self._starts.setdefault(progress.index, self._host.snapshot)
        self._lock()
        self._changes_at_start = self._host.change_count

    def _lock(self) -> None:
        """Lock the classes that the task in view holds, so that the others can still be moved."""
        if self._progress is None or self._locked:
            return
        self._host.commit_edits()
        hold, state = self._host.LESSON.hold, self._host.snapshot.state
        held = (quantity.path for quantity in self._progress.task.held)
        self._locked = tuple(path for path in held if hold(state, (path,), True) != state)
        if self._locked:
            locked = hold(state, self._locked, True)
            self._host.replace_snapshot(self._host.snapshot.with_state(locked))

    def _unlock(self) -> None:
        """Unlock the classes that the task in view has locked."""
        locked, self._locked = self._locked, ()
        if locked:
            self._host.commit_edits()
            snapshot = self._host.snapshot
            state = self._host.LESSON.hold(snapshot.state, locked, False)
            self._host.replace_snapshot(snapshot.with_state(state))

    def _install_veto(self) -> None:
        """Refuse edits of what is held, as long as the panel is open."""
        for editor in self._host.editors:
            editor.veto = self._refusal if self._is_open else None

    def _refusal(self, editor: Editor[Any], distribution: Any) -> str:
        return self.hold_violation(self._host.apply_edit(self._host.snapshot.state, editor, distribution))
