"""The driver in a real pseudo-terminal: input, suspension, signals, hang-ups and the way it ends."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from support.driver_app import ENTERED, assert_restored, running
from support.processes import SLACK, cpu_seconds
from support.pseudo_terminal import Terminal, script


@pytest.mark.parametrize("keys", ["q", "\x11"])
def test_quitting_restores_the_terminal(keys: str) -> None:
    with running() as terminal:
        assert terminal.modes == ENTERED
        assert terminal.attributes != terminal.attributes_before
        terminal.type(keys)
        assert terminal.status() == 0
        assert_restored(terminal)


@pytest.mark.parametrize(("key", "words"), [("e", "raised in a handler"), ("!", "raised in render")])
def test_a_crash_is_printed_after_the_restore(key: str, words: str) -> None:
    with running() as terminal:
        terminal.type(key)
        assert terminal.status() == 1
        assert_restored(terminal)
        assert words in terminal.sent[terminal.sent.rindex(b"\x1b[?1049l") :].decode()


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_fatal_signal_restores_the_terminal(number: str) -> None:
    with running() as terminal:
        began = time.monotonic()
        terminal.kill(signal.Signals[number])
        assert terminal.status() == -signal.Signals[number]
        assert time.monotonic() - began < 0.5 * SLACK
        assert_restored(terminal)


@pytest.mark.parametrize("number", ["SIGTERM", "SIGHUP"])
def test_a_fatal_signal_ends_it_while_the_terminal_stalls(number: str) -> None:
    with running() as terminal:
        for _ in range(40):  # frames and replies until the buffers are full
            os.write(terminal.master, b"a" * 50 + b"\x1b[<35;2;2M\x1b[<35;9;9M")
            terminal.resize(80 + _ % 2 * 40, 24)
            terminal.kill(signal.SIGWINCH)
            time.sleep(0.02)
        began = time.monotonic()
        terminal.kill(signal.Signals[number])
        assert terminal.status(reading=False) == -signal.Signals[number]
        assert time.monotonic() - began < 0.5 * SLACK
        assert terminal.attributes == terminal.attributes_before


def test_mouse_reports_in_transit_do_not_reach_the_shell() -> None:
    with running() as terminal:
        terminal.type("\x1b[?2026;2$y")
        terminal.read(0.2)
        terminal.type("q")
        while b"\x1b[5n" not in terminal.sent:
            terminal.read(0.01)
        terminal.type(b"\x1b[<35;2;2M" * 100)
        terminal.type(b"\x1b[0n")
        assert terminal.status() == 0
        assert_restored(terminal)
        assert not terminal.unread()


def test_quitting_does_not_wait_for_a_missing_reply() -> None:
    with running() as terminal:
        terminal.type("\x1b[?2026;2$y")
        terminal.read(0.2)
        began = time.monotonic()
        terminal.type("q")
        assert terminal.status() == 0
        assert time.monotonic() - began < SLACK


def test_a_hang_up_ends_it() -> None:
    with running() as terminal:
        began = time.monotonic()
        terminal.hang_up()
        assert terminal.status(reading=False) == -signal.SIGHUP
        assert time.monotonic() - began < 2 * SLACK


def test_a_hang_up_ends_it_with_sighup_blocked() -> None:
    with running(blocked=[signal.SIGHUP]) as terminal:
        terminal.hang_up()
        assert terminal.status(reading=False) == -signal.SIGHUP


def test_a_hang_up_ends_it_under_nohup() -> None:
    command = ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", *script("plain")]
    with running(command) as terminal:
        terminal.kill(signal.SIGHUP)
        terminal.type("a")
        terminal.wait_for("key a #1")
        terminal.hang_up()
        assert terminal.status(reading=False) == -signal.SIGHUP


def test_a_hang_up_ends_it_in_another_session() -> None:
    with running(controlling=False) as terminal:
        terminal.hang_up()
        assert terminal.status(reading=False) == -signal.SIGHUP


NOISE = {
    "not UTF-8": b"\xff\xe9",
    "the mouse past column 95": b"\x1b[M !\xf0\xa0",
    "a key beyond Unicode": b"\x1b[1114112u",
    "an enormous size": b"\x1b[48;100000;100000;0;0t",
    "a flood of escapes": b"\x1b" * 100_000,
    "an unterminated paste": b"\x1b[200~half a paste",
    "the mouse far outside": b"\x1b[<0;9999;9999M\x1b[<0;9999;9999m",
}


def test_keys_work_after_noise() -> None:
    with running() as terminal:
        for letter, (name, noise) in zip("acdfghj", NOISE.items(), strict=True):
            terminal.type(noise)
            terminal.read(0.7 if name == "an unterminated paste" else 0.3)
            terminal.type(letter)
            terminal.wait_until(lambda: f"key {letter}" in terminal.text, reason=f"stuck after {name}")  # noqa: B023
        terminal.type("q")
        assert terminal.status() == 0
        assert_restored(terminal)


def test_keys_work_after_random_bytes() -> None:
    quit_suspend_or_dialog_keys = b"qe!is\t\x10\x11\x1a\x1b"
    noise = random.Random(7).randbytes(65536).translate(None, quit_suspend_or_dialog_keys)
    with running() as terminal:
        terminal.type(noise)
        terminal.type("\x1b")
        terminal.wait_for("key escape")
        terminal.type("q")
        assert terminal.status() == 0


def test_clicks_hit_after_size_reports() -> None:
    with running() as terminal:
        terminal.type(b"\x1b[?2048;2$y\x1b[48;24;80;432;720t\x1b[?2048;1$y")
        terminal.type(b"\x1b[<0;40;7M")
        terminal.wait_for("click 39,6")
        assert "2048" not in terminal.modes
        assert "1016" not in terminal.modes


def test_a_new_size_is_drawn() -> None:
    with running() as terminal:
        for columns, rows in [(120, 40), (3, 2), (1, 1), (300, 100), (80, 24)]:
            terminal.resize(columns, rows)
            terminal.kill(signal.SIGWINCH)
            terminal.read(0.2)
        assert terminal.text.startswith("ready")
        assert "▔" * 78 in terminal.text


def test_a_size_of_zero_is_taken_as_80x24() -> None:
    with running(columns=0, rows=0) as terminal:
        terminal.type("q")
        assert terminal.status() == 0


def test_an_exported_size_is_ignored() -> None:
    with running(environment={"COLUMNS": "20", "LINES": "5"}) as terminal:
        assert "▔" * 78 in terminal.text


@pytest.mark.parametrize("number", [0, 1, 2])
def test_closed_standard_streams(number: int) -> None:
    with Terminal(script("plain"), streams={number: None}) as terminal:
        if number == 2:
            terminal.wait_for("ready")
            terminal.type("q")
            assert terminal.status() == 0
        else:
            assert terminal.status() == 2


@pytest.mark.parametrize("term", ["nonsense", "", "linux", "screen", "vt100"])
def test_unknown_terminals_are_drawn_on(term: str) -> None:
    with running(environment={"TERM": term, "COLORTERM": ""}) as terminal:
        assert b"38;2;" not in terminal.sent
        terminal.type("q")
        assert terminal.status() == 0


def test_it_is_idle_at_rest() -> None:
    with running() as terminal:
        before = cpu_seconds(terminal.pid)
        assert terminal.read(1) == b""
        assert cpu_seconds(terminal.pid) - before <= 0.02


def test_a_slow_terminal_gets_the_newest_frame() -> None:
    with Terminal(script("counter")) as terminal:
        terminal.wait_for("count 0")
        for _ in range(300):  # far more frames than the kernel buffers
            os.write(terminal.master, b"x")
            time.sleep(0.004)
        shown = terminal.read(0.3)
        assert len(shown) < 40_000
        assert "count 300" in terminal.text


def peak_bytes_in_transit(terminal: Terminal, keys: int, rate: float) -> int:
    """The most bytes in transit while `keys` keys are typed, 100 a second, on a slow link.

    Like SSH, the link accepts every byte at once and delivers `rate` bytes a second.
    """
    typed, accepted, delivered, most = 0, 0, 0.0, 0.0
    queries: list[int] = []
    began = before = time.monotonic()
    while typed < keys or accepted > delivered:
        now = time.monotonic()
        assert now < began + 30
        if typed < min(keys, (now - began) * 100):
            os.write(terminal.master, b"x")
            typed += 1
        data = terminal.read(0.002)
        queries += [accepted + found.end() for found in re.finditer(rb"\x1b\[5n", data)]
        accepted += len(data)
        delivered = min(accepted, delivered + rate * (now - before))
        before = now
        while queries and queries[0] <= delivered:
            queries.pop(0)
            os.write(terminal.master, b"\x1b[0n")
        most = max(most, accepted - delivered)
    return round(most)


def test_frames_do_not_queue_up_on_a_slow_link() -> None:
    with Terminal(script("counter")) as terminal:
        terminal.wait_for("count 0")
        terminal.type("\x1b[?2026;2$y")
        terminal.read()
        assert peak_bytes_in_transit(terminal, keys=300, rate=16_000) < 14_000
        terminal.wait_for("count 300")


def test_output_goes_on_when_replies_stop() -> None:
    with Terminal(script("counter")) as terminal:
        terminal.wait_for("count 0")
        terminal.type("\x1b[?2026;2$y")
        terminal.read()
        for _ in range(50):
            terminal.type("x")
            terminal.read(0.02)
        terminal.wait_for("count 50")
        terminal.type("x" * 50)
        terminal.wait_for("count 100", seconds=SLACK)


def test_quitting_clears_the_screen_without_an_alternate_one() -> None:
    with running() as terminal:
        terminal.type("q")
        assert terminal.status() == 0
        end = terminal.sent[terminal.sent.rindex(b"\x1b[m") :]
        assert end.index(b"\x1b[H\x1b[J") < end.index(b"\x1b[?1049l")


def test_escape_and_a_key_in_gnu_screen() -> None:
    with running(environment={"STY": "1.pts-0"}) as terminal:
        terminal.type("\x1bb")  # GNU screen 4.9 sends both at once, even seconds apart
        terminal.wait_for("key b #2")


def test_keys_come_from_the_tty_where_input_is_data() -> None:
    command = " ".join([sys.executable, script("plain")[1], "--data"])
    with Terminal(["sh", "-c", f"printf 'three lines\\nof\\ndata\\n' | {command}"]) as terminal:
        terminal.wait_for("ready")
        terminal.wait_for("3 lines")
        terminal.type("a\x1b[A")
        terminal.wait_for("key up #2")
        terminal.resize(100, 30)
        terminal.kill(signal.SIGWINCH)
        terminal.type("q")
        assert terminal.status() == 0
        assert_restored(terminal)


def test_data_without_a_terminal_is_refused() -> None:
    command = [sys.executable, script("plain")[1], "--data"]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "standard output is not a terminal" in result.stderr
