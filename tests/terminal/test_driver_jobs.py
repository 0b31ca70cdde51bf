"""Suspending and continuing: Ctrl+Z, fg and bg, with and without a shell."""

from __future__ import annotations

import os
import signal
import termios
import time

import pytest

from support.driver_app import ENTERED, assert_restored, running
from support.pseudo_terminal import Terminal, script


@pytest.mark.parametrize("ctrl_z", [True, False], ids=["key", "signal"])
def test_ctrl_z_without_a_shell_shows_a_note(ctrl_z: bool) -> None:
    with running() as terminal:  # as the session leader, like `xterm -e` and `ssh -t`
        sent = len(terminal.sent)
        if ctrl_z:
            terminal.type("\x1a")
        else:
            terminal.kill(signal.SIGTSTP)
        terminal.wait_for("there is no shell")
        assert os.waitpid(terminal.pid, os.WUNTRACED | os.WNOHANG) == (0, 0)
        assert terminal.modes == ENTERED
        assert b"\x1b[?1049" not in terminal.sent[sent:]
        terminal.type("a")
        terminal.wait_for("key a")
        terminal.type("q")
        assert terminal.status() == 0
        assert_restored(terminal)


def test_ctrl_z_and_fg_in_a_shell_redraw_the_screen() -> None:
    with shell(script("plain")) as terminal:
        terminal.type("a\x1a")
        terminal.wait_for("Stopped")
        assert terminal.modes <= {"2004"}
        terminal.screen.reset()
        terminal.type("fg\n")
        terminal.wait_for("key ctrl+z #2")
        terminal.read()
        assert terminal.text.startswith("key ctrl+z #2")
        assert "▔" * 78 in terminal.text
        assert terminal.modes == ENTERED


def test_ctrl_z_while_the_mouse_moves_does_not_hang() -> None:
    with shell(script("plain")) as terminal:
        for stop in range(12):
            for column in range(2, 8):
                os.write(terminal.master, b"\x1b[<35;%d;2M" % column)
            os.write(terminal.master, b"\x1a")
            for column in range(2, 8):
                time.sleep(stop % 4 / 1000)
                os.write(terminal.master, b"\x1b[<35;%d;2M" % column)
            terminal.wait_for("Stopped")
            terminal.screen.reset()
            terminal.type("\nfg\n")
            terminal.wait_for("sound")
            terminal.type("a")
            terminal.wait_for("key a")
            terminal.screen.reset()


@pytest.mark.parametrize("stop", [True, False])
def test_sigcont_without_a_handled_stop(stop: bool) -> None:
    with running() as terminal:
        frame = terminal.text
        if stop:
            terminal.kill(signal.SIGSTOP)
            os.waitpid(terminal.pid, os.WUNTRACED)
            termios.tcsetattr(terminal.master, termios.TCSANOW, terminal.attributes_before)  # as a shell does
            terminal.screen.reset()
        terminal.kill(signal.SIGCONT)
        terminal.read(0.2)
        assert terminal.text == frame
        terminal.type("a")
        terminal.wait_for("key a #1")
        terminal.type("q")
        assert terminal.status() == 0
        assert_restored(terminal)


def test_suspend_restores_the_terminal_for_a_while() -> None:
    with running() as terminal:
        lower_part = terminal.text.partition("\n")[2]
        terminal.type("s")
        terminal.wait_for("given away")
        assert_restored(terminal)
        terminal.screen.reset()
        terminal.type("\n")
        terminal.wait_for("key s #1")
        terminal.read()
        assert terminal.text.partition("\n")[2] == lower_part
        terminal.type("q")
        assert terminal.status() == 0
        assert_restored(terminal)


def shell(command: list[str], **environment: str) -> Terminal:
    """A terminal with an interactive shell in which `command` has drawn its first frame."""
    variables = {"PS1": "READY> ", "PS2": "", "HISTFILE": "/dev/null", **environment}
    terminal = Terminal(["bash", "--norc", "-i"], environment=variables)
    terminal.wait_for("READY>")
    terminal.type(" ".join(command) + "\n")
    terminal.wait_for("sound")
    terminal.screen.reset()
    return terminal


def test_ctrl_z_bg_and_fg_in_a_shell() -> None:
    with shell(script("plain")) as terminal:
        terminal.type("\x1a")
        terminal.wait_for("READY>")
        assert terminal.modes <= {"2004"}
        terminal.screen.reset()
        terminal.type("bg\n")
        terminal.read(0.5)
        terminal.type("echo be''hind\n")
        terminal.wait_for("behind")
        terminal.screen.reset()
        terminal.type("fg\n")
        terminal.wait_for("sound")
        terminal.type("a")
        terminal.wait_for("key a")
        terminal.screen.reset()
        terminal.type("q")
        terminal.wait_for("READY>")
        terminal.screen.reset()
        terminal.type("stty -a\n")
        terminal.wait_for("icanon")
        assert "-icanon" not in terminal.text
        assert "-echo " not in terminal.text


def test_ctrl_z_stops_the_whole_job() -> None:
    with shell(["sh", "-c", f"'{' '.join(script('plain'))}; true'"]) as terminal:
        terminal.type("\x1a")
        terminal.wait_for("Stopped")
        terminal.screen.reset()
        terminal.type("jobs -l\n")
        terminal.wait_for("READY>")
        assert "Running" not in terminal.text
        terminal.type("fg\n")
        terminal.wait_for("sound")
        terminal.type("q")
        terminal.wait_for("READY>")


def test_ctrl_z_and_fg_in_a_pipeline() -> None:
    command = ["printf", "'a\\nb\\n'", "|", *script("plain"), "--data"]
    with shell(command) as terminal:
        for _ in range(2):
            terminal.type("\x1a")
            terminal.wait_for("Stopped")
            terminal.screen.reset()
            terminal.type("fg\n")
            terminal.wait_for("2 lines")
            terminal.type("a")
            terminal.wait_for("key a")
        terminal.type("q")
        terminal.wait_for("READY>")
