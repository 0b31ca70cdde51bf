"""The arguments of the Gaussian mode: `--p MU SIGMA --q MU SIGMA [--reverse]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.number_parsing import parse_number
from infotui.core.reading import Json
from infotui.maths.distributions import Gaussian

from .state import INITIAL, GaussianKLState

if TYPE_CHECKING:
    from argparse import Namespace


def parse(namespace: Namespace) -> GaussianKLState:
    """The two Gaussians of the arguments; ValueError naming the argument."""
    p = parse_gaussian(namespace.p, "--p", INITIAL.p)
    return GaussianKLState(p, parse_gaussian(namespace.q, "--q", INITIAL.q), namespace.reverse)


def parse_gaussian(words: list[str] | None, argument: str, default: Gaussian) -> Gaussian:
    """The Gaussian of MU SIGMA, or `default` if nothing is given; ValueError naming the argument."""
    if words is None:
        return default
    if len(words) > 2:
        extra = " ".join(word.strip() for word in words[2:])
        raise ValueError(f"unrecognized arguments: {extra} ({argument} takes MU SIGMA)")
    if len(words) < 2:
        raise ValueError(f"argument {argument}: expected 2 arguments")
    try:
        return Gaussian(*map(parse_number, words))
    except ValueError as error:
        raise ValueError(f"argument {argument}: {error}") from None


def words(state: GaussianKLState) -> list[str]:
    """The words that `parse` reads as `state`, bit for bit."""
    found = ["--p", *gaussian_words(state.p), "--q", *gaussian_words(state.q)]
    return [*found, "--reverse"] if state.reverse else found


def gaussian_words(gaussian: Gaussian) -> list[str]:
    """MU SIGMA as short as they are exact."""
    return [number_word(gaussian.mu), number_word(gaussian.sigma)]


def number_word(value: float) -> str:
    """A number as short as it is exact."""
    return repr(value).removesuffix(".0")


def to_json(state: GaussianKLState) -> dict[str, Json]:
    """The arguments by their names."""
    return {"p": gaussian_json(state.p), "q": gaussian_json(state.q), "reverse": state.reverse}


def gaussian_json(gaussian: Gaussian) -> dict[str, Json]:
    """The parameters by their names."""
    return {"mu": gaussian.mu, "sigma": gaussian.sigma}
