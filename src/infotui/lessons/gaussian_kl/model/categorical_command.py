"""Two categorical distributions on the command line: `--p P ... --q P ... [--names NAME ...]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.number_parsing import parse_number, quoted
from infotui.core.reading import Json
from infotui.maths.distributions import Categorical
from infotui.maths.validation import checked_probabilities

from .categorical import CategoricalKLState
from .modes import INITIAL

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup


def add_options(group: _ArgumentGroup) -> None:
    """Declare the options that this mode alone has."""
    group.add_argument("--names", metavar="NAME", nargs="+", help="the names of the classes (A, B, C, …)")
    for name in "pq":
        group.add_argument(
            f"--lock-{name}",
            metavar="N",
            nargs="+",
            help=f"classes of {name} that do not move, counted from 1",
        )


def parse(namespace: Namespace) -> CategoricalKLState:
    """The pair that the arguments say; ValueError naming the argument."""
    start = INITIAL.categorical
    p, q = start.p.p, start.q.p
    if namespace.p is not None or namespace.q is not None:
        p, q = _probabilities(namespace.p, "p"), _probabilities(namespace.q, "q")
    if len(p) != len(q):
        raise ValueError(f"argument --q: there are {len(q)} probabilities, and {len(p)} in --p")
    names = _names(namespace.names, p)
    return CategoricalKLState(
        _locked(Categorical(p, names), namespace.lock_p, "--lock-p"),
        _locked(Categorical(q, names), namespace.lock_q, "--lock-q"),
        namespace.reverse,
    )


def _probabilities(words: list[str] | None, name: str) -> tuple[float, ...]:
    if words is None:
        raise ValueError(f"argument --{name}: is missing: give both --p and --q")
    try:
        found = tuple(map(parse_number, words))
        if found:
            checked_probabilities(name, found)  # whose message has the name of the argument
        return Categorical(found).p
    except ValueError as error:
        shown = str(error).replace("p has length", f"{name} has length")
        raise ValueError(f"argument --{name}: {shown}") from None


def _names(words: list[str] | None, p: tuple[float, ...]) -> tuple[str, ...]:
    try:
        return Categorical(p, words).names
    except ValueError as error:
        raise ValueError(f"argument --names: {error}") from None


def _locked(distribution: Categorical, words: list[str] | None, argument: str) -> Categorical:
    for word in words or ():
        if not (word.isascii() and word.isdigit() and 1 <= int(word) <= distribution.k):
            allowed = f"1 to {distribution.k}"
            raise ValueError(f"argument {argument}: {quoted(word)} is not the number of a class, {allowed}")
        distribution = distribution.with_lock(int(word) - 1, True)
    return distribution


def words(state: CategoricalKLState) -> list[str]:
    """The words that `parse` reads as `state`, bit for bit."""
    found = ["--p", *map(repr, state.p.p), "--q", *map(repr, state.q.p)]
    if state.class_names != Categorical(state.p.p).names:
        found += ["--names", *state.class_names]
    for name, locked in (("p", state.p.locked), ("q", state.q.locked)):
        if locked:
            found += [f"--lock-{name}", *(str(i + 1) for i in sorted(locked))]
    return [*found, "--reverse"] if state.reverse else found


def to_json(state: CategoricalKLState) -> dict[str, Json]:
    """The arguments by their names."""
    found: dict[str, Json] = {
        "p": list(state.p.p),
        "q": list(state.q.p),
        "names": list(state.class_names),
        "reverse": state.reverse,
    }
    for name, locked in (("p", state.p.locked), ("q", state.q.locked)):
        if locked:
            found[f"lock_{name}"] = [i + 1 for i in sorted(locked)]
    return found
