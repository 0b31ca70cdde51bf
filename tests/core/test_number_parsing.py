from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.number_parsing import parse_number, parse_numbers, quoted


@pytest.mark.parametrize(
    ("text", "value"), [("0.25", 0.25), ("1/3", 1 / 3), ("1e-9", 1e-9), (" -1.5 ", -1.5), (".5/2", 0.25)]
)
def test_numbers_are_read_as_people_type_them(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a", "'a' is not a number"),
        ("", "'' is not a number"),
        ("1/0", "'1/0' divides by zero"),
        ("1/2/3", "'1/2/3' is not a number"),
        ("nan", "'nan' is not a finite number"),
        ("inf", "'inf' is not a finite number"),
        ("1e400", "'1e400' is not a finite number"),
        ("1_000", "'1_000' is not a number"),
        ("٣", "'٣' is not a number"),
    ],
)
def test_what_is_no_number_is_named(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"is|divides") as caught:
        parse_number(text)
    assert str(caught.value) == complaint


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_shortest_writing_of_a_number_brings_it_back(value: float) -> None:
    assert parse_number(repr(value)) == value


def test_a_whole_distribution_is_read() -> None:
    assert parse_numbers("1/2 1/4, 1/8; 1/8") == (0.5, 0.25, 0.125, 0.125)


def test_quoting_leaves_one_short_printable_line() -> None:
    assert quoted("a\x1b[2J\nb") == "'a�[2J�b'"
    assert len(quoted("x" * 500)) < 50
