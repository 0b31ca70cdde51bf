"""The command line: which lesson, in which state, drawn or printed."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, TextIO

from infotui import __version__

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from contextlib import AbstractContextManager

    from infotui.core.lesson import AnyLesson, Snapshot
    from infotui.data.source import Source
    from infotui.exercises.model import ExerciseSet

# numpy's BLAS starts a thread a core unless told otherwise; not one of our sums is worth it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# A little more than Textual's 60 frames a second: a drag is smooth then even where some of them come late.
os.environ.setdefault("TEXTUAL_FPS", "70")

_EXERCISES = "exercises"
_INTERRUPTED = 130
"""The exit status after Ctrl+C: 128 and the number of SIGINT, as shells have it."""
_EPILOG = """\
infotui alone opens the entropy explorer; infotui LESSON --help tells what a lesson takes. Inside,
? shows the keys, Ctrl+P finds whatever has one, and q quits.

environment:
  NO_COLOR         if set, no colours: p and q still differ by mark, label and position
  TEXTUAL_THEME    the theme to open with, infotui-dark or infotui-light, or one of Textual's

exit status:
  0  all is well    1  infotui itself failed    2  an argument or the terminal will not do
  130  Ctrl+C while data are read
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run infotui with `arguments` (default: those of the process) and return its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words == ["--version"]:
        return _print(f"infotui {__version__}")
    return _run(words)


def _run(words: list[str]) -> int:
    # What a terminal of another encoding cannot show is a question mark, not a traceback.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    from infotui.lessons import LESSONS

    words = words or [LESSONS[0].info.name]
    alone = next((entry for entry in LESSONS if words == [entry.info.name]), None)
    if alone is not None:  # most starts: nothing to parse, and no other lesson to import
        return _draw(alone.lesson, alone.lesson.initial_snapshot, ascii_only=False)
    return _parsed(words, [entry.lesson for entry in LESSONS])


def _parsed(words: list[str], lessons: list[AnyLesson]) -> int:
    from infotui.core.launch import snapshot_from_args

    namespace = _parser(lessons).parse_args(_with_default_lesson(words, lessons))
    if namespace.lesson == _EXERCISES:
        return _exercises(lessons, namespace)
    lesson = next(lesson for lesson in lessons if lesson.name == namespace.lesson)
    namespace.open_input = _open_input
    try:
        snapshot = snapshot_from_args(lesson, namespace)
    except ValueError as error:
        return _fail(f"infotui {lesson.name}: {error}")
    except KeyboardInterrupt:
        return _INTERRUPTED
    if namespace.json or namespace.text:
        return _read_and_report(lesson, snapshot, namespace)
    return _draw(lesson, snapshot, namespace.ascii)


def _open_input(path: str, what: str) -> AbstractContextManager[Source]:
    from infotui.core.reading_progress import open_with_progress

    return open_with_progress(path, what, sys.stderr)


def _exercises(lessons: list[AnyLesson], namespace: Namespace) -> int:
    from pathlib import Path

    from infotui.exercises.loader import ExerciseError, load_exercises

    name = namespace.file.replace("\n", "\ufffd")
    try:
        found = load_exercises(Path(namespace.file), lessons)
    except OSError as error:
        return _fail(f"infotui exercises: {name}: {error.strerror}")
    except ExerciseError as error:
        return _fail("\n".join(f"{name}:{line}: {what}" for line, what in error.mistakes))
    if namespace.check:
        tasks = f"{len(found.tasks)} task{'s' if len(found.tasks) > 1 else ''}"
        return _print(f"{name}: {found.title}: {tasks} on {found.lesson.name}, no mistake found")
    return _draw(found.lesson, found.initial, namespace.ascii, found)


def _read_and_report(lesson: AnyLesson, snapshot: Snapshot[object], namespace: Namespace) -> int:
    """Read the files that the state names, then print it."""
    try:
        snapshot = snapshot.with_state(lesson.load_files(snapshot.state, _open_input))
    except ValueError as error:
        return _fail(f"infotui {lesson.name}: {error}")
    except KeyboardInterrupt:
        return _INTERRUPTED
    return _report(lesson, snapshot, as_json=namespace.json)


def _report(lesson: AnyLesson, snapshot: Snapshot[object], *, as_json: bool) -> int:
    if as_json:
        import json

        from infotui.core.lesson import report

        return _print(json.dumps(report(lesson, snapshot), allow_nan=False))
    from infotui.core.text_report import text_report

    return _print(text_report(lesson, snapshot))


def _draw(
    lesson: AnyLesson, snapshot: Snapshot[object], ascii_only: bool, exercises: ExerciseSet | None = None
) -> int:
    from infotui.terminal.environment import sanitize_environment, unsupported_reason

    reason = unsupported_reason()
    if reason is not None:
        return _fail(f"infotui: {reason}")
    sanitize_environment(os.environ)
    from infotui.ui.garbage import defer_collection

    defer_collection()
    from infotui.app import run

    outcome = run(lesson, snapshot, ascii_only=ascii_only, exercises=exercises)
    for line in outcome.commands:
        _write(sys.stderr, line)
    return outcome.status


def _print(text: str) -> int:
    """Print, and return the exit status: what keeps text from getting out is an error like any other."""
    error = _write(sys.stdout, text)
    return _fail(f"infotui: standard output: {error}") if error else 0


def _fail(line: str) -> int:
    _write(sys.stderr, line)
    return 2


def _write(stream: TextIO | None, text: str) -> str | None:
    """Write text to `stream` (None: closed), nothing of it a terminal would obey; returns what went wrong."""
    if stream is None:
        return os.strerror(errno.EBADF)
    try:
        shown = (char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
        print("".join(shown), file=stream, flush=True)
    except OSError as error:
        # What is left in its buffer would be tried again, and fail again, when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error.strerror
    return None


def _with_default_lesson(words: list[str], lessons: list[AnyLesson]) -> list[str]:
    """`infotui --json` means the first lesson; and a negative number is a value, not an option."""
    from infotui.core.launch import escape_negatives

    if words[0].startswith("-") and words[0] not in ("-h", "--help", "--version"):
        words = [lessons[0].name, *words]
    lesson = next((lesson for lesson in lessons if lesson.name == words[0]), None)
    if lesson is not None:
        words = [words[0], *lesson.command_line.prepare(words[1:])]
    return escape_negatives(words)


def _parser(lessons: list[AnyLesson]) -> ArgumentParser:
    from argparse import ArgumentParser, RawDescriptionHelpFormatter
    from functools import partial

    from infotui.core.launch import add_arguments

    class Parser(ArgumentParser):
        about: Callable[[], str | None] | None = None
        """What makes the epilog, which takes longer to load than all that is parsed."""

        def format_help(self) -> str:
            if self.about is not None:
                self.epilog = self.about()
            return super().format_help()

        def error(self, message: str) -> NoReturn:
            told = message.replace("  ", " ").replace("\n", "\ufffd")
            raise SystemExit(_fail(f"{self.prog}: {told}"))

    parser = Parser(
        prog="infotui",
        description="A terminal laboratory for entropy, KL divergence and cross-entropy.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"infotui {__version__}")
    chosen = parser.add_subparsers(dest="lesson", metavar="LESSON", required=True)
    for lesson in lessons:
        parser_of_lesson = chosen.add_parser(
            lesson.name,
            help=lesson.summary,
            description=f"Open the lesson on {lesson.summary}, in the state given.",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        parser_of_lesson.about = partial(_manual, lesson)
        add_arguments(parser_of_lesson, lesson)
    parser_of_exercises = chosen.add_parser(_EXERCISES, help="exercises from a file", allow_abbrev=False)
    parser_of_exercises.about = _format_of_exercises
    _add_exercises(parser_of_exercises)
    return parser


def _manual(lesson: AnyLesson) -> str:
    from infotui.core.help_text import help_text

    return help_text(lesson)


def _format_of_exercises() -> str | None:
    from infotui.exercises import model as exercises

    return exercises.__doc__


def _add_exercises(parser: ArgumentParser) -> None:
    from argparse import RawDescriptionHelpFormatter

    parser.formatter_class = RawDescriptionHelpFormatter
    parser.description = "Open a lesson with the exercises of a file beside it. Nothing is graded or stored."
    parser.add_argument("file", metavar="FILE.toml", help="the exercise set")
    parser.add_argument(
        "--check", action="store_true", help="say what is wrong with it, line by line; draw nothing"
    )
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters only")
