from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.lessons.cross_entropy.ui.logit_layout import LogitLayout, content_height, limit_for

LAYOUTS = st.builds(
    LogitLayout,
    st.integers(56, 200),
    st.integers(4, 60),
    st.integers(2, 10),
    st.sampled_from([6.0, 10.0, 50.0]),
    st.integers(0, 2),
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


@given(LAYOUTS)
def test_every_row_is_inside_and_found_where_it_is(layout: LogitLayout) -> None:
    assert layout.selected in layout.shown
    for slot in layout.shown:
        for y in range(layout.row(slot), layout.row(slot) + layout.row_height):
            assert 0 < y < max(layout.height - 1, 2)
            assert layout.slot_at(y) == slot
    assert layout.slot_at(-5) == layout.shown.start
    assert layout.slot_at(10_000) == layout.shown.stop - 1


@given(LAYOUTS)
def test_columns_stand_beside_each_other_inside_the_border(layout: LogitLayout) -> None:
    assert layout.slider.start > 0
    assert layout.slider.stop + layout.number_width < layout.bar.start
    assert layout.bar.stop + layout.number_width < layout.gradient.start
    assert layout.gradient.stop + layout.number_width < layout.width


@given(LAYOUTS, st.data())
def test_the_knob_is_where_the_pointer_is(layout: LogitLayout, data: st.DataObject) -> None:
    x = data.draw(st.sampled_from(layout.slider))
    z = layout.logit(x)
    assert z == round(z, 1)
    assert layout.column(z) in range(x - 1, x + 2)


@given(LAYOUTS)
def test_the_pointer_reaches_both_ends_from_outside(layout: LogitLayout) -> None:
    assert layout.logit(layout.slider.start - 3) == -layout.limit
    assert layout.logit(layout.slider.stop + 3) == layout.limit
    assert layout.column(-layout.limit) == layout.slider.start
    assert layout.column(layout.limit) == layout.slider.stop - 1
    assert layout.column(2 * layout.limit) not in layout.slider
    assert layout.column(-2 * layout.limit) not in layout.slider


@pytest.mark.parametrize(
    ("k", "rows", "height"), [(4, 24, 7), (4, 36, 12), (4, 50, 17), (10, 24, 13), (10, 50, 13)]
)
def test_rows_are_higher_where_the_screen_is(k: int, rows: int, height: int) -> None:
    assert content_height(k, rows) == height
