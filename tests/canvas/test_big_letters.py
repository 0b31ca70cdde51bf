from __future__ import annotations

import string

import pytest

from infotui.canvas.big_letters import big_letters, drawable, letters_height, letters_width, wrapped_letters
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role


def picture(words: str, size: int = 1, glyphs: GlyphSet = GlyphSet.BRAILLE) -> list[str]:
    buffer = CellBuffer(letters_width(words, size), letters_height(size))
    big_letters(buffer, 0, 0, words, Role.TITLE, glyphs, size)
    return [line.ljust(buffer.width) for line in buffer.lines()]


def test_letters_have_descenders() -> None:
    assert picture("pq") == ["▄▄   ▄▄", "█ █ █ █", "█▀   ▀█"]


def test_size_two_doubles_every_pixel() -> None:
    assert picture("i", 2) == ["██", "  ", "██", "██", "██", "  "]
    assert letters_width("KL", 2) == 2 * letters_width("KL")


def test_no_two_characters_look_alike() -> None:
    seen: dict[str, str] = {}
    for char in string.ascii_letters + "23456789.,:;!?()[]+=/<>%'\"|‖²_^μσ∞":
        other = seen.setdefault("\n".join(picture(char)), char)
        assert other == char, f"{char} and {other}"


@pytest.mark.parametrize(
    ("words", "spelled"),
    [("KL(q‖p) = ½?", "KL(q‖p) = 1/2?"), ("ε → 0", "eps -> 0"), ("日", "?"), ("log₂", "log2")],
)
def test_other_signs_are_spelled_out(words: str, spelled: str) -> None:
    assert drawable(words) == spelled


def test_words_are_wrapped_by_their_width() -> None:
    lines = wrapped_letters("q is wider than p", 40)
    assert " ".join(lines) == "q is wider than p"
    assert all(letters_width(line) <= 40 for line in lines)
    assert len(lines) == 2
