"""Every way the program ends: at once, with the right status, and with the terminal restored."""

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

from support.processes import SLACK, cpu_seconds
from support.pseudo_terminal import INFOTUI, Terminal, script
from support.scenarios import Scenario, at_rest, in_each_scenario

AT_ONCE, HUNG_UP = 0.5, 2.0
"""Seconds within which the program must end."""
FAULTY = script("faulty")
IGNORING_HANG_UPS = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *INFOTUI]
_STYLE = re.compile(r"\x1b\[[\d;]*m")

Act = Callable[[Terminal], None]


class Ending(NamedTuple):
    """What is done to the program, and the status it ends with."""

    do: Act
    status: int
    program: Sequence[str] = INFOTUI
    message: str = ""
    """What is shown after the terminal is restored."""


def typing(keys: str) -> Act:
    return lambda terminal: terminal.type(keys)


def killing(number: signal.Signals) -> Act:
    return lambda terminal: terminal.kill(number)


def wait_for_stop(terminal: Terminal, stop: Callable[[], None]) -> None:
    stop()
    terminal.wait_until(lambda: os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG)[0] == terminal.pid)


def stop_and_quit(terminal: Terminal) -> None:
    wait_for_stop(terminal, lambda: terminal.kill(signal.SIGSTOP))
    continue_and_quit(terminal)


def refuse_to_stop_and_quit(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTSTP)  # there is no shell: the program leads the session
    terminal.wait_for("there is no shell")
    terminal.type("q")


def continue_and_quit(terminal: Terminal) -> None:
    terminal.kill(signal.SIGCONT)
    time.sleep(0.05)
    terminal.type("q")


ENDINGS = {
    "q": Ending(typing("q"), 0),
    "Ctrl+Q": Ending(typing("\x11"), 0),
    "a fault in a handler": Ending(typing("b"), 1, FAULTY, "RuntimeError: raised in a handler"),
    "a fault in a paint": Ending(typing("c"), 1, FAULTY, "RuntimeError: raised in a paint"),
    "SIGINT": Ending(killing(signal.SIGINT), -signal.SIGINT),
    "SIGTERM": Ending(killing(signal.SIGTERM), -signal.SIGTERM),
    "SIGHUP": Ending(killing(signal.SIGHUP), -signal.SIGHUP),
    "SIGQUIT": Ending(killing(signal.SIGQUIT), -signal.SIGQUIT),
    "SIGTSTP, q": Ending(refuse_to_stop_and_quit, 0),
    "SIGSTOP, SIGCONT, q": Ending(stop_and_quit, 0),
    "SIGCONT, q": Ending(continue_and_quit, 0),
}


HANG_UPS: dict[str, dict[str, Any]] = {
    "hung up": {},
    "hung up, SIGHUP ignored": {"program": IGNORING_HANG_UPS},
    "hung up in another session": {"controlling": False},
}


def assert_restored(terminal: Terminal) -> None:
    """Every mode is reset, and the terminal attributes are those before the start."""
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
@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
def test_every_ending_restores_the_terminal(scenario: Scenario, ending: Ending) -> None:
    with scenario.start(ending.program) as terminal:
        assert terminal.modes
        assert terminal.attributes != terminal.attributes_before
        with within(AT_ONCE):
            ending.do(terminal)
            assert terminal.status() == ending.status
        assert_restored(terminal)
        after = _STYLE.sub("", terminal.sent[terminal.sent.rindex(b"\x1b[?1049l") :].decode())
        assert ending.message in after
        assert ("Traceback" in after) == bool(ending.message)


@in_each_scenario
def test_sigterm_ends_it_while_the_terminal_reads_nothing(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        for _ in range(12):  # frames until the buffer is full
            os.write(terminal.master, b"2?\x1b1?\x1b3?\x1b")
            time.sleep(0.02)
        with within(AT_ONCE):
            terminal.kill(signal.SIGTERM)
            assert terminal.status(reading=False) == -signal.SIGTERM
        assert_restored(terminal)


@in_each_scenario
@pytest.mark.parametrize("options", HANG_UPS.values(), ids=HANG_UPS.keys())
def test_a_hang_up_ends_it(scenario: Scenario, options: dict[str, Any]) -> None:
    with scenario.start(**options) as terminal, within(HUNG_UP):
        terminal.hang_up()
        assert terminal.status(reading=False) == -signal.SIGHUP


@at_rest
def test_ctrl_z_without_a_shell_only_shows_a_note(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        terminal.read(0.2)
        modes, sent = terminal.modes, len(terminal.sent)
        terminal.type("\x1a")
        terminal.wait_for("Ctrl+Z: there is no shell to return to")
        assert os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG) == (0, 0)
        assert terminal.modes == modes
        assert b"\x1b[?1049" not in terminal.sent[sent:]


@at_rest
def test_sigcont_after_sigstop_draws_the_same_picture(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        terminal.read(0.2)
        picture = terminal.text
        wait_for_stop(terminal, lambda: terminal.kill(signal.SIGSTOP))
        terminal.screen.reset()
        terminal.kill(signal.SIGCONT)
        terminal.wait_for(picture.splitlines()[0])
        terminal.read(0.2)
        assert terminal.text == picture


@at_rest
def test_fg_in_a_shell_draws_the_same_picture(scenario: Scenario) -> None:
    with Terminal(["bash", "--norc", "-i"], environment={"PS1": "ready> "}) as terminal:
        terminal.wait_for("ready>")
        terminal.type(shlex.join((*INFOTUI, *scenario.arguments)) + "\r")
        terminal.wait_for(scenario.shows)
        terminal.read(0.2)
        picture = terminal.text
        terminal.type("\x1a")
        terminal.wait_for("Stopped")
        assert terminal.modes <= {"2004"}  # the shell sets bracketed paste itself
        terminal.screen.reset()
        terminal.type("fg\r")
        terminal.wait_for(scenario.shows)
        terminal.read(0.2)
        assert terminal.text == picture
        terminal.type("q")
        terminal.wait_until(lambda: b"ready>" in terminal.sent[terminal.sent.rindex(b"\x1b[?1049l") :])


@at_rest
def test_no_processor_time_is_used_after_stops(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        terminal.kill(signal.SIGTSTP)
        wait_for_stop(terminal, lambda: terminal.kill(signal.SIGSTOP))
        for _ in range(2):
            terminal.kill(signal.SIGCONT)
        terminal.read(0.5)
        before = cpu_seconds(terminal.pid)
        terminal.read(0.5)
        assert cpu_seconds(terminal.pid) - before <= 0.05
