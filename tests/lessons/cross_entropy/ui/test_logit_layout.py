from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.lessons.cross_entropy.ui.logit_layout import LogitLayout, limit_for

GEOMETRIES = st.builds(
    LogitLayout,
    st.integers(25, 200),
    st.integers(6, 60),
    st.integers(2, 10),
    st.sampled_from([6.0, 10.0, 50.0]),
)


@pytest.mark.parametrize(
    ("z", "limit"),
    [((0.0, 0.0), 6), ((6.0, -2.0), 6), ((6.1, 0.0), 10), ((-10.0, 0.0), 10), ((1000.0, 0.0), 1000)],
)
def test_the_scale_is_round_and_holds_every_logit(z: tuple[float, ...], limit: float) -> None:
    assert limit_for(z) == limit


@given(st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=10))
def test_no_logit_is_off_the_scale(z: list[float]) -> None:
    assert max(map(abs, z)) <= limit_for(tuple(z))


@given(GEOMETRIES)
def test_every_slot_is_inside_and_found_where_it_is(geometry: LogitLayout) -> None:
    for slot in range(geometry.k + 1):
        x = geometry.slot(slot)
        assert 0 <= x < geometry.width
        assert geometry.slot_at(x) == slot
        assert geometry.slot_at(geometry.slider(slot)) == slot
    assert geometry.slot_at(-5) == 0
    assert geometry.slot_at(10_000) == geometry.k


@given(GEOMETRIES, st.data())
def test_the_thumb_is_where_the_hand_is(geometry: LogitLayout, data: st.DataObject) -> None:
    y = data.draw(st.integers(geometry.top, geometry.bottom - 1))
    z = geometry.logit(y)
    assert z == round(z, 1)
    if geometry.rows > 1:
        assert geometry.top + geometry.half_row(z) // 2 in range(y - 1, y + 2)


@given(GEOMETRIES)
def test_the_hand_reaches_both_ends_from_outside(geometry: LogitLayout) -> None:
    assert geometry.logit(geometry.top - 3) == geometry.limit
    if geometry.rows > 1:
        assert geometry.logit(geometry.bottom + 3) == -geometry.limit
        assert (geometry.half_row(geometry.limit), geometry.half_row(-geometry.limit)) == (
            0,
            2 * geometry.rows - 1,
        )


def test_a_logit_off_the_scale_is_outside_the_rows() -> None:
    geometry = LogitLayout(60, 12, 4, 6.0)
    assert geometry.half_row(6.1) < 0
    assert geometry.half_row(-6.1) >= 2 * geometry.rows
