"""The epilog of a lesson's `--help`: its readings, and example commands."""

from __future__ import annotations

from .lesson import AnyLesson, Preset, Snapshot, command
from .reading import Reading, Unit

_LONGEST_COMMAND = 92


def help_text(lesson: AnyLesson, mode: str = "") -> str:
    """The readings by their names in `--json`, one example per preset, and how numbers are written.

    `mode` is the word of one of the lesson's modes; without it, the mode that the lesson opens with.
    """
    initial = dict(lesson.modes).get(mode, lesson.initial)
    symbols = _symbols(lesson, initial)
    width = max(map(len, symbols))
    examples = {
        line: f"{preset.name}: {preset.description}"
        for preset in lesson.presets
        if not preset.reads_file and len(line := _command(lesson, preset, initial)) <= _LONGEST_COMMAND
    }
    return "\n".join(
        [
            "readings, by their names in --json:",
            *(f"  {name:{width}}  {symbol}" for name, symbol in symbols.items()),
            'Infinite values are the strings "inf" and "-inf" in --json.',
            "",
            "examples:",
            *(f"  {line}\n      {about}" for line, about in examples.items()),
            "",
            "Numbers may be written 0.25, 1/4, 25%, 1e-9 or exp(-3), with a decimal point. On the screen, c",
            "copies the command that reopens the present state.",
            "Exit status: 0 success, 2 invalid argument (one line on standard error says what is wrong).",
        ]
    )


def _symbols(lesson: AnyLesson, initial: object) -> dict[str, str]:
    """The symbol of each reading of a mode, in both units where these differ."""
    found: dict[str, str] = {}
    for preset in lesson.presets:
        if preset.reads_file:
            continue
        here, there = (_readings(lesson, preset, initial, unit) for unit in (lesson.unit, lesson.unit.other))
        for reading, other in zip(here, there, strict=True):
            same = reading.symbol == other.symbol
            symbol = reading.symbol if same else f"{reading.symbol} ({other.symbol} in {lesson.unit.other})"
            found.setdefault(reading.name, symbol)
    return found


def _readings(lesson: AnyLesson, preset: Preset[object], initial: object, unit: Unit) -> tuple[Reading, ...]:
    return lesson.readings(preset.apply(initial), unit)


def _command(lesson: AnyLesson, preset: Preset[object], initial: object) -> str:
    return command(lesson, Snapshot(preset.apply(initial), lesson.unit))
