from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual._cells import cell_len

from infotui.terminal.cell_width import is_single_width, split_cells

CONTROLS = [chr(code) for code in (*range(0x20), 0x7F, *range(0x80, 0xA0), 0x202E, 0x2028, 0xD800)]
texts = st.text(st.one_of(st.characters(), st.sampled_from([*CONTROLS, *"ab ⣿█漢é\u0301\u200d\ufe0f👩🏽"])))


@given(texts)
def test_as_many_cells_as_textual_counts(text: str) -> None:
    assert len(split_cells(text)) == cell_len(text)


@given(texts)
def test_control_characters_are_removed(text: str) -> None:
    drawn = "".join(split_cells(text))
    assert not [char for char in CONTROLS if char in drawn]


@given(texts)
def test_single_width_text_has_one_cell_a_character(text: str) -> None:
    if is_single_width(text):
        assert split_cells(text) == list(text)
        assert cell_len(text) == len(text)


def test_wide_and_combined_characters() -> None:
    assert split_cells("a漢b") == ["a", "漢", "", "b"]
    assert split_cells("e\u0301x") == ["e\u0301", "x"]
    assert split_cells("a\x1b[31mb") == list("a[31mb")
    assert not is_single_width("\x9b")
