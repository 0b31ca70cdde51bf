"""The epilog of a lesson's `--help`: its readings, and example commands."""

from __future__ import annotations

from collections.abc import Sequence

from .lesson import AnyLesson, Preset, Snapshot, command

_LONGEST_COMMAND = 92


def help_text(lesson: AnyLesson, mode: str = "") -> str:
    """The readings by their names in `--json`, one example per preset, and how numbers are written.

    `mode` is the word of one of the lesson's modes; without it, the mode that the lesson opens with.
    """
    initial, presets = _opened(lesson, mode)
    symbols = _symbols(lesson, [initial, *(preset.apply(initial) for preset in presets)])
    width = max(map(len, symbols))
    examples = {
        line: f"{preset.name}: {preset.description}"
        for preset in presets
        if len(line := _command(lesson, preset, initial)) <= _LONGEST_COMMAND
    }
    return "\n".join(
        [
            "readings, by their names in --json:",
            *(f"  {name:{width}}  {symbol}" for name, symbol in symbols.items()),
            'Infinite values are the strings "inf" and "-inf" in --json.',
            "",
            *(["examples:"] if examples else []),
            *(f"  {line}\n      {about}" for line, about in examples.items()),
            *([""] if examples else []),
            "Numbers may be written 0.25, 1/4, 25%, 1e-9 or exp(-3), with a decimal point. On the screen, c",
            "copies the command that reopens the present state.",
            "Exit status: 0 success, 2 invalid argument (one line on standard error says what is wrong).",
        ]
    )


def _opened(lesson: AnyLesson, mode: str) -> tuple[object, list[Preset[object]]]:
    """The state of a mode, and the presets that can be shown with it.

    A mode that needs a file is opened by a preset that reads one. No command is shown for it.
    """
    modes = dict(lesson.modes)
    if modes and mode not in modes and not mode.startswith("-"):
        for preset in lesson.presets:
            state = preset.apply(lesson.initial) if preset.reads_file else None
            if state is not None and lesson.command_line.to_json(state).get("mode") == mode:
                return state, []
    return modes.get(mode, lesson.initial), [each for each in lesson.presets if not each.reads_file]


def _symbols(lesson: AnyLesson, states: Sequence[object]) -> dict[str, str]:
    """The symbol of each reading of some states, in both units where these differ."""
    found: dict[str, str] = {}
    for state in states:
        here, there = (lesson.readings(state, unit) for unit in (lesson.unit, lesson.unit.other))
        for reading, other in zip(here, there, strict=True):
            same = reading.symbol == other.symbol
            symbol = reading.symbol if same else f"{reading.symbol} ({other.symbol} in {lesson.unit.other})"
            found.setdefault(reading.name, symbol)
    return found


def _command(lesson: AnyLesson, preset: Preset[object], initial: object) -> str:
    return command(lesson, Snapshot(preset.apply(initial), lesson.unit))
