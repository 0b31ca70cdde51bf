from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.glyphs import Marks
from infotui.canvas.roles import Role

NOTATION = "D(p‖q) = Σp·log₂(p/q) ≥ 0, −½σ² ∞ ε η μ × ⅛ →"


def test_all_can_be_shown_in_braille_terminals() -> None:
    assert Marks.BRAILLE.text(NOTATION) == NOTATION


def test_ascii_writes_the_notation_out() -> None:
    assert Marks.ASCII.text(NOTATION) == "D(p||q) = sum p*log2(p/q) >= 0, -1/2s^2 inf eps eta mu x 1/8 ->"


def test_block_writes_out_only_what_code_page_437_lacks() -> None:
    assert Marks.BLOCK.text("σ² ∞ ½ ≥ · ▲ → p‖q − log₂ η") == "σ² ∞ ½ ≥ · ▲ → p||q - log2 eta"


@pytest.mark.parametrize("marks", Marks)
@given(string=st.text())
def test_whatever_is_written_takes_one_cell_a_character(marks: Marks, string: str) -> None:
    for char in marks.text(string):
        assert char.isprintable()
        assert east_asian_width(char) not in "WF"
        assert not category(char).startswith("M")


@given(st.text())
def test_ascii_is_ascii(string: str) -> None:
    assert Marks.ASCII.text(string).isascii()


@pytest.mark.parametrize("marks", Marks)
def test_every_glyph_can_be_shown_by_its_own_marks(marks: Marks) -> None:
    for name in marks.glyphs.__slots__:
        if name != "resolution":
            for glyph in "".join(getattr(marks.glyphs, name)):
                assert marks.text(glyph) == glyph, name


@pytest.mark.parametrize("marks", Marks)
def test_textures_differ_without_colour(marks: Marks) -> None:
    glyphs = marks.glyphs
    assert len(set(glyphs.textures)) == 3
    assert glyphs.horizontal_line != glyphs.horizontal_dash
    assert glyphs.curves == ("", "") or glyphs.curves[0] != glyphs.curves[1]


def test_roles_fit_a_byte() -> None:
    assert [int(role) for role in Role] == list(range(len(Role)))
    assert len(Role) < 256
