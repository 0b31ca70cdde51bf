from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from infotui.terminal.input_parser import InputParser

SIZE = (200, 60)
LATER = 10.0
"""Seconds after which an incomplete sequence or paste is over."""


def new_parser() -> InputParser:
    return InputParser(lambda: SIZE)


def events_of(*pieces: bytes) -> list[Message]:
    """The events of `pieces` when nothing follows."""
    found: list[Message] = []
    parser = new_parser()
    for number, piece in enumerate(pieces):
        found += parser.feed(piece, now=number / 1000)
    for _ in range(3):
        found += parser.flush_due(now=LATER)
    assert parser.deadline is None
    return found


def names(messages: Iterable[Message]) -> list[str]:
    """Short descriptions of `messages`."""
    return [name(message) for message in messages]


def name(message: Message) -> str:
    if isinstance(message, events.Key):
        return message.key
    if isinstance(message, events.MouseEvent):
        return f"{type(message).__name__} {message.button} {message.screen_x},{message.screen_y}"
    return f"Paste {message.text}" if isinstance(message, events.Paste) else type(message).__name__


CASES: list[tuple[bytes, list[str]]] = [
    (b"a", ["a"]),
    (b"+", ["plus"]),
    ("σ".encode(), ["σ"]),
    (b"\r\t \x7f", ["enter", "tab", "space", "backspace"]),
    (b"\x03\x10\x11", ["ctrl+c", "ctrl+p", "ctrl+q"]),
    (b"\x1b[A\x1bOA\x1b[1;2A", ["up", "up", "shift+up"]),
    (b"\x1b[5~\x1b[6~\x1b[H\x1b[F\x1b[Z", ["pageup", "pagedown", "home", "end", "shift+tab"]),
    (b"\x1b[[A\x1bOP", ["f1", "f1"]),
    (b"\x1b[27u\x1b[113;5u", ["escape", "ctrl+q"]),
    (b"\x1b", ["escape"]),
    (b"\x1b\x1b[A", ["escape", "up"]),
    (b"\x1bx", ["alt+x"]),
    (b"\x1b[<0;10;5M\x1b[<0;10;5m", ["MouseDown 1 9,4", "MouseUp 1 9,4"]),
    (b"\x1b[<64;10;5M\x1b[<65;10;5M", ["MouseScrollUp 0 9,4", "MouseScrollDown 0 9,4"]),
    (b"\x1b[<35;150;40M", ["MouseMove 0 149,39"]),
    (b"\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
    (b"\x1b[200~1/2 1/4\x1b[201~q", ["Paste 1/2 1/4", "q"]),
]


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_keys_and_reports(data: bytes, expected: list[str]) -> None:
    assert names(events_of(data)) == expected


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_byte_by_byte_input_gives_the_same_events(data: bytes, expected: list[str]) -> None:
    assert names(events_of(*(bytes([byte]) for byte in data))) == expected


MALFORMED = {
    "not UTF-8": b"\xff",
    "half a character": b"\xe9",
    "a key beyond Unicode": b"\x1b[1114112u",
    "a lone surrogate": b"\x1b[55296u",
    "a key of many digits": b"\x1b[99999999999999999999999999999u",
    "a size report": b"\x1b[48;100000;100000;0;0t",
    "a DECRPM of mode 2048": b"\x1b[?2048;2$y",
    "a CPR": b"\x1b[24;80R",
    "an unknown sequence": b"\x1b[5n\x1b[>1;10;0c\x1b[?62;22c",
    "an OSC reply": b"\x1b]11;rgb:1212/1212/1212\x1b\\\x1b]10;rgb:e0e0/e0e0/e0e0\x07",
    "a DCS reply": b"\x1bP0$r\x1b\\",
    "a broken sequence": b"\x1b[1;\x01",
    "a stray paste end": b"\x1b[201~",
    "a mouse outside, on the left": b"\x1b[<0;-5;3M",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_input_is_dropped(data: bytes) -> None:
    found = names(events_of(data + b"q"))
    assert found[-1] == "q"
    assert found[:-1] in ([], ["ctrl+a"])


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_input_byte_by_byte_is_dropped(data: bytes) -> None:
    found = names(events_of(*(bytes([byte]) for byte in data), b"q"))
    assert found[-1] == "q"


def test_without_alt_keys_escape_and_x_are_two_keys() -> None:
    parser = InputParser(lambda: SIZE, alt_keys=False)
    assert names(parser.feed(b"\x1bb\x1b[A\x1b\x1b", now=0) + parser.flush_due(LATER)) == [
        "escape",
        "b",
        "up",
        "escape",
        "escape",
    ]


def test_many_escapes_become_few_keys() -> None:
    assert len(events_of(b"\x1b" * 100_000 + b"q")) <= 3


def test_x10_reports_equal_sgr_reports() -> None:
    report = bytes([32, 33 + 150, 33 + 20])
    pressed, released = events_of(b"\x1b[M" + report, b"\x1b[M#" + report[1:])
    assert names([pressed, released]) == ["MouseDown 1 150,20", "MouseUp 1 150,20"]


def test_mouse_positions_are_clamped_to_the_screen() -> None:
    assert names(events_of(b"\x1b[<0;9999;9999M")) == ["MouseDown 1 199,59"]


def test_size_reports_keep_mouse_positions_in_cells() -> None:
    assert names(events_of(b"\x1b[?2048;1$y\x1b[48;60;200;1080;1800t\x1b[<0;10;5M")) == ["MouseDown 1 9,4"]


def test_consecutive_moves_are_coalesced() -> None:
    moves = b"".join(b"\x1b[<32;%d;5M" % column for column in range(10, 60))
    found = events_of(b"\x1b[<0;10;5M" + moves + b"\x1b[<0;60;5m")
    assert names(found) == ["MouseDown 1 9,4", "MouseMove 1 58,4", "MouseUp 1 59,4"]
    assert isinstance(found[1], events.MouseMove)
    assert found[1].delta_x == 49


def test_keys_between_moves_keep_their_order() -> None:
    assert names(events_of(b"\x1b[<35;1;1Ma\x1b[<35;2;1M")) == ["MouseMove 0 0,0", "a", "MouseMove 0 1,0"]


def test_synchronized_output_needs_a_positive_report() -> None:
    assert isinstance(events_of(b"\x1b[?2026;2$y")[0], TerminalSupportsSynchronizedOutput)
    assert events_of(b"\x1b[?2026;0$y") == []


def test_an_unterminated_paste_ends_and_keys_work() -> None:
    parser = new_parser()
    assert parser.feed(b"\x1b[200~half a paste", now=0) == []
    assert parser.feed(b"a", now=0.1) == parser.feed(b"q", now=0.2) == []
    assert parser.deadline is not None
    assert names(parser.flush_due(now=parser.deadline)) == ["Paste half a paste", "a", "q"]
    assert names(parser.feed(b"x", now=1)) == ["x"]


def test_a_slow_paste_is_one_paste() -> None:
    parser = new_parser()
    found = parser.feed(b"\x1b[200~" + b"x" * 100, now=0)
    for step in range(1, 20):
        assert parser.flush_due(now=step * 0.4) == []
        found += parser.feed(b"y" * 100, now=step * 0.4)
    found += parser.feed(b"\x1b[20", now=8)
    found += parser.feed(b"1~", now=8.1)
    assert names(found) == ["Paste " + "x" * 100 + "y" * 1900]


def test_a_long_paste_is_cut_off() -> None:
    parser = new_parser()
    parser.feed(b"\x1b[200~", now=0)
    for _ in range(1000):
        assert parser.feed(b"z" * 4096, now=0) == []
    (paste,) = parser.feed(b"\x1b[201~", now=0)
    assert isinstance(paste, events.Paste)
    assert len(paste.text) == 65536


def fuzzed(rng: random.Random, size: int) -> bytes:
    """Random bytes, valid input, and parts of it."""
    pieces: list[bytes] = []
    parts = [data for data, _ in CASES] + list(MALFORMED.values())
    while sum(map(len, pieces)) < size:
        kind = rng.random()
        if kind < 0.4:
            pieces.append(rng.randbytes(rng.randrange(1, 64)))
        elif kind < 0.7:
            piece = rng.choice(parts)
            pieces.append(piece[: rng.randrange(1, len(piece) + 1)])
        else:
            pieces.append(
                rng.choice([b"\x1b", b"\x1b[", b"\x1b[M", b"\x1b]", b"\x1b[<", b"\x1b[200~", b";9"])
            )
    return b"".join(pieces)


def feed_random(seed: int, size: int) -> None:
    rng = random.Random(seed)
    parser = new_parser()
    now = 0.0
    for _ in range(size // 4096):
        now += rng.choice([0.0, 0.01, 0.2, 1.0])
        for message in parser.flush_due(now) + parser.feed(fuzzed(rng, 4096)[: rng.randrange(1, 4096)], now):
            if isinstance(message, events.MouseEvent):
                assert 0 <= message.screen_x < SIZE[0]
                assert 0 <= message.screen_y < SIZE[1]
            elif isinstance(message, events.Key):
                f"{message.key}{message.character}".encode()
            assert not isinstance(message, events.Resize)
    for step in range(1, 5):
        parser.flush_due(now + step)
    assert names(parser.feed(b"q", now + 9))[-1] == "q"


def test_after_random_input_the_next_key_works() -> None:
    feed_random(seed=1, size=400_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_ten_million_bytes(seed: int) -> None:
    feed_random(seed, size=2_000_000)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    events_of(data)
