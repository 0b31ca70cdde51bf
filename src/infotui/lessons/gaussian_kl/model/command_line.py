"""The state of the Gaussian KL screen on the command line, both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.lesson import CommandLine
from infotui.core.number_parsing import parse_number
from infotui.core.reading import Json
from infotui.maths.distributions import Gaussian

from .state import INITIAL, GaussianKLState, checked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def _add_arguments(parser: ArgumentParser) -> None:
    for name in ("p", "q"):
        default = " ".join(_words(getattr(INITIAL, name)))
        parser.add_argument(
            f"--{name}",
            metavar=("MU", "SIGMA"),
            nargs=2,
            help=f"mean and width of {name} ({default}); drawn for MU from -10 to 10, SIGMA from 0.01 to 10",
        )
    parser.add_argument("--reverse", action="store_true", help="show KL(q‖p) instead of KL(p‖q)")


def _parse(namespace: Namespace) -> GaussianKLState:
    return GaussianKLState(
        _gaussian(namespace.p, "--p", INITIAL.p), _gaussian(namespace.q, "--q", INITIAL.q), namespace.reverse
    )


def _gaussian(words: list[str] | None, argument: str, default: Gaussian) -> Gaussian:
    if words is None:
        return default
    try:
        return Gaussian(*map(parse_number, words))
    except ValueError as error:
        raise ValueError(f"argument {argument}: {error}") from None


def check_reach(state: GaussianKLState) -> None:
    """Raise ValueError, naming the argument, for a parameter that no control reaches."""
    for argument, gaussian in (("--p", state.p), ("--q", state.q)):
        try:
            checked(gaussian)
        except ValueError as error:
            raise ValueError(f"argument {argument}: {error} (--json reads it all the same)") from None


def _words(gaussian: Gaussian) -> list[str]:
    return [repr(value).removesuffix(".0") for value in (gaussian.mu, gaussian.sigma)]


def _format(state: GaussianKLState) -> list[str]:
    words = ["--p", *_words(state.p), "--q", *_words(state.q)]
    return [*words, "--reverse"] if state.reverse else words


def _to_json(state: GaussianKLState) -> dict[str, Json]:
    return {
        "p": {"mu": state.p.mu, "sigma": state.p.sigma},
        "q": {"mu": state.q.mu, "sigma": state.q.sigma},
        "reverse": state.reverse,
    }


COMMAND_LINE = CommandLine(_add_arguments, _parse, _format, _to_json)
