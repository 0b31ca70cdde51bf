"""The command-line arguments of the cross-entropy lesson: those of one mode."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from infotui.core.lesson import CommandLine
from infotui.core.number_parsing import class_number, parse_number, quoted
from infotui.core.reading import Json
from infotui.maths.distributions import Logits

from .predictions_command_line import (
    ARGUMENTS,
    add_prediction_arguments,
    format_predictions,
    parse_predictions,
    predictions_to_json,
)
from .state import (
    ALL_LOGITS,
    INITIAL,
    Binary,
    CrossEntropyState,
    Mode,
    Multiclass,
    checked_probability,
    checked_rate,
    checked_smoothing,
    checked_temperature,
    limited_logits,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

T = TypeVar("T")
W = TypeVar("W")

_ARGUMENTS = {
    Mode.BINARY: ("p", "label"),
    Mode.MULTICLASS: ("logits", "true", "smoothing", "temperature", "rate", "select"),
    Mode.DATA: (*ARGUMENTS, "temperature"),
}


def _add_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "mode",
        metavar="binary|multiclass|data",
        nargs="?",
        default=Mode.BINARY.value,
        help="two classes, K classes, or a file of a classifier's own predictions",
    )
    binary = parser.add_argument_group("binary")
    binary.add_argument("--p", metavar="P", help="the prediction q: the probability of label 1, 0 to 1 (0.7)")
    binary.add_argument("--label", metavar="{0,1}", help="the true label y (1)")
    several = parser.add_argument_group("multiclass")
    several.add_argument("--logits", metavar="Z", nargs="+", help="2 to 10 logits z (1 2 0.5 -0.5)")
    several.add_argument("--true", metavar="N", help="the true class, counted from 1 (2)")
    several.add_argument("--smoothing", metavar="E", help="label smoothing ε, from 0 to below 1 (0)")
    several.add_argument("--temperature", metavar="T", help="the softmax temperature, 0.05 to 20 (1)")
    several.add_argument("--rate", metavar="R", help="the learning rate η of a gradient step, 0.01 to 10 (1)")
    several.add_argument("--select", metavar="N", help="the selected logit, counted from 1, or all (1)")
    add_prediction_arguments(parser)


def _parse(namespace: Namespace) -> CrossEntropyState:
    mode = _mode(namespace.mode)
    for other in Mode:
        for name in _ARGUMENTS[other]:
            if name not in _ARGUMENTS[mode] and getattr(namespace, name) is not None:
                option = "FILE" if name == "file" else f"--{name.replace('_', '-')}"
                raise ValueError(f"argument {option}: belongs to {other}, and this is {mode}")
    if mode is Mode.DATA:
        temperature = _take("temperature", namespace.temperature, _within(checked_temperature), 1.0)
        return INITIAL.with_data(parse_predictions(namespace, temperature))
    if mode is Mode.BINARY:
        return INITIAL.with_binary(_binary(namespace))
    return INITIAL.with_multiclass(_multiclass(namespace))


def _mode(word: str) -> Mode:
    if word not in tuple(Mode):
        raise ValueError(f"argument mode: {quoted(word)} is none of binary, multiclass and data")
    return Mode(word)


def _binary(given: Namespace) -> Binary:
    initial = INITIAL.binary
    p = _take("p", given.p, _within(checked_probability), initial.p)
    return Binary(p, _take("label", given.label, _label, initial.label))


def _multiclass(given: Namespace) -> Multiclass:
    initial = INITIAL.multiclass
    logits = _take("logits", given.logits, _logits, initial.logits)
    true = _take("true", given.true, lambda word: class_number(word, logits.k), initial.true)
    smoothing = _take("smoothing", given.smoothing, _within(checked_smoothing), initial.smoothing)
    temperature = _take("temperature", given.temperature, _within(checked_temperature), initial.temperature)
    rate = _take("rate", given.rate, _within(checked_rate), initial.rate)
    selected = _take("select", given.select, lambda word: _selected(word, logits.k), initial.selected)
    return Multiclass(logits, true, smoothing, temperature, rate, selected)


def _take(name: str, words: W | None, convert: Callable[[W], T], initial: T) -> T:
    """The value of an argument, or its default; ValueError naming the argument."""
    if words is None:
        return initial
    try:
        return convert(words)
    except ValueError as error:
        raise ValueError(f"argument --{name}: {error}") from None


def _within(checked: Callable[[float], float]) -> Callable[[str], float]:
    return lambda word: checked(parse_number(word))


def _logits(words: list[str]) -> Logits:
    return limited_logits(Logits(tuple(map(parse_number, words))))


def _label(word: str) -> int:
    if word.strip() not in ("0", "1"):
        raise ValueError(f"{quoted(word.strip())} is not a label, 0 or 1")
    return int(word)


def _selected(word: str, k: int) -> int:
    return ALL_LOGITS if word.strip() == "all" else class_number(word, k)


def _word(value: Json) -> str:
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _format(state: CrossEntropyState) -> list[str]:
    if state.mode is Mode.DATA:
        return format_predictions(state.opened_data)
    words: list[str] = [state.mode.value]
    for name, value in _to_json(state).items():
        if name != "mode" and _DEFAULTS.get(name) != value:
            words += [f"--{name}", *map(_word, value if isinstance(value, list) else [value])]
    return words


def _to_json(state: CrossEntropyState) -> dict[str, Json]:
    if state.mode is Mode.DATA:
        return predictions_to_json(state.opened_data)
    if state.mode is Mode.BINARY:
        return {"mode": "binary", "p": state.binary.p, "label": state.binary.label}
    ours, initial = state.multiclass, INITIAL.multiclass
    found: dict[str, Json] = {
        "mode": "multiclass",
        "logits": list(ours.logits.z),
        "true": ours.true + 1,
        "smoothing": ours.smoothing,
        "temperature": ours.temperature,
        "rate": ours.rate,
    }
    if ours.selected != initial.selected:
        found["select"] = "all" if ours.selected == ALL_LOGITS else ours.selected + 1
    return found


def _input_command(state: CrossEntropyState) -> str:
    """Empty: no state reads the output of a command. ValueError for predictions from a pipe."""
    from infotui.data.source import STANDARD_INPUT  # not needed by a start

    if state.mode is Mode.DATA and state.opened_data.request.file == STANDARD_INPUT:
        raise ValueError("from a pipe: save it to a file to reopen it")
    return ""


_DEFAULTS = {"smoothing": 0.0, "temperature": 1.0, "rate": 1.0}
"""Arguments that a command leaves out when they have these values."""
_WORDS = (
    ("p", "prediction q, the probability of label 1"),
    ("label", "true label y"),
    ("true", "true class"),
    ("smoothing", "label smoothing epsilon"),
    ("rate", "learning rate eta"),
    ("select", "selected logit"),
    ("q_true", "q of the true class"),
    ("mistaken_for", "mistaken for"),
    ("same_top", "same top class"),
    ("sklearn", "scikit-learn"),
    ("softmax_twice", "softmax applied twice"),
    ("predicted_there", "predicted there"),
    ("loss_there", "loss there"),
    ("standard_error", "standard error"),
    ("unpaired_interval", "unpaired interval"),
)

COMMAND_LINE = CommandLine(_add_arguments, _parse, _format, _to_json, _WORDS, input_command=_input_command)
