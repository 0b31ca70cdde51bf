from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infotui.terminal.cell_width import is_single_width, split_cells
from infotui.terminal.screen_buffer import ScreenBuffer
from infotui.terminal.sgr import PLAIN, SgrStyle, intern_style
from support.emulator import Emulator

RED, GREEN, BLUE, BOLD, LINE, REVERSE = (
    intern_style("31", "", frozenset()),
    intern_style("38;2;16;185;129", "48;2;18;18;18", frozenset()),
    intern_style("38;2;59;130;246", "48;2;18;18;18", frozenset()),
    intern_style("38;2;59;130;246", "48;2;18;18;18", frozenset({"1", "3"})),
    intern_style("", "48;2;18;18;18", frozenset({"4"})),
    intern_style("31", "44", frozenset({"7"})),
)
PENS = [PLAIN, RED, GREEN, BLUE, BOLD, LINE, REVERSE]
WIDTH, HEIGHT = 24, 5

pens = st.sampled_from(PENS)
texts = st.one_of(
    st.lists(st.sampled_from([*"ab01  ⣿█─", "漢", "字", "e\u0301"]), min_size=1, max_size=10).map("".join),
    st.builds(
        lambda before, count, after: before + " " * count + after,
        st.sampled_from(["", "x"]),
        st.integers(1, WIDTH),
        st.sampled_from(["", "y"]),
    ),
)
plain_texts = st.text("ab01  ⣿█─", min_size=1, max_size=10)
wants, plain_wants = (
    st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), kind, pens), max_size=12)
    for kind in (texts, plain_texts)
)
frames = st.one_of(*(st.lists(kind, min_size=1, max_size=6) for kind in (wants, plain_wants)))
pictures = st.builds(ScreenBuffer, st.just(WIDTH), st.just(HEIGHT), erases=st.booleans())


def put(picture: ScreenBuffer, row: int, column: int, text: str, of: SgrStyle) -> None:
    """Want `text`, every second character underlined where all of them are one cell wide."""
    if is_single_width(text):
        picture.put_styled(row, column, text, bytes(i % 2 for i in range(len(text))), (of, LINE))
    else:
        picture.put(row, column, split_cells(text), of)


def wanted(picture: ScreenBuffer) -> list[list[object]]:
    """What a fresh repaint of `picture` shows, cell by cell, each placed and styled on its own."""
    emulator = Emulator(WIDTH, HEIGHT)
    for row in range(HEIGHT):
        for column in range(WIDTH):
            if char := picture._chars[row][column]:
                emulator.feed(
                    f"\x1b[{row + 1};{column + 1}H{picture._styles[row][column].full_sequence()}{char}"
                )
    return emulator.cells()  # type: ignore[return-value]


@given(pictures, frames)
def test_the_terminal_shows_what_is_wanted(picture: ScreenBuffer, frames: list[Any]) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    emulator.scribble()
    for frame in frames:
        for row, column, text, of in frame:
            put(picture, row, column, text, of)
        emulator.feed(picture.render_diff())
        assert emulator.cells() == wanted(picture)


@given(pictures, wants, wants)
def test_what_is_forgotten_is_sent_again(picture: ScreenBuffer, first: list[Any], second: list[Any]) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    for row, column, text, of in first:
        put(picture, row, column, text, of)
    emulator.feed(picture.render_diff())
    for row, column, text, of in second:
        put(picture, row, column, text, of)
    emulator.scribble()
    picture.invalidate()
    emulator.feed(picture.render_diff())
    assert emulator.cells() == wanted(picture)


@given(pictures, wants)
def test_what_is_shown_is_not_sent_again(picture: ScreenBuffer, frame: list[Any]) -> None:
    for _ in range(2):
        for row, column, text, of in frame:
            put(picture, row, column, text, of)
        last = picture.render_diff()
    assert last == ""


@given(pictures, wants, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
def test_the_cursor_goes_where_it_is_sent(
    picture: ScreenBuffer, frame: list[Any], row: int, column: int
) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    for y, x, text, of in frame:
        put(picture, y, x, text, of)
    emulator.feed(picture.render_diff() + picture.move_cursor(row, column))
    assert (emulator.screen.cursor.y, emulator.screen.cursor.x) == (row, column)
    assert picture.move_cursor(row, column) == ""


def shown(picture: ScreenBuffer, *wants: tuple[int, int, str, SgrStyle]) -> str:
    for want in wants:
        picture.put(*want)
    return picture.render_diff()


@pytest.fixture
def picture() -> ScreenBuffer:
    """A picture that is shown: blank, the cursor at the end of an x in the first row."""
    found = ScreenBuffer(80, 24, erases=True)
    found.render_diff()
    shown(found, (0, 10, "x", GREEN))
    return found


def test_the_next_cell_costs_its_character(picture: ScreenBuffer) -> None:
    assert shown(picture, (0, 11, "7", GREEN)) == "7"
    assert shown(picture, (0, 11, "8", GREEN)) == "\b8"


def test_a_short_gap_is_sent_again(picture: ScreenBuffer) -> None:
    shown(picture, (0, 11, "2.000 bits", GREEN))
    assert shown(picture, (0, 11, "3.001 bits", GREEN)) == "\x1b[10D3.001"


def test_a_long_gap_is_stepped_over(picture: ScreenBuffer) -> None:
    shown(picture, (0, 11, "0--------0", GREEN))
    assert shown(picture, (0, 11, "1--------1", GREEN)) == "\x1b[10D1\x1b[8C1"


def test_long_blanks_are_erased(picture: ScreenBuffer) -> None:
    shown(picture, (5, 0, "#" * 80, GREEN))
    assert shown(picture, (5, 0, " " * 80, GREEN)) == "\x1b[6H\x1b[K"
    assert shown(picture, (5, 0, "#" * 80, GREEN)).endswith("#" * 80)
    assert shown(picture, (5, 10, " " * 30, GREEN)) == "\x1b[6;11H\x1b[30X"


def test_a_terminal_that_erases_to_its_own_background_is_sent_spaces() -> None:
    picture = ScreenBuffer(80, 1, erases=False)
    shown(picture, (0, 0, "#" * 80, GREEN))
    assert shown(picture, (0, 0, " " * 80, GREEN)).endswith(" " * 80)
    shown(picture, (0, 0, "#" * 80, RED))
    assert shown(picture, (0, 0, " " * 80, RED)).endswith("\x1b[K")


def test_what_one_pen_draws_is_drawn_together(picture: ScreenBuffer) -> None:
    rows = [want for row in range(4, 8) for want in ((row, 0, "p", GREEN), (row, 2, "q", BLUE))]
    sequence = shown(picture, *rows)
    assert sequence.count("\x1b[38;2;") == 1  # green is in hand already; blue is taken up once
    assert sequence.count("48;2;") == 0


def test_a_control_character_does_not_come_through(picture: ScreenBuffer) -> None:
    assert "\x1b]" not in shown(picture, (3, 0, "".join(split_cells("\x1b]52;c;x\a")), GREEN))


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_never_many_more_bytes_than_one_cell_at_a_time(seed: int) -> None:
    chance = random.Random(seed)
    picture = ScreenBuffer(80, 24, erases=False)
    picture.render_diff()
    for _ in range(20):
        changes = [
            (
                chance.randrange(24),
                chance.randrange(80),
                chance.choice("ab█"),
                chance.choice([GREEN, BLUE, RED]),
            )
            for _ in range(chance.randrange(1, 60))
        ]
        alone = sum(len(f"\x1b[{y + 1};{x + 1}H{of.full_sequence()}{char}") for y, x, char, of in changes)
        assert len(shown(picture, *changes)) <= alone
