"""An exercise set is a TOML file: a title, the state in which the lesson opens, and tasks. For example:

    title = "Week 3"
    opens = "infotui entropy 0.7 0.1 0.1 0.1"
    [[task]]
    prompt = "Make the entropy one and a half bits."
    goal = { reading = "entropy", equals = 1.5 }

opens    the command that `c` copies: the lesson, its state, and --unit if it is not the default; a file
         that it reads is relative to the folder of the set: infotui entropy --counts history.txt
task     one table [[task]] for each task, in the order in which they are shown:
  prompt   what to do (required)
  goal     a condition (required), or
  goals    several conditions in [ ], each with its own tick
  hint     shown on request
  after    shown when all goals have been met: what the task has shown
  hold     controls that cannot be moved while the task is open: ["p.sigma", "q"]; a class is locked
  opens    the command that opens this task, unless it continues where the last one ended

A condition is a table in { } with
  reading = NAME or state = NAME     the quantity, by its name in --json
  over = NAME                        divides it by another quantity of the same kind
  unit = "bits" or "nats"            the unit of a reading (by default that of `opens`)
  one or more of
    equals, differs, above, below, at_least, at_most
                                     a number, the NAME of another quantity of the same kind, or
                                     "opening": its value when the task opened; equals and differs
                                     also take lists and words
  within = NUMBER                    the tolerance of equals (by default half of the last digit shown)
  say = "H is 1.5 bits"              the words beside the tick, instead of "H(p) = 1.5 bits"
or { all = [CONDITION, ...] } or { any = [CONDITION, ...] }, which may have `say` too.

A NAME may be followed by a dot and a part of a list or table: q.2 (counted from 1), q.largest,
q.smallest, p.count, p.mu, reverse_minima.1.kl. The names are those of `infotui LESSON --json`.
Nothing in a set is executed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from infotui.core.lesson import AnyLesson, Snapshot

from .goals import EvalContext, Goal, Quantity


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
    """

    prompt: str
    goals: tuple[Goal, ...]
    initial: Snapshot[Any]
    resets_state: bool = False
    held: tuple[Quantity, ...] = ()
    hint: str = ""
    after: str = ""

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

    It lives as long as the screen; nothing is stored.
    """

    set: ExerciseSet
    index: int = 0
    is_hinted: bool = False
    solved: frozenset[int] = frozenset()

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

    def statuses(self, snapshot: Snapshot[Any]) -> tuple[GoalStatus, ...]:
        """The status of each goal of the present task at `snapshot`."""
        task, lesson = self.task, self.set.lesson
        now, initial = EvalContext(lesson, snapshot), EvalContext(lesson, task.initial)
        return tuple(
            GoalStatus(goal.text(now), goal.condition.met(now, initial), goal.condition.now(now))
            for goal in task.goals
        )

    def with_results(self, statuses: Sequence[GoalStatus]) -> Progress:
        """A copy in which the present task is solved if all its goals are met."""
        if self.is_solved or not all(status.is_met for status in statuses):
            return self
        return replace(self, solved=self.solved | {self.index})
