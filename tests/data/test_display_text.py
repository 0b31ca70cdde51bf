from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.data.display_text import counted, fit_cells, printable, quoted


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        ("cat", 12, "cat"),
        ("exactly12chr", 12, "exactly12chr"),
        ("a longer label", 12, "a longer la…"),
        ("\x1b[31mred\x07", 12, "\ufffd[31mred\ufffd"),
        ("line\nbreak", 12, "line\ufffdbreak"),
        ("\u202eabc", 12, "\ufffdabc"),
        ("漢字漢字", 8, "漢字漢字"),
        ("漢字漢字", 7, "漢字漢…"),
        ("漢字漢字", 6, "漢字…"),
        ("e\u0301te\u0301", 3, "e\u0301te\u0301"),
        ("x" * 1_000_000, 4, "xxx…"),
        ("ab", 1, "…"),
        ("ab", 0, ""),
        ("", 0, ""),
    ],
)
def test_foreign_text_is_cut_to_cells(text: str, cells: int, shown: str) -> None:
    assert fit_cells(text, cells) == shown


@given(st.text(), st.integers(0, 30))
def test_nothing_unprintable_is_left(text: str, cells: int) -> None:
    assert printable(text).isprintable()
    assert fit_cells(text, cells).isprintable()
    assert "\n" not in quoted(text)


def test_quoted_text_is_short() -> None:
    assert quoted("a\tb") == "'a\ufffdb'"
    assert len(quoted("x" * 99)) == 42


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1_234_567, "1,234,567 rows")]
)
def test_a_number_of_things(count: int, words: str) -> None:
    assert counted(count, "row") == words
