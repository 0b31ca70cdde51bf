"""What `--help` says of a lesson after its arguments: its readings, and commands to start from."""

from __future__ import annotations

from .lesson import AnyLesson, Preset, Snapshot, command
from .reading import Reading

_LONGEST_COMMAND = 72


def help_text(lesson: AnyLesson) -> str:
    """The readings by the names they have in `--json`, an example a preset, and what infotui ends with."""
    names: dict[str, str] = {}
    for preset in lesson.presets:
        for reading in _readings(lesson, preset):
            names.setdefault(reading.name, reading.symbol)
    width = max(map(len, names))
    examples = [
        (line, f"{preset.name}: {preset.description}")
        for preset in lesson.presets
        if len(line := _command(lesson, preset)) <= _LONGEST_COMMAND
    ]
    return "\n".join(
        [
            "readings, by their names in --json:",
            *(f"  {name:{width}}  {symbol}" for name, symbol in names.items()),
            "",
            "examples:",
            *(f"  {line}\n      {about}" for line, about in examples),
            "",
            "Numbers may be written 0.25, 1/4 or 1e-9. Inside, c copies the line that opens what is shown.",
            "Ends with status 0, or with 2 and one line that says what was wrong with an argument.",
        ]
    )


def _readings(lesson: AnyLesson, preset: Preset[object]) -> tuple[Reading, ...]:
    return lesson.readings(preset.apply(lesson.initial), lesson.unit)


def _command(lesson: AnyLesson, preset: Preset[object]) -> str:
    return command(lesson, Snapshot(preset.apply(lesson.initial), lesson.unit))
