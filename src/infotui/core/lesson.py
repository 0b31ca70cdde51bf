"""What a lesson is: everything one screen teaches, without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .lesson_info import LessonInfo
from .reading import Json, Reading, Unit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

S = TypeVar("S")


class Preset(NamedTuple, Generic[S]):
    """A state worth starting from: `apply` makes it of the present state."""

    name: str
    description: str
    apply: Callable[[S], S]


class Section(NamedTuple):
    """A part of the theory: a heading and its paragraphs, plain text in the field's notation."""

    heading: str
    text: str


class CommandLine(NamedTuple, Generic[S]):
    """A state as words on the command line, both ways.

    `add_arguments` declares the arguments, `parse` makes the state of them (ValueError naming the argument
    and what is wrong), `format` is its inverse, bit for bit, and `to_json` gives the same arguments by name.
    """

    add_arguments: Callable[[ArgumentParser], None]
    parse: Callable[[Namespace], S]
    format: Callable[[S], list[str]]
    to_json: Callable[[S], dict[str, Json]]


Limits = tuple[float, float]
"""The least and the most that a quantity can be."""

Bounds = Callable[[Unit, int | None], dict[str, Limits]]
"""Limits of readings (in a unit) and of values of the state, by their `--json` names, with a dot where they
hold for a part only (`p.mu`, `p.count`): in any state, or in those with so many classes."""


def _unbounded(unit: Unit, classes: int | None) -> dict[str, Limits]:
    return {}


def _any_state(state: object) -> None:
    """Every state is within reach."""


class Lesson(NamedTuple, Generic[S]):
    """One lesson. It begins with its outline: `name` is its word on the command line, `unit` the one it
    opens with.

    `readings(state, unit)` is the one place where its numbers are made; `sentence(state, readings)`
    says in words what those mean now. `bounds` says which goals of exercises nobody can reach, and
    `check_reach` raises ValueError, naming the argument, for a state beyond the reach of the controls: its
    numbers can be read, but a screen does not open there. `exercise_file` is its own set of exercises.
    """

    name: str
    title: str
    summary: str
    unit: Unit
    initial: S
    presets: tuple[Preset[S], ...]
    readings: Callable[[S, Unit], tuple[Reading, ...]]
    summarize: Callable[[S, tuple[Reading, ...]], str]
    theory: tuple[Section, ...]
    command_line: CommandLine[S]
    bounds: Bounds = _unbounded
    check_range: Callable[[S], None] = _any_state
    exercise_file: Path | None = None

    @property
    def info(self) -> LessonInfo:
        """What is told of it before it is opened."""
        return LessonInfo(self.name, self.title, self.summary, self.unit)

    @property
    def initial_snapshot(self) -> Snapshot[S]:
        """Where it opens unless told otherwise."""
        return Snapshot(self.initial, self.unit)


class Snapshot(NamedTuple, Generic[S]):
    """What a lesson shows at one moment, and what undo brings back: a state, and the unit it is read in."""

    state: S
    unit: Unit

    def with_state(self, state: S) -> Snapshot[S]:
        """The same with another state."""
        return self._replace(state=state)

    def with_unit(self, unit: Unit) -> Snapshot[S]:
        """The same read in another unit."""
        return self._replace(unit=unit)


AnyLesson = Lesson[Any]


def command(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> str:
    """The line for a shell that opens this very moment, digit for digit."""
    import shlex

    words = ["infotui", lesson.name, *lesson.command_line.format(snapshot.state)]
    if snapshot.unit is not lesson.unit:
        words += ["--unit", snapshot.unit.value]
    return shlex.join(words)


def report(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> dict[str, Json]:
    """The object that `--json` prints."""
    readings = lesson.readings(snapshot.state, snapshot.unit)
    return {
        "lesson": lesson.name,
        "state": lesson.command_line.to_json(snapshot.state),
        "readings": {reading.name: reading.to_json() for reading in readings},
    }
