from __future__ import annotations

from math import inf, log10, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.nice import nice_ceil


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, 1),
        (1.1, 2),
        (2, 2),
        (2.1, 5),
        (5.1, 10),
        (10, 10),
        (1000, 1000),
        (999.9, 1000),
        (0.3, 0.5),
        (1e300, 1e300),
    ],
)
def test_nice_ceil(value: float, expected: float) -> None:
    assert nice_ceil(value) == expected


def test_a_tolerance_forgives_rounding() -> None:
    assert nice_ceil(2 * (1 + 1e-12)) == 5
    assert nice_ceil(2 * (1 + 1e-12), 1e-9) == 2


@given(st.floats(1e-290, 1e290))
def test_nice_ceil_is_the_least_round_number_above(value: float) -> None:
    found = nice_ceil(value)
    assert value <= found <= 2.5 * value * (1 + 1e-9)
    mantissa = found / 10.0 ** round(log10(found) - 0.35)
    assert min(abs(mantissa / m - 1) for m in (0.5, 1, 2, 5, 10)) < 1e-9


@pytest.mark.parametrize("value", [0.0, -1.0, nan, inf, 5e-324])
def test_no_round_number_is_an_error(value: float) -> None:
    with pytest.raises(ValueError, match=r"value must be positive|no round number"):
        nice_ceil(value)
