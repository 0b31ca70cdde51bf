"""Exercise sets, their tasks, and the progress in a set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from infotui.core.cover import COVERED, NO_COVER, THEORY, Cover, make_cover
from infotui.core.lesson import AnyLesson, Snapshot

from .goals import EvalContext, Goal, Quantity
from .prediction import ChoiceQuestion, NumberQuestion, Question


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a set.

    Attributes:
        prompt: What to do.
        goals: The goals, all of which must be met.
        initial: The snapshot that the task opens with.
        resets_state: Whether `initial` is the task's own, not that of the set.
        held: The quantities that the task holds fixed.
        hint: The hint, empty if there is none.
        after: The text for a solved task, empty if there is none.
        question: What it asks before it shows anything.
        hidden: The names of the readings, views and distributions that it hides.
        is_by_key: Whether these stay hidden until a key is pressed.
    """

    prompt: str
    goals: tuple[Goal, ...]
    initial: Snapshot[Any]
    resets_state: bool = False
    held: tuple[Quantity, ...] = ()
    hint: str = ""
    after: str = ""
    question: Question | None = None
    hidden: tuple[str, ...] = ()
    is_by_key: bool = False

    @property
    def waits(self) -> bool:
        """Whether goals count only after an answer, or after everything was uncovered."""
        return self.question is not None or self.is_by_key

    @property
    def choices(self) -> tuple[str, ...]:
        """The answers that it offers."""
        return self.question.numbered if isinstance(self.question, ChoiceQuestion) else ()

    @property
    def covered_names(self) -> tuple[str, ...]:
        """The readings, views and distributions that are hidden at first; theory may answer a question."""
        asked = (self.question.quantity.name,) if isinstance(self.question, NumberQuestion) else ()
        return (*self.hidden, *asked, *((THEORY,) if self.question else ()))

    def violated_holds(self, lesson: AnyLesson, now: object, then: object) -> tuple[str, ...]:
        """The symbols of the held quantities that differ between two states."""
        if not self.held:
            return ()
        views = [EvalContext(lesson, self.initial.with_state(state)) for state in (now, then)]
        return tuple(held.symbol(views[0]) for held in self.held if len({held.value(v) for v in views}) > 1)


@dataclass(frozen=True, slots=True)
class ExerciseSet:
    """A lesson's tasks, at least one."""

    title: str
    lesson: AnyLesson
    initial: Snapshot[Any]
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class GoalStatus:
    """The status of a goal: its text, whether it is met, and the present value of its quantity."""

    text: str
    is_met: bool
    now: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress in a set: the present task, whether its hint is shown, and which tasks are solved.

    `answers` says of each task that was answered or uncovered what came out. All this lives as long as the
    screen; nothing is stored.
    """

    set: ExerciseSet
    index: int = 0
    is_hinted: bool = False
    solved: frozenset[int] = frozenset()
    answers: Mapping[int, str] = field(default_factory=dict)

    @property
    def task(self) -> Task:
        """The present task."""
        return self.set.tasks[self.index]

    @property
    def is_solved(self) -> bool:
        """Whether all goals of the present task have been met."""
        return self.index in self.solved

    def with_task(self, by: int) -> Progress:
        """A copy moved on by so many tasks, within the set."""
        index = min(max(self.index + by, 0), len(self.set.tasks) - 1)
        return self if index == self.index else replace(self, index=index, is_hinted=False)

    def with_hint_toggled(self) -> Progress:
        """A copy with the hint shown or hidden."""
        return replace(self, is_hinted=not self.is_hinted)

    @property
    def is_covered(self) -> bool:
        """Whether the present task still hides something, or waits for an answer."""
        task = self.task
        return bool(task.question or task.hidden or task.is_by_key) and not (
            self.index in self.answers or (self.is_solved and not task.waits)
        )

    @property
    def pending(self) -> str:
        """What the present task waits for: to `answer` or to `reveal`; empty for nothing."""
        if not self.is_covered:
            return ""
        return "answer" if self.task.question and not self.task.is_by_key else "reveal"

    @property
    def is_asking(self) -> bool:
        """Whether the question of the present task is open: goals and hint could give the answer away."""
        return self.task.question is not None and self.is_covered

    @property
    def goals_count(self) -> bool:
        """Whether goals count: not before a question was answered."""
        return not (self.task.waits and self.is_covered)

    @property
    def verdict(self) -> str:
        """What was said about the answer to the question of the present task; empty before."""
        return self.answers.get(self.index, "")

    def cover(self, state: object) -> Cover:
        """What is hidden while `state` is shown."""
        if not self.is_covered:
            return NO_COVER
        return make_cover(self.task.covered_names, self.set.lesson.disclosure(state))

    def with_answer(self, said: float | None, snapshot: Snapshot[Any]) -> Progress:
        """A copy with an answer to the question of the present task, and everything uncovered.

        None uncovers without an answer.
        """
        question = self.task.question
        verdict = question.verdict(said, EvalContext(self.set.lesson, snapshot)) if question else ""
        return replace(self, answers={**self.answers, self.index: verdict})

    def statuses(self, snapshot: Snapshot[Any]) -> tuple[GoalStatus, ...]:
        """The status of each goal of the present task at `snapshot`; none is met while goals do not count."""
        task, lesson = self.task, self.set.lesson
        now, initial = EvalContext(lesson, snapshot), EvalContext(lesson, task.initial)
        hidden = self.cover(snapshot.state).names
        return tuple(
            GoalStatus(
                goal.text(now),
                self.goals_count and goal.condition.met(now, initial),
                COVERED if goal.shows(hidden) else goal.condition.now(now),
            )
            for goal in task.goals
        )

    def with_results(self, statuses: Sequence[GoalStatus]) -> Progress:
        """A copy in which the present task is solved if all its goals are met."""
        if self.is_solved or not self.goals_count or not all(status.is_met for status in statuses):
            return self
        return replace(self, solved=self.solved | {self.index})
