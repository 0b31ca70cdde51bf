from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas import primitives
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.primitives import LineStyle
from infotui.canvas.roles import Role

glyph_sets = st.sampled_from(GlyphSet)
places = st.integers(-30, 30)
sizes = st.integers(-5, 40)
lengths = st.floats()


def lines(width: int, height: int, paint: Callable[[CellBuffer], object]) -> list[str]:
    buffer = CellBuffer(width, height)
    paint(buffer)
    return [line.rstrip() for line in buffer.lines()]


def roles(buffer: CellBuffer, y: int = 0) -> list[tuple[str, int]]:
    return buffer.runs(y, 0, buffer.width)


def test_text_is_clipped_and_returns_its_end() -> None:
    buffer = CellBuffer(6, 1)
    assert primitives.text(buffer, -2, 0, "abcd", Role.P) == 2
    assert primitives.text(buffer, 4, 0, "wxyz", Role.Q) == 8
    assert roles(buffer) == [("cd", Role.P), ("  ", Role.TEXT), ("wx", Role.Q)]
    assert primitives.text(buffer, 0, 1, "below") == 5
    assert primitives.text(buffer, -9, 0, "before") == -3


def test_text_right_aligns_transliterated_text() -> None:
    assert lines(8, 1, lambda buffer: primitives.text_right(buffer, 8, 0, "∞", glyphs=GlyphSet.ASCII)) == [
        "     inf"
    ]
    assert primitives.text_right(CellBuffer(8, 1), 5, 0, "abc") == 2


def test_control_characters_are_replaced() -> None:
    assert lines(5, 1, lambda buffer: primitives.text(buffer, 0, 0, "a\x1b[m\ud800")) == ["a?[m?"]


def test_tint_keeps_the_characters() -> None:
    buffer = CellBuffer(4, 1)
    primitives.text(buffer, 0, 0, "abcd")
    buffer.set_role(1, 0, 2, 1, Role.SELECTED)
    assert roles(buffer) == [("a", Role.TEXT), ("bc", Role.SELECTED), ("d", Role.TEXT)]


def test_frame_and_lines() -> None:
    def paint(buffer: CellBuffer, glyphs: GlyphSet) -> None:
        primitives.box(buffer, 0, 0, 8, 4, glyphs=glyphs)
        primitives.dashed_hline(buffer, 1, 1, 6, glyphs=glyphs)
        buffer.fill(4, 1, 1, 2, glyphs.table.vertical_dash[0], Role.MAXIMUM)

    assert lines(8, 4, lambda buffer: paint(buffer, GlyphSet.BRAILLE)) == [
        "┌──────┐",
        "│╌╌╌╎╌╌│",
        "│   ╎  │",
        "└──────┘",
    ]
    assert lines(8, 4, lambda buffer: paint(buffer, GlyphSet.ASCII)) == [
        "+------+",
        "|- -:- |",
        "|   :  |",
        "+------+",
    ]


def test_dashes_keep_their_phase_when_clipped() -> None:
    def dashes(x: int) -> str:
        return lines(9, 1, lambda buffer: primitives.dashed_hline(buffer, x, 0, 9, glyphs=GlyphSet.ASCII))[0]

    assert [dashes(x) for x in (0, -1, -2)] == ["- - - - -", " - - - -", "- - - -"]


def test_vertical_bars_have_steps_of_an_eighth() -> None:
    def paint(buffer: CellBuffer) -> None:
        for i, height in enumerate((0, 0.01, 0.5, 1, 1.25, 2.99, 3)):
            primitives.vertical_bar(buffer, 2 * i, 1, 3, height, Role.P)

    assert lines(13, 3, paint) == [
        "          █ █",
        "        ▂ █ █",
        "  ▁ ▄ █ █ █ █",
    ]


def test_bars_of_p_and_q_differ_without_colour() -> None:
    def paint(buffer: CellBuffer) -> None:
        primitives.vertical_bar(buffer, 0, 2, 2, 1.5, Role.P)
        primitives.vertical_bar(buffer, 3, 2, 2, 1.5, Role.Q, pattern="dotted")

    assert lines(5, 2, paint) == ["▄▄ ▄▄", "██ ▒▒"]


@pytest.mark.parametrize(
    ("glyphs", "line"), [(GlyphSet.BRAILLE, "██▎"), (GlyphSet.BLOCK, "██"), (GlyphSet.ASCII, "##")]
)
def test_horizontal_bars(glyphs: GlyphSet, line: str) -> None:
    assert lines(6, 1, lambda buffer: primitives.horizontal_bar(buffer, 0, 0, 2.22, Role.P, glyphs)) == [line]


def test_signed_bars_differ_without_colour() -> None:
    def paint(buffer: CellBuffer) -> None:
        for y, length in enumerate((2.5, -2.5, 0, -0.01)):
            primitives.signed_bar(buffer, 4, y, length)

    assert lines(8, 4, paint) == ["    ██▌", " ▐▒▒", "", "   ▐"]
    buffer = CellBuffer(8, 4)
    paint(buffer)
    assert roles(buffer, 0)[1] == ("██▌", Role.POSITIVE)
    assert roles(buffer, 1)[1] == ("▐▒▒", Role.NEGATIVE)


@pytest.mark.parametrize(("glyphs", "line"), [(GlyphSet.BRAILLE, "███▒▒░"), (GlyphSet.ASCII, "###==-")])
def test_stacked_parts_differ_without_colour(glyphs: GlyphSet, line: str) -> None:
    parts = [(2.6, Role.P), (2.0, Role.Q), (1.4, Role.MUTED)]
    assert lines(9, 1, lambda buffer: primitives.stacked_bar(buffer, 0, 0, parts, glyphs)) == [line]


@given(st.lists(st.floats(0, 9), min_size=1, max_size=6))
def test_a_stacked_bar_is_as_long_as_its_sum(parts: list[float]) -> None:
    (line,) = lines(
        60, 1, lambda buffer: primitives.stacked_bar(buffer, 0, 0, [(part, Role.P) for part in parts])
    )
    assert len(line) == round(sum(parts))


@given(st.floats(0, 10), glyph_sets)
def test_bars_round_to_steps_and_show_if_positive(height: float, glyphs: GlyphSet) -> None:
    steps = glyphs.table.vertical
    cells = lines(1, 10, lambda buffer: primitives.vertical_bar(buffer, 0, 1, 10, height, Role.P, glyphs))
    drawn = sum(steps.index(cell or " ") for cell in cells) / (len(steps) - 1)
    assert (drawn > 0) == (height > 0)
    assert abs(drawn - height) <= 0.5 / (len(steps) - 1) + 1e-9 or drawn * (len(steps) - 1) == 1


@given(places, places, sizes, sizes, lengths, glyph_sets, st.sampled_from(("solid", "dotted")))
def test_every_primitive_clips(
    x: int, y: int, width: int, height: int, length: float, glyphs: GlyphSet, pattern: LineStyle
) -> None:
    buffer = CellBuffer(width, height)
    primitives.text(buffer, x, y, "H(p) = ½", Role.P, glyphs)
    primitives.text_right(buffer, x, y, "H(p) = ½", Role.P, glyphs)
    primitives.box(buffer, x, y, width, height, Role.GRID, glyphs)
    primitives.dashed_hline(buffer, x, y, width, Role.MAXIMUM, glyphs)
    buffer.fill(x, y, width, height, "x", Role.P, (3, 2))
    buffer.set_role(x, y, width, height, Role.SELECTED)
    primitives.vertical_bar(buffer, x, width, y, length, Role.P, glyphs, pattern)
    primitives.horizontal_bar(buffer, x, y, length, Role.P, glyphs, pattern)
    primitives.signed_bar(buffer, x, y, length, glyphs=glyphs)
    primitives.stacked_bar(buffer, x, y, [(length, Role.P), (2.0, Role.Q)], glyphs)
    assert [len(line) for line in buffer.lines()] == [max(width, 0)] * max(height, 0)
    assert len(buffer.roles) == max(height, 0) * max(width, 0)


@given(st.integers(-12, 12), st.integers(-4, 4), st.floats(-20, 20), glyph_sets)
def test_clipping_equals_a_window_of_the_whole(dx: int, dy: int, length: float, glyphs: GlyphSet) -> None:
    def paint(buffer: CellBuffer, x: int, y: int) -> None:
        primitives.box(buffer, x, y, 9, 4, glyphs=glyphs)
        primitives.text(buffer, x + 1, y + 1, "entropy", Role.P, glyphs)
        primitives.vertical_bar(buffer, x + 3, 2, y + 4, length, Role.P, glyphs)
        primitives.signed_bar(buffer, x + 4, y + 2, length, glyphs=glyphs)

    whole, window = CellBuffer(60, 40), CellBuffer(10, 5)
    paint(whole, 25 + dx, 20 + dy)
    paint(window, dx, dy)
    assert window.lines() == [line[25:35] for line in whole.lines()[20:25]]
    for row in range(5):
        assert window.runs(row, 0, 10) == whole.runs(row + 20, 25, 35)
