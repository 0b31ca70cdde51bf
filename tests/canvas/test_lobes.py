"""Lobes: solid areas with their numbers inside."""

from __future__ import annotations

import pytest

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.lobes import column_values, lobe_label, lobes
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform

BOX = PlotTransform(0, 0, 12, 7, 0.0, 11.0, -3.0, 3.0)


def test_a_column_takes_its_largest_value_or_interpolates() -> None:
    assert column_values(BOX, (0.0, 0.1, 4.0, 11.0), (0.0, -2.0, 4.0, 4.0))[:5] == [
        -2.0,
        pytest.approx(-2 + 6 * 0.9 / 3.9),
        pytest.approx(-2 + 6 * 1.9 / 3.9),
        pytest.approx(-2 + 6 * 2.9 / 3.9),
        4.0,
    ]


def drawn(values: list[float], glyphs: GlyphSet) -> list[str]:
    buffer = CellBuffer(BOX.width, BOX.height)
    lobes(buffer, BOX, values, glyphs)
    return [line.rstrip() for line in buffer.lines()]


@pytest.mark.parametrize(
    ("glyphs", "expected"),
    [
        (GlyphSet.BRAILLE, ["", "  █", " ▄█", "", "   ▀▓", "    ▓"]),
        (GlyphSet.BLOCK, ["", "  █", " ▄█", "", "   ▀▓", "    ▓"]),
        (GlyphSet.ASCII, ["", "  #", " :#", "", "    =", "    ="]),
    ],
)
def test_lobes_leave_the_line_of_zero_free(glyphs: GlyphSet, expected: list[str]) -> None:
    values = [0.0, 0.5, 2.0, -0.5, -2.0, 0.01, *[0.0] * 6]
    assert drawn(values, glyphs)[: len(expected)] == expected


def test_what_is_off_the_scale_ends_at_the_edge() -> None:
    assert [row[:2] for row in drawn([99.0, -99.0, *[0.0] * 10], GlyphSet.BRAILLE)] == [
        "█", "█", "█", "", " ▓", " ▓", " ▓",
    ]  # fmt: skip


@pytest.mark.parametrize(("sign", "row", "role"), [(1, 2, Role.ON_POSITIVE), (-1, 4, Role.ON_NEGATIVE)])
def test_a_number_stands_in_the_middle_of_its_lobe(sign: int, row: int, role: Role) -> None:
    buffer = CellBuffer(BOX.width, BOX.height)
    values = [0.0, *[sign * 1.0] * 9, 0.0, 0.0]
    lobes(buffer, BOX, values)
    assert lobe_label(buffer, BOX, values, "1.5", sign)
    assert buffer.lines()[row].index(" 1.5 ") == 3
    assert buffer.role(4, row) == role


def test_a_number_that_does_not_fit_is_left_out() -> None:
    buffer = CellBuffer(BOX.width, BOX.height)
    assert not lobe_label(buffer, BOX, [0.0, 2.0, 2.0, 2.0, *[0.0] * 8], "1.5", 1)
    assert "".join(buffer.lines()).strip() == ""


@pytest.mark.parametrize("glyphs", GlyphSet)
def test_lobes_may_be_higher_than_a_byte_can_count(glyphs: GlyphSet) -> None:
    transform = PlotTransform(0, 0, 2, 201, 0.0, 1.0, -100.0, 100.0)
    buffer = CellBuffer(2, 201)
    lobes(buffer, transform, [90.0, -70.0], glyphs)
    left, right = ("".join(line[x] for line in buffer.lines()) for x in (0, 1))
    assert (left.strip(), left.index(left.strip())) == (glyphs.table.vertical[-1] * 90, 10)
    assert (right.strip(), right.index(right.strip())) == (glyphs.table.hanging[-1] * 70, 101)
