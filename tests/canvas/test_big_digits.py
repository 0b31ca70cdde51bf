"""Large digits: their shapes, their widths, and what stands for them in ASCII."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.big_digits import big_digits, big_height, big_width, can_draw
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role

CHARACTERS = "0123456789.−e%∞ "


def drawn(string: str, glyphs: GlyphSet = GlyphSet.BRAILLE, size: int = 1) -> list[str]:
    buffer = CellBuffer(big_width(string, size), big_height(size))
    assert big_digits(buffer, 0, 0, string, Role.TITLE, glyphs, size) == buffer.width
    return buffer.lines()


def test_digits_are_three_rows_of_half_blocks() -> None:
    assert drawn("1.8") == ["▀█    █▀█", " █    █▀█", "▀▀▀ ▀ ▀▀▀"]


def test_digits_of_size_two_are_five_rows() -> None:
    assert drawn("17", size=2) == [
        "████    ██████",
        "  ██        ██",
        "  ██        ██",
        "  ██        ██",
        "██████      ██",
    ]


def test_ascii_has_segments() -> None:
    assert drawn("25.", GlyphSet.ASCII) == [" _   _   ", " _| |_   ", "|_   _| ."]


@pytest.mark.parametrize("size", [1, 2])
@pytest.mark.parametrize("glyphs", GlyphSet)
def test_every_character_looks_different(glyphs: GlyphSet, size: int) -> None:
    shapes = {tuple(drawn(char, glyphs, size)) for char in CHARACTERS}
    assert len(shapes) == len(CHARACTERS)


@pytest.mark.parametrize("glyphs", GlyphSet)
@given(string=st.text(CHARACTERS, min_size=1, max_size=8), size=st.sampled_from([1, 2]))
def test_a_number_fills_exactly_its_width(glyphs: GlyphSet, string: str, size: int) -> None:
    buffer = CellBuffer(big_width(string, size) + 2, big_height(size) + 2)
    assert big_digits(buffer, 1, 1, string, Role.TITLE, glyphs, size) == buffer.width - 1
    frame = [buffer.lines()[0], buffer.lines()[-1], *((line[0], line[-1]) for line in buffer.lines())]
    assert all(set(part) == {" "} for part in frame)


@pytest.mark.parametrize("string", ["1.5 nats", "µ", "a"])
def test_what_has_no_large_form_is_refused(string: str) -> None:
    assert not can_draw(string)
    with pytest.raises(ValueError, match="string must consist of digits"):
        big_digits(CellBuffer(80, 3), 0, 0, string)
