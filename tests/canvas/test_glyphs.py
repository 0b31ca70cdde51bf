from unicodedata import category, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role

NOTATION = "D(p‖q) = Σp·log₂(p/q) ≥ 0, −½σ² ∞ ε η μ × ⅛ →"


def test_braille_fonts_show_all_notation() -> None:
    assert GlyphSet.BRAILLE.transliterate(NOTATION) == NOTATION


def test_ascii_spells_notation_out() -> None:
    assert (
        GlyphSet.ASCII.transliterate(NOTATION)
        == "D(p||q) = sum p*log2(p/q) >= 0, -1/2s^2 inf eps eta mu x 1/8 ->"
    )


def test_ascii_writes_subscripts_with_an_underscore() -> None:
    assert GlyphSet.ASCII.transliterate("−Σ pᵢ log pᵢ, σ_p², μ_q") == "-sum p_i log p_i, s_p^2, mu_q"


def test_block_spells_out_what_code_page_437_lacks() -> None:
    assert GlyphSet.BLOCK.transliterate("σ² ∞ ½ ≥ · ▲ → p‖q − log₂ η") == "σ² ∞ ½ ≥ · ▲ → p||q - log2 eta"


@pytest.mark.parametrize("glyphs", GlyphSet)
@given(string=st.text())
def test_transliterated_characters_are_one_cell_wide(glyphs: GlyphSet, string: str) -> None:
    for char in glyphs.transliterate(string):
        assert char.isprintable()
        assert east_asian_width(char) not in "WF"
        assert not category(char).startswith("M")


@given(st.text())
def test_ascii_is_ascii(string: str) -> None:
    assert GlyphSet.ASCII.transliterate(string).isascii()


@pytest.mark.parametrize("glyphs", GlyphSet)
def test_every_glyph_is_in_its_own_glyph_set(glyphs: GlyphSet) -> None:
    for name in glyphs.table._fields:
        if name != "resolution":
            for glyph in "".join(getattr(glyphs.table, name)):
                assert glyphs.transliterate(glyph) == glyph, name


@pytest.mark.parametrize("glyphs", GlyphSet)
def test_textures_differ_without_colour(glyphs: GlyphSet) -> None:
    table = glyphs.table
    assert len(set(table.textures)) == 3
    assert table.horizontal_line != table.horizontal_dash
    assert table.curves == ("", "") or table.curves[0] != table.curves[1]


def test_roles_fit_a_byte() -> None:
    assert [int(role) for role in Role] == list(range(len(Role)))
    assert len(Role) < 256
