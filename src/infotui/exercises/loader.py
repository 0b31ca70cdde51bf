"""The loader of exercise files. It reports every mistake with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from infotui.core.launch import open_beside, parse_command
from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.number_parsing import quoted

from .condition_parser import ConditionReader
from .feasibility import contradiction, infeasible_reason
from .goals import Comparison, Condition, EvalContext, Goal, Quantity, comparisons, required
from .model import ExerciseSet, Task
from .prediction_parser import PredictionReader
from .toml_lines import KeyPath, lines_of

_MOST_BYTES = 1_000_000
_MOST_CHARACTERS = 1000
_SYNTAX = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)
_SET_KEYS = ("title", "opens", "task")
_TASK_KEYS = ("prompt", "ask", "hide", "reveal", "goal", "goals", "hint", "after", "hold", "opens")


class Mistake(NamedTuple):
    """A mistake in a file: its line, counted from 1, and what is wrong."""

    line: int
    what: str


class ExerciseError(Exception):
    """An exercise file with mistakes, sorted by line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(f"line {line}: {what}" for line, what in mistakes))
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line))


def load_exercises(path: FilePath, lessons: Sequence[AnyLesson]) -> ExerciseSet:
    """The exercise set in the file at `path`. The files that it opens are relative to its folder.

    Raises:
        OSError: The file cannot be read.
        ExerciseError: The file has mistakes.
    """
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ExerciseError([Mistake(1, f"larger than {_MOST_BYTES:,} bytes: not an exercise set")])
    try:
        folder = path.parent if path.is_file() else FilePath()
        return read_exercises(data.decode("utf-8-sig"), lessons, folder)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExerciseError([Mistake(line, f"not UTF-8: byte 0x{data[error.start]:02x}")]) from None


def read_exercises(text: str, lessons: Sequence[AnyLesson], folder: FilePath | None = None) -> ExerciseSet:
    """The exercise set in `text`; ExerciseError if it has mistakes.

    `folder` is where the files are that it opens (by default the current directory).
    """
    text = text.replace("\r\n", "\n")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExerciseError([_syntax(str(error), text)]) from None
    except RecursionError:
        raise ExerciseError([Mistake(1, "nested too deeply")]) from None
    return _Reader(lines_of(text), lessons, folder or FilePath()).read(data)


def _syntax(message: str, text: str) -> Mistake:
    found = _SYNTAX.fullmatch(message)
    if found is None:
        return Mistake(1, f"not TOML: {message}")
    line = int(found["line"]) if found["line"] else text.count("\n") + 1
    what = " ".join(found["what"].split())
    if what == "Cannot overwrite a value":
        key = text.splitlines()[line - 1].partition("=")[0].strip()
        what += f": the key {quoted(key)} occurs twice"
    return Mistake(line, f"not TOML: {what}")


class _Reader:
    """Builds a set from parsed TOML and collects its mistakes."""

    def __init__(self, lines: dict[KeyPath, int], lessons: Sequence[AnyLesson], folder: FilePath) -> None:
        self._folder = folder
        self._lines = lines
        self._lessons = lessons
        self._mistakes: list[Mistake] = []

    def read(self, data: dict[str, Any]) -> ExerciseSet:
        if not data:
            raise ExerciseError([Mistake(1, "nothing in it: a set has title, opens and tasks")])
        self._check_keys((), data, _SET_KEYS)
        title = self._text((), data, "title")
        place = self._initial((), data)
        tables = data.get("task")
        if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
            self._wrong(("task",), "no task: a set has at least one table [[task]]")
            tables = []
        tasks = [self._task(("task", i), table, place) for i, table in enumerate(tables)] if place else []
        if self._mistakes or place is None:
            raise ExerciseError(self._mistakes)
        found = tuple(task for task in tasks if task is not None)
        return ExerciseSet(title, place[0], found[0].initial, found)

    def _task(
        self, at: KeyPath, table: dict[str, Any], place: tuple[AnyLesson, Snapshot[Any]]
    ) -> Task | None:
        self._check_keys(at, table, _TASK_KEYS)
        lesson, initial = place
        afresh = "opens" in table
        if afresh:
            own = self._initial(at, table)
            if own is None:
                return None
            initial = own[1]
            if own[0].name != lesson.name:
                self._wrong((*at, "opens"), f"{own[0].name} is another lesson: this set is on {lesson.name}")
                return None
        prompt = self._text(at, table, "prompt")
        hint, after = (self._text(at, table, key, needed=False) for key in ("hint", "after"))
        view = EvalContext(lesson, initial)
        held = self._held((*at, "hold"), table.get("hold", []), view)
        predictions = PredictionReader(view, self._wrong)
        question = predictions.question((*at, "ask"), table["ask"]) if "ask" in table else None
        hidden = predictions.hidden((*at, "hide"), table.get("hide", []), held)
        is_by_key = predictions.reveal((*at, "reveal"), table.get("reveal"), bool(hidden or "ask" in table))
        waits = "ask" in table or is_by_key
        goals = self._goals(at, table, view, needed=not waits)
        self._check_feasible(goals, held, view)
        if not waits:
            predictions.check_goals((*at, "hide"), hidden, [goal for _, goal in goals])
        shown = tuple(goal for _, goal in goals)
        return Task(prompt, shown, initial, afresh, held, hint, after, question, hidden, is_by_key)

    def _goals(
        self, at: KeyPath, table: dict[str, Any], view: EvalContext, *, needed: bool
    ) -> list[tuple[KeyPath, Goal]]:
        reader = ConditionReader(view, self._wrong)
        if not needed and not table.keys() & {"goal", "goals"}:
            return []
        if ("goal" in table) == ("goals" in table):
            both = "goal" in table
            self._wrong(at, "both goal and goals: one of them is enough" if both else "no goal")
            return []
        if "goal" in table:
            found = [((*at, "goal"), table["goal"])]
        else:
            listed = table["goals"]
            if not isinstance(listed, list) or not listed:
                self._wrong((*at, "goals"), "goals is not a list of conditions: [{ … }, { … }]")
                return []
            found = [((*at, "goals", i), item) for i, item in enumerate(listed)]
        goals = [(path, reader.goal(path, item)) for path, item in found]
        return [(path, goal) for path, goal in goals if goal is not None]

    def _check_feasible(
        self, goals: list[tuple[KeyPath, Goal]], held: tuple[Quantity, ...], view: EvalContext
    ) -> None:
        """Note goals that cannot be met, that exclude each other, or that are all met at the opening."""
        needed = [part for _, goal in goals for part in required(goal.condition)]
        reasons = [(path, self._reason(goal.condition, needed, held, view)) for path, goal in goals]
        for path, reason in reasons:
            if reason is not None:
                self._wrong(path, f"cannot be met: {reason}")
        excluded = None if any(reason for _, reason in reasons) else contradiction(needed)
        if excluded is not None:
            paths = [path for path, goal in goals if excluded[0] in required(goal.condition)]
            self._wrong(paths[-1], f"cannot be met: {excluded[1]}")
        if goals and all(goal.condition.met(view, view) for _, goal in goals):
            self._wrong(goals[0][0], "the opening state already meets it")

    def _reason(
        self, condition: Condition, needed: list[Comparison], held: tuple[Quantity, ...], view: EvalContext
    ) -> str | None:
        reasons = (infeasible_reason(part, needed, held, view) for part in comparisons(condition))
        return next((reason for reason in reasons if reason is not None), None)

    def _held(self, at: KeyPath, names: Any, view: EvalContext) -> tuple[Quantity, ...]:
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._wrong(at, 'hold is not a list of names: ["p.sigma", "q"]')
            return ()
        reader = ConditionReader(view, self._wrong)
        found = [reader.quantity((*at, i), "state", name, None) for i, name in enumerate(names)]
        return tuple(quantity for quantity in found if quantity is not None)

    def _initial(self, at: KeyPath, table: dict[str, Any]) -> tuple[AnyLesson, Snapshot[Any]] | None:
        line = self._text(at, table, "opens")
        if not line:
            return None
        try:
            return parse_command(line, self._lessons, open_beside(self._folder))
        except ValueError as error:
            self._wrong((*at, "opens"), f"opens: {error}")
            return None

    def _text(self, at: KeyPath, table: dict[str, Any], key: str, *, needed: bool = True) -> str:
        """A text as one line. Control characters are refused."""
        value = table.get(key, "")
        if not isinstance(value, str):
            self._wrong((*at, key), f"{key} is not a text in quotation marks")
            return ""
        text = " ".join(value.split())
        if not text.isprintable():
            self._wrong((*at, key), f"{key} has a control character: {quoted(text)}")
        elif len(text) > _MOST_CHARACTERS:
            self._wrong((*at, key), f"{key} has {len(text):,} characters: at most {_MOST_CHARACTERS} fit")
        elif needed and not text:
            self._wrong((*at, key), f"{key} is empty" if key in table else f"no {key}")
        return text

    def _check_keys(self, at: KeyPath, table: dict[str, Any], known: Sequence[str]) -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1)
                meant = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
                self._wrong((*at, key), f"unknown key {quoted(key)}: {meant}")

    def _wrong(self, at: KeyPath, what: str) -> None:
        """Note a mistake, on the line of the innermost part of `at` that is in the file."""
        while at and at not in self._lines:
            at = at[:-1]
        self._mistakes.append(Mistake(self._lines.get(at, 1), what))
