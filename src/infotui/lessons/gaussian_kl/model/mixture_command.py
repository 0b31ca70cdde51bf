"""A mixture and q on the command line: `--p W MU SIGMA [...] --q MU SIGMA [--rate R]`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from infotui.core.number_parsing import parse_number
from infotui.core.reading import Json
from infotui.maths.mixture import MAX_COMPONENTS, Mixture

from .gaussian_command import gaussian_json, gaussian_words, number_word, parse_gaussian
from .mixture import MAX_RATE, MIN_RATE, USUAL_RATE, MixtureKLState, mixture_of
from .modes import INITIAL

if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup

T = TypeVar("T")


def add_options(group: _ArgumentGroup) -> None:
    """Declare the options that only this mode has."""
    group.add_argument(
        "--rate",
        metavar="R",
        help=f"the learning rate η of a gradient step, {MIN_RATE:g} to {MAX_RATE:g} ({USUAL_RATE:g})",
    )


def parse(namespace: Namespace) -> MixtureKLState:
    """The state that the arguments describe; ValueError naming the argument."""
    state = INITIAL.mixture.with_reverse(namespace.reverse)
    if namespace.p is not None:
        state = _named("--p", lambda: state.with_p(_mixture(namespace.p)))
    if namespace.q is not None:
        q = parse_gaussian(namespace.q, "--q", state.q)
        state = _named("--q", lambda: state.with_q(q))
    if namespace.rate is not None:
        state = _named("--rate", lambda: state.with_rate(parse_number(namespace.rate)))
    return state


def _named(argument: str, make: Callable[[], T]) -> T:
    """What `make` returns; its ValueError gets the argument's name."""
    try:
        return make()
    except ValueError as error:
        raise ValueError(f"argument {argument}: {error}") from None


def _mixture(words: list[str]) -> Mixture:
    """The mixture given as W MU SIGMA for each component."""
    count, left = divmod(len(words), 3)
    if left or not count:
        raise ValueError(f"expected W MU SIGMA for each component, not {len(words)} arguments")
    if count > MAX_COMPONENTS:
        raise ValueError(f"there are {count} components: 1 to {MAX_COMPONENTS} are possible")
    return mixture_of(list(map(parse_number, words)))


def words(state: MixtureKLState) -> list[str]:
    """The words that `parse` reads as `state`, bit for bit."""
    found = ["--p"]
    for weight, gaussian in state.p.parts:
        found += [number_word(weight), *gaussian_words(gaussian)]
    found += ["--q", *gaussian_words(state.q)]
    if state.reverse:
        found.append("--reverse")
    return [*found, "--rate", number_word(state.rate)] if state.rate != USUAL_RATE else found


def to_json(state: MixtureKLState) -> dict[str, Json]:
    """The arguments by their names."""
    found: dict[str, Json] = {
        "p": [{"weight": weight, **gaussian_json(gaussian)} for weight, gaussian in state.p.parts],
        "q": gaussian_json(state.q),
        "reverse": state.reverse,
    }
    if state.rate != USUAL_RATE:
        found["rate"] = state.rate
    return found
