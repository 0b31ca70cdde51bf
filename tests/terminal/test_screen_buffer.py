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
STYLES = [PLAIN, RED, GREEN, BLUE, BOLD, LINE, REVERSE]
WIDTH, HEIGHT = 24, 5

styles = st.sampled_from(STYLES)
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
puts, plain_puts = (
    st.lists(st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1), kind, styles), max_size=12)
    for kind in (texts, plain_texts)
)
frames = st.one_of(*(st.lists(kind, min_size=1, max_size=6) for kind in (puts, plain_puts)))
buffers = st.builds(ScreenBuffer, st.just(WIDTH), st.just(HEIGHT), erases=st.booleans())


def put(buffer: ScreenBuffer, row: int, column: int, text: str, style: SgrStyle) -> None:
    """Put `text`; every second character is underlined if all are one cell wide."""
    if is_single_width(text):
        buffer.put_styled(row, column, text, bytes(i % 2 for i in range(len(text))), (style, LINE))
    else:
        buffer.put(row, column, split_cells(text), style)


def expected_cells(buffer: ScreenBuffer) -> list[list[object]]:
    """The cells after sending each one of `buffer` on its own."""
    emulator = Emulator(WIDTH, HEIGHT)
    for row in range(HEIGHT):
        for column in range(WIDTH):
            if char := buffer._chars[row][column]:
                emulator.feed(
                    f"\x1b[{row + 1};{column + 1}H{buffer._styles[row][column].full_sequence()}{char}"
                )
    return emulator.cells()  # type: ignore[return-value]


@given(buffers, frames)
def test_diffs_lead_to_the_buffered_cells(buffer: ScreenBuffer, frames: list[Any]) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    emulator.scribble()
    for frame in frames:
        for row, column, text, style in frame:
            put(buffer, row, column, text, style)
        emulator.feed(buffer.render_diff())
        assert emulator.cells() == expected_cells(buffer)


@given(buffers, puts, puts)
def test_invalidated_cells_are_sent_again(buffer: ScreenBuffer, first: list[Any], second: list[Any]) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    for row, column, text, style in first:
        put(buffer, row, column, text, style)
    emulator.feed(buffer.render_diff())
    for row, column, text, style in second:
        put(buffer, row, column, text, style)
    emulator.scribble()
    buffer.invalidate()
    emulator.feed(buffer.render_diff())
    assert emulator.cells() == expected_cells(buffer)


@given(buffers, puts)
def test_unchanged_cells_are_not_sent(buffer: ScreenBuffer, frame: list[Any]) -> None:
    for _ in range(2):
        for row, column, text, style in frame:
            put(buffer, row, column, text, style)
        last = buffer.render_diff()
    assert last == ""


@given(buffers, puts, st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))
def test_move_cursor_moves_the_cursor(buffer: ScreenBuffer, frame: list[Any], row: int, column: int) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    for y, x, text, style in frame:
        put(buffer, y, x, text, style)
    emulator.feed(buffer.render_diff() + buffer.move_cursor(row, column))
    assert (emulator.screen.cursor.y, emulator.screen.cursor.x) == (row, column)
    assert buffer.move_cursor(row, column) == ""


def sent_for(buffer: ScreenBuffer, *puts: tuple[int, int, str, SgrStyle]) -> str:
    for cells in puts:
        buffer.put(*cells)
    return buffer.render_diff()


@pytest.fixture
def buffer() -> ScreenBuffer:
    """A blank buffer that was sent, with the cursor after an x in the first row."""
    found = ScreenBuffer(80, 24, erases=True)
    found.render_diff()
    sent_for(found, (0, 10, "x", GREEN))
    return found


def test_the_next_cell_costs_one_character(buffer: ScreenBuffer) -> None:
    assert sent_for(buffer, (0, 11, "7", GREEN)) == "7"
    assert sent_for(buffer, (0, 11, "8", GREEN)) == "\b8"


def test_a_short_gap_is_sent_again(buffer: ScreenBuffer) -> None:
    sent_for(buffer, (0, 11, "2.000 bits", GREEN))
    assert sent_for(buffer, (0, 11, "3.001 bits", GREEN)) == "\x1b[10D3.001"


def test_a_long_gap_is_skipped(buffer: ScreenBuffer) -> None:
    sent_for(buffer, (0, 11, "0--------0", GREEN))
    assert sent_for(buffer, (0, 11, "1--------1", GREEN)) == "\x1b[10D1\x1b[8C1"


def test_long_blanks_are_erased(buffer: ScreenBuffer) -> None:
    sent_for(buffer, (5, 0, "#" * 80, GREEN))
    assert sent_for(buffer, (5, 0, " " * 80, GREEN)) == "\x1b[6H\x1b[K"
    assert sent_for(buffer, (5, 0, "#" * 80, GREEN)).endswith("#" * 80)
    assert sent_for(buffer, (5, 10, " " * 30, GREEN)) == "\x1b[6;11H\x1b[30X"


def test_without_bce_coloured_blanks_are_sent_as_spaces() -> None:
    buffer = ScreenBuffer(80, 1, erases=False)
    sent_for(buffer, (0, 0, "#" * 80, GREEN))
    assert sent_for(buffer, (0, 0, " " * 80, GREEN)).endswith(" " * 80)
    sent_for(buffer, (0, 0, "#" * 80, RED))
    assert sent_for(buffer, (0, 0, " " * 80, RED)).endswith("\x1b[K")


def test_runs_are_grouped_by_style(buffer: ScreenBuffer) -> None:
    rows = [cells for row in range(4, 8) for cells in ((row, 0, "p", GREEN), (row, 2, "q", BLUE))]
    sequence = sent_for(buffer, *rows)
    assert sequence.count("\x1b[38;2;") == 1  # green is set already; blue is set once
    assert sequence.count("48;2;") == 0


def test_full_blocks_are_blanks_on_their_colour(buffer: ScreenBuffer) -> None:
    green = "\x1b[48;2;16;185;129m"
    assert sent_for(buffer, (0, 11, "██", GREEN)) == f"{green}  "
    assert sent_for(buffer, (1, 0, "█" * 20, GREEN)) == "\x1b[2H\x1b[20X"
    buffer.put_styled(2, 0, "▌██ x", bytes([0, 0, 1, 1, 1]), (GREEN, RED))
    assert len(buffer.render_diff()) < len("\x1b[3H") + 80
    assert buffer._chars[2][:5] == ["▌", " ", " ", " ", "x"]
    assert [style.background for style in buffer._styles[2][:5]] == [
        GREEN.background,
        "48;2;16;185;129",
        "41",
        RED.background,
        RED.background,
    ]


def test_blocks_in_the_default_colour_are_reversed_blanks(buffer: ScreenBuffer) -> None:
    assert sent_for(buffer, (3, 0, "██", PLAIN)) == "\x1b[4H\x1b[0;7m  "


def test_blocks_whose_colour_is_uncertain_stay(buffer: ScreenBuffer) -> None:
    bold_red = intern_style("31", "", frozenset({"1"}))
    for style in (REVERSE, LINE, bold_red):
        buffer.put(3, 0, "██", style)
        assert buffer._chars[3][:2] == ["█", "█"]


def test_blocks_stay_where_backgrounds_are_few() -> None:
    buffer = ScreenBuffer(20, 1, erases=True, blank_blocks=False)
    assert "███" in sent_for(buffer, (0, 0, "███", GREEN))


def test_control_characters_are_dropped(buffer: ScreenBuffer) -> None:
    assert "\x1b]" not in sent_for(buffer, (3, 0, "".join(split_cells("\x1b]52;c;x\a")), GREEN))


@settings(max_examples=10)
@given(st.integers(0, 2**32))
def test_a_diff_is_no_longer_than_cell_by_cell_output(seed: int) -> None:
    rng = random.Random(seed)
    buffer = ScreenBuffer(80, 24, erases=False)
    buffer.render_diff()
    for _ in range(20):
        changes = [
            (
                rng.randrange(24),
                rng.randrange(80),
                rng.choice("ab█"),
                rng.choice([GREEN, BLUE, RED]),
            )
            for _ in range(rng.randrange(1, 60))
        ]
        cell_by_cell = sum(
            len(f"\x1b[{y + 1};{x + 1}H{style.full_sequence()}{char}") for y, x, char, style in changes
        )
        assert len(sent_for(buffer, *changes)) <= cell_by_cell
