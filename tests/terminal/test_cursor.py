from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infotui.terminal.cursor import cursor_move
from support.emulator import Emulator

WIDTH, HEIGHT = 140, 120
places = st.tuples(st.integers(0, HEIGHT - 1), st.integers(0, WIDTH - 1))


@given(places, places)
def test_a_move_ends_at_its_target(start: tuple[int, int], stop: tuple[int, int]) -> None:
    emulator = Emulator(WIDTH, HEIGHT)
    emulator.feed(cursor_move(None, *start))
    assert (emulator.screen.cursor.y, emulator.screen.cursor.x) == start
    emulator.feed(cursor_move(start, *stop))
    assert (emulator.screen.cursor.y, emulator.screen.cursor.x) == stop


@given(places, places)
def test_relative_moves_are_no_longer_than_absolute(start: tuple[int, int], stop: tuple[int, int]) -> None:
    assert len(cursor_move(start, *stop)) <= len(cursor_move(None, *stop)) <= len("\x1b[120;140H")
