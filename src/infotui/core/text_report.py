"""A moment of a lesson in plain sentences, for a screen reader and for notes."""

from __future__ import annotations

import re
from typing import Any

from .lesson import Lesson, Snapshot
from .reading import NONE, Json, Reading, Record

_ARGUMENTS = {
    "kl": "KL divergence",
    "lock": "locked",
    "mu": "mean",
    "select": "class in hand",
    "sigma": "standard deviation",
    "true": "true class",
}
_READINGS = {
    "cross_entropy_pq": "cross-entropy of p and q",
    "entropy_p": "entropy of p",
    "entropy_q": "entropy of q",
    "forward_best": "best q for the KL divergence of p from q",
    "gradient": "gradient of the loss by the logits",
    "kl_gap": "KL divergence of q from p less that of p from q",
    "kl_pq": "KL divergence of p from q",
    "kl_qp": "KL divergence of q from p",
    "js": "Jensen-Shannon divergence of p and q",
    "mean_p": "mean of p",
    "q": "prediction q",
    "reverse_minima": "local minima of the KL divergence of q from p",
    "sd_p": "standard deviation of p",
    "target": "target p",
    "terms": "term of each class",
}
"""How names of `--json` are said, where their own letters do not say it."""


def text_report(lesson: Lesson[Any], snapshot: Snapshot[Any]) -> str:
    """What the screen shows, a sentence a line: the lesson, its state, every reading, what they mean.

    The numbers are those of `lesson.readings`, rounded as on the screen; no line needs to be seen to be
    understood: there are no columns, and no signs that are read as silence.
    """
    readings = lesson.readings(snapshot.state, snapshot.unit)
    state = lesson.command_line.to_json(snapshot.state)
    lines = [
        f"{lesson.title}: {lesson.summary}, in {snapshot.unit}.",
        *(f"{_ARGUMENTS.get(name, name)}: {_state_value(value)}." for name, value in state.items()),
        *map(_reading_sentence, readings),
        _spoken(lesson.summarize(snapshot.state, readings)),
    ]
    return "\n".join(lines)


def _state_value(value: Json) -> str:
    if isinstance(value, dict):
        return _listed([f"{_ARGUMENTS.get(name, name)} {_state_value(part)}" for name, part in value.items()])
    if isinstance(value, list):
        return _listed([_state_value(item) for item in value])
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _spoken(f"{value:.6g}") if isinstance(value, float) else str(value)


def _reading_sentence(reading: Reading) -> str:
    unit = f" {reading.unit}" if reading.unit else ""
    name = _READINGS.get(reading.name, reading.name.replace("_", " "))
    if _has_records(reading):
        return f"{name}: {'; '.join(_record(record, reading.form) + unit for record in reading.records)}."
    per_class = isinstance(reading.value, tuple)
    values = _listed(list(map(_spoken, reading.text.split()))) if per_class else _spoken(reading.text)
    return f"{name}: {values}{unit}{', class by class' if per_class else ''}."


def _has_records(reading: Reading) -> bool:
    first = reading.value[0] if isinstance(reading.value, tuple) and reading.value else reading.value
    return isinstance(first, Record)


def _record(record: Record, form: str) -> str:
    return _listed([f"{_ARGUMENTS.get(name, name)} {_spoken(text)}" for name, text in record.texts(form)])


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _spoken(text: str) -> str:
    """`text` with signs and powers of ten in words: many voices pass over a minus sign."""
    text = re.sub(r"(?<=\d)e([-+−]?)0*(\d+)", r" times ten to the \1\2", text).replace(" +", " ")
    text = re.sub(r"[-−](?=[\d∞])", "minus ", text)
    return text.replace("∞", "infinity").replace(NONE, "none").replace("‖", " from ")
