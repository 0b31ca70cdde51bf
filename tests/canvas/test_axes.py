"""The axes, and the private API of plotext that they use."""

import subprocess
import sys
from importlib import import_module
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.axes import Axes, axes, nice_ticks
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role

module = import_module("infotui.canvas.axes")


@pytest.fixture
def broken_plotext(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plotext after an incompatible upgrade: only the fallback is left."""

    def changed(spec: object) -> Axes:
        raise AttributeError("Cols_canvas")

    monkeypatch.setattr(module, "_draw_with_plotext", changed)
    module._cached_axes.cache_clear()


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    module._cached_axes.cache_clear()


def published(glyphs: GlyphSet = GlyphSet.BRAILLE) -> Axes:
    return axes(40, 10, (0, 1), (0, 2), title="H along P(A)", x_label="P(A)", y_label="bits", glyphs=glyphs)


def stripped(drawn: Axes) -> list[str]:
    return [line.rstrip() for line in drawn.buffer.lines()]


EXPECTED = [
    "bits          H along P(A)",
    " ┌─────────────────────────────────────┐",
    "2┤                                     │",
    " │                                     │",
    "1┤                                     │",
    " │                                     │",
    "0┤                                     │",
    " └┬─────────────────┬─────────────────┬┘",
    " 0.0               0.5              1.0",
    "                  P(A)",
]


def test_axes_cell_by_cell() -> None:
    assert stripped(published()) == EXPECTED


def test_ascii_axes() -> None:
    lines = stripped(published(GlyphSet.ASCII))
    assert "".join(lines).isascii()
    assert lines[1:3] == [
        " +-------------------------------------+",
        "2+                                     |",
    ]


def test_roles_of_the_axes() -> None:
    drawn = published()
    assert drawn.buffer.runs(0, 0, 4) == [("bits", Role.MUTED)]
    assert drawn.buffer.runs(0, 14, 26) == [("H along P(A)", Role.TITLE)]
    assert drawn.buffer.runs(2, 0, 2) == [("2", Role.MUTED), ("┤", Role.GRID)]
    assert drawn.buffer.runs(2, 2, 39) == [(" " * 37, Role.TEXT)]


def test_given_ticks_and_labels() -> None:
    drawn = axes(30, 8, (0, 1), (0, 5), x_ticks=[0.5], y_ticks=[0, (5, "∞"), (7, "outside")])
    assert stripped(drawn) == [
        " ┌───────────────────────────┐",
        "∞┤                           │",
        " │                           │",
        " │                           │",
        " │                           │",
        "0┤                           │",
        " └─────────────┬─────────────┘",
        "              0.5",
    ]
    bare = axes(10, 4, (0, 1), (0, 1), x_ticks=[], y_ticks=[])
    assert stripped(bare) == ["┌────────┐", "│        │", "│        │", "└────────┘"]


def test_axes_are_cached_and_read_only() -> None:
    assert published() is published()
    with pytest.raises(TypeError):
        published().buffer.write(0, 0, "A", Role.TEXT)
    published().buffer.copy().write(0, 0, "A", Role.TEXT)


@pytest.mark.parametrize("limits", [(0, inf), (nan, 1), (1, 1), (1, 0), (-1e308, 1e308)])
def test_limits_must_be_finite_and_ascending(limits: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="x_limits must be finite and ascending"):
        axes(40, 10, limits, (0, 1))
    with pytest.raises(ValueError, match="y_limits must be finite and ascending"):
        axes(40, 10, (0, 1), limits)


def test_private_api_of_plotext() -> None:
    """Fails after an incompatible upgrade of plotext; the app then uses its fallback."""
    from textual_plotext.plot import Plot

    plot: Any = Plot()
    plot._set_size(20, 8)
    plot.xlim(0, 1)
    plot.ylim(0, 2)
    plot.scatter([0], [0], marker=" ")
    plot.build()
    matrix = plot.monitor.matrix
    assert isinstance(matrix.Cols_canvas, range)
    assert isinstance(matrix.Rows_canvas, range)
    assert [len(matrix.marker), len(matrix.marker[0])] == [8, 20]
    assert (plot.monitor.xlim[0], plot.monitor.ylim[0]) == ([0, 1], [0, 2])


def test_plotext_draws_the_axes(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(spec: object) -> Axes:
        raise AssertionError("used the fallback")

    monkeypatch.setattr(module, "_draw_fallback", forbidden)
    assert stripped(published()) == EXPECTED


limits = st.tuples(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(
    limits,
    limits,
    st.integers(12, 90),
    st.integers(7, 30),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1))),
)
def test_the_transform_agrees_with_plotext(
    x_limits: tuple[float, float],
    y_limits: tuple[float, float],
    width: int,
    height: int,
    shares: list[tuple[float, float]],
) -> None:
    from textual_plotext.plot import Plot

    transform = axes(width, height, x_limits, y_limits, x_ticks=[], y_ticks=[]).transform
    points = [
        (x_limits[0] + s * (x_limits[1] - x_limits[0]), y_limits[0] + t * (y_limits[1] - y_limits[0]))
        for s, t in shares
    ]
    plot: Any = Plot()
    plot._set_size(width, height)
    plot.xlim(*x_limits)
    plot.ylim(*y_limits)
    plot.xticks([], [])
    plot.yticks([], [])
    plot.scatter([x_limits[0], *(x for x, _ in points)], [y_limits[0], *(y for _, y in points)], marker="x")
    plot.build()
    drawn = {
        (column, height - 1 - row)
        for row, line in enumerate(plot.monitor.matrix.marker)
        for column, char in enumerate(line)
        if char == "x"
    }
    corner = transform.left, transform.top + transform.height - 1
    assert drawn == {corner, *(transform.cell(x, y) for x, y in points)}


@pytest.mark.usefixtures("broken_plotext")
def test_the_fallback_frame_has_the_same_labels() -> None:
    drawn = published()
    assert stripped(drawn)[:8] == EXPECTED[:8]
    assert stripped(drawn)[8:] == [" 0.0               0.5               1.0", "                  P(A)"]
    transform = drawn.transform
    assert (transform.left, transform.top, transform.width, transform.height) == (2, 2, 37, 5)


@pytest.mark.parametrize("use_fallback", [False, True])
@given(
    st.integers(-1, 50),
    st.integers(-1, 20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.floats(5e-324, 1e300),
    st.sampled_from(GlyphSet),
    st.sampled_from(("", "a title that is rather long")),
)
def test_any_size_and_limits_give_axes(
    use_fallback: bool, width: int, height: int, low: float, span: float, glyphs: GlyphSet, title: str
) -> None:
    high = low + span
    if not (low < high < inf and high - low < inf):
        return
    spec = module._AxesSpec(
        max(width, 1), max(height, 1), (low, high), (low, high), *_ticks(low, high), title, "x", "y", glyphs
    )
    drawn = module._draw_fallback(spec) if use_fallback else module._draw(spec)
    transform = drawn.transform
    assert (drawn.buffer.width, drawn.buffer.height) == (max(width, 1), max(height, 1))
    assert transform.left + transform.width <= drawn.buffer.width
    assert transform.top + transform.height <= drawn.buffer.height
    for line in drawn.buffer.lines()[transform.top : transform.top + transform.height]:
        assert not line[transform.left : transform.left + transform.width].strip()


def _ticks(low: float, high: float) -> tuple[tuple[tuple[float, str], ...], ...]:
    return (tuple(nice_ticks(low, high, 5)), tuple(nice_ticks(low, high, 5)))


def test_importing_axes_does_not_import_plotext() -> None:
    code = "import sys, infotui.canvas.axes; sys.exit('plotext' in sys.modules or 'textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    st.integers(8, 140),
    st.integers(5, 40),
    st.floats(-10, 10),
    st.floats(0.01, 20),
    st.lists(st.tuples(st.floats(0, 1), st.text("0123456789.−", max_size=7)), max_size=7),
    st.lists(st.tuples(st.floats(0, 1), st.text("0123456789.−", max_size=7)), max_size=6),
    st.tuples(st.sampled_from(["", "H in bits"]), st.sampled_from(["", "p(A)"])),
)
def test_combined_axes_equal_one_figure(
    width: int,
    height: int,
    low: float,
    span: float,
    x_ticks: list[tuple[float, str]],
    y_ticks: list[tuple[float, str]],
    words: tuple[str, str],
) -> None:
    spec = module._AxesSpec(
        width,
        height,
        (low, low + span),
        (0.0, span),
        tuple((low + share * span, label) for share, label in x_ticks),
        tuple((share * span, label) for share, label in y_ticks),
        words[0],
        words[1],
        "",
        GlyphSet.BRAILLE,
    )
    try:
        whole = module._figure(spec, width, height)
    except Exception:
        return  # no room
    if whole.left + whole.right >= width or whole.top + whole.bottom >= height:
        return
    sides = whole.left + whole.right, whole.top + whole.bottom
    transform = spec.transform(whole.left, whole.top, width - sides[0], height - sides[1])
    if module._one_tick_per_row(spec.y_ticks, transform) != spec.y_ticks:
        return
    drawn = module._draw_with_plotext(spec)
    box = drawn.transform
    assert (box.left, width - box.left - box.width) == (whole.left, whole.right)
    assert (box.top, height - box.top - box.height) == (whole.top, whole.bottom)
    assert drawn.buffer.lines() == module._read_figure(whole.rows, spec, box).lines()


@pytest.mark.parametrize("height", range(5, 12))
def test_y_labels_stand_at_their_values(height: int) -> None:
    ticks = ((0.0, "0"), (1.29, "1.29"), (2.58, "2.58"))
    drawn = axes(36, height, (0, 1), (0.0, 2.58 * 1.08), y_ticks=ticks)
    labels = {y: line.split("┤")[0].strip() for y, line in enumerate(drawn.buffer.lines()) if "┤" in line}
    assert labels
    for y, label in labels.items():
        assert y in {round(drawn.transform.row(value)) for value, text in ticks if text == label}
    assert "2.58" in labels.values()
