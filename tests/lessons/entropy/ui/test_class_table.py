from __future__ import annotations

import pytest

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import EntropyState
from infotui.lessons.entropy.ui.bar_editor import BarEditor
from infotui.lessons.entropy.ui.class_table import ClassTable
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.maths.distributions import Categorical


def app_of(*p: float, names: tuple[str, ...] | None = None) -> InfotuiApp:
    return app_at(LESSON, EntropyState(Categorical(p, names)))


async def table_of(app: InfotuiApp, size: tuple[int, int], keys: str = "") -> list[list[str]]:
    """The words in each line of the table."""
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        table = screen.classes_table
        return [line.split() for line in table.paint(*table.size).lines()]


async def test_where_there_is_room_the_table_spells_the_code() -> None:
    lines = await table_of(app_of(0.5, 0.25, 0.25, 0.0), (120, 36))
    assert lines[0][-1] == "code"
    rows = {line[0]: line[-1] for line in lines if line and line[0] in "ABCD"}
    assert rows == {"A": "0", "B": "10", "C": "11", "D": "–"}
    assert ["L", "=", "1.500", "bits", "=", "H:", "p", "is", "dyadic"] in lines


async def test_where_there_is_little_it_gives_lengths() -> None:
    lines = await table_of(app_of(0.5, 0.25, 0.25, 0.0), (80, 24))
    assert lines[0][-1] == "code"
    rows = {line[0]: line[-1] for line in lines if line and line[0] in "ABCD"}
    assert rows == {"A": "1", "B": "2", "C": "2", "D": "–"}


@pytest.mark.parametrize(
    ("p", "keys", "line"),
    [
        ((0.25,) * 4, "", "L = 2.000 bits = H: p is dyadic"),
        ((0.7, 0.2, 0.1), "", "L = 1.300 bits: H ≤ L < H + 1 bit"),
        ((0.7, 0.2, 0.1), "b", "L = 1.300 bits: H ≤ L < H + 1 bit"),
        ((1.0, 0.0), "", "L = 0.000 bits = H: p is dyadic"),
    ],
)
async def test_the_line_sets_the_mean_length_against_the_entropy(
    p: tuple[float, ...], keys: str, line: str
) -> None:
    assert line.split() in await table_of(app_of(*p), (80, 24), keys)


async def test_a_certain_class_has_an_empty_word() -> None:
    lines = await table_of(app_of(0.0, 1.0), (120, 36))
    assert [line[-1] for line in lines if line and line[0] in "AB"] == ["–", "empty"]


async def test_a_word_that_is_too_long_is_given_by_its_length() -> None:
    p = [2.0**-i for i in range(1, 26)]
    lines = await table_of(app_of(*p, p[-1]), (120, 36))
    last = next(line for line in lines if line and line[0] == "J")
    assert last[-2:] == ["10", "bits"]


async def test_many_classes_leave_a_row_for_the_code() -> None:
    lines = await table_of(app_at(LESSON, EntropyState(Categorical.uniform(26), 25)), (80, 24))
    assert lines[-1][:4] == ["L", "=", "4.769", "bits:"]
    assert any(line[0] == "Z" for line in lines if line)


async def test_numbers_too_long_for_a_column_have_fewer_digits() -> None:
    lines = await table_of(app_of(1.0, 5e-324), (80, 24))
    row = next(line for line in lines if line and line[0] == "B")
    assert row[1:3] == ["5e−324", "1074"]


async def test_the_class_that_a_press_would_take_is_lit() -> None:
    app = app_of(0.5, 0.25, 0.25)
    async with app.run_test(size=(120, 36)) as pilot:
        table = app.screen.query_one(ClassTable)
        lines = table.paint(*table.size).lines()
        row = next(y for y, line in enumerate(lines) if line.startswith("B "))
        assert table.paint(*table.size).role(0, row) == Role.TEXT
        await pilot.hover(table, offset=(3, row))
        assert table.paint(*table.size).role(0, row) == Role.P_BRIGHT
        await pilot.click(table, offset=(3, row))
        assert table.paint(*table.size).role(0, row) == Role.SELECTED
        await pilot.hover(app.screen.query_one(BarEditor))
        assert table.hovered is None


@pytest.mark.parametrize(
    ("glyphs", "sums"),
    [(GlyphSet.BRAILLE, ["Σ", "1.000", "+21", "4.700"]), (GlyphSet.ASCII, ["sum", "+21", "4.700"])],
)
async def test_26_classes_at_60x20_have_names(glyphs: GlyphSet, sums: list[str]) -> None:
    app = app_of(*(1 / 26,) * 26)
    app.glyphs = glyphs
    lines = await table_of(app, (60, 20))
    assert lines[1][:2] == ["A", "0.038"]
    assert sums in lines
