from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.number_parsing import did_you_mean, parse_number, parse_numbers, quoted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.25", 0.25),
        ("1/3", 1 / 3),
        ("1e-9", 1e-9),
        (" -1.5 ", -1.5),
        (".5/2", 0.25),
        ("50%", 0.5),
        ("12.5 %", 0.125),
        ("50%/2", 0.25),
        ("exp(-3)", math.exp(-3)),
        ("e^-3", math.exp(-3)),
        ("e^(-3)", math.exp(-3)),
        ("exp(1)/2", math.e / 2),
        ("−1.5", -1.5),
    ],
)
def test_numbers_are_read_as_typed(text: str, value: float) -> None:
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
        ("%", "'%' is not a number"),
        ("5%%", "'5%%' is not a number"),
        ("exp()", "'exp()' is not a number"),
        ("exp(a)", "'exp(a)' is not a number"),
        ("exp(1000)", "'exp(1000)' is not a finite number"),
        ("0,5", "'0,5' is not a number: write 0.5 with a point"),
        ("-1,25", "'-1,25' is not a number: write -1.25 with a point"),
        ("٣", "'٣' is not a number"),
    ],
)
def test_a_word_that_is_no_number_is_named(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"is|divides") as caught:
        parse_number(text)
    assert str(caught.value) == complaint


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_repr_of_a_number_is_parsed_exactly(value: float) -> None:
    assert parse_number(repr(value)) == value


def test_a_whole_distribution_is_read() -> None:
    assert parse_numbers("1/2 1/4, 1/8; 1/8") == (0.5, 0.25, 0.125, 0.125)


@pytest.mark.parametrize("text", ["0.5,0.5", "0.5, 0.5", "0.5;0.5", " 50% , 1/2 "])
def test_commas_and_semicolons_separate_numbers(text: str) -> None:
    assert parse_numbers(text) == (0.5, 0.5)


@pytest.mark.parametrize("text", ["0,5", "0,5 0,5", "0.5;0,5"])
def test_a_decimal_comma_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"'0,5': write 0\.5 with a point"):
        parse_numbers(text)


def test_a_similar_word_is_suggested() -> None:
    assert did_you_mean("entropi", ["entropy", "kl"]) == ": did you mean entropy?"
    assert did_you_mean("xyz", ["entropy", "kl"]) == ""


def test_quoted_text_is_short_and_printable() -> None:
    assert quoted("a\x1b[2J\nb") == "'a�[2J�b'"
    assert len(quoted("x" * 500)) < 50
