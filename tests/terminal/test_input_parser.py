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
"""Seconds after which whatever was unfinished is given up."""


def keyboard() -> InputParser:
    return InputParser(lambda: SIZE)


def heard(*pieces: bytes) -> list[Message]:
    """What `pieces` mean when nothing follows them."""
    found: list[Message] = []
    board = keyboard()
    for number, piece in enumerate(pieces):
        found += board.feed(piece, now=number / 1000)
    for _ in range(3):
        found += board.flush_due(now=LATER)
    assert board.deadline is None
    return found


def words(messages: Iterable[Message]) -> list[str]:
    """Messages, said shortly."""
    return [word(message) for message in messages]


def word(message: Message) -> str:
    if isinstance(message, events.Key):
        return message.key
    if isinstance(message, events.MouseEvent):
        return f"{type(message).__name__} {message.button} {message.screen_x},{message.screen_y}"
    return f"Paste {message.text}" if isinstance(message, events.Paste) else type(message).__name__


MEANINGS: list[tuple[bytes, list[str]]] = [
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


@pytest.mark.parametrize(("data", "expected"), MEANINGS)
def test_what_keys_and_reports_mean(data: bytes, expected: list[str]) -> None:
    assert words(heard(data)) == expected


@pytest.mark.parametrize(("data", "expected"), MEANINGS)
def test_torn_byte_by_byte_they_mean_the_same(data: bytes, expected: list[str]) -> None:
    assert words(heard(*(bytes([byte]) for byte in data))) == expected


MALFORMED = {
    "no UTF-8": b"\xff",
    "half a character": b"\xe9",
    "a key that Unicode has not": b"\x1b[1114112u",
    "half a surrogate pair": b"\x1b[55296u",
    "a key of many digits": b"\x1b[99999999999999999999999999999u",
    "a size": b"\x1b[48;100000;100000;0;0t",
    "an offer to send sizes": b"\x1b[?2048;2$y",
    "a place of the cursor": b"\x1b[24;80R",
    "an unknown sequence": b"\x1b[5n\x1b[>1;10;0c\x1b[?62;22c",
    "an answer about colours": b"\x1b]11;rgb:1212/1212/1212\x1b\\\x1b]10;rgb:e0e0/e0e0/e0e0\x07",
    "an answer about settings": b"\x1bP0$r\x1b\\",
    "no sequence at all": b"\x1b[1;\x01",
    "the end of no paste": b"\x1b[201~",
    "a mouse outside, on the left": b"\x1b[<0;-5;3M",
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_malformed_is_left_out(data: bytes) -> None:
    found = words(heard(data + b"q"))
    assert found[-1] == "q"
    assert found[:-1] in ([], ["ctrl+a"])


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_malformed_is_left_out_when_it_comes_late(data: bytes) -> None:
    found = words(heard(*(bytes([byte]) for byte in data), b"q"))
    assert found[-1] == "q"


def test_a_flood_of_escapes_is_no_flood_of_keys() -> None:
    assert len(heard(b"\x1b" * 100_000 + b"q")) <= 3


def test_x10_reports_click_where_sgr_reports_do() -> None:
    report = bytes([32, 33 + 150, 33 + 20])
    pressed, released = heard(b"\x1b[M" + report, b"\x1b[M#" + report[1:])
    assert words([pressed, released]) == ["MouseDown 1 150,20", "MouseUp 1 150,20"]


def test_the_mouse_is_kept_on_the_screen() -> None:
    assert words(heard(b"\x1b[<0;9999;9999M")) == ["MouseDown 1 199,59"]


def test_a_size_report_does_not_turn_cells_into_pixels() -> None:
    assert words(heard(b"\x1b[?2048;1$y\x1b[48;60;200;1080;1800t\x1b[<0;10;5M")) == ["MouseDown 1 9,4"]


def test_a_hand_is_where_it_is() -> None:
    moves = b"".join(b"\x1b[<32;%d;5M" % column for column in range(10, 60))
    found = heard(b"\x1b[<0;10;5M" + moves + b"\x1b[<0;60;5m")
    assert words(found) == ["MouseDown 1 9,4", "MouseMove 1 58,4", "MouseUp 1 59,4"]
    assert isinstance(found[1], events.MouseMove)
    assert found[1].delta_x == 49


def test_keys_between_moves_keep_their_place() -> None:
    assert words(heard(b"\x1b[<35;1;1Ma\x1b[<35;2;1M")) == ["MouseMove 0 0,0", "a", "MouseMove 0 1,0"]


def test_synchronized_output_is_believed_where_it_is_known() -> None:
    assert isinstance(heard(b"\x1b[?2026;2$y")[0], TerminalSupportsSynchronizedOutput)
    assert heard(b"\x1b[?2026;0$y") == []


def test_a_paste_that_never_ends_does_not_take_the_keys() -> None:
    board = keyboard()
    assert board.feed(b"\x1b[200~half a paste", now=0) == []
    assert board.feed(b"a", now=0.1) == board.feed(b"q", now=0.2) == []
    assert board.deadline is not None
    assert words(board.flush_due(now=board.deadline)) == ["Paste half a paste", "a", "q"]
    assert words(board.feed(b"x", now=1)) == ["x"]


def test_a_slow_paste_is_one_paste() -> None:
    board = keyboard()
    found = board.feed(b"\x1b[200~" + b"x" * 100, now=0)
    for step in range(1, 20):
        assert board.flush_due(now=step * 0.4) == []
        found += board.feed(b"y" * 100, now=step * 0.4)
    found += board.feed(b"\x1b[20", now=8)
    found += board.feed(b"1~", now=8.1)
    assert words(found) == ["Paste " + "x" * 100 + "y" * 1900]


def test_a_paste_is_kept_within_bounds() -> None:
    board = keyboard()
    board.feed(b"\x1b[200~", now=0)
    for _ in range(1000):
        assert board.feed(b"z" * 4096, now=0) == []
    (paste,) = board.feed(b"\x1b[201~", now=0)
    assert isinstance(paste, events.Paste)
    assert len(paste.text) == 65536


def fuzzed(chance: random.Random, size: int) -> bytes:
    """Bytes that often look like something."""
    pieces: list[bytes] = []
    parts = [data for data, _ in MEANINGS] + list(MALFORMED.values())
    while sum(map(len, pieces)) < size:
        kind = chance.random()
        if kind < 0.4:
            pieces.append(chance.randbytes(chance.randrange(1, 64)))
        elif kind < 0.7:
            piece = chance.choice(parts)
            pieces.append(piece[: chance.randrange(1, len(piece) + 1)])
        else:
            pieces.append(
                chance.choice([b"\x1b", b"\x1b[", b"\x1b[M", b"\x1b]", b"\x1b[<", b"\x1b[200~", b";9"])
            )
    return b"".join(pieces)


def survive(seed: int, size: int) -> None:
    chance = random.Random(seed)
    board = keyboard()
    now = 0.0
    for _ in range(size // 4096):
        now += chance.choice([0.0, 0.01, 0.2, 1.0])
        for message in board.flush_due(now) + board.feed(
            fuzzed(chance, 4096)[: chance.randrange(1, 4096)], now
        ):
            if isinstance(message, events.MouseEvent):
                assert 0 <= message.screen_x < SIZE[0]
                assert 0 <= message.screen_y < SIZE[1]
            elif isinstance(message, events.Key):
                f"{message.key}{message.character}".encode()
            assert not isinstance(message, events.Resize)
    for step in range(1, 5):
        board.flush_due(now + step)
    assert words(board.feed(b"q", now + 9))[-1] == "q"


def test_whatever_it_is_fed_the_next_key_works() -> None:
    survive(seed=1, size=400_000)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_ten_million_bytes(seed: int) -> None:
    survive(seed, size=2_000_000)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    heard(data)
