"""Properties of curves and points: what is drawn lies where it should, and nothing lies outside."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plots import axhline, clamped_point, point, polyline
from infotui.canvas.primitives import LineStyle
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform

from .test_plots import box, buffer_of

glyph_sets = st.sampled_from(GlyphSet)
line_styles: st.SearchStrategy[LineStyle] = st.sampled_from(("solid", "dotted"))
points = st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=12).map(sorted)


@given(
    points,
    st.floats(0, 1),
    st.integers(0, 10),
    glyph_sets,
    line_styles,
    st.integers(1, 40),
    st.integers(1, 12),
)
def test_points_on_the_curve_lie_on_drawn_cells(
    data: list[tuple[float, float]],
    share: float,
    segment: int,
    glyphs: GlyphSet,
    pattern: LineStyle,
    width: int,
    height: int,
) -> None:
    transform = box(width, height)
    xs, ys = zip(*data, strict=True)
    assume(all(b - a > 1e-6 for a, b in pairwise(xs)))
    i = segment % len(xs)
    j = min(i + 1, len(xs) - 1)
    x, y = xs[i] + share * (xs[j] - xs[i]), ys[i] + share * (ys[j] - ys[i])
    u, v = transform.column(x) * 2, transform.row(y) * 4
    assume(abs(u - round(u)) > 1e-6 and abs(v - round(v)) > 1e-6)  # at edges rounding decides
    buffer = buffer_of(transform)
    polyline(buffer, transform, xs, ys, Role.P, glyphs, pattern)
    cell = transform.cell(x, y)
    assert cell is None or buffer.char(*cell) != " "


@given(points, glyph_sets, line_styles)
def test_data_points_lie_on_drawn_cells(
    data: list[tuple[float, float]], glyphs: GlyphSet, pattern: LineStyle
) -> None:
    transform = box()
    buffer = buffer_of(transform)
    xs, ys = zip(*data, strict=True)
    polyline(buffer, transform, xs, ys, Role.P, glyphs, pattern)
    for x, y in data:
        cell = transform.cell(x, y)
        assert cell is None or buffer.char(*cell) != " "


@given(points, glyph_sets, st.integers(-30, 30), st.integers(-9, 9))
def test_clipping_equals_a_window_of_the_whole(
    data: list[tuple[float, float]], glyphs: GlyphSet, dx: int, dy: int
) -> None:
    xs, ys = zip(*data, strict=True)

    def draw(left: int, top: int, buffer: CellBuffer) -> CellBuffer:
        transform = PlotTransform(left, top, 24, 6, -1.0, 1.0, -1.0, 1.0)
        polyline(buffer, transform, xs, ys, Role.P, glyphs)
        axhline(buffer, transform, 0.3, glyphs=glyphs)
        return buffer

    whole, window = draw(40 + dx, 20 + dy, CellBuffer(120, 60)), draw(dx, dy, CellBuffer(24, 6))
    assert window.lines() == [line[40:64] for line in whole.lines()[20:26]]
    for row in range(6):
        assert window.runs(row, 0, 24) == whole.runs(row + 20, 40, 64)


@given(
    st.lists(st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.floats()), max_size=8).map(
        sorted
    ),
    st.floats(),
    glyph_sets,
    line_styles,
    st.integers(1, 30),
    st.integers(1, 9),
)
def test_nothing_is_drawn_outside_the_box(
    data: list[tuple[float, float]],
    level: float,
    glyphs: GlyphSet,
    pattern: LineStyle,
    width: int,
    height: int,
) -> None:
    transform = PlotTransform(2, 1, width, height, -1.0, 1.0, -1.0, 1.0)
    buffer = CellBuffer(width + 4, height + 2)
    xs, ys = [x for x, _ in data], [y for _, y in data]
    polyline(buffer, transform, xs, ys, Role.P, glyphs, pattern)
    for x, y in data:
        point(buffer, transform, x, y, glyphs=glyphs)
        clamped_point(buffer, transform, x, y, glyphs=glyphs)
    axhline(buffer, transform, level, glyphs=glyphs)
    buffer.set_role(2, 1, width, height, Role.TEXT)
    assert not any(buffer.roles)
