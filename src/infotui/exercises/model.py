"""An exercise set is a TOML file: a title, where the lesson opens, and tasks. The least there is:

    title = "Week 3"
    opens = "infotui entropy 0.7 0.1 0.1 0.1"
    [[task]]
    prompt = "Make the entropy one and a half bits."
    goal = { reading = "entropy", equals = 1.5 }

opens    the command line that `c` copies: the lesson, its state, and --unit if not the usual one
task     one table a task, [[task]], in the order in which they are shown:
  prompt   what to do (required)
  goal     a condition (required), or
  goals    several, in [ ], each with a tick of its own
  hint     shown when asked for
  after    shown once all goals were met: what was just seen
  hold     controls that cannot be moved while the task is open: ["p.sigma", "q"]
  opens    where this task starts, if not where the one before ended

A condition is a table in { } of
  reading = NAME or state = NAME     what is looked at, by its name in --json
  over = NAME                        divides it by another of its kind
  unit = "bits" or "nats"            the unit of a reading (that of `opens`)
  one or more of
    equals, differs, above, below, at_least, at_most
                                     a number, the NAME of another of its kind, or "opening": what it
                                     was where the task opened; equals and differs also take lists and words
  within = NUMBER                    how near is equal (as near as the digits shown on the screen)
  say = "H is 1.5 bits"              the words beside the tick, instead of "H(p) = 1.5 bits"
or { all = [CONDITION, ...] } or { any = [CONDITION, ...] }, which may have `say` too.

A NAME may go on with a dot and a part of a list or table: q.2 (counted from 1), q.largest, q.smallest,
p.count, p.mu, reverse_minima.1.kl. Names are those of `infotui LESSON --json`. Nothing in a set is executed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from infotui.core.lesson import AnyLesson, Snapshot

from .goals import EvalContext, Goal, Quantity


@dataclass(frozen=True, slots=True)
class Task:
    """One task: its texts, its goals, what is held fixed, and where it opens.

    `starts_afresh` says that `opening` is the task's own, not that of the set.
    """

    prompt: str
    goals: tuple[Goal, ...]
    initial: Snapshot[Any]
    resets_state: bool = False
    held: tuple[Quantity, ...] = ()
    hint: str = ""
    after: str = ""

    def violated_holds(self, lesson: AnyLesson, now: object, then: object) -> tuple[str, ...]:
        """What held controls that differ between two states are called."""
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
    """A goal at one moment: what it asks for, whether it is met, and what its quantity is now."""

    text: str
    is_met: bool
    now: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where somebody is in a set: the task in view, whether its hint is out, which tasks were solved.

    It lives as long as the screen does; nothing of it is stored.
    """

    set: ExerciseSet
    index: int = 0
    is_hinted: bool = False
    solved: frozenset[int] = frozenset()

    @property
    def task(self) -> Task:
        """The task in view."""
        return self.set.tasks[self.index]

    @property
    def is_solved(self) -> bool:
        """Whether the goals of the task in view were all met at some time."""
        return self.index in self.solved

    def with_task(self, by: int) -> Progress:
        """Another task in view, as far as there is one."""
        index = min(max(self.index + by, 0), len(self.set.tasks) - 1)
        return self if index == self.index else replace(self, index=index, is_hinted=False)

    def with_hint_toggled(self) -> Progress:
        """The hint out, or away again."""
        return replace(self, is_hinted=not self.is_hinted)

    def statuses(self, snapshot: Snapshot[Any]) -> tuple[GoalStatus, ...]:
        """The goals of the task in view as they stand at `moment`."""
        task, lesson = self.task, self.set.lesson
        now, initial = EvalContext(lesson, snapshot), EvalContext(lesson, task.initial)
        return tuple(
            GoalStatus(goal.text(now), goal.condition.met(now, initial), goal.condition.now(now))
            for goal in task.goals
        )

    def with_results(self, ticks: Sequence[GoalStatus]) -> Progress:
        """The same, the task in view solved if all its goals are met."""
        if self.is_solved or not all(tick.is_met for tick in ticks):
            return self
        return replace(self, solved=self.solved | {self.index})
