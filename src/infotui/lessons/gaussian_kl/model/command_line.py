"""The command-line arguments of the KL lesson: those of one mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

from infotui.core.lesson import CommandLine
from infotui.core.number_parsing import quoted
from infotui.core.reading import Json

from . import categorical_command, gaussian_command, mixture_command
from .modes import INITIAL, KLState, Mode
from .state import checked

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_OPTIONS = {
    Mode.GAUSSIAN: (),
    Mode.CATEGORICAL: ("names", "lock_p", "lock_q", "p_counts", "q_counts"),
    Mode.MIXTURE: ("rate",),
}
"""The options that only one mode has, by their names in the namespace."""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "mode",
        metavar="gaussian|categorical|mixture",
        nargs="?",
        default=Mode.GAUSSIAN.value,
        help="the kind of p and q (gaussian)",
    )
    for name, mixture in (("p", ", or W MU SIGMA of 1 to 3 mixture components"), ("q", "")):
        parser.add_argument(
            f"--{name}",
            metavar="X",
            nargs="*",
            help=f"{name}: MU SIGMA of a Gaussian, the probabilities of 2 to 26 classes{mixture};"
            " Gaussians are drawn for MU from -10 to 10, SIGMA from 0.01 to 10",
        )
    parser.add_argument("--reverse", action="store_true", help="show KL(q‖p) instead of KL(p‖q)")
    categorical_command.add_options(parser.add_argument_group("categorical"))
    mixture_command.add_options(parser.add_argument_group("mixture"))


def _parse(namespace: Namespace) -> KLState:
    mode = _mode(namespace.mode)
    for other, names in _OPTIONS.items():
        for name in names:
            if other is not mode and getattr(namespace, name) is not None:
                option = name.replace("_", "-")
                raise ValueError(f"argument --{option}: belongs to {other}, and this is {mode}")
    match mode:
        case Mode.GAUSSIAN:
            return INITIAL.with_gaussian(gaussian_command.parse(namespace))
        case Mode.CATEGORICAL:
            return INITIAL.with_categorical(categorical_command.parse(namespace))
    return INITIAL.with_mixture(mixture_command.parse(namespace))


def _mode(word: str) -> Mode:
    if word not in tuple(Mode):
        raise ValueError(f"argument mode: {quoted(word.strip())} is not gaussian, categorical or mixture")
    return Mode(word)


def check_range(state: KLState) -> None:
    """Raise ValueError, naming the argument, for a state that the controls of the screen cannot reach."""
    gaussians = [("--p", state.gaussian.p), ("--q", state.gaussian.q)]
    if state.mode is Mode.MIXTURE:
        p = state.mixture.p.components
        numbered = [(f"--p: component {i}", gaussian) for i, gaussian in enumerate(p, 1)]
        gaussians = [*(numbered if len(p) > 1 else [("--p", p[0])]), ("--q", state.mixture.q)]
    for argument, gaussian in gaussians:
        try:
            checked(gaussian)
        except ValueError as error:
            raise ValueError(f"argument {argument}: {error} (--json reads it all the same)") from None


def _format(state: KLState) -> list[str]:
    match state.mode:
        case Mode.GAUSSIAN:
            return gaussian_command.words(state.gaussian)
        case Mode.CATEGORICAL:
            return [state.mode.value, *categorical_command.words(state.categorical)]
    return [state.mode.value, *mixture_command.words(state.mixture)]


def _to_json(state: KLState) -> dict[str, Json]:
    match state.mode:
        case Mode.GAUSSIAN:
            return gaussian_command.to_json(state.gaussian)  # without a mode, as before there were modes
        case Mode.CATEGORICAL:
            return {"mode": state.mode.value, **categorical_command.to_json(state.categorical)}
    return {"mode": state.mode.value, **mixture_command.to_json(state.mixture)}


_WORDS = (
    ("lock_p", "locked in p"),
    ("lock_q", "locked in q"),
    ("mu", "mean"),
    ("sigma", "standard deviation"),
    ("rate", "learning rate"),
    ("kl", "KL divergence"),
)


def _input(state: KLState) -> str:
    """Empty: no state reads the output of a command. ValueError for counts from a pipe."""
    if state.mode is Mode.CATEGORICAL:
        categorical_command.check_input(state.categorical)
    return ""


COMMAND_LINE = CommandLine(_add_arguments, _parse, _format, _to_json, _WORDS, input_command=_input)
