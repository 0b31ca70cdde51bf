"""Whatever bytes arrive: no fault, no key that sticks, the state valid, and `q` quits."""

from __future__ import annotations

import base64
import random
import re
import time
from contextlib import suppress

import pytest

from infotui.core.launch import parse_command
from infotui.core.lesson import report
from infotui.lessons import LESSONS
from support.invariants import assert_sound, wrong_in
from support.pseudo_terminal import Terminal, mouse_report
from support.pty_process import StillRunningError
from support.scenarios import AT_REST, Scenario, at_rest

_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
_LEAVES_STOPS_OR_QUITS = b"q\x11\x1a"
_OPENS_THE_PALETTE = b"\x10"  # from which any command may be given, that to quit too

NOISE = {
    "no UTF-8": b"\xff",
    "half a character": b"\xe9",
    "X10 reports past column 95": b"\x1b[M \xf0\xa0\x1b[M#\xf0\xa0\x1b[MC\xff\xff",
    "a key that Unicode has not": b"\x1b[1114112u",
    "half a surrogate pair": b"\x1b[55296u\xed\xa0\x80",
    "a paste without an end": b"\x1b[200~1/2 1/2",
    "an enormous size": b"\x1b[48;100000;100000;0;0t",
    "offers to send sizes": b"\x1b[?2048;2$y\x1b[?2048;1$y\x1b[48;24;80;432;720t",
    "100,000 escapes": b"\x1b" * 100_000,
    "a mouse far outside": b"\x1b[<0;9999;9999M\x1b[<32;1;99999M\x1b[<0;0;0m\x1b[<65;99999999;1M",
    "buttons that no mouse has": b"\x1b[<255;5;5M\x1b[<99999;5;5M\x1b[<3;5;5M",
    "answers nobody asked for": b"\x1b[24;80R\x1b[?62;22c\x1b]11;rgb:0/0/0\x07\x1bP1$r\x1b\\\x1b[0n",
    "64 KiB at random": random.Random(6)
    .randbytes(65536)
    .translate(None, _LEAVES_STOPS_OR_QUITS + _OPENS_THE_PALETTE),
}


def escape(terminal: Terminal, times: int = 3) -> None:
    """Leave whatever is open, as a hand would: with a pause after each key."""
    for _ in range(times):
        terminal.type("\x1b")
        time.sleep(0.12)
        terminal.read(0.01)


def _copied(terminal: Terminal, seconds: float) -> re.Match[bytes] | None:
    """Type `c`; what has been copied after so many seconds at most."""
    already = len(terminal.sent)
    terminal.type("c")
    deadline = time.monotonic() + seconds
    while (found := _COPIED.search(terminal.sent, already)) is None and time.monotonic() < deadline:
        terminal.read(0.01)
    return found


def assert_quits(terminal: Terminal) -> None:
    """`q` quits; of a flood that is still being read it may have been part, and is typed again."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with suppress(OSError):  # it has left
            terminal.type("q")
        with suppress(StillRunningError):
            assert terminal.status(seconds=3) == 0, terminal.sent[-4096:].decode("utf-8", "replace")
            return
        with suppress(OSError):
            escape(terminal)
    raise AssertionError(f"q does not quit\n{terminal.text}")


def assert_well(terminal: Terminal) -> str:
    """The keys work, and the state that `c` copies is one that can be opened; returns the command copied."""
    found = _copied(terminal, 0.3)  # most noise opens nothing
    deadline = time.monotonic() + 20
    while found is None:  # what was typed into a flood may have been part of it
        assert time.monotonic() < deadline, terminal.text
        escape(terminal)
        found = _copied(terminal, 0.6)
    terminal.read(0.02)
    line = base64.b64decode(found[1]).decode()
    lesson, snapshot = parse_command(line, [entry.lesson for entry in LESSONS])
    assert_sound(snapshot, lesson.readings(snapshot.state, snapshot.unit), lesson.name)
    assert report(lesson, snapshot)
    assert not wrong_in(terminal.text)
    assert "Traceback" not in terminal.text
    return line


@at_rest
def test_noise_leaves_nothing_behind(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        for name, noise in NOISE.items():
            terminal.type(noise)
            terminal.read(0.7 if name == "a paste without an end" else 0.1)
            try:
                assert_well(terminal)
            except AssertionError as error:
                error.add_note(f"after {name}")
                raise
        assert_quits(terminal)


def test_after_a_paste_without_an_end_one_types_on() -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type("\x1b[200~0.9 0.1")
        time.sleep(0.7)
        terminal.type("o")
        terminal.wait_for("0.000 bits")


def test_after_an_offer_of_sizes_clicks_still_hit() -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type(NOISE["offers to send sizes"])
        tab = terminal.text.splitlines()[0].index("2 Gaussian")
        terminal.type(mouse_report("press", (tab, 0)) + mouse_report("release", (tab, 0)))
        terminal.wait_for("KL(p‖q)")


def test_torn_byte_by_byte_keys_mean_the_same() -> None:
    with AT_REST["entropy"].start() as terminal:
        for byte in (
            b"\x1b[F" + mouse_report("press", (25, 0)).encode() + mouse_report("release", (25, 0)).encode()
        ):
            terminal.type(bytes([byte]))
            time.sleep(0.005)
        terminal.wait_for("KL(p‖q)")
        terminal.type("1")
        terminal.wait_for("0.000 bits")


def fuzz(seed: int, size: int) -> bytes:
    """Bytes that often mean something: keys, mouse reports on the screen, sequences cut anywhere, rubbish."""
    chance = random.Random(seed)
    pieces: list[bytes] = []
    length = 0
    while length < size:
        pieces.append(_piece(chance).translate(None, _LEAVES_STOPS_OR_QUITS))
        length += len(pieces[-1])
    return b"".join(pieces)


def _piece(chance: random.Random) -> bytes:
    kind = chance.random()
    if kind < 0.3:
        return chance.randbytes(chance.randrange(1, 40))
    if kind < 0.5:
        return chance.choice(
            (b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[F", b"\t", b"\x1b[Z")
        )
    if kind < 0.7:
        return bytes(chance.choice(b"123hjklHJKLuotxmgGsSdvbzyrcpe?+- \r\r\x1b0.5/einN") for _ in range(4))
    if kind < 0.9:
        button = chance.choice((0, 0, 32, 32, 35, 64, 65, 2))
        report = f"\x1b[<{button};{chance.randrange(90)};{chance.randrange(30)}{chance.choice('MMm')}"
        return report.encode()[: chance.choice((99, 99, 99, 7))]
    noise = chance.choice([noise for noise in NOISE.values() if len(noise) < 200])
    return noise[: chance.randrange(1, len(noise) + 1)]


def survive(seed: int, size: int) -> None:
    """Take all of the fuzz; quit by a command given in the palette, it is started anew."""
    data, piece = fuzz(seed, size), 16384
    taken = 0
    while taken < len(data):
        with AT_REST["multiclass" if seed % 2 else "entropy"].start() as terminal:
            terminal.emulates = False
            with suppress(OSError):  # it has left
                while taken < len(data):
                    terminal.type(data[taken : taken + piece])
                    taken += piece
                    terminal.sent = terminal.sent[-4096:]
                terminal.read(0.5)
                terminal.emulates = True
                assert_well(terminal)
            assert_quits(terminal)


@pytest.mark.parametrize("seed", range(2))
def test_fuzz(seed: int) -> None:
    survive(seed, 100_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 20))
def test_ten_megabytes_of_fuzz(seed: int) -> None:
    survive(seed, 1_000_000)
