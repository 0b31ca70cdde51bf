"""Plots in panels: the border, its texts, and the axes inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.axes import Limits
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import even_ticks, plot_panel
from infotui.canvas.primitives import panel
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform

TICKS = ((0.0, "0"), (2.0, "2.00"))


def lines(glyphs: GlyphSet = GlyphSet.BRAILLE, *, is_focused: bool = False) -> list[str]:
    return plot_panel(
        30, 7, (0.0, 1.0), (0.0, 2.0),
        x_ticks=(), y_ticks=TICKS, title="H(p)", value="s sample", is_focused=is_focused, glyphs=glyphs,
    ).buffer.lines()  # fmt: skip


def test_labels_stand_inside_the_border() -> None:
    assert lines() == [
        "╭ H(p) ──────────── s sample ╮",
        "│2.00─                       │",
        "│                            │",
        "│                            │",
        "│                            │",
        "│   0─                       │",
        "╰────────────────────────────╯",
    ]


def test_the_focus_changes_the_lines_and_not_only_the_colour() -> None:
    for glyphs in GlyphSet:
        assert lines(glyphs, is_focused=True)[0] != lines(glyphs)[0]


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (5, 2), (9, 3), (200, 50)])
def test_every_size_is_drawn(size: tuple[int, int]) -> None:
    drawn = plot_panel(*size, (0.0, 1.0), (0.0, 2.0), y_ticks=TICKS)
    assert (drawn.buffer.width, drawn.buffer.height) == size
    assert isinstance(drawn.transform, PlotTransform)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (24, "╭ title ─────── value ╮"),
        (14, "╭ title ─────╮"),
        (8, "╭──────╮"),
    ],
)
def test_a_text_without_room_is_left_out(width: int, expected: str) -> None:
    buffer = CellBuffer(width, 3)
    panel(buffer, 0, 0, width, 3, "title", "value")
    assert buffer.lines()[0].replace("─", "") == expected.replace("─", "")
    assert buffer.lines()[1] == "│" + " " * (width - 2) + "│"


def test_one_row_is_a_rule() -> None:
    buffer = CellBuffer(12, 1)
    panel(buffer, 0, 0, 12, 1, "p", "Tab", is_focused=True)
    assert buffer.lines() == ["━ p ━━ Tab ━"]
    assert buffer.role(0, 0) == Role.FOCUS


@pytest.mark.parametrize(
    ("limits", "ticks", "rows", "even", "kept"),
    [
        ((0, 1), (0, 0.5, 1), 9, (0, 1), (0, 0.5, 1)),
        ((0, 1), (0, 0.5, 1), 8, (0, 7 / 6), (0, 0.5, 1)),
        ((0, 5), (0, 1, 2, 3, 4, 5), 15, (0, 5.6), (0, 2, 4)),
        ((-0.2, 0.6), (-0.2, 0, 0.2, 0.4, 0.6), 13, (-0.2, 0.6), (-0.2, 0, 0.2, 0.4, 0.6)),
        ((0, 1), (0, 0.1, 1), 8, (0, 1), (0, 0.1, 1)),
        ((0, 1), (0, 1), 4, (0, 1), (0, 1)),
    ],
)
def test_ticks_stand_at_evenly_spaced_rows(
    limits: Limits, ticks: tuple[float, ...], rows: int, even: Limits, kept: tuple[float, ...]
) -> None:
    found, left = even_ticks(limits, [(tick, f"{tick}") for tick in ticks], rows)
    assert found == pytest.approx(even)
    assert [tick for tick, _ in left] == list(kept)


@given(st.integers(2, 60), st.integers(2, 9), st.sampled_from((0.1, 0.2, 0.5, 1.0)), st.integers(0, 3))
def test_even_limits_hold_what_was_asked_for(rows: int, count: int, step: float, below: int) -> None:
    ticks = [((i - below) * step, "") for i in range(count)]
    limits = ticks[0][0], ticks[-1][0]
    (low, high), kept = even_ticks(limits, ticks, rows)
    assert low <= limits[0] + 1e-9
    assert high >= limits[1] - 1e-9
    assert high - low <= 1.26 * (limits[1] - limits[0])
    if len(kept) > 2:
        places = [(high - at) / (high - low) * (rows - 1) for at, _ in kept]
        assert all(abs(place - round(place)) < 1e-6 for place in places)
