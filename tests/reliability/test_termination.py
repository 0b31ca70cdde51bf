"""However the program ends, wherever it is: at once, with the right status, the terminal as it was before."""

from __future__ import annotations

import os
import re
import shlex
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest

from support.processes import cpu_seconds
from support.pseudo_terminal import INFOTUI, Terminal, script
from support.scenarios import Scenario, at_rest, in_each_scenario

SLACK = 5
"""Shared machines leave a process waiting now and then; on a machine of one's own, 1 is enough."""
AT_ONCE, HUNG_UP = 0.5, 2.0
"""Seconds within which the program is gone."""
FAULTY = script("faulty")
IGNORING_HANG_UPS = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *INFOTUI]
_STYLE = re.compile(r"\x1b\[[\d;]*m")

Act = Callable[[Terminal], None]


class Way(NamedTuple):
    """A way to die: what is done to the program, and the status it ends with."""

    do: Act
    status: int
    program: Sequence[str] = INFOTUI
    said: str = ""
    """What is shown after the terminal has been restored."""


def types(keys: str) -> Act:
    return lambda terminal: terminal.type(keys)


def kills(number: signal.Signals) -> Act:
    return lambda terminal: terminal.kill(number)


def stops(terminal: Terminal, how: Callable[[], None]) -> None:
    how()
    terminal.wait_until(lambda: os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[0] == terminal.pid)


def stops_and_quits(number: signal.Signals) -> Act:
    def do(terminal: Terminal) -> None:
        stops(terminal, lambda: terminal.kill(number))
        if number == signal.SIGTSTP:
            assert_restored(terminal)
        goes_on_and_quits(terminal)

    return do


def goes_on_and_quits(terminal: Terminal) -> None:
    terminal.kill(signal.SIGCONT)
    time.sleep(0.05)
    terminal.type("q")


WAYS = {
    "q": Way(types("q"), 0),
    "Ctrl+Q": Way(types("\x11"), 0),
    "a fault in a handler": Way(types("b"), 1, FAULTY, "RuntimeError: raised in a handler"),
    "a fault in a paint": Way(types("c"), 1, FAULTY, "RuntimeError: raised in a paint"),
    "SIGINT": Way(kills(signal.SIGINT), -signal.SIGINT),
    "SIGTERM": Way(kills(signal.SIGTERM), -signal.SIGTERM),
    "SIGHUP": Way(kills(signal.SIGHUP), -signal.SIGHUP),
    "SIGQUIT": Way(kills(signal.SIGQUIT), -signal.SIGQUIT),
    "SIGTSTP, SIGCONT, q": Way(stops_and_quits(signal.SIGTSTP), 0),
    "SIGSTOP, SIGCONT, q": Way(stops_and_quits(signal.SIGSTOP), 0),
    "SIGCONT, q": Way(goes_on_and_quits, 0),
}


HANG_UPS: dict[str, dict[str, Any]] = {
    "hung up": {},
    "hung up, SIGHUP ignored": {"program": IGNORING_HANG_UPS},
    "hung up in another session": {"controlling": False},
}


def assert_restored(terminal: Terminal) -> None:
    """Every mode that was set has been reset, and `stty` says what it said before."""
    terminal.read(0.02)
    assert b"\x1b[?1049h" in terminal.sent
    assert terminal.modes == set()
    assert terminal.attributes == terminal.attributes_before


@contextmanager
def within(seconds: float) -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < SLACK * seconds


@in_each_scenario
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_it_ends_and_the_terminal_is_as_it_was(scenario: Scenario, way: Way) -> None:
    with scenario.start(way.program) as terminal:
        assert terminal.modes
        assert terminal.attributes != terminal.attributes_before
        with within(AT_ONCE):
            way.do(terminal)
            assert terminal.status(seconds=30) == way.status
        assert_restored(terminal)
        after = _STYLE.sub("", terminal.sent[terminal.sent.rindex(b"\x1b[?1049l") :].decode())
        assert way.said in after
        assert ("Traceback" in after) == bool(way.said)


@in_each_scenario
def test_sigterm_ends_it_while_the_terminal_takes_nothing(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        for _ in range(12):  # pictures, until nothing more fits
            os.write(terminal.master, b"2?\x1b1?\x1b3?\x1b")
            time.sleep(0.02)
        with within(AT_ONCE):
            terminal.kill(signal.SIGTERM)
            assert terminal.status(seconds=30, reading=False) == -signal.SIGTERM
        assert_restored(terminal)


@in_each_scenario
@pytest.mark.parametrize("options", HANG_UPS.values(), ids=HANG_UPS.keys())
def test_hung_up_it_ends(scenario: Scenario, options: dict[str, Any]) -> None:
    with scenario.start(**options) as terminal, within(HUNG_UP):
        terminal.hang_up()
        assert terminal.status(seconds=30, reading=False) == -signal.SIGHUP


@at_rest
def test_stopped_by_ctrl_z_it_comes_back_with_the_same_picture(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        terminal.read(0.2)
        picture = terminal.text
        stops(terminal, lambda: terminal.type("\x1a"))
        assert_restored(terminal)
        terminal.screen.reset()
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(picture.splitlines()[0])
        terminal.read(0.2)
        assert terminal.text == picture


@at_rest
def test_in_a_shell_ctrl_z_and_fg_bring_the_same_picture(scenario: Scenario) -> None:
    with Terminal(["bash", "--norc", "-i"], environment={"PS1": "ready> "}) as terminal:
        terminal.wait_for("ready>")
        terminal.type(shlex.join((*INFOTUI, *scenario.arguments)) + "\r")
        terminal.wait_for(scenario.shows)
        terminal.read(0.2)
        picture = terminal.text
        terminal.type("\x1a")
        terminal.wait_for("Stopped")
        assert terminal.modes <= {"2004"}  # pastes are the shell's own affair
        terminal.screen.reset()
        terminal.type("fg\r")
        terminal.wait_for(scenario.shows)
        terminal.read(0.2)
        assert terminal.text == picture
        terminal.type("q")
        terminal.wait_until(lambda: b"ready>" in terminal.sent[terminal.sent.rindex(b"\x1b[?1049l") :])


@at_rest
def test_nothing_spins_whatever_it_has_lived_through(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        for number in (signal.SIGTSTP, signal.SIGSTOP):
            stops(terminal, lambda: terminal.kill(number))  # noqa: B023 - called at once
            terminal.kill(signal.SIGCONT)
        terminal.kill(signal.SIGCONT)
        terminal.read(0.5)
        before = cpu_seconds(terminal.pid)
        terminal.read(0.5)
        assert cpu_seconds(terminal.pid) - before <= 0.05
