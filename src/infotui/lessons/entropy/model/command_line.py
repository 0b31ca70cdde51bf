"""The command-line arguments of the entropy lesson."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.lesson import CommandLine
from infotui.core.number_parsing import class_numbers, parse_number
from infotui.core.reading import Json
from infotui.maths.distributions import MIN_CLASSES, Categorical

from .sample_command_line import (
    add_sample_arguments,
    format_sample,
    mark_text_file,
    parse_sample,
    sample_to_json,
)
from .state import INITIAL, EntropyState

_MOST_IN_HINT = 10
"""So many numbers are repeated in a hint."""

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "probabilities", metavar="P", nargs="*", help="the probability of each class: 0.25, 1/4, 25%% or 1e-9"
    )
    parser.add_argument("--names", metavar="NAME", nargs="+", help="the class names (A, B, C, …)")
    parser.add_argument("--lock", metavar="N", nargs="+", help="the locked classes, counted from 1")
    parser.add_argument("--select", metavar="N", nargs=1, help="the selected class, counted from 1")
    add_sample_arguments(parser)


def _parse(namespace: Namespace) -> EntropyState:
    request = parse_sample(namespace)
    if request is not None:
        return EntropyState(INITIAL.p, unread=request)
    p = _categorical(namespace)
    for i in class_numbers("--lock", namespace.lock or (), p.k):
        p = p.with_lock(i, True)
    selected = class_numbers("--select", namespace.select or (), p.k)
    return EntropyState(p, selected[0] if selected else 0)


def _categorical(namespace: Namespace) -> Categorical:
    words, names = namespace.probabilities, namespace.names
    try:
        if words:
            p = Categorical(tuple(map(parse_number, words)))
        else:
            p = Categorical.uniform(len(names)) if names else INITIAL.p
    except ValueError as error:
        raise ValueError(f"argument {'P' if words else '--names'}: {error}{_counts_hint(words)}") from None
    try:
        return Categorical(p.p, tuple(names)) if names else p
    except ValueError as error:
        raise ValueError(f"argument --names: {error}") from None


def _counts_hint(words: list[str]) -> str:
    """What to type where the arguments look like counts; empty where they do not."""
    shown = [word.strip() for word in words]
    if len(shown) < MIN_CLASSES or not all(word.isascii() and word.isdigit() for word in shown):
        return ""
    rest = " …" if len(shown) > _MOST_IN_HINT else ""
    return f"; counts? --counts {' '.join(shown[:_MOST_IN_HINT])}{rest}"


def _has_own_names(p: Categorical) -> bool:
    return p.names != Categorical(p.p).names


def _format(state: EntropyState) -> list[str]:
    p = state.p
    if state.sample is not None:
        words = format_sample(state.sample)
    else:
        words = [repr(x) for x in p.p]
        if _has_own_names(p):
            words += ["--names", *p.names]
    if p.locked:
        words += ["--lock", *(str(i + 1) for i in sorted(p.locked))]
    if state.selected:
        words += ["--select", str(state.selected + 1)]
    return words


def _to_json(state: EntropyState) -> dict[str, Json]:
    p = state.p
    found: dict[str, Json]
    if state.sample is not None:
        found = sample_to_json(state.sample)
    else:
        found = {"p": list(p.p)}
        if _has_own_names(p):
            found["names"] = list(p.names)
    if p.locked:
        found["lock"] = [i + 1 for i in sorted(p.locked)]
    if state.selected:
        found["select"] = state.selected + 1
    return found


def _input(state: EntropyState) -> str:
    if state.sample is None:
        return ""
    from .sample_pipe import pipe_command

    return pipe_command(state.sample)


_WORDS = (
    ("lock", "locked classes"),
    ("select", "selected class"),
    ("p", "probabilities p"),
    ("n", "number of symbols"),
    ("classes", "number of classes"),
    ("contexts_once", "contexts seen once"),
    ("shannon_1951", "Shannon 1951"),
)

COMMAND_LINE = CommandLine(_add_arguments, _parse, _format, _to_json, _WORDS, mark_text_file, _input)
