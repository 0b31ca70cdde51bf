from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.grid import Grid, Span


def changed(*cells: tuple[int, int]) -> Grid:
    grid = Grid(20, 3)
    for x, y in cells:
        grid.chars[y, x] = ord("x")
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


def test_spans_with_at_most_three_cells_between_are_merged() -> None:
    blank = Grid(20, 3)
    assert changed((2, 1), (6, 1)).spans(blank) == [Span(1, 2, 7)]
    assert changed((2, 1), (7, 1)).spans(blank) == [Span(1, 2, 3), Span(1, 7, 8)]


def test_no_span_runs_over_the_end_of_a_row() -> None:
    assert changed((19, 0), (0, 1)).spans(Grid(20, 3)) == [Span(0, 19, 20), Span(1, 0, 1)]


def test_another_role_is_a_change() -> None:
    grid = Grid(20, 3)
    grid.styles[2, 5] = 3
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
        assert one.y < other.y or other.start - one.stop > 3


def test_runs_break_where_the_role_does() -> None:
    grid = Grid(6, 1)
    grid.chars[0] = [ord(char) for char in "abcdef"]
    grid.styles[0] = [1, 1, 2, 2, 2, 0]
    assert grid.runs(0, 0, 6) == [("ab", 1), ("cde", 2), ("f", 0)]
    assert grid.runs(0, 1, 4) == [("b", 1), ("cd", 2)]
    assert grid.runs(0, 2, 5) == [("cde", 2)]
    assert grid.runs(0, 3, 3) == []


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_runs_give_the_row_back(styles: list[int]) -> None:
    grid = Grid(len(styles), 1)
    grid.styles[0] = styles
    runs = grid.runs(0, 0, len(styles))
    assert [style for text, style in runs for _ in text] == styles
    assert all(one[1] != other[1] for one, other in pairwise(runs))


def test_a_copy_is_independent_and_writable() -> None:
    grid = Grid(2, 1).freeze()
    copy = grid.copy()
    copy.chars[0, 0] = ord("x")
    assert (grid.lines(), copy.lines()) == (["  "], ["x "])
