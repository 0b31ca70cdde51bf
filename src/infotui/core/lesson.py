"""The Lesson value: everything that one screen teaches, without a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from .cover import Disclosure
from .lesson_info import LessonInfo
from .reading import Json, Reading, Unit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from pathlib import Path

    from infotui.data.source import OpenInput

S = TypeVar("S")
P = TypeVar("P")


class Preset(NamedTuple, Generic[S]):
    """A named starting state. `apply` computes it from the present state, or `reads_file` to do so."""

    name: str
    description: str
    apply: Callable[[S], S]
    reads_file: bool = False


class Section(NamedTuple):
    """A section of the theory: a heading and one paragraph of plain text."""

    heading: str
    text: str


class Suggestion(NamedTuple, Generic[S]):
    """Something to try, offered while it is not yet done.

    Attributes:
        text: One line of at most `MAX_SUGGESTION` characters.
        keys: The words of it that are keys, as the key bar writes them.
        fits: Whether it fits a state. The second argument says whether symbols are being drawn or gradient
            steps taken.
    """

    text: str
    keys: tuple[str, ...]
    fits: Callable[[S, bool], bool]


def suggestions_for(
    part: Callable[[S], P | None],
) -> Callable[[str, str, Callable[[P], bool]], Suggestion[S]]:
    """A maker of suggestions for one mode, from a text, its keys and what the mode's state must be.

    `part` gives the state of the mode while it is shown, and None in another mode.
    """

    def make(text: str, keys: str, fits: Callable[[P], bool]) -> Suggestion[S]:
        def fits_state(state: S, is_busy: bool) -> bool:
            shown = part(state)
            return shown is not None and fits(shown)

        return Suggestion(text, tuple(keys.split()), fits_state)

    return make


MAX_SUGGESTION = 66
"""So many characters fit in one row of 80 columns."""


def _no_input(state: object) -> str:
    return ""


class CommandLine(NamedTuple, Generic[S]):
    """Conversion between a state and its command-line arguments.

    `add_arguments` declares the arguments. `parse` makes a state from them and raises ValueError, naming the
    argument and what is wrong. `format` is its exact inverse. `to_json` gives the same arguments by name.
    `words` pairs names of arguments with their spoken form, where the name alone does not say it.

    `prepare` is applied to the words before they are parsed. `input_command` is the command whose output the
    formatted words read, empty if they read none; ValueError if no command can open the state. `parse` reads
    no file: the state names those that `Lesson.load_files` reads.
    """

    add_arguments: Callable[[ArgumentParser], None]
    parse: Callable[[Namespace], S]
    format: Callable[[S], list[str]]
    to_json: Callable[[S], dict[str, Json]]
    words: tuple[tuple[str, str], ...] = ()
    prepare: Callable[[Sequence[str]], list[str]] = list
    input_command: Callable[[S], str] = _no_input


Limits = tuple[float, float]
"""The minimum and the maximum of a quantity."""

Bounds = Callable[[Unit, int | None], dict[str, Limits]]
"""Computes the limits of readings and state values, by their `--json` names (`p.mu` for a part of one).

The arguments are the unit and a number of classes; None stands for any number."""


def _unbounded(unit: Unit, classes: int | None) -> dict[str, Limits]:
    return {}


def _any_state(state: object) -> None:
    """Every state is within the range of the controls."""


def _is_set_by_hand(state: object) -> bool:
    return False


def _nothing_to_prepare(state: object) -> None:
    """Every number is computed at once."""


def _first_section(state: object, is_running: bool) -> int:
    """The first section."""
    return 0


def _no_details(state: object, unit: Unit) -> tuple[str, ...]:
    return ()


def _no_class_names(state: object) -> tuple[str, ...]:
    return ()


def _hold_nothing(state: S, parts: Sequence[str], is_held: bool) -> S:
    """The state as it is."""
    return state


def _own_disclosure(state: object) -> Disclosure:
    """The sentence tells what the readings mean; nothing else gives a reading away."""
    return Disclosure()


def _no_files(state: S, open_input: OpenInput) -> S:
    """The state as it is: it names no files."""
    return state


class Lesson(NamedTuple, Generic[S]):
    """One lesson. Its first four fields are those of its `LessonInfo`.

    Attributes:
        name: Its word on the command line.
        title: Its title on the tab.
        summary: What it is about, in a few words.
        unit: The unit that it opens with.
        initial: The state that it opens with.
        presets: Named starting states.
        readings: Computes every number of a state. No other code computes numbers for the screen.
        summarize: Says in one or two sentences what the readings mean.
        theory: The sections of its theory.
        command_line: Conversion between a state and its arguments.
        bounds: Limits of the quantities; tells which goals of exercises are impossible.
        check_range: Raises ValueError, naming the argument, for a state that can be printed but not drawn.
        prepare: Computes what the screen needs of a state and keeps it there. It may take long, so it is
            called before the state reaches the event loop.
        exercise_file: Its own exercise set.
        theory_index: Which section of the theory fits a state best, counted from 0. The second argument
            says whether symbols are being drawn or gradient steps taken.
        suggestions: Things to try; the first one that fits the state is shown.
        details: What the screen shows beyond the readings, as sentences for `--text`.
        class_names: The names of the classes, if they have any.
        hold: The state with parts of it (`p.1`) locked or unlocked, as far as the lesson has locks.
        modes: Pairs of the word of a mode on the command line and its opening state.
        usage: Usage lines for `--help`; by default argparse's own.
        is_data: Whether a state was read from data, so that the limits of states that are set by hand
            do not hold: another file can have any entropy.
        load_files: Reads the files that a state names, opened by the second argument; DataError with the line
            to show, or Cancelled.
        disclosure: Where the quantities of a state can be seen, for exercises that hide some.
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
    prepare: Callable[[S], None] = _nothing_to_prepare
    exercise_file: Path | None = None
    theory_index: Callable[[S, bool], int] = _first_section
    suggestions: tuple[Suggestion[S], ...] = ()
    details: Callable[[S, Unit], tuple[str, ...]] = _no_details
    class_names: Callable[[S], tuple[str, ...]] = _no_class_names
    hold: Callable[[S, Sequence[str], bool], S] = _hold_nothing
    modes: tuple[tuple[str, S], ...] = ()
    usage: tuple[str, ...] = ()
    is_data: Callable[[S], bool] = _is_set_by_hand
    load_files: Callable[[S, OpenInput], S] = _no_files
    disclosure: Callable[[S], Disclosure] = _own_disclosure

    @property
    def info(self) -> LessonInfo:
        """Its name, title, summary and unit."""
        return LessonInfo(self.name, self.title, self.summary, self.unit)

    def suggestion(self, state: S, is_running: bool) -> Suggestion[S] | None:
        """What to try in a state, if anything."""
        return next((each for each in self.suggestions if each.fits(state, is_running)), None)

    @property
    def initial_snapshot(self) -> Snapshot[S]:
        """The state and unit that it opens with."""
        return Snapshot(self.initial, self.unit)


class Snapshot(NamedTuple, Generic[S]):
    """A state and the unit of its readings: what a lesson shows, and one entry of the undo history."""

    state: S
    unit: Unit

    def with_state(self, state: S) -> Snapshot[S]:
        """A copy with another state."""
        return self._replace(state=state)

    def with_unit(self, unit: Unit) -> Snapshot[S]:
        """A copy with another unit."""
        return self._replace(unit=unit)


AnyLesson = Lesson[Any]
AnySuggestion = Suggestion[Any]


def command(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> str:
    """The shell command that reopens this snapshot, with every digit; a sentence where none can."""
    import shlex

    try:
        source = lesson.command_line.input_command(snapshot.state)
    except ValueError as error:
        return str(error)

    words = ["infotui", lesson.name, *lesson.command_line.format(snapshot.state)]
    if snapshot.unit is not lesson.unit:
        words += ["--unit", snapshot.unit.value]
    line = shlex.join(words)
    return f"{source} | {line}" if source else line


def report(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> dict[str, Json]:
    """The object that `--json` prints."""
    readings = lesson.readings(snapshot.state, snapshot.unit)
    return {
        "lesson": lesson.name,
        "state": lesson.command_line.to_json(snapshot.state),
        "readings": {reading.name: reading.to_json() for reading in readings},
    }
