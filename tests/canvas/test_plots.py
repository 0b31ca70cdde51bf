from itertools import pairwise
from math import inf, nan, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infotui.canvas import subcell as dots
from infotui.canvas.cell_buffer import Grid
from infotui.canvas.glyphs import Marks
from infotui.canvas.plots import dot, level, pinned_dot, polyline, signed_fill
from infotui.canvas.primitives import Pattern
from infotui.canvas.roles import Role
from infotui.canvas.transform import Mapping

every_marks = st.sampled_from(Marks)
every_pattern: st.SearchStrategy[Pattern] = st.sampled_from(("solid", "dotted"))
points = st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=12).map(sorted)


def box(width: int = 24, height: int = 6) -> Mapping:
    return Mapping(0, 0, width, height, -1.0, 1.0, -1.0, 1.0)


def grid_of(mapping: Mapping) -> Grid:
    return Grid(mapping.left + mapping.width, mapping.top + mapping.height)


def abscissae(mapping: Mapping, per_column: int) -> list[float]:
    steps = (mapping.width - 1) * per_column
    step = (mapping.x_max - mapping.x_min) / steps
    return [*(mapping.x_min + i * step for i in range(steps)), mapping.x_max]


def wave(mapping: Mapping) -> tuple[list[float], list[float]]:
    xs = abscissae(mapping, 4)
    return xs, [sin(3 * x + 0.2) for x in xs]


def stripped(grid: Grid) -> list[str]:
    return [line.rstrip() for line in grid.lines()]


PICTURES: dict[tuple[Marks, Pattern], list[str]] = {
    (Marks.BRAILLE, "solid"): [
        "              ⢀⡠⠤⠤⠤⡀",
        "            ⢀⡔⠉    ⠈⠑⡄",
        "           ⡠⠊        ⠈⠢⡀",
        "⢀        ⢀⠔⠁           ⠉",
        "⠈⠢⣀    ⢀⡠⠃",
        "  ⠈⠑⠒⠒⠒⠁",
    ],
    (Marks.BRAILLE, "dotted"): [
        "              ⢀⡀⠄⠄⠄⡀",
        "            ⢀⡄⠁    ⠈⠁⡄",
        "           ⡀⠂        ⠈⠂⡀",
        "⢀        ⢀⠄⠁           ⠁",
        "⠈⠂⡀    ⢀⡀⠃",
        "  ⠈⠁⠂⠂⠂⠁",
    ],
    (Marks.BLOCK, "solid"): [
        "              ▄▄▄▄▄▄",
        "            ▄▄▀    ▀▀▄",
        "           ▄▀        ▀█▄",
        "▄        ▄█▀           ▀",
        "▀▀▄    ▄▄▀",
        "  ▀▀▀▀▀▀",
    ],
    (Marks.BLOCK, "dotted"): [
        "              ••••••",
        "            •••    •••",
        "           ••        •••",
        "•        •••           •",
        "•••    •••",
        "  ••••••",
    ],
    (Marks.ASCII, "solid"): [
        "              ******",
        "            ***    ***",
        "           **        ***",
        "*        ***           *",
        "***    ***",
        "  ******",
    ],
    (Marks.ASCII, "dotted"): [
        "              ......",
        "            ...    ...",
        "           ..        ...",
        ".        ...           .",
        "...    ...",
        "  ......",
    ],
}


@pytest.mark.parametrize(("marks", "pattern"), PICTURES)
def test_a_curve_as_a_picture(marks: Marks, pattern: Pattern) -> None:
    mapping = box()
    grid = grid_of(mapping)
    polyline(grid, mapping, *wave(mapping), Role.P, marks, pattern)
    assert stripped(grid) == PICTURES[marks, pattern]
    shown = [char != " " for line in grid.lines() for char in line]
    assert [role == Role.P for role in grid.roles] == shown


AREAS = {
    Marks.BRAILLE: [
        "               ⣀⣤⣤⣄⡀",
        "             ⣴⣿⣿⣿⣿⣿⣿⣷⡄",
        "           ⣠⣾⣿⣿⣿⣿⣿⣿⣿⣿⣿⣦⡀",
        "⢠⠡⠡⠡⠡⠡⠡⠡⠡⢡⠕⠁           ⠉",
        "⠈⠣⣡⠡⠡⠡⠡⢡⠡⠃",
        "   ⠑⠓⠓⠃⠁",
    ],
    Marks.BLOCK: [
        "",
        "             ▓▓▓▓▓▓▓▓",
        "            ▓▓▓▓▓▓▓▓▓▓▓",
        "░░░░░░░░░░░",
        " ░░░░░░░░",
        "",
    ],
    Marks.ASCII: [
        "",
        "             ++++++++",
        "            +++++++++++",
        "===========",
        " ========",
        "",
    ],
}


@pytest.mark.parametrize("marks", Marks)
def test_lobes_differ_in_texture_and_in_role(marks: Marks) -> None:
    mapping = box()
    grid = grid_of(mapping)
    signed_fill(grid, mapping, *wave(mapping), marks=marks)
    assert stripped(grid) == AREAS[marks]
    assert {grid.role(x, y) for x in range(24) for y in range(3)} == {Role.TEXT, Role.POSITIVE}
    assert {grid.role(x, y) for x in range(24) for y in range(3, 6)} == {Role.TEXT, Role.NEGATIVE}


def test_a_tail_close_to_zero_is_no_area() -> None:
    mapping = Mapping(0, 0, 60, 16, -4.0, 7.0, -0.15, 0.6)
    for marks in Marks:
        grid = grid_of(mapping)
        xs = abscissae(mapping, 2)
        signed_fill(grid, mapping, xs, [1e-4 if x < 0 else -1e-4 for x in xs], marks=marks)
        assert set(grid.roles) == {Role.TEXT}


@pytest.mark.parametrize("height", [9, 90, 250])
def test_an_area_may_be_of_any_height(height: int) -> None:
    mapping = Mapping(0, 0, 2, 2 * height + 1, 0.0, 1.0, -1.0, 1.0)
    above, below, dotted = (grid_of(mapping) for _ in range(3))
    signed_fill(above, mapping, [-1, 2], [1, 1], marks=Marks.ASCII)
    signed_fill(below, mapping, [-1, 2], [-1, -1], marks=Marks.ASCII)
    signed_fill(dotted, mapping, [-1, 2], [1, 1])
    assert stripped(above) == ["++"] * (height + 1) + [""] * height
    assert stripped(below) == [""] * (height + 1) + ["=="] * (height - 1) + [""]
    assert stripped(dotted)[1:] == ["⣿⣿"] * (height - 1) + ["⠛⠛"] + [""] * height


def test_a_vertical_jump_has_no_gap() -> None:
    mapping = Mapping(0, 0, 5, 4, 0.0, 4.0, 0.0, 3.0)
    grid = grid_of(mapping)
    polyline(grid, mapping, [0, 2, 2, 4], [0, 0, 3, 3], marks=Marks.ASCII)
    assert stripped(grid) == ["  ***", "  *", "  *", "***"]


def test_a_spike_between_two_columns_is_seen() -> None:
    mapping = Mapping(0, 0, 5, 4, 0.0, 4.0, 0.0, 3.0)
    grid = grid_of(mapping)
    polyline(grid, mapping, [0, 1.99, 2, 2.01, 4], [0, 0, 3, 0, 0], marks=Marks.ASCII)
    assert stripped(grid) == ["  *", "  *", "  *", "*****"]


def test_nan_is_a_gap_and_infinity_runs_out_of_the_box() -> None:
    mapping = Mapping(0, 0, 7, 3, 0.0, 6.0, 0.0, 2.0)
    grid = grid_of(mapping)
    polyline(grid, mapping, range(7), [inf, 1, 1, nan, 1, 1, -inf], marks=Marks.ASCII)
    assert stripped(grid) == [" *", " ** **", "     *"]


def test_a_point_alone_and_no_point_at_all() -> None:
    mapping = Mapping(0, 0, 3, 3, 0.0, 2.0, 0.0, 2.0)
    grid = grid_of(mapping)
    polyline(grid, mapping, [], [])
    assert stripped(grid) == ["", "", ""]
    polyline(grid, mapping, [1], [2], marks=Marks.ASCII)
    assert stripped(grid) == [" *", "", ""]


@pytest.mark.parametrize("in_a_row", [False, True])
@pytest.mark.parametrize(("marks", "both"), [(Marks.BRAILLE, "⣿"), (Marks.BLOCK, "█")])
def test_where_dots_meet_they_unite_and_the_later_role_wins(marks: Marks, both: str, in_a_row: bool) -> None:
    grid = Grid(3, 1)
    halves = ((0b1111, 0b11110000), (0b01, 0b10))[marks is Marks.BLOCK]
    for half, role in zip(halves, (Role.P, Role.Q), strict=True):
        if in_a_row:
            dots.stamp_row(grid, 0, bytes([half, 0, half]), role, marks)
        else:
            dots.stamp(grid, {0: half, 2: half}, role, marks)
    assert grid.runs(0, 0, 3) == [(both, Role.Q), (" ", Role.TEXT), (both, Role.Q)]


def test_dots_take_the_place_of_what_is_not_made_of_dots() -> None:
    for marks, cell in ((Marks.BRAILLE, "⠁"), (Marks.BLOCK, "▀")):
        grid = Grid(4, 1)
        grid.write(
            0, 0, "─x\U00012841 ", Role.GRID
        )  # the last but one differs from braille in its third byte
        dots.stamp(grid, dict.fromkeys(range(4), 1), Role.P, marks)
        assert grid.runs(0, 0, 4) == [(cell * 4, Role.P)]


def test_two_curves_share_their_cells() -> None:
    mapping = Mapping(0, 0, 3, 2, 0.0, 2.0, 0.0, 1.0)
    grid = grid_of(mapping)
    polyline(grid, mapping, [-1, 3], [1, 1], Role.P)
    polyline(grid, mapping, [-1, 3], [1.3, 1.3], Role.Q)
    assert grid.runs(0, 0, 3) == [("⠛" * 3, Role.Q)]


def test_a_point_outside_is_pinned_with_an_arrow() -> None:
    mapping = Mapping(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    grid = Grid(7, 5)
    for x, y in ((1, inf), (2, -5), (9, 1), (-9, 2), (2, 1), (nan, 1), (1, nan)):
        pinned_dot(grid, mapping, x, y)
    assert stripped(grid) == ["", " ◄▲", "   ● ►", "   ▼", ""]
    assert set(grid.roles) == {Role.TEXT, Role.POINT}


def test_a_dot_outside_is_not_there() -> None:
    mapping = Mapping(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    grid = Grid(7, 5)
    for x, y in ((-1, 1), (1, 3), (inf, 1), (nan, nan)):
        dot(grid, mapping, x, y)
    assert stripped(grid) == [""] * 5


def test_levels_cross_the_box_and_only_the_box() -> None:
    mapping = Mapping(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    grid = Grid(7, 5)
    level(grid, mapping, 1.0)
    level(grid, mapping, 2.6)
    assert stripped(grid) == ["", "", " ⠐⠒ ⠒⠂", "", ""]


@given(st.floats(0.01, 1.9))
def test_a_flat_curve_lies_on_its_level_to_the_dot(y: float) -> None:
    mapping = Mapping(1, 1, 30, 6, 0.0, 4.0, 0.0, 2.0)
    dashes, flat = Grid(32, 8), Grid(32, 8)
    level(dashes, mapping, y)
    polyline(flat, mapping, [0.0, 4.0], [y, y])
    pairs = zip("".join(flat.lines()), "".join(dashes.lines()), strict=True)
    drawn = [(ord(there) - 0x2800, ord(here) - 0x2800) for there, here in pairs if here != " "]
    assert drawn
    assert all(there >= 0 and there & here == here for there, here in drawn)


@given(
    points,
    st.floats(0, 1),
    st.integers(0, 10),
    every_marks,
    every_pattern,
    st.integers(1, 40),
    st.integers(1, 12),
)
def test_a_dot_on_the_curve_lies_on_a_painted_cell(
    data: list[tuple[float, float]],
    share: float,
    segment: int,
    marks: Marks,
    pattern: Pattern,
    width: int,
    height: int,
) -> None:
    mapping = box(width, height)
    xs, ys = zip(*data, strict=True)
    assume(all(b - a > 1e-6 for a, b in pairwise(xs)))
    i = segment % len(xs)
    j = min(i + 1, len(xs) - 1)
    x, y = xs[i] + share * (xs[j] - xs[i]), ys[i] + share * (ys[j] - ys[i])
    u, v = mapping.column(x) * 2, mapping.row(y) * 4
    assume(abs(u - round(u)) > 1e-6 and abs(v - round(v)) > 1e-6)  # else rounding decides the cell
    grid = grid_of(mapping)
    polyline(grid, mapping, xs, ys, Role.P, marks, pattern)
    cell = mapping.cell(x, y)
    assert cell is None or grid.char(*cell) != " "


@given(points, every_marks, every_pattern)
def test_a_dot_at_a_point_of_the_data_lies_on_a_painted_cell(
    data: list[tuple[float, float]], marks: Marks, pattern: Pattern
) -> None:
    mapping = box()
    grid = grid_of(mapping)
    xs, ys = zip(*data, strict=True)
    polyline(grid, mapping, xs, ys, Role.P, marks, pattern)
    for x, y in data:
        cell = mapping.cell(x, y)
        assert cell is None or grid.char(*cell) != " "


@given(points, every_marks, st.integers(-30, 30), st.integers(-9, 9))
def test_a_clipped_picture_is_the_window_of_the_whole(
    data: list[tuple[float, float]], marks: Marks, dx: int, dy: int
) -> None:
    xs, ys = zip(*data, strict=True)

    def painted(left: int, top: int, grid: Grid) -> Grid:
        mapping = Mapping(left, top, 24, 6, -1.0, 1.0, -1.0, 1.0)
        signed_fill(grid, mapping, xs, ys, marks=marks)
        polyline(grid, mapping, xs, ys, Role.P, marks)
        level(grid, mapping, 0.3, marks=marks)
        return grid

    whole, window = painted(40 + dx, 20 + dy, Grid(120, 60)), painted(dx, dy, Grid(24, 6))
    assert window.lines() == [line[40:64] for line in whole.lines()[20:26]]
    for row in range(6):
        assert window.runs(row, 0, 24) == whole.runs(row + 20, 40, 64)


@given(
    st.lists(st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.floats()), max_size=8).map(
        sorted
    ),
    st.floats(),
    every_marks,
    every_pattern,
    st.integers(1, 30),
    st.integers(1, 9),
)
def test_nothing_raises_and_nothing_leaves_the_box(
    data: list[tuple[float, float]],
    height_of_level: float,
    marks: Marks,
    pattern: Pattern,
    width: int,
    height: int,
) -> None:
    mapping = Mapping(2, 1, width, height, -1.0, 1.0, -1.0, 1.0)
    grid = Grid(width + 4, height + 2)
    xs, ys = [x for x, _ in data], [y for _, y in data]
    polyline(grid, mapping, xs, ys, Role.P, marks, pattern)
    signed_fill(grid, mapping, xs, ys, marks=marks)
    for x, y in data:
        dot(grid, mapping, x, y, marks=marks)
        pinned_dot(grid, mapping, x, y, marks=marks)
    level(grid, mapping, height_of_level, marks=marks)
    grid.tint(2, 1, width, height, Role.TEXT)
    assert not any(grid.roles)
