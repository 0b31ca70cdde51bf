import json
from argparse import ArgumentParser

import pytest
from hypothesis import given

from infotui.cli import main
from infotui.core.lesson import Snapshot, command
from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.lesson import LESSON
from infotui.lessons.gaussian_kl.model.modes import INITIAL as START
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState
from infotui.maths.distributions import Gaussian
from support.gaussian_states import EXTREME, states


def parsed(words: list[str]) -> GaussianKLState:
    parser = ArgumentParser(exit_on_error=False)
    LESSON.command_line.add_arguments(parser)
    values = [word if word.startswith("--") else f" {word}" for word in words]
    return LESSON.command_line.parse(parser.parse_args(values)).gaussian


def bits_of(state: GaussianKLState) -> list[str]:
    return [x.hex() for g in (state.p, state.q) for x in (g.mu, g.sigma)] + [str(state.reverse)]


@given(states())
def test_a_command_brings_the_state_back_bit_for_bit(state: GaussianKLState) -> None:
    assert bits_of(parsed(LESSON.command_line.format(START.with_gaussian(state)))) == bits_of(state)


@pytest.mark.parametrize("state", EXTREME)
def test_extreme_states_come_back(state: GaussianKLState) -> None:
    assert bits_of(parsed(LESSON.command_line.format(START.with_gaussian(state)))) == bits_of(state)


def test_the_command_is_short_where_it_can_be() -> None:
    snapshot = Snapshot(START.with_gaussian(INITIAL.with_reverse(True)), Unit.BITS)
    assert command(LESSON, snapshot) == "infotui kl --p 0 1 --q 2 1.5 --reverse --unit bits"


def test_nothing_given_is_the_opening_state() -> None:
    assert parsed([]) == INITIAL
    assert parsed(["--q", "1/2", "1e-1"]) == INITIAL.with_q(Gaussian(0.5, 0.1))
    assert parsed(["--reverse", "--p", "-1e0", "2"]) == GaussianKLState(Gaussian(-1.0, 2.0), INITIAL.q, True)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--p", "0", "0"], "argument --p: .*0"),
        (["--p", "0", "-1"], "argument --p: .*-1"),
        (["--q", "nan", "1"], "argument --q: 'nan'"),
        (["--q", "0", "inf"], "argument --q: 'inf'"),
        (["--q", "a", "1"], "argument --q: 'a' is not a number"),
        (["--q", "0", "1/0"], "argument --q: '1/0' divides by zero"),
    ],
)
def test_bad_values_are_named_with_their_argument(words: list[str], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parsed(words)


def test_what_no_control_reaches_is_read_but_not_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kl", "--p", "0", "1", "--q", "50", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["readings"]["kl_pq"] == {"value": 1250.0, "unit": "nats"}
    assert main(["kl", "--p", "0", "1", "--q", "50", "1"]) == 2
    assert "argument --q: the mean μ = 50 is outside −10 to 10 (--json" in capsys.readouterr().err
