import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infotui.canvas.transform import Mapping

cells = st.integers(1, 300)
values = st.floats(-1e6, 1e6)


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    x_min, x_max, y_min, y_max = (draw(values) for _ in range(4))
    assume(abs(x_max - x_min) > 1e-3 and abs(y_max - y_min) > 1e-3)
    left, top = draw(st.integers(-9, 99)), draw(st.integers(-9, 99))
    return Mapping(left, top, draw(cells), draw(cells), x_min, x_max, y_min, y_max)


def test_limits_are_the_centres_of_the_outermost_cells() -> None:
    mapping = Mapping(left=4, top=2, width=11, height=5, x_min=0, x_max=1, y_min=-1, y_max=1)
    assert (mapping.column(0), mapping.column(0.5), mapping.column(1)) == (4, 9, 14)
    assert (mapping.row(1), mapping.row(0), mapping.row(-1)) == (2, 4, 6)
    assert mapping.cell(1, -1) == (14, 6)
    assert mapping.cell(1.06, 0) is None
    assert mapping.cell(float("nan"), 0) is None
    assert mapping.cell(0, float("inf")) is None


@given(mappings(), st.integers(0, 299), st.integers(0, 299))
def test_cells_to_data_and_back(mapping: Mapping, i: int, j: int) -> None:
    assume(mapping.width > 1 and mapping.height > 1)
    column, row = mapping.left + i % mapping.width, mapping.top + j % mapping.height
    x, y = mapping.x(column), mapping.y(row)
    assert mapping.column(x) == pytest.approx(column, abs=1e-6)
    assert mapping.row(y) == pytest.approx(row, abs=1e-6)
    assert mapping.contains(column, row)
    assert mapping.cell(x, y) == (column, row)


@given(mappings(), values, values)
def test_the_cell_is_the_nearest_one(mapping: Mapping, x: float, y: float) -> None:
    cell = mapping.cell(x, y)
    if cell is not None:
        assert mapping.contains(*cell)
        assert abs(mapping.column(x) - cell[0]) <= 0.5 + 1e-8
        assert abs(mapping.row(y) - cell[1]) <= 0.5 + 1e-8


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 0.0])
def test_limits_must_be_finite_and_distinct(bad: float) -> None:
    with pytest.raises(ValueError, match="x limits"):
        Mapping(0, 0, 5, 5, 0.0, bad, 0.0, 1.0)
    with pytest.raises(ValueError, match="y limits"):
        Mapping(0, 0, 5, 5, 0.0, 1.0, 0.0, bad)


def test_a_span_that_overflows_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Mapping(0, 0, 5, 5, -1e308, 1e308, 0.0, 1.0)


def test_the_box_has_a_cell() -> None:
    with pytest.raises(ValueError, match="0x5"):
        Mapping(0, 0, 0, 5, 0.0, 1.0, 0.0, 1.0)
