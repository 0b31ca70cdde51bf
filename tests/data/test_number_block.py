from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.data.number_block import FieldGrid, parse_decimals, split_fields


def split(text: str, columns: int, delimiter: bytes = b",", decimal: bytes = b".") -> FieldGrid:
    grid = split_fields(text.encode(), delimiter, columns, decimal)
    assert grid is not None
    return grid


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
FORMS = st.sampled_from(
    ["{!r}", "{:.6f}", "{:.18e}", "{:g}", "{:.17g}", "{:+.3E}", "{:.19f}", "{:.0f}", " {!r} ", '"{!r}"']
)
WRITTEN = st.one_of(
    st.builds(str.format, FORMS, FLOATS),
    st.builds(str.format, FORMS, st.floats(-1, 1)),
    st.from_regex(r"[+-]?(\d{1,12}\.?\d{0,22}|\.\d{1,22})([eE][+-]?\d{1,3})?", fullmatch=True),
    st.from_regex(r"0\.\d{15,19}", fullmatch=True),
)


@given(st.lists(st.tuples(WRITTEN, WRITTEN), min_size=1, max_size=20))
def test_every_value_equals_float(rows: list[tuple[str, str]]) -> None:
    grid = split("".join(f"{a},{b}\n" for a, b in rows), 2)
    values, irregular, _ = parse_decimals(grid, slice(0, 2))
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            wanted = float(text.strip().strip('"'))
            assert irregular[i, j] or values[i, j] == wanted, text
            assert irregular[i, j] or np.signbit(values[i, j]) == np.signbit(wanted)
            assert grid.text(i, j).decode() == text.strip().strip('"')


@pytest.mark.parametrize("form", ["{:.6f}", "{!r}", "{:.18e}", "{:g}"])
def test_usual_numbers_are_regular(form: str) -> None:
    numbers = np.random.default_rng(7).normal(size=20_000) * 3
    values, irregular, _ = parse_decimals(
        split("".join(form.format(x) + "\n" for x in numbers.tolist()), 1), [0]
    )
    assert irregular.mean() < 0.01
    wanted = np.array([float(form.format(x)) for x in numbers.tolist()])
    assert np.array_equal(values[:, 0][~irregular[:, 0]], wanted[~irregular[:, 0]])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "1-2",
        "1_0",
        "0x10",
        "nan",
        "inf",
        "1 2",
        "١",
        "1e1000",
        "--1",
    ],
)
def test_what_is_not_plainly_a_number_is_irregular(text: str) -> None:
    _, irregular, _ = parse_decimals(split(f"5,{text},7\n", 3), slice(0, 3))
    assert irregular.tolist() == [[False, True, False]]


def test_halves_between_two_doubles_are_rounded_as_float_does() -> None:
    near = [f"{2**53 + 2 * i + 1}" for i in range(50)] + [f"0.{(2**53 + i) * 5:019d}" for i in range(50)]
    values, irregular, _ = parse_decimals(split("".join(f"{x}\n" for x in near), 1), [0])
    assert all(
        bad or value == float(x) for x, value, bad in zip(near, values[:, 0], irregular[:, 0], strict=True)
    )


def test_text_columns_may_hold_points_and_letters() -> None:
    grid = split("1.5,e.g. one,2e3\n-1,1.2.3e,4\r\n", 3)
    values, irregular, decimals = parse_decimals(grid, [0, 2])
    assert values.tolist() == [[1.5, 2000.0], [-1.0, 4.0]]
    assert not irregular.any()
    assert decimals == 1
    assert grid.texts(1) == [b"e.g. one", b"1.2.3e"]
    assert grid.short_words(1) is not None
    assert split("123456789,1\n", 2).short_words(0) is None


def test_decimal_commas() -> None:
    values, irregular, _ = parse_decimals(split("0,25;-1,5e-1\n", 2, b";", b","), slice(0, 2))
    assert values.tolist() == [[0.25, -0.15]]
    assert not irregular.any()


@pytest.mark.parametrize(
    "text", ["1,2\n3\n", "1,2,3\n", "1\n\n2,3\n", '"1,2",3\n', '1,"2"x\n', "1,2\n\n3,4\n"]
)
def test_irregular_lines_are_left_to_others(text: str) -> None:
    assert split_fields(text.encode(), b",", 2) is None
