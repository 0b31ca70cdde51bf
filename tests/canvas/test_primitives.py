from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas import primitives as painters
from infotui.canvas.cell_buffer import Grid
from infotui.canvas.glyphs import Marks
from infotui.canvas.primitives import Pattern
from infotui.canvas.roles import Role

marks_or_other = st.sampled_from(Marks)
places = st.integers(-30, 30)
sizes = st.integers(-5, 40)
lengths = st.floats()


def lines(width: int, height: int, paint: Callable[[Grid], object]) -> list[str]:
    grid = Grid(width, height)
    paint(grid)
    return [line.rstrip() for line in grid.lines()]


def roles(grid: Grid, y: int = 0) -> list[tuple[str, int]]:
    return grid.runs(y, 0, grid.width)


def test_text_is_clipped_on_both_sides_and_says_where_it_ends() -> None:
    grid = Grid(6, 1)
    assert painters.text(grid, -2, 0, "abcd", Role.P) == 2
    assert painters.text(grid, 4, 0, "wxyz", Role.Q) == 8
    assert roles(grid) == [("cd", Role.P), ("  ", Role.TEXT), ("wx", Role.Q)]
    assert painters.text(grid, 0, 1, "below") == 5
    assert painters.text(grid, -9, 0, "before") == -3


def test_text_right_ends_before_its_column_also_when_written_out() -> None:
    assert lines(8, 1, lambda grid: painters.text_right(grid, 8, 0, "∞", marks=Marks.ASCII)) == ["     inf"]
    assert painters.text_right(Grid(8, 1), 5, 0, "abc") == 2


def test_control_characters_never_reach_the_grid() -> None:
    assert lines(5, 1, lambda grid: painters.text(grid, 0, 0, "a\x1b[m\ud800")) == ["a?[m?"]


def test_tint_leaves_the_characters() -> None:
    grid = Grid(4, 1)
    painters.text(grid, 0, 0, "abcd")
    painters.tint(grid, 1, 0, 2, 1, Role.SELECTED)
    assert roles(grid) == [("a", Role.TEXT), ("bc", Role.SELECTED), ("d", Role.TEXT)]


def test_frame_and_lines() -> None:
    def paint(grid: Grid, marks: Marks) -> None:
        painters.frame(grid, 0, 0, 8, 4, marks=marks)
        painters.dashed_hline(grid, 1, 1, 6, marks=marks)
        painters.fill(grid, 4, 1, 1, 2, marks.glyphs.vertical_dash[0], Role.MAXIMUM)

    assert lines(8, 4, lambda grid: paint(grid, Marks.BRAILLE)) == [
        "┌──────┐",
        "│╌╌╌╎╌╌│",
        "│   ╎  │",
        "└──────┘",
    ]
    assert lines(8, 4, lambda grid: paint(grid, Marks.ASCII)) == [
        "+------+",
        "|- -:- |",
        "|   :  |",
        "+------+",
    ]


def test_dashes_keep_their_phase_when_clipped() -> None:
    def dashes(x: int) -> str:
        return lines(9, 1, lambda grid: painters.dashed_hline(grid, x, 0, 9, marks=Marks.ASCII))[0]

    assert [dashes(x) for x in (0, -1, -2)] == ["- - - - -", " - - - -", "- - - -"]


def test_vertical_bars_stand_on_the_bottom_in_eighths() -> None:
    def paint(grid: Grid) -> None:
        for i, height in enumerate((0, 0.01, 0.5, 1, 1.25, 2.99, 3)):
            painters.vertical_bar(grid, 2 * i, 1, 3, height, Role.P)

    assert lines(13, 3, paint) == [
        "          █ █",
        "        ▂ █ █",
        "  ▁ ▄ █ █ █ █",
    ]


def test_vertical_bars_of_p_and_q_differ_without_colour() -> None:
    def paint(grid: Grid) -> None:
        painters.vertical_bar(grid, 0, 2, 2, 1.5, Role.P)
        painters.vertical_bar(grid, 3, 2, 2, 1.5, Role.Q, pattern="dotted")

    assert lines(5, 2, paint) == ["▄▄ ▄▄", "██ ▒▒"]


@pytest.mark.parametrize(
    ("marks", "line"), [(Marks.BRAILLE, "██▎"), (Marks.BLOCK, "██"), (Marks.ASCII, "##")]
)
def test_horizontal_bars(marks: Marks, line: str) -> None:
    assert lines(6, 1, lambda grid: painters.horizontal_bar(grid, 0, 0, 2.22, Role.P, marks)) == [line]


def test_signed_bars_grow_from_zero_both_ways_and_differ_without_colour() -> None:
    def paint(grid: Grid) -> None:
        for y, length in enumerate((2.5, -2.5, 0, -0.01)):
            painters.signed_bar(grid, 4, y, length)

    assert lines(8, 4, paint) == ["    ██▌", " ▐▒▒", "", "   ▐"]
    grid = Grid(8, 4)
    paint(grid)
    assert roles(grid, 0)[1] == ("██▌", Role.POSITIVE)
    assert roles(grid, 1)[1] == ("▐▒▒", Role.NEGATIVE)


@pytest.mark.parametrize(("marks", "line"), [(Marks.BRAILLE, "███▒▒░"), (Marks.ASCII, "###==-")])
def test_stacked_parts_differ_without_colour(marks: Marks, line: str) -> None:
    parts = [(2.6, Role.P), (2.0, Role.Q), (1.4, Role.MUTED)]
    assert lines(9, 1, lambda grid: painters.stacked_bar(grid, 0, 0, parts, marks)) == [line]


@given(st.lists(st.floats(0, 9), min_size=1, max_size=6))
def test_a_stacked_bar_is_as_long_as_the_sum_of_its_parts(parts: list[float]) -> None:
    (line,) = lines(60, 1, lambda grid: painters.stacked_bar(grid, 0, 0, [(part, Role.P) for part in parts]))
    assert len(line) == round(sum(parts))


@given(st.floats(0, 10), marks_or_other)
def test_a_bar_is_true_to_half_a_step_but_shows_whenever_it_is_not_zero(height: float, marks: Marks) -> None:
    ladder = marks.glyphs.vertical
    cells = lines(1, 10, lambda grid: painters.vertical_bar(grid, 0, 1, 10, height, Role.P, marks))
    drawn = sum(ladder.index(cell or " ") for cell in cells) / (len(ladder) - 1)
    assert (drawn > 0) == (height > 0)
    assert abs(drawn - height) <= 0.5 / (len(ladder) - 1) + 1e-9 or drawn * (len(ladder) - 1) == 1


@given(places, places, sizes, sizes, lengths, marks_or_other, st.sampled_from(("solid", "dotted")))
def test_nothing_raises_and_everything_is_clipped(
    x: int, y: int, width: int, height: int, length: float, marks: Marks, pattern: Pattern
) -> None:
    grid = Grid(width, height)
    painters.text(grid, x, y, "H(p) = ½", Role.P, marks)
    painters.text_right(grid, x, y, "H(p) = ½", Role.P, marks)
    painters.frame(grid, x, y, width, height, Role.GRID, marks)
    painters.dashed_hline(grid, x, y, width, Role.MAXIMUM, marks)
    painters.fill(grid, x, y, width, height, "x", Role.P, (3, 2))
    painters.tint(grid, x, y, width, height, Role.SELECTED)
    painters.vertical_bar(grid, x, width, y, length, Role.P, marks, pattern)
    painters.horizontal_bar(grid, x, y, length, Role.P, marks, pattern)
    painters.signed_bar(grid, x, y, length, marks=marks)
    painters.stacked_bar(grid, x, y, [(length, Role.P), (2.0, Role.Q)], marks)
    assert [len(line) for line in grid.lines()] == [max(width, 0)] * max(height, 0)
    assert len(grid.roles) == max(height, 0) * max(width, 0)


@given(st.integers(-12, 12), st.integers(-4, 4), st.floats(-20, 20), marks_or_other)
def test_a_clipped_picture_is_the_window_of_the_whole(dx: int, dy: int, length: float, marks: Marks) -> None:
    def paint(grid: Grid, x: int, y: int) -> None:
        painters.frame(grid, x, y, 9, 4, marks=marks)
        painters.text(grid, x + 1, y + 1, "entropy", Role.P, marks)
        painters.vertical_bar(grid, x + 3, 2, y + 4, length, Role.P, marks)
        painters.signed_bar(grid, x + 4, y + 2, length, marks=marks)

    whole, window = Grid(60, 40), Grid(10, 5)
    paint(whole, 25 + dx, 20 + dy)
    paint(window, dx, dy)
    assert window.lines() == [line[25:35] for line in whole.lines()[20:25]]
    for row in range(5):
        assert window.runs(row, 0, 10) == whole.runs(row + 20, 25, 35)
