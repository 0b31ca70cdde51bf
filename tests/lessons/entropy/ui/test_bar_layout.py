"""The layout of the bars: the scale, and where a grab lands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.lessons.entropy.ui.bar_layout import BarLayout
from infotui.ui.widgets.scaled_bars import scale_for

SCALES = st.sampled_from([2.0**-i for i in range(6)])


@given(st.integers(34, 200), st.integers(6, 50), st.integers(2, 26), SCALES, st.data())
def test_a_grab_lands_on_what_is_seen(
    width: int, height: int, k: int, scale: float, data: st.DataObject
) -> None:
    geometry = BarLayout(width, height, k, scale)
    i = data.draw(st.integers(0, k - 1))
    for x in range(geometry.bar(i), geometry.bar(i) + geometry.bar_width):
        assert geometry.slot_at(x) == i
        assert geometry.gutter <= x < geometry.gutter + geometry.room
    y = data.draw(st.integers(geometry.top, geometry.bottom))
    highest_cell = geometry.bottom - geometry.probability_at(y) / scale * geometry.rows
    assert abs(highest_cell - y) <= 0.5 + 1e-9
    assert geometry.probability_at(geometry.top) == pytest.approx(scale, abs=scale / geometry.rows / 2)
    assert geometry.probability_at(geometry.bottom) == 0.0
    assert geometry.bar_width <= 14


@given(st.floats(0, 1))
def test_the_scale_holds_the_largest_bar_with_headroom(largest: float) -> None:
    scale = scale_for(largest)
    assert largest <= scale
    assert scale in [2.0**-i for i in range(6)]
    assert scale == 1 or largest <= 0.8 * scale
    assert scale == 1 / 32 or largest > 0.8 * scale / 2
