"""The command line: which lesson, in which state, drawn or printed."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NoReturn

from infotui import __version__
from infotui.cli_output import write_if_ready, write_text

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from infotui.core.launch import Load
    from infotui.core.lesson import AnyLesson, Snapshot
    from infotui.exercises.model import ExerciseSet
    from infotui.lessons import LessonEntry
    from infotui.terminal.environment import GlyphLevel

# numpy's BLAS starts a thread a core unless told otherwise; not one of our sums is worth it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A little more than Textual's 60 frames a second: a drag is smooth then even where some of them come late.
os.environ.setdefault("TEXTUAL_FPS", "70")

_EXERCISES = "exercises"
_INTERRUPTED = 130
"""The exit status after Ctrl+C: 128 and the number of SIGINT, as shells have it."""
_EPILOG = """\
infotui without arguments opens the entropy lesson. infotui LESSON --help lists the arguments of a
lesson, infotui LESSON MODE --help those of one of its modes. On the screen, ? shows the keys, Ctrl+P
searches all commands, and q quits. The README describes every screen, and how to write exercises.

environment:
  NO_COLOR         if set, no colours: p and q still differ by pattern, label and position
  INFOTUI_GLYPHS   the characters to draw with: braille, block or ascii
  TEXTUAL_THEME    the theme: infotui-dark, infotui-light, or one of Textual's. ansi-dark and
                   ansi-light keep the colours of the terminal

exit status:
  0  success    1  internal error    2  invalid argument or unsupported terminal
  130  Ctrl+C during the start, or while data are read
"""
_CLOSED_PIPE = 141
"""The exit status of a program whose reader has closed the pipe, as a shell reports SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run infotui with `arguments` (default: those of the process) and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        return _print(f"infotui {__version__}")
    try:
        return _run(words)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(words: list[str]) -> int:
    # What a terminal of another encoding cannot show is a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    from infotui.lessons import LESSONS

    words = words or [LESSONS[0].info.name]
    alone = next((entry for entry in LESSONS if words == [entry.info.name]), None)
    if alone is not None:  # most starts: nothing to parse, and no other lesson to import
        return _draw(alone.lesson, alone.lesson.initial_snapshot)
    return _parsed(words, LESSONS)


def _parsed(words: list[str], entries: Sequence[LessonEntry]) -> int:
    from functools import partial

    from infotui.cli_input import CannotDrawError, CommandInput
    from infotui.core.argument_parser import UsageError
    from infotui.core.launch import InputDeferred, check_lesson_name, load_snapshot, snapshot_from_args
    from infotui.data.source import STANDARD_INPUT

    words = _with_default_lesson(words, entries)
    try:
        if not words[0].startswith("-"):
            check_lesson_name(words[0], [*(entry.info.name for entry in entries), _EXERCISES])
        namespace = _parser(entries, words).parse_args(words)
    except UsageError as error:
        raise SystemExit(_fail(f"{error.prog}: {error} (see {error.prog} --help)")) from None
    except ValueError as error:
        return _fail(f"infotui: {error} (see infotui --help)")
    if namespace.lesson == _EXERCISES:
        return _exercises([entry.lesson for entry in entries], namespace)
    lesson = next(entry.lesson for entry in entries if entry.info.name == namespace.lesson)
    is_printed = namespace.json or namespace.text
    given = CommandInput(is_printed=is_printed, has_pipe=STANDARD_INPUT in words)
    try:
        unread = snapshot_from_args(lesson, namespace)
        snapshot = load_snapshot(lesson, unread, given.open_input, is_drawn=not is_printed)
    except ValueError as error:
        # Errors in a file name the line instead: the help page says nothing about them.
        is_usage = str(error).startswith(("argument", "unrecognized"))
        hint = f" (see infotui {lesson.name} --help)" if is_usage else ""
        return _fail(f"infotui {lesson.name}: {error}{hint}")
    except CannotDrawError as error:
        return _fail(f"infotui: {error}")
    except InputDeferred:
        load = partial(load_snapshot, lesson, unread)
        return _draw(lesson, lesson.initial_snapshot, namespace.glyphs, load=load)
    if is_printed:
        return _report(lesson, snapshot, as_json=namespace.json)
    return _draw(lesson, snapshot, namespace.glyphs, keyboard_from_tty=given.keyboard_from_tty)


def _exercises(lessons: list[AnyLesson], namespace: Namespace) -> int:
    from pathlib import Path

    from infotui.exercises.loader import ExerciseError, load_exercises

    name = namespace.file.replace("\n", "\ufffd")
    if not name:
        return _fail("infotui exercises: the name of the file is empty")
    # /dev/stdin is the standard input on every POSIX system.
    path = Path("/dev/stdin" if name == "-" else namespace.file)
    try:
        found = load_exercises(path, lessons)
    except OSError as error:
        return _fail(f"infotui exercises: {name}: {error.strerror}")
    except ExerciseError as error:
        return _fail("\n".join(f"{name}:{line}: {what}" for line, what in error.mistakes))
    if namespace.check:
        tasks = f"{len(found.tasks)} task{'s' if len(found.tasks) > 1 else ''}"
        return _print(f"{name}: {found.title}: {tasks} on {found.lesson.name}, no mistake found")
    if namespace.text:
        from infotui.exercises.text_report import exercises_text

        return _print(exercises_text(found))
    return _draw(found.lesson, found.initial, namespace.glyphs, found)


def _report(lesson: AnyLesson, snapshot: Snapshot[object], *, as_json: bool) -> int:
    if as_json:
        import json

        from infotui.core.lesson import report

        return _print(json.dumps(report(lesson, snapshot), allow_nan=False))
    from infotui.core.text_report import text_report

    return _print(text_report(lesson, snapshot))


def _draw(
    lesson: AnyLesson,
    snapshot: Snapshot[object],
    glyphs: GlyphLevel | None = None,
    exercises: ExerciseSet | None = None,
    *,
    load: Load | None = None,
    keyboard_from_tty: bool = False,
) -> int:
    from infotui.terminal.environment import sanitize_environment, unsupported_reason

    reason = unsupported_reason(keyboard_from_tty=keyboard_from_tty)
    if reason is not None:
        # An exercise set has no --json.
        return _fail(
            f"infotui: {reason.replace('--json and --text need', '--text needs') if exercises else reason}"
        )
    sanitize_environment(os.environ)
    from infotui.ui.garbage import defer_collection

    defer_collection()
    from infotui.app import run

    outcome = run(
        lesson,
        snapshot,
        glyphs=glyphs,
        exercises=exercises,
        load=load,
        keyboard_from_tty=keyboard_from_tty,
    )
    for line in outcome.commands:
        write_if_ready(sys.stderr, line)
    return outcome.status


def _print(text: str) -> int:
    """Print to standard output and return the exit status. A closed pipe is no error to report."""
    error = write_text(sys.stdout, text)
    if error == os.strerror(errno.EPIPE):
        return _CLOSED_PIPE
    return _fail(f"infotui: standard output: {error}") if error else 0


def _fail(line: str) -> int:
    write_text(sys.stderr, line)
    return 2


def _with_default_lesson(words: list[str], entries: Sequence[LessonEntry]) -> list[str]:
    """`infotui --json` means the first lesson; and a negative number is a value, not an option."""
    from infotui.core.launch import escape_negatives

    if words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"):
        words = [entries[0].info.name, *words]
    entry = next((entry for entry in entries if entry.info.name == words[0]), None)
    if entry is not None:
        words = [words[0], *entry.lesson.command_line.prepare(words[1:])]
    return escape_negatives(words)


def _parser(entries: Sequence[LessonEntry], words: Sequence[str]) -> ArgumentParser:
    """The parser of all lessons and of exercises, with the arguments of the lesson that `words` begin with.

    The help of a lesson describes the mode that follows in `words`.
    """
    from argparse import RawDescriptionHelpFormatter
    from functools import partial

    from infotui.core.argument_parser import Parser as Base
    from infotui.core.launch import add_arguments

    class Parser(Base):
        def print_help(self, file: object = None) -> NoReturn:
            raise SystemExit(_print(self.format_help().rstrip()))

    parser = Parser(
        prog="infotui",
        description="Explore entropy, KL divergence and cross-entropy in the terminal.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"infotui {__version__}")
    chosen = parser.add_subparsers(dest="lesson", metavar="LESSON", required=True)
    for entry in entries:
        parser_of_lesson = chosen.add_parser(
            entry.info.name,
            help=entry.info.summary,
            description=f"Open the lesson on {entry.info.summary}.",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if words[0] == entry.info.name:  # no other lesson needs to be imported
            parser_of_lesson.about = partial(_manual, entry.lesson, *words[1:2])
            add_arguments(parser_of_lesson, entry.lesson)
    parser_of_exercises = chosen.add_parser(_EXERCISES, help="exercises from a file", allow_abbrev=False)
    parser_of_exercises.about = _format_of_exercises
    _add_exercises(parser_of_exercises)
    return parser


def _manual(lesson: AnyLesson, mode: str = "") -> str:
    from infotui.core.help_text import help_text

    return help_text(lesson, mode)


def _format_of_exercises() -> str | None:
    from infotui.exercises import file_format

    return file_format.__doc__


def _add_exercises(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter

    from infotui.core.launch import add_glyph_options

    parser.formatter_class = RawDescriptionHelpFormatter
    parser.description = "Open a lesson together with exercises from a file. Nothing is graded or stored."
    parser.add_argument("file", metavar="FILE.toml", help="the exercise set; - is standard input")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--check", action="store_true", help="only report mistakes, with their lines")
    printed.add_argument(
        "--text", action="store_true", help="print tasks, goals and hints as plain sentences"
    )
    add_glyph_options(parser)
