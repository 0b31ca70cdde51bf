"""The pseudo-terminal harness itself."""

from __future__ import annotations

import sys
import threading

import pyte
import pytest

from infotui.terminal.modes import ENTER
from support.emulator import Emulator, FilteredStream
from support.expected_cells import difference
from support.processes import children, is_alive
from support.pseudo_terminal import Terminal
from support.pty_process import StillRunningError
from support.tmux_emulator import HAS_TMUX, TmuxEmulator

UNSUPPORTED = {
    "the colour scheme query of tmux 3.8": b"\x1b[?996n",
    "DECRQM": b"\x1b[?2026$p",
    "synchronized output": b"\x1b[?2026h",
    "kitty keys": b"\x1b[>1u",
}


@pytest.mark.parametrize("sequence", UNSUPPORTED.values(), ids=UNSUPPORTED.keys())
def test_the_emulator_ignores_sequences_that_pyte_does_not_know(sequence: bytes) -> None:
    data = b"a" + sequence + b"\x1b[31mb"
    for cut in range(len(data)):
        screen = pyte.Screen(4, 1)
        stream = FilteredStream(screen)
        stream.feed(data[:cut])
        stream.feed(data[cut:])
        assert screen.display == ["ab  "]
        assert screen.buffer[0][1].fg == "red"


def test_a_program_starts_beside_other_threads_without_a_warning() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with Terminal(["sh", "-c", "test -t 0 && echo yes; exit 3"]) as terminal:
            terminal.wait_for("yes")
            assert terminal.status() == 3
    finally:
        done.set()
        thread.join()


def test_the_terminal_is_the_controlling_one_by_default() -> None:
    opens_tty = [sys.executable, "-c", "open('/dev/tty')"]
    with Terminal(opens_tty) as terminal:
        assert terminal.status() == 0
    with Terminal(opens_tty, controlling=False) as terminal:
        assert terminal.status() == 1


def test_streams_can_be_closed_or_other_files() -> None:
    with Terminal(
        ["sh", "-c", "cat; test -t 2 || echo closed"], streams={0: "/dev/null", 2: None}
    ) as terminal:
        terminal.wait_for("closed")


def test_leaving_the_terminal_kills_the_program() -> None:
    with Terminal(["sh", "-c", "echo ready; sleep 60; true"]) as terminal:
        terminal.wait_for("ready")
        assert len(children(terminal.pid)) == 1
        with pytest.raises(StillRunningError, match="ready"):
            terminal.status(seconds=0.1)
    assert not is_alive(terminal.pid)


@pytest.mark.skipif(not HAS_TMUX, reason="tmux is not installed")
def test_both_emulators_draw_alike() -> None:
    first, second = Emulator(40, 6), TmuxEmulator(40, 6)
    try:
        for data in (
            ENTER,
            "\x1b[H\x1b[1;31;44mred\x1b[K\x1b[2;5H\x1b[0;38;2;1;2;3;48;5;17m漢字█",
            "\x1b[6;40HX",
        ):
            first.feed(data)
            second.feed(data)
            assert not difference(second.cells(), first.cells())
        first.feed("\x1b[3;3Hy")
        assert difference(second.cells(), first.cells()).startswith("1 cells differ\nrow 2, column 2")
    finally:
        second.close()
