"""The number of trials until the first success: state, readings, presets, theory, command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from infotui.core.lesson import CommandLine, Lesson, Preset, Section
from infotui.core.number_parsing import parse_number
from infotui.core.reading import Json, Reading, Unit
from infotui.maths.information import entropy

from .. import INFO

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


class GeometricState(NamedTuple):
    """Trials that succeed with probability `success`, above 0."""

    success: float = 0.5


def checked(success: float) -> float:
    """`success`; ValueError if it is no probability above 0."""
    if not 0 < success <= 1:
        raise ValueError(f"{success!r} is not a probability above 0")
    return success


def readings(state: GeometricState, unit: Unit) -> tuple[Reading, ...]:
    """H = h(s)/s, with h the entropy of one trial, and the mean number of trials 1/s."""
    trial = entropy((state.success, 1 - state.success), base=unit.base)
    return (
        Reading("entropy", "H", trial / state.success, unit, ".3f"),
        Reading("mean_trials", "1/s", 1 / state.success, None, ".3f"),
    )


def sentence(state: GeometricState, found: tuple[Reading, ...]) -> str:
    """What the numbers mean."""
    return f"A success takes {found[1].text} trials on average, and {found[0].text_with_unit} to describe."


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--success", metavar="P", help="the probability of success (0.5)")


def _parse(namespace: Namespace) -> GeometricState:
    try:
        return GeometricState(checked(parse_number(namespace.success))) if namespace.success else INITIAL
    except ValueError as error:
        raise ValueError(f"argument --success: {error}") from None


def _format(state: GeometricState) -> list[str]:
    return ["--success", repr(state.success)]


def _to_json(state: GeometricState) -> dict[str, Json]:
    return {"success": state.success}


INITIAL = GeometricState()
LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=(Preset("fair coin", "toss a coin until heads", lambda state: INITIAL),),
    readings=readings,
    summarize=sentence,
    theory=(Section("Waiting for a success", "H = h(s)/s: each trial is a coin toss of its own."),),
    command_line=CommandLine(_add_arguments, _parse, _format, _to_json),
)
