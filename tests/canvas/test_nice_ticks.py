"""Round tick values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.axes import nice_ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "labels"),
    [
        (0, 1, 6, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-4, 7, 6, ["-4", "-2", "0", "2", "4", "6"]),
        (0, 0.42, 5, ["0.0", "0.1", "0.2", "0.3", "0.4"]),
        (-0.15, 0.6, 4, ["0.0", "0.2", "0.4", "0.6"]),
        (0, 40, 5, ["0", "10", "20", "30", "40"]),
        (0, 4e-7, 5, ["0", "1e-07", "2e-07", "3e-07", "4e-07"]),
        (0, 3e8, 4, ["0", "1e+08", "2e+08", "3e+08"]),
        (0, 5e-324, 4, ["0", "4.94e-324"]),
    ],
)
def test_nice_ticks(low: float, high: float, most: int, labels: list[str]) -> None:
    assert [label for _, label in nice_ticks(low, high, most)] == labels


LIMITS = st.tuples(st.floats(-1e3, 1e3), st.floats(1e-3, 1e3)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(LIMITS, st.integers(0, 12))
def test_nice_ticks_are_inside_and_few(bounds: tuple[float, float], most: int) -> None:
    low, high = bounds
    ticks = nice_ticks(low, high, most)
    assert len(ticks) <= max(most, 2) * 1.5 + 1
    slack = 1e-6 * (high - low)
    assert all(low - slack <= value <= high + slack for value, _ in ticks)
    assert not any(label.startswith("-0.0") and float(label) == 0 for _, label in ticks)
