from math import inf, nan, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas import subcell
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import axhline, clamped_point, point, polyline
from infotui.canvas.primitives import LineStyle
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform


def box(width: int = 24, height: int = 6) -> PlotTransform:
    return PlotTransform(0, 0, width, height, -1.0, 1.0, -1.0, 1.0)


def buffer_of(transform: PlotTransform) -> CellBuffer:
    return CellBuffer(transform.left + transform.width, transform.top + transform.height)


def abscissae(transform: PlotTransform, per_column: int) -> list[float]:
    steps = (transform.width - 1) * per_column
    step = (transform.x_max - transform.x_min) / steps
    return [*(transform.x_min + i * step for i in range(steps)), transform.x_max]


def wave(transform: PlotTransform) -> tuple[list[float], list[float]]:
    xs = abscissae(transform, 4)
    return xs, [sin(3 * x + 0.2) for x in xs]


def stripped(buffer: CellBuffer) -> list[str]:
    return [line.rstrip() for line in buffer.lines()]


CURVES: dict[tuple[GlyphSet, LineStyle], list[str]] = {
    (GlyphSet.BRAILLE, "solid"): [
        "              ⢀⡠⠤⠤⠤⡀",
        "            ⢀⡔⠉    ⠈⠑⡄",
        "           ⡠⠊        ⠈⠢⡀",
        "⢀        ⢀⠔⠁           ⠉",
        "⠈⠢⣀    ⢀⡠⠃",
        "  ⠈⠑⠒⠒⠒⠁",
    ],
    (GlyphSet.BRAILLE, "dotted"): [
        "              ⢀⡀⠄⠄⠄⡀",
        "            ⢀⡄⠁    ⠈⠁⡄",
        "           ⡀⠂        ⠈⠂⡀",
        "⢀        ⢀⠄⠁           ⠁",
        "⠈⠂⡀    ⢀⡀⠃",
        "  ⠈⠁⠂⠂⠂⠁",
    ],
    (GlyphSet.BLOCK, "solid"): [
        "              ▄▄▄▄▄▄",
        "            ▄▄▀    ▀▀▄",
        "           ▄▀        ▀█▄",
        "▄        ▄█▀           ▀",
        "▀▀▄    ▄▄▀",
        "  ▀▀▀▀▀▀",
    ],
    (GlyphSet.BLOCK, "dotted"): [
        "              ••••••",
        "            •••    •••",
        "           ••        •••",
        "•        •••           •",
        "•••    •••",
        "  ••••••",
    ],
    (GlyphSet.ASCII, "solid"): [
        "              ******",
        "            ***    ***",
        "           **        ***",
        "*        ***           *",
        "***    ***",
        "  ******",
    ],
    (GlyphSet.ASCII, "dotted"): [
        "              ......",
        "            ...    ...",
        "           ..        ...",
        ".        ...           .",
        "...    ...",
        "  ......",
    ],
}


@pytest.mark.parametrize(("glyphs", "pattern"), CURVES)
def test_curves_cell_by_cell(glyphs: GlyphSet, pattern: LineStyle) -> None:
    transform = box()
    buffer = buffer_of(transform)
    polyline(buffer, transform, *wave(transform), Role.P, glyphs, pattern)
    assert stripped(buffer) == CURVES[glyphs, pattern]
    shown = [char != " " for line in buffer.lines() for char in line]
    assert [role == Role.P for role in buffer.roles] == shown


@pytest.mark.parametrize("glyphs", GlyphSet)
def test_a_dashed_curve_leaves_out_every_other_two_columns(glyphs: GlyphSet) -> None:
    transform = PlotTransform(3, 1, 21, 6, -1.0, 1.0, -1.0, 1.0)
    solid, dashed = buffer_of(transform), buffer_of(transform)
    polyline(solid, transform, *wave(transform), glyphs=glyphs)
    polyline(dashed, transform, *wave(transform), glyphs=glyphs, pattern="dashed")
    kept = [x >= 3 and (x - 3) // 2 % 2 == 0 for x in range(solid.width)]
    wanted = [
        "".join(char if keep else " " for char, keep in zip(line, kept, strict=True))
        for line in solid.lines()
    ]
    assert dashed.lines() == wanted


def test_a_vertical_jump_has_no_gap() -> None:
    transform = PlotTransform(0, 0, 5, 4, 0.0, 4.0, 0.0, 3.0)
    buffer = buffer_of(transform)
    polyline(buffer, transform, [0, 2, 2, 4], [0, 0, 3, 3], glyphs=GlyphSet.ASCII)
    assert stripped(buffer) == ["  ***", "  *", "  *", "***"]


def test_a_spike_between_two_columns_is_drawn() -> None:
    transform = PlotTransform(0, 0, 5, 4, 0.0, 4.0, 0.0, 3.0)
    buffer = buffer_of(transform)
    polyline(buffer, transform, [0, 1.99, 2, 2.01, 4], [0, 0, 3, 0, 0], glyphs=GlyphSet.ASCII)
    assert stripped(buffer) == ["  *", "  *", "  *", "*****"]


def test_nan_is_a_gap_and_infinity_leaves_the_box() -> None:
    transform = PlotTransform(0, 0, 7, 3, 0.0, 6.0, 0.0, 2.0)
    buffer = buffer_of(transform)
    polyline(buffer, transform, range(7), [inf, 1, 1, nan, 1, 1, -inf], glyphs=GlyphSet.ASCII)
    assert stripped(buffer) == [" *", " ** **", "     *"]


def test_curves_of_one_point_and_of_none() -> None:
    transform = PlotTransform(0, 0, 3, 3, 0.0, 2.0, 0.0, 2.0)
    buffer = buffer_of(transform)
    polyline(buffer, transform, [], [])
    assert stripped(buffer) == ["", "", ""]
    polyline(buffer, transform, [1], [2], glyphs=GlyphSet.ASCII)
    assert stripped(buffer) == [" *", "", ""]


@pytest.mark.parametrize("in_a_row", [False, True])
@pytest.mark.parametrize(("glyphs", "both"), [(GlyphSet.BRAILLE, "⣿"), (GlyphSet.BLOCK, "█")])
def test_dots_merge_and_the_later_role_wins(glyphs: GlyphSet, both: str, in_a_row: bool) -> None:
    buffer = CellBuffer(3, 1)
    halves = ((0b1111, 0b11110000), (0b01, 0b10))[glyphs is GlyphSet.BLOCK]
    for half, role in zip(halves, (Role.P, Role.Q), strict=True):
        if in_a_row:
            subcell.blit_row(buffer, 0, bytes([half, 0, half]), role, glyphs)
        else:
            subcell.blit_dots(buffer, {0: half, 2: half}, role, glyphs)
    assert buffer.runs(0, 0, 3) == [(both, Role.Q), (" ", Role.TEXT), (both, Role.Q)]


def test_dots_replace_other_characters() -> None:
    for glyphs, cell in ((GlyphSet.BRAILLE, "⠁"), (GlyphSet.BLOCK, "▀")):
        buffer = CellBuffer(4, 1)
        buffer.write(0, 0, "─x\U00012841 ", Role.GRID)  # the third character equals braille but for a byte
        subcell.blit_dots(buffer, dict.fromkeys(range(4), 1), Role.P, glyphs)
        assert buffer.runs(0, 0, 4) == [(cell * 4, Role.P)]


def test_two_curves_share_cells() -> None:
    transform = PlotTransform(0, 0, 3, 2, 0.0, 2.0, 0.0, 1.0)
    buffer = buffer_of(transform)
    polyline(buffer, transform, [-1, 3], [1, 1], Role.P)
    polyline(buffer, transform, [-1, 3], [1.3, 1.3], Role.Q)
    assert buffer.runs(0, 0, 3) == [("⠛" * 3, Role.Q)]


def test_a_clamped_point_outside_is_an_arrow() -> None:
    transform = PlotTransform(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    buffer = CellBuffer(7, 5)
    for x, y in ((1, inf), (2, -5), (9, 1), (-9, 2), (2, 1), (nan, 1), (1, nan)):
        clamped_point(buffer, transform, x, y)
    assert stripped(buffer) == ["", " ◄▲", "   ● ►", "   ▼", ""]
    assert set(buffer.roles) == {Role.TEXT, Role.POINT}


def test_a_point_outside_is_not_drawn() -> None:
    transform = PlotTransform(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    buffer = CellBuffer(7, 5)
    for x, y in ((-1, 1), (1, 3), (inf, 1), (nan, nan)):
        point(buffer, transform, x, y)
    assert stripped(buffer) == [""] * 5


def test_axhline_is_clipped_to_the_box() -> None:
    transform = PlotTransform(1, 1, 5, 3, 0.0, 4.0, 0.0, 2.0)
    buffer = CellBuffer(7, 5)
    axhline(buffer, transform, 1.0)
    axhline(buffer, transform, 2.6)
    assert stripped(buffer) == ["", "", " ⠐⠒ ⠒⠂", "", ""]


@given(st.floats(0.01, 1.9))
def test_a_flat_curve_shares_dots_with_its_axhline(y: float) -> None:
    transform = PlotTransform(1, 1, 30, 6, 0.0, 4.0, 0.0, 2.0)
    dashes, flat = CellBuffer(32, 8), CellBuffer(32, 8)
    axhline(dashes, transform, y)
    polyline(flat, transform, [0.0, 4.0], [y, y])
    pairs = zip("".join(flat.lines()), "".join(dashes.lines()), strict=True)
    drawn = [(ord(curve) - 0x2800, ord(dash) - 0x2800) for curve, dash in pairs if dash != " "]
    assert drawn
    assert all(curve >= 0 and curve & dash == dash for curve, dash in drawn)
