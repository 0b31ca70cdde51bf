"""Tints: the cells under a curve, and those under two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.roles import ROLE_LIMIT, Role, Tint
from infotui.canvas.tint import rows_under, tint_under
from infotui.canvas.transform import PlotTransform

BOX = PlotTransform(1, 1, 4, 5, 0.0, 3.0, 0.0, 4.0)


def test_an_area_begins_where_a_row_middle_is_under_the_curve() -> None:
    assert list(rows_under(BOX, [4.0, 2.5, 0.4, 0.1])) == [0, 2, 4, 5]


@given(heights=st.lists(st.floats(-1e6, 1e6), min_size=4, max_size=4))
def test_an_area_is_never_above_its_curve(heights: list[float]) -> None:
    for first, height in zip(rows_under(BOX, heights), heights, strict=True):
        assert first == BOX.height or BOX.y(BOX.top + first) <= height + 1e-6


def test_overlapping_areas_add_up_and_keep_the_roles() -> None:
    buffer = CellBuffer(6, 7)
    buffer.write(1, 5, "abcd", Role.P)
    tint_under(buffer, BOX, rows_under(BOX, [4.0, 4.0, 0.0, 0.0]), Tint.P)
    tint_under(buffer, BOX, rows_under(BOX, [0.0, 4.0, 4.0, 0.0]), Tint.Q)
    tints = [Tint(buffer.role(x, 5) // ROLE_LIMIT * ROLE_LIMIT) for x in range(6)]
    assert tints == [Tint.NONE, Tint.P, Tint.PQ, Tint.Q, Tint.NONE, Tint.NONE]
    assert {buffer.role(x, 5) % ROLE_LIMIT for x in range(1, 5)} == {Role.P}
    assert buffer.lines()[5] == " abcd "


def test_roles_leave_room_for_tints() -> None:
    assert max(Role) < ROLE_LIMIT
    assert Tint.P | Tint.Q == Tint.PQ
