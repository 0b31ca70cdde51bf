"""`python -m benchmarks`, run in `tests`: the speed of every lesson relative to a minimal Textual app.

All programs run side by side and take turns, A B A B, so that other load on the machine affects them alike.
Times of one machine say nothing about another; the ratios do.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from infotui.core.launch import parse_command
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.gaussian_kl.model.modes import KLState, Mode

from .measure import FLOOR, INFOTUI, RIGHT_LEFT, UP_DOWN, Numbers, Subject, middle, start
from .mixture import evaluations

Row = dict[str, str]
Commands = dict[str, list[str]]

_SIZES = ((80, 24), (120, 36), (200, 50))
_MANY = [*INFOTUI, "entropy", *["1/26"] * 26]
_NAMES = [entry.lesson.name for entry in LESSONS]
_MODES = {
    "kl-categorical": "kl categorical --p 1/2 1/4 1/8 1/8 --q 1/4 1/4 1/4 1/4",
    "kl-mixture": "kl mixture",
    "kl-3-modes": "kl mixture --p 0.2 -4 1 0.3 0 0.5 0.5 4 1 --q 0 2 --reverse",
}
"""Modes that a lesson does not open in, each measured as a lesson is."""
_FILES = {
    "ce-data": ["cross-entropy", "data", str(SHIPPED_PREDICTIONS)],
    "ce-rows": ["cross-entropy", "data", str(SHIPPED_PREDICTIONS)],
}
"""Mode data, with the temperature in focus, and with the list of rows."""
_SETUP = {"ce-data": b"\t"}
"""Keys sent to a program before anything is measured: Tab from the list of rows to the temperature."""
_WITH_SLIDERS = ("ce-data", "kl", "kl-mixture", "kl-3-modes")
_COMMANDS = {
    "floor": FLOOR,
    **{name: [*INFOTUI, name] for name in _NAMES},
    **{name: [*INFOTUI, *words.split()] for name, words in _MODES.items()},
    **{name: [*INFOTUI, *words] for name, words in _FILES.items()},
}


def main() -> None:
    """Measure, and print a table for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", action="append", help="columns and rows, as 80x24 (three sizes)")
    parser.add_argument("--keys", type=int, default=60, help="keys sent to each program (60)")
    parser.add_argument("--rounds", type=int, default=3, help="drags and starts of each program (3)")
    parser.add_argument("--seconds", type=float, default=3.0, help="length of a drag and of a rest (3)")
    parser.add_argument(
        "--only", action="append", choices=list(_COMMANDS)[1:], help="a lesson or a mode (all)"
    )
    options = parser.parse_args()
    commands = {
        name: command
        for name, command in _COMMANDS.items()
        if name in ["floor", *(options.only or _COMMANDS)]
    }
    sizes = [_size(word) for word in options.size] if options.size else _SIZES
    for columns, rows in sizes:
        print(f"\n{columns}x{rows}\n", flush=True)
        _table(_live(commands, columns, rows, options.keys, options.rounds, options.seconds))
    print("\nstarts, and many classes\n", flush=True)
    _table({**_starts(commands, *sizes[0], options.rounds), **_many(*sizes[0], options.keys)})
    if mixtures := _mixtures([name for name in commands if name in _MODES]):
        print("\nmathematics, processor time\n", flush=True)
        _table(mixtures)


def _size(word: str) -> tuple[int, int]:
    columns, rows = map(int, word.split("x"))
    return columns, rows


def _live(
    commands: Commands, columns: int, rows: int, keys: int, rounds: int, seconds: float
) -> dict[str, Row]:
    """Measure keys, drags and rest of running programs."""
    with _running(commands, columns, rows) as subjects:
        key = _in_turns(subjects, keys, lambda _, subject: subject.key())
        places = {name: subject.place_to_drag() for name, subject in subjects.items() if name != "floor"}
        places["floor"] = (0, 0)
        drag = _in_turns(subjects, rounds, lambda name, subject: subject.drag(places[name], seconds))
        rest = _in_turns(subjects, 1, lambda _, subject: subject.rest(seconds))
    return {
        "key → last byte ÷ floor (1.5; KL 2)": _ratios(key, "key", ".2f", "ms"),
        "key, processor time ÷ floor": _ratios(key, "key cpu", ".2f", "ms"),
        "bytes ÷ smallest repaint (1.05)": _values(key, "bytes", ".2f"),
        "drag at 100 Hz: frames a second (59)": _values(drag, "frames", ".1f"),
        "… lag on 1 Mbit/s, ms": _values(drag, "lag", ".1f"),
        "… processor time ÷ floor (1.6; mixture 2)": _ratios(drag, "drag cpu", ".2f", "%"),
        "idle: bytes a second (0)": _values(rest, "idle bytes", ".0f"),
        "idle: % of a core": _values(rest, "idle cpu", ".2f"),
    }


def _starts(commands: Commands, columns: int, rows: int, rounds: int) -> dict[str, Row]:
    """Measure start-up and memory relative to Textual with numpy, and `--version` relative to Python."""
    found: dict[str, list[Numbers]] = {name: [] for name in commands}
    for _ in range(rounds * 2):
        for name, command in commands.items():
            found[name].append(
                start(command, columns, rows, FLOOR_IMPORTS_NUMPY="1", OPENBLAS_NUM_THREADS="1")
            )
    numbers = {name: middle(runs) for name, runs in found.items()}
    python, version = [sys.executable, "-c", "pass"], [*INFOTUI, "--version"]
    times = [(_seconds(python), _seconds(version)) for _ in range(rounds * 4)]
    ratio = median(long for _, long in times) / median(short for short, _ in times)
    return {
        "start → first frame ÷ floor and numpy (1.1)": _ratios(numbers, "start", ".2f", "ms"),
        "PSS ÷ floor and numpy (1.05)": _ratios(numbers, "memory", ".2f", "MiB"),
        "--version ÷ python -c pass (3)": {"floor": "", _NAMES[0]: f"{ratio:.2f}"},
    }


def _many(columns: int, rows: int, keys: int) -> dict[str, Row]:
    commands = {"few": _COMMANDS["entropy"], "many": _MANY}
    with _running(commands, columns, rows) as subjects:
        key = _in_turns(subjects, keys, lambda _, subject: subject.key())
    ratio = key["many"]["key"] / key["few"]["key"]
    return {"key at k = 26 ÷ at k = 4 (1.5)": {"floor": "", "entropy": f"{ratio:.2f}"}}


def _mixtures(names: list[str]) -> dict[str, Row]:
    """A divergence of each mixture, its lobes, and the search for all minima; empty without a mixture."""
    lessons = [entry.lesson for entry in LESSONS]
    states = {name: parse_command(f"infotui {_MODES[name]}", lessons)[1].state for name in names}
    found = {
        name: evaluations(state.mixture)
        for name, state in states.items()
        if isinstance(state, KLState) and state.mode is Mode.MIXTURE
    }
    if not found:
        return {}
    return {
        "one evaluation of KL(q‖p), ms (0.1)": _values(found, "evaluation", ".3f"),
        "the lobes of an integrand, ms": _values(found, "lobes", ".3f"),
        "search for all minima of KL(q‖p), ms (10)": _values(found, "search", ".2f"),
    }


def _seconds(command: list[str]) -> float:
    begin = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - begin


@contextmanager
def _running(commands: Commands, columns: int, rows: int) -> Iterator[dict[str, Subject]]:
    with ExitStack() as stack:
        subjects = {
            name: Subject(
                command,
                columns,
                rows,
                RIGHT_LEFT if name in _WITH_SLIDERS else UP_DOWN,
                setup=_SETUP.get(name, b""),
            )
            for name, command in commands.items()
        }
        for subject in subjects.values():
            stack.enter_context(subject.program)
        yield subjects


def _in_turns(
    subjects: dict[str, Subject], turns: int, measure: Callable[[str, Subject], Numbers]
) -> dict[str, Numbers]:
    """The median of each number of each subject over `turns` turns."""
    found: dict[str, list[Numbers]] = {name: [] for name in subjects}
    for _ in range(turns):
        for name, subject in subjects.items():
            found[name].append(measure(name, subject))
    return {name: middle(numbers) for name, numbers in found.items()}


def _values(found: dict[str, Numbers], number: str, form: str) -> Row:
    return {name: format(numbers[number], form) for name, numbers in found.items()}


def _ratios(found: dict[str, Numbers], number: str, form: str, unit: str) -> Row:
    """The floor in its unit, all others divided by it."""
    floor = found["floor"][number]
    ratios = {name: format(numbers[number] / floor, form) for name, numbers in found.items()}
    return {**ratios, "floor": f"{floor:.2f} {unit}"}


def _table(table: dict[str, Row]) -> None:
    names = list(_COMMANDS)
    width = max(map(len, table))
    for title, row in {"": dict(zip(names, names, strict=True)), **table}.items():
        print(title.ljust(width), *(row.get(name, "").rjust(13) for name in names), flush=True)


if __name__ == "__main__":
    main()
