from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.cell_buffer import CellBuffer, Span


def changed(*cells: tuple[int, int]) -> CellBuffer:
    buffer = CellBuffer(20, 3)
    for x, y in cells:
        buffer.write(x, y, "x", 0)
    return buffer


def test_blank_at_first() -> None:
    assert CellBuffer(3, 2).lines() == ["   ", "   "]


def test_an_empty_buffer_has_no_spans() -> None:
    buffer = CellBuffer(0, -2)
    assert buffer.lines() == []
    assert buffer.diff(CellBuffer(0, 0)) == []
    assert buffer.diff(CellBuffer(5, 5)) == []


def test_equal_buffers_have_no_spans() -> None:
    assert changed((3, 1)).diff(changed((3, 1))) == []


def test_spans_with_small_gaps_are_merged() -> None:
    blank = CellBuffer(20, 3)
    assert changed((2, 1), (14, 1)).diff(blank) == [Span(1, 2, 15)]
    assert changed((2, 1), (15, 1)).diff(blank) == [Span(1, 2, 3), Span(1, 15, 16)]


def test_spans_end_at_the_end_of_a_row() -> None:
    assert changed((19, 0), (0, 1)).diff(CellBuffer(20, 3)) == [Span(0, 19, 20), Span(1, 0, 1)]


def test_a_changed_role_is_a_change() -> None:
    buffer = CellBuffer(20, 3)
    buffer.set_role(5, 2, 1, 1, 3)
    assert buffer.diff(CellBuffer(20, 3)) == [Span(2, 5, 6)]


def test_another_size_changes_every_row() -> None:
    assert CellBuffer(4, 2).diff(CellBuffer(4, 3)) == [Span(0, 0, 4), Span(1, 0, 4)]


@given(st.sets(st.tuples(st.integers(0, 19), st.integers(0, 2))))
def test_spans_cover_all_changes_and_are_disjoint(cells: set[tuple[int, int]]) -> None:
    spans = changed(*cells).diff(CellBuffer(20, 3))
    assert spans == sorted(spans)
    assert cells <= {(x, span.y) for span in spans for x in range(span.start, span.stop)}
    for span in spans:
        assert {(span.start, span.y), (span.stop - 1, span.y)} <= cells
    for one, other in pairwise(spans):
        assert one.y < other.y or other.start - one.stop >= 12


def test_runs_break_at_role_changes() -> None:
    buffer = CellBuffer(6, 1)
    for x, (char, role) in enumerate(zip("abcdef", [1, 1, 2, 2, 2, 0], strict=True)):
        buffer.write(x, 0, char, role)
    assert buffer.runs(0, 0, 6) == [("ab", 1), ("cde", 2), ("f", 0)]
    assert buffer.runs(0, 1, 4) == [("b", 1), ("cd", 2)]
    assert buffer.runs(0, 2, 5) == [("cde", 2)]
    assert buffer.runs(0, 3, 3) == []


@given(st.lists(st.sampled_from((0, 1, 2, ord("\n"), 255)), min_size=1, max_size=40))
def test_runs_join_to_the_row(roles: list[int]) -> None:
    buffer = CellBuffer(len(roles), 1)
    for x, role in enumerate(roles):
        buffer.set_role(x, 0, 1, 1, role)
    runs = buffer.runs(0, 0, len(roles))
    assert [role for text, role in runs for _ in text] == roles
    assert [buffer.role(x, 0) for x in range(len(roles))] == roles
    assert all(one[1] != other[1] for one, other in pairwise(runs))


def test_a_copy_is_independent_and_writable() -> None:
    buffer = CellBuffer(2, 1).freeze()
    copy = buffer.copy()
    copy.write(0, 0, "x", 3)
    assert (buffer.lines(), copy.lines()) == (["  "], ["x "])
    assert (buffer.role(0, 0), copy.role(0, 0)) == (0, 3)


@pytest.mark.parametrize(
    "paint",
    [
        lambda buffer: buffer.write(0, 0, "x", 1),
        lambda buffer: buffer.fill(0, 0, 2, 1, "x", 1),
        lambda buffer: buffer.fill(0, 0, 1, 2, "x", 1),
        lambda buffer: buffer.set_role(0, 0, 1, 1, 1),
        lambda buffer: buffer.blit(CellBuffer(2, 2), 0),
    ],
)
def test_a_frozen_buffer_is_read_only(paint: Callable[[CellBuffer], None]) -> None:
    buffer = CellBuffer(2, 2).freeze()
    with pytest.raises(TypeError):
        paint(buffer)
    assert buffer.diff(CellBuffer(2, 2)) == []


def test_astral_characters_take_one_cell() -> None:
    buffer = CellBuffer(4, 1)
    buffer.write(0, 0, "p𝑝\U0001d70e½", 2)
    assert buffer.lines() == ["p𝑝\U0001d70e½"]
    assert [buffer.char(x, 0) for x in range(4)] == ["p", "𝑝", "\U0001d70e", "½"]
    other = buffer.copy()
    other.write(1, 0, chr(ord("𝑝") + 0x10000), 2)  # only the third byte differs
    assert other.diff(buffer) == [Span(0, 1, 2)]


places, sizes, steps = st.integers(-9, 9), st.integers(-3, 12), st.integers(1, 4)


@given(places, places, sizes, sizes, st.tuples(steps, steps))
def test_fill_equals_writing_cell_by_cell(
    x: int, y: int, width: int, height: int, step: tuple[int, int]
) -> None:
    filled, expected = CellBuffer(7, 5), CellBuffer(7, 5)
    filled.fill(x, y, width, height, "𝑝", 3, step)
    for column in range(x, x + width, step[0]):
        for row in range(y, y + height, step[1]):
            expected.write(column, row, "𝑝", 3)
    assert filled.diff(expected) == []


@given(places, places, sizes, sizes)
def test_set_role_changes_roles_in_the_rectangle_only(x: int, y: int, width: int, height: int) -> None:
    buffer = CellBuffer(7, 5)
    buffer.fill(0, 0, 7, 5, "x", 1)
    buffer.set_role(x, y, width, height, 3)
    for row in range(5):
        for column in range(7):
            inside = x <= column < x + width and y <= row < y + height
            assert (buffer.char(column, row), buffer.role(column, row)) == ("x", 3 if inside else 1)


def test_blit_clips_to_the_buffer() -> None:
    buffer, other = CellBuffer(2, 3), CellBuffer(2, 2)
    other.fill(0, 0, 2, 2, "x", 4)
    buffer.blit(other, 2)
    assert buffer.lines() == ["  ", "  ", "xx"]
    assert [buffer.role(0, y) for y in range(3)] == [0, 0, 4]
    buffer.blit(other, 3)
    buffer.blit(other, 0)
    assert buffer.lines() == ["xx", "xx", "xx"]
    other = CellBuffer(5, 2)
    other.write(0, 0, "abcde", 1)
    other.write(0, 1, "fghij", 2)
    buffer.blit(other, 0)
    other.blit(buffer, 1)
    assert buffer.lines() == ["ab", "fg", "xx"]
    assert other.lines() == ["abcde", "abhij"]


@given(st.data())
def test_spans_begin_and_end_at_differences(data: st.DataObject) -> None:
    old = CellBuffer(9, 2)
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
    spans = new.diff(old)
    assert differing <= {(x, span.y) for span in spans for x in range(span.start, span.stop)}
    assert {cell for span in spans for cell in ((span.start, span.y), (span.stop - 1, span.y))} <= differing
