"""Plots in panels: the border, its texts, and the axes inside."""

from __future__ import annotations

import pytest

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.plot_panel import plot_panel
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
