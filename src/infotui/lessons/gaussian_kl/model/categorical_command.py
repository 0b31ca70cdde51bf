"""Two categorical distributions on the command line: `--p P ... --q P ... [--names NAME ...]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from infotui.core.number_parsing import class_numbers, parse_number
from infotui.core.reading import Json
from infotui.data.source import NOT_REOPENED, STANDARD_INPUT
from infotui.maths.distributions import Categorical

from .categorical import CategoricalKLState, CountRequest
from .modes import INITIAL

_ABOVE_ONE = "cannot be above 1"

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

    from infotui.data.source import OpenInput


def add_options(group: _ArgumentGroup) -> None:
    """Declare the options that only this mode has."""
    for name in "pq":
        group.add_argument(
            f"--{name}-counts",
            metavar="FILE|-",
            help=f"{name} from a file of counts and labels; classes are joined by label",
        )
    group.add_argument("--names", metavar="NAME", nargs="+", help="the names of the classes (A, B, C, …)")
    for name in "pq":
        group.add_argument(
            f"--lock-{name}",
            metavar="N",
            nargs="+",
            help=f"classes of {name} that do not move, counted from 1",
        )


def parse(namespace: Namespace) -> CategoricalKLState:
    """The pair that the arguments describe; ValueError naming the argument."""
    if namespace.p_counts is not None or namespace.q_counts is not None:
        return _parse_counts(namespace)
    start = INITIAL.categorical
    p, q = start.p.p, start.q.p
    if namespace.p is not None or namespace.q is not None:
        p, q = _probabilities(namespace.p, "p"), _probabilities(namespace.q, "q")
    if len(p) != len(q):
        raise ValueError(f"argument --q: there are {len(q)} probabilities, and {len(p)} in --p")
    names = _names(namespace.names, p)
    return CategoricalKLState(
        _locked(Categorical(p, names), namespace.lock_p or (), "--lock-p"),
        _locked(Categorical(q, names), namespace.lock_q or (), "--lock-q"),
        namespace.reverse,
    )


def _parse_counts(namespace: Namespace) -> CategoricalKLState:
    """The pair of two files of counts, unread."""
    for name in "pq":
        if getattr(namespace, name) is not None:
            raise ValueError(f"argument --{name}: counts and probabilities do not go together")
        if getattr(namespace, f"{name}_counts") is None:
            raise ValueError(f"argument --{name}-counts: is missing: give both --p-counts and --q-counts")
    if namespace.names is not None:
        raise ValueError("argument --names: counts have names already")
    if namespace.p_counts == namespace.q_counts == STANDARD_INPUT:
        raise ValueError("argument --q-counts: standard input is p already")
    request = CountRequest(
        namespace.p_counts, namespace.q_counts, tuple(namespace.lock_p or ()), tuple(namespace.lock_q or ())
    )
    return replace(INITIAL.categorical, reverse=namespace.reverse, unread=request)


def load_counts(request: CountRequest, reverse: bool, open_input: OpenInput) -> CategoricalKLState:
    """The pair with its counts read; ValueError if a file is bad, or lacks a class whose number was typed."""
    from .count_pair import read_pair

    counts = read_pair(open_input, request.p_path, request.q_path)
    p, q = counts.shown
    p, q = _locked(p, request.lock_p, "--lock-p"), _locked(q, request.lock_q, "--lock-q")
    return CategoricalKLState(p, q, reverse, counts)


def _probabilities(words: list[str] | None, name: str) -> tuple[float, ...]:
    if words is None:
        raise ValueError(f"argument --{name}: is missing: give both --p and --q")
    try:
        return Categorical(tuple(map(parse_number, words))).p
    except ValueError as error:
        shown = re.sub(r"^p (has|sums)", rf"{name} \1", str(error))
        hint = f"; counts? --{name}-counts FILE" if _ABOVE_ONE in shown else ""
        raise ValueError(f"argument --{name}: {shown}{hint}") from None


def _names(words: list[str] | None, p: tuple[float, ...]) -> tuple[str, ...]:
    try:
        return Categorical(p, words).names
    except ValueError as error:
        raise ValueError(f"argument --names: {error}") from None


def _locked(distribution: Categorical, words: Sequence[str], argument: str) -> Categorical:
    for i in class_numbers(argument, words, distribution.k):
        distribution = distribution.with_lock(i, True)
    return distribution


def words(state: CategoricalKLState) -> list[str]:
    """The words that `parse` reads as `state`, bit for bit; of counts, those that read the files again."""
    if state.counts is not None:
        found = [*_option("p", state.counts.p_path), *_option("q", state.counts.q_path)]
    else:
        found = ["--p", *map(repr, state.p.p), "--q", *map(repr, state.q.p)]
    if state.counts is None and state.class_names != Categorical(state.p.p).names:
        found += ["--names", *state.class_names]
    for name, locked in (("p", state.p.locked), ("q", state.q.locked)):
        if locked:
            found += [f"--lock-{name}", *(str(i + 1) for i in sorted(locked))]
    return [*found, "--reverse"] if state.reverse else found


def to_json(state: CategoricalKLState) -> dict[str, Json]:
    """The arguments by their names, and of counts what was read."""
    found: dict[str, Json] = {
        "p": list(state.p.p),
        "q": list(state.q.p),
        "names": list(state.class_names),
        "reverse": state.reverse,
    }
    counts = state.counts
    if counts is not None:
        found |= {"p_counts": counts.p_path, "q_counts": counts.q_path, "classes": counts.joined.classes}
        if counts.notes:
            found["notes"] = list(counts.notes)
    for name, locked in (("p", state.p.locked), ("q", state.q.locked)):
        if locked:
            found[f"lock_{name}"] = [i + 1 for i in sorted(locked)]
    return found


def check_input(state: CategoricalKLState) -> None:
    """ValueError if counts came from a pipe, so that no command reads them again."""
    if state.counts is not None and STANDARD_INPUT in (state.counts.p_path, state.counts.q_path):
        raise ValueError(NOT_REOPENED)


def _option(name: str, path: str) -> list[str]:
    option = f"--{name}-counts"
    is_option = path.startswith("-") and path != STANDARD_INPUT
    return [f"{option}={path}"] if is_option else [option, path]
