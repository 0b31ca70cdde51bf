from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.cell_buffer import Grid, Span


def changed(*cells: tuple[int, int]) -> Grid:
    grid = Grid(20, 3)
    for x, y in cells:
        grid.write(x, y, "x", 0)
    return grid


def test_blank_at_first() -> None:
    assert Grid(3, 2).lines() == ["   ", "   "]


def test_a_grid_without_cells_is_harmless() -> None:
    grid = Grid(0, -2)
    assert grid.lines() == []
    assert grid.spans(Grid(0, 0)) == []
    assert grid.spans(Grid(5, 5)) == []


def test_equal_grids_have_no_spans() -> None:
    assert changed((3, 1)).spans(changed((3, 1))) == []


def test_spans_with_few_cells_between_are_merged() -> None:
    blank = Grid(20, 3)
    assert changed((2, 1), (14, 1)).spans(blank) == [Span(1, 2, 15)]
    assert changed((2, 1), (15, 1)).spans(blank) == [Span(1, 2, 3), Span(1, 15, 16)]


def test_no_span_runs_over_the_end_of_a_row() -> None:
    assert changed((19, 0), (0, 1)).spans(Grid(20, 3)) == [Span(0, 19, 20), Span(1, 0, 1)]


def test_another_role_is_a_change() -> None:
    grid = Grid(20, 3)
    grid.tint(5, 2, 1, 1, 3)
    assert grid.spans(Grid(20, 3)) == [Span(2, 5, 6)]


def test_another_size_changes_every_row() -> None:
    assert Grid(4, 2).spans(Grid(4, 3)) == [Span(0, 0, 4), Span(1, 0, 4)]


@given(st.sets(st.tuples(st.integers(0, 19), st.integers(0, 2))))
def test_spans_cover_every_change_and_are_apart(cells: set[tuple[int, int]]) -> None:
    spans = changed(*cells).spans(Grid(20, 3))
    assert spans == sorted(spans)
    assert cells <= {(x, span.y) for span in spans for x in range(span.start, span.stop)}
    for span in spans:
        assert {(span.start, span.y), (span.stop - 1, span.y)} <= cells
    for one, other in pairwise(spans):
        assert one.y < other.y or other.start - one.stop >= 12


def test_runs_break_where_the_role_does() -> None:
    grid = Grid(6, 1)
    for x, (char, role) in enumerate(zip("abcdef", [1, 1, 2, 2, 2, 0], strict=True)):
        grid.write(x, 0, char, role)
    assert grid.runs(0, 0, 6) == [("ab", 1), ("cde", 2), ("f", 0)]
    assert grid.runs(0, 1, 4) == [("b", 1), ("cd", 2)]
    assert grid.runs(0, 2, 5) == [("cde", 2)]
    assert grid.runs(0, 3, 3) == []


@given(st.lists(st.sampled_from((0, 1, 2, ord("\n"), 255)), min_size=1, max_size=40))
def test_runs_give_the_row_back(roles: list[int]) -> None:
    grid = Grid(len(roles), 1)
    for x, role in enumerate(roles):
        grid.tint(x, 0, 1, 1, role)
    runs = grid.runs(0, 0, len(roles))
    assert [role for text, role in runs for _ in text] == roles
    assert [grid.role(x, 0) for x in range(len(roles))] == roles
    assert all(one[1] != other[1] for one, other in pairwise(runs))


def test_a_copy_is_independent_and_writable() -> None:
    grid = Grid(2, 1).freeze()
    copy = grid.copy()
    copy.write(0, 0, "x", 3)
    assert (grid.lines(), copy.lines()) == (["  "], ["x "])
    assert (grid.role(0, 0), copy.role(0, 0)) == (0, 3)


@pytest.mark.parametrize(
    "paint",
    [
        lambda grid: grid.write(0, 0, "x", 1),
        lambda grid: grid.fill(0, 0, 2, 1, "x", 1),
        lambda grid: grid.fill(0, 0, 1, 2, "x", 1),
        lambda grid: grid.tint(0, 0, 1, 1, 1),
        lambda grid: grid.paste(Grid(2, 2), 0),
    ],
)
def test_nobody_writes_on_a_frozen_grid(paint: Callable[[Grid], None]) -> None:
    grid = Grid(2, 2).freeze()
    with pytest.raises(TypeError):
        paint(grid)
    assert grid.spans(Grid(2, 2)) == []


def test_every_character_of_unicode_is_one_cell() -> None:
    grid = Grid(4, 1)
    grid.write(0, 0, "p𝑝\U0001d70e½", 2)
    assert grid.lines() == ["p𝑝\U0001d70e½"]
    assert [grid.char(x, 0) for x in range(4)] == ["p", "𝑝", "\U0001d70e", "½"]
    other = grid.copy()
    other.write(1, 0, chr(ord("𝑝") + 0x10000), 2)  # another in the third byte of its code alone
    assert other.spans(grid) == [Span(0, 1, 2)]


places, sizes, steps = st.integers(-9, 9), st.integers(-3, 12), st.integers(1, 4)


@given(places, places, sizes, sizes, st.tuples(steps, steps))
def test_a_rectangle_is_filled_cell_by_cell(
    x: int, y: int, width: int, height: int, step: tuple[int, int]
) -> None:
    filled, told = Grid(7, 5), Grid(7, 5)
    filled.fill(x, y, width, height, "𝑝", 3, step)
    for column in range(x, x + width, step[0]):
        for row in range(y, y + height, step[1]):
            told.write(column, row, "𝑝", 3)
    assert filled.spans(told) == []


@given(places, places, sizes, sizes)
def test_a_rectangle_is_tinted_cell_by_cell(x: int, y: int, width: int, height: int) -> None:
    grid = Grid(7, 5)
    grid.fill(0, 0, 7, 5, "x", 1)
    grid.tint(x, y, width, height, 3)
    for row in range(5):
        for column in range(7):
            inside = x <= column < x + width and y <= row < y + height
            assert (grid.char(column, row), grid.role(column, row)) == ("x", 3 if inside else 1)


def test_a_grid_is_put_into_another_as_far_as_there_is_room() -> None:
    grid, other = Grid(2, 3), Grid(2, 2)
    other.fill(0, 0, 2, 2, "x", 4)
    grid.paste(other, 2)
    assert grid.lines() == ["  ", "  ", "xx"]
    assert [grid.role(0, y) for y in range(3)] == [0, 0, 4]
    grid.paste(other, 3)
    grid.paste(other, 0)
    assert grid.lines() == ["xx", "xx", "xx"]
    other = Grid(5, 2)
    other.write(0, 0, "abcde", 1)
    other.write(0, 1, "fghij", 2)
    grid.paste(other, 0)
    other.paste(grid, 1)
    assert grid.lines() == ["ab", "fg", "xx"]
    assert other.lines() == ["abcde", "abhij"]


@given(st.data())
def test_spans_tell_of_any_difference_and_of_nothing_else(data: st.DataObject) -> None:
    old = Grid(9, 2)
    cells = st.tuples(
        st.integers(0, 8), st.integers(0, 1), st.sampled_from(" a⣿\U0001d45d"), st.integers(0, 2)
    )
    for x, y, char, role in data.draw(st.lists(cells)):
        old.write(x, y, char, role)
    new = old.copy()
    for x, y, char, role in data.draw(st.lists(cells)):
        new.write(x, y, char, role)
    differing = {
        (x, y)
        for x in range(9)
        for y in range(2)
        if (new.char(x, y), new.role(x, y)) != (old.char(x, y), old.role(x, y))
    }
    spans = new.spans(old)
    assert differing <= {(x, span.y) for span in spans for x in range(span.start, span.stop)}
    assert {cell for span in spans for cell in ((span.start, span.y), (span.stop - 1, span.y))} <= differing
