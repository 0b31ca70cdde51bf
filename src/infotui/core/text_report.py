"""A snapshot of a lesson in plain sentences, for a screen reader and for notes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from infotui.data.source import STANDARD_INPUT

from .lesson import Lesson, Snapshot
from .reading import NONE, Json, Reading, Record
from .speech import listed, spoken


def text_report(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> str:
    """Everything the screen shows, one sentence per line.

    The lesson, its state, every reading, what the readings mean, and the theory section that fits. Numbers
    are those of `lesson.readings`, rounded as on the screen. There are no columns and no signs that a screen
    reader would skip.
    """
    state, unit = snapshot
    readings = lesson.readings(state, unit)
    words = dict(lesson.command_line.words)
    names = lesson.class_names(state)
    section = lesson.theory[lesson.theory_index(state, False)]
    lines = [
        f"{lesson.title}: {lesson.summary}, in {unit}.",
        *(_argument(name, value, words) for name, value in lesson.command_line.to_json(state).items()),
        *(_reading_sentence(reading, names, words) for reading in readings),
        *map(spoken, lesson.details(state, unit)),
        spoken(lesson.summarize(state, readings)),
        f"Theory, {spoken(section.heading)}: {spoken(section.text)}",
    ]
    return "\n".join(lines)


def _argument(name: str, value: Json, words: Mapping[str, str]) -> str:
    return f"{words.get(name, name.replace('_', ' '))}: {_state_value(value, words)}."


def _state_value(value: Json, words: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        return listed(
            [f"{words.get(name, name)} {_state_value(part, words)}" for name, part in value.items()]
        )
    if isinstance(value, list):
        items = [_state_value(item, words) for item in value]
        return "; ".join(items) if any(isinstance(item, dict) for item in value) else listed(items)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == STANDARD_INPUT:
        return "standard input"
    return spoken(f"{value:.6g}") if isinstance(value, float) else "none" if value is None else str(value)


def _reading_sentence(reading: Reading, names: tuple[str, ...], words: Mapping[str, str]) -> str:
    if _has_records(reading):
        unit = f" {reading.unit}" if reading.unit else ""
        records = (_record(record, reading.form, words) + unit for record in reading.records)
        return f"{reading.spoken}: {'; '.join(records)}."
    if isinstance(reading.value, tuple) and reading.value:
        unit = f" in {reading.unit}" if reading.unit else ""
        classes = names or tuple(f"class {i}" for i in range(1, len(reading.value) + 1))
        values = [f"{spoken(text)} for {name}" for text, name in zip(reading.texts, classes, strict=True)]
        return f"{reading.spoken}{unit}: {listed(values)}."
    is_number = isinstance(reading.value, int | float) and math.isfinite(reading.value)
    return f"{reading.spoken}: {spoken(reading.text_with_unit if is_number else reading.text or NONE)}."


def _has_records(reading: Reading) -> bool:
    first = reading.value[0] if isinstance(reading.value, tuple) and reading.value else reading.value
    return isinstance(first, Record)


def _record(record: Record, form: str, words: Mapping[str, str]) -> str:
    return listed([f"{words.get(name, name)} {spoken(text)}" for name, text in record.texts(form)])
