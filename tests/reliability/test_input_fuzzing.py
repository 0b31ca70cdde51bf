"""Fuzzing of the input: after any bytes no crash, no stuck key, a valid state, and `q` quits."""

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
from support.invariants import assert_sound, malformed_numbers
from support.pseudo_terminal import Terminal, mouse_report
from support.pty_process import StillRunningError
from support.scenarios import AT_REST, Scenario, at_rest

_COPIED = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07")
_LEAVES_STOPS_OR_QUITS = b"q\x11\x1a"
_OPENS_THE_PALETTE = b"\x10"  # from which any command may be given, that to quit too

NOISE = {
    "invalid UTF-8": b"\xff",
    "an incomplete character": b"\xe9",
    "X10 reports past column 95": b"\x1b[M \xf0\xa0\x1b[M#\xf0\xa0\x1b[MC\xff\xff",
    "a code point beyond Unicode": b"\x1b[1114112u",
    "a lone surrogate": b"\x1b[55296u\xed\xa0\x80",
    "an unterminated paste": b"\x1b[200~1/2 1/2",
    "an enormous size": b"\x1b[48;100000;100000;0;0t",
    "offers of size reports": b"\x1b[?2048;2$y\x1b[?2048;1$y\x1b[48;24;80;432;720t",
    "100,000 escapes": b"\x1b" * 100_000,
    "mouse reports far outside": b"\x1b[<0;9999;9999M\x1b[<32;1;99999M\x1b[<0;0;0m\x1b[<65;99999999;1M",
    "unknown mouse buttons": b"\x1b[<255;5;5M\x1b[<99999;5;5M\x1b[<3;5;5M",
    "unsolicited replies": b"\x1b[24;80R\x1b[?62;22c\x1b]11;rgb:0/0/0\x07\x1bP1$r\x1b\\\x1b[0n",
    "64 KiB of random bytes": random.Random(6)
    .randbytes(65536)
    .translate(None, _LEAVES_STOPS_OR_QUITS + _OPENS_THE_PALETTE),
}


def escape(terminal: Terminal, times: int = 3) -> None:
    """Close whatever is open, with a pause after each Escape."""
    for _ in range(times):
        terminal.type("\x1b")
        time.sleep(0.12)
        terminal.read(0.01)


def _copied(terminal: Terminal, seconds: float) -> re.Match[bytes] | None:
    """Type `c`; returns what was copied within `seconds`."""
    already = len(terminal.sent)
    terminal.type("c")
    deadline = time.monotonic() + seconds
    while (found := _COPIED.search(terminal.sent, already)) is None and time.monotonic() < deadline:
        terminal.read(0.01)
    return found


def assert_quits(terminal: Terminal) -> None:
    """`q` quits. It is typed again, since a sequence that was cut off may have swallowed it."""
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


def assert_responds(terminal: Terminal) -> str:
    """The keys work, and the command that `c` copies opens a sound state; returns that command."""
    found = _copied(terminal, 0.3)
    deadline = time.monotonic() + 20
    while found is None:  # a sequence that was cut off may have swallowed the key
        assert time.monotonic() < deadline, terminal.text
        escape(terminal)
        found = _copied(terminal, 0.6)
    terminal.read(0.02)
    line = base64.b64decode(found[1]).decode()
    lesson, snapshot = parse_command(line, [entry.lesson for entry in LESSONS])
    assert_sound(snapshot, lesson.readings(snapshot.state, snapshot.unit), lesson.name)
    assert report(lesson, snapshot)
    assert not malformed_numbers(terminal.text)
    assert "Traceback" not in terminal.text
    return line


@at_rest
def test_the_app_responds_after_noise(scenario: Scenario) -> None:
    with scenario.start() as terminal:
        for name, noise in NOISE.items():
            terminal.type(noise)
            terminal.read(0.7 if name == "an unterminated paste" else 0.1)
            try:
                assert_responds(terminal)
            except AssertionError as error:
                error.add_note(f"after {name}")
                raise
        assert_quits(terminal)


def test_keys_work_after_an_unterminated_paste() -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type("\x1b[200~0.9 0.1")
        time.sleep(0.7)
        terminal.type("o")
        terminal.wait_for("0.000 bits")


def test_clicks_hit_after_an_offer_of_size_reports() -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type(NOISE["offers of size reports"])
        tab = terminal.text.splitlines()[0].index("2 KL")
        terminal.type(mouse_report("press", (tab, 0)) + mouse_report("release", (tab, 0)))
        terminal.wait_for("KL(p‖q)")


def test_sequences_sent_byte_by_byte_are_recognised() -> None:
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
    """Random bytes, of which many are keys, mouse reports and cut-off sequences."""
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
    """Send all of the fuzz. If a palette command quits the app, it is started again."""
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
                assert_responds(terminal)
            assert_quits(terminal)


@pytest.mark.parametrize("seed", range(2))
def test_fuzz(seed: int) -> None:
    survive(seed, 50_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 20))
def test_ten_megabytes_of_fuzz(seed: int) -> None:
    survive(seed, 1_000_000)
