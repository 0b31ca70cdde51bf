"""From command-line arguments to a lesson and a snapshot; used by the shell and by exercise files."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from .lesson import AnyLesson, Snapshot
from .number_parsing import did_you_mean, quoted
from .reading import Unit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ActionsContainer
    from pathlib import Path

    from infotui.data.source import OpenInput, Source

    Load = Callable[[OpenInput], Snapshot[Any]]
    """Reads the files that a snapshot needs; ValueError if their content is bad."""

_LOOKS_NEGATIVE = re.compile(r"-(\d|\.\d|inf|nan)", re.IGNORECASE)


def escape_negatives(words: Sequence[str]) -> list[str]:
    """The words with a blank before each negative number, so that argparse takes it for a value."""
    return [f" {word}" if _LOOKS_NEGATIVE.match(word) else word for word in words]


def add_arguments(parser: ArgumentParser, lesson: AnyLesson) -> None:
    """Declare the lesson's own arguments and those that all lessons share."""
    lesson.command_line.add_arguments(parser)
    if lesson.usage:
        parser.usage = "\n       ".join(f"infotui {lesson.name} {line}" for line in lesson.usage)
    common = parser.add_argument_group("common")
    common.add_argument("--unit", choices=("bits", "nats"), help=f"the unit of information ({lesson.unit})")
    printed = common.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="print state and readings as JSON")
    printed.add_argument("--text", action="store_true", help="print them as plain sentences")
    add_glyph_options(common)


def add_glyph_options(parser: _ActionsContainer) -> None:
    """Declare --ascii and --blocks; `glyphs` is then "ascii", "block" or None: what the terminal has."""
    glyphs = parser.add_mutually_exclusive_group()
    options = (
        ("--ascii", "ascii", "draw with ASCII characters only"),
        ("--blocks", "block", "draw with block characters, for fonts without braille"),
    )
    for option, level, about in options:
        glyphs.add_argument(option, action="store_const", dest="glyphs", const=level, help=about)


class InputDeferred(Exception):  # noqa: N818 - waiting for a screen is not an error
    """A file is to be read later, when a screen can show the progress."""


def defer_files(open_input: OpenInput) -> OpenInput:
    """Open standard input with `open_input`; for a file raise `InputDeferred` instead, if it can be opened.

    So all arguments are checked before anything is drawn, and a missing file is refused at once. A FIFO is
    not opened: that would start its writer.
    """

    def open_or_defer(path: str, what: str) -> AbstractContextManager[Source]:
        from pathlib import Path

        from infotui.data.source import STANDARD_INPUT, open_source

        if path == STANDARD_INPUT:
            return open_input(path, what)
        if not Path(path).is_fifo():
            with open_source(path):
                pass
        raise InputDeferred

    return open_or_defer


def open_beside(folder: Path) -> OpenInput:
    """Open a path relative to `folder`; standard input is refused, since it is the keyboard or the set."""

    def open_input(path: str, what: str) -> AbstractContextManager[Source]:
        from infotui.data.source import STANDARD_INPUT, open_source

        if path == STANDARD_INPUT:
            raise ValueError("standard input cannot be opened by an exercise: name a file")
        return open_source(str(folder / path))

    return open_input


def snapshot_from_args(lesson: AnyLesson, namespace: Namespace) -> Snapshot[Any]:
    """The snapshot that the arguments describe, its files unread.

    Raises:
        ValueError: with the argument, the value and the reason.
    """
    _require_no_options(namespace)
    unit = Unit(namespace.unit) if namespace.unit else lesson.unit
    state = lesson.command_line.parse(namespace)
    if not (namespace.json or namespace.text):
        lesson.check_range(state)
    return Snapshot(state, unit)


def load_snapshot(
    lesson: AnyLesson, unread: Snapshot[Any], open_input: OpenInput, *, is_drawn: bool = True
) -> Snapshot[Any]:
    """The snapshot with the files read that it names; if it is to be drawn, ready for the event loop.

    Raises:
        ValueError: the content of a file is bad.
    """
    state = lesson.load_files(unread.state, open_input)
    if is_drawn:
        lesson.prepare(state)
    return unread.with_state(state)


def _require_no_options(namespace: Namespace) -> None:
    """Raise ValueError where an option stands among the values of an argument.

    argparse of Python 3.13.18, 3.14 and 3.15 fills an argument of N values with the options after it:
    `--p 0 --json` gives `--p` two values.
    """
    for name, values in vars(namespace).items():
        words = values if isinstance(values, list) else []
        if any(isinstance(word, str) and word.startswith("--") for word in words):
            raise ValueError(f"argument --{name}: expected {len(words)} arguments")


def parse_command(
    line: str, lessons: Sequence[AnyLesson], open_input: OpenInput | None = None
) -> tuple[AnyLesson, Snapshot[object]]:
    """The lesson and the snapshot that `line` opens, a command such as `c` copies; ValueError if none.

    `open_input` opens the files that the line names.
    """
    import shlex

    words = shlex.split(line)
    if words[:1] != ["infotui"]:
        raise ValueError(f"{quoted(line)} does not begin with infotui")
    names = [lesson.name for lesson in lessons]
    name = words[1] if len(words) > 1 else names[0]
    check_lesson_name(name, names)
    lesson = lessons[names.index(name)]
    return lesson, parse_words(lesson, words[2:], open_input)


def parse_words(
    lesson: AnyLesson, words: Sequence[str], open_input: OpenInput | None = None
) -> Snapshot[Any]:
    """The snapshot that the words after the lesson's name open.

    Args:
        lesson: whose arguments the words are.
        words: as the shell would pass them.
        open_input: opens the files they name; by default without any progress.

    Raises:
        ValueError: the words or the content of a file are bad, or they open no screen.
    """
    from infotui.data.source import open_quietly

    from .argument_parser import Parser

    parser = Parser(add_help=False, allow_abbrev=False)
    add_arguments(parser, lesson)
    namespace = parser.parse_args(escape_negatives(lesson.command_line.prepare(words)))
    for option in ("json", "text"):
        if getattr(namespace, option):
            raise ValueError(f"argument --{option}: opens no screen")
    return load_snapshot(lesson, snapshot_from_args(lesson, namespace), open_input or open_quietly)


def check_lesson_name(name: str, names: Sequence[str]) -> None:
    """Raise ValueError, with a suggestion, unless `name` is one of `names`."""
    if name not in names:
        hint = did_you_mean(name, names) or f": there are {', '.join(names)}"
        raise ValueError(f"{quoted(name)} is not a lesson{hint}")
