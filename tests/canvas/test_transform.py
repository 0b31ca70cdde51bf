import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from infotui.canvas.transform import PlotTransform

cells = st.integers(1, 300)
values = st.floats(-1e6, 1e6)


@st.composite
def transforms(draw: st.DrawFn) -> PlotTransform:
    x_min, x_max, y_min, y_max = (draw(values) for _ in range(4))
    assume(abs(x_max - x_min) > 1e-3 and abs(y_max - y_min) > 1e-3)
    left, top = draw(st.integers(-9, 99)), draw(st.integers(-9, 99))
    return PlotTransform(left, top, draw(cells), draw(cells), x_min, x_max, y_min, y_max)


def test_limits_are_the_centres_of_the_outer_cells() -> None:
    transform = PlotTransform(left=4, top=2, width=11, height=5, x_min=0, x_max=1, y_min=-1, y_max=1)
    assert (transform.column(0), transform.column(0.5), transform.column(1)) == (4, 9, 14)
    assert (transform.row(1), transform.row(0), transform.row(-1)) == (2, 4, 6)
    assert transform.cell(1, -1) == (14, 6)
    assert transform.cell(1.06, 0) is None
    assert transform.cell(float("nan"), 0) is None
    assert transform.cell(0, float("inf")) is None


@given(transforms(), st.integers(0, 299), st.integers(0, 299))
def test_cell_centres_round_trip(transform: PlotTransform, i: int, j: int) -> None:
    assume(transform.width > 1 and transform.height > 1)
    column, row = transform.left + i % transform.width, transform.top + j % transform.height
    x, y = transform.x(column), transform.y(row)
    assert transform.column(x) == pytest.approx(column, abs=1e-6)
    assert transform.row(y) == pytest.approx(row, abs=1e-6)
    assert transform.contains(column, row)
    assert transform.cell(x, y) == (column, row)


@given(transforms(), values, values)
def test_cell_is_the_nearest_cell(transform: PlotTransform, x: float, y: float) -> None:
    cell = transform.cell(x, y)
    if cell is not None:
        assert transform.contains(*cell)
        assert abs(transform.column(x) - cell[0]) <= 0.5 + 1e-8
        assert abs(transform.row(y) - cell[1]) <= 0.5 + 1e-8


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 0.0])
def test_limits_must_be_finite_and_distinct(bad: float) -> None:
    with pytest.raises(ValueError, match="x limits"):
        PlotTransform(0, 0, 5, 5, 0.0, bad, 0.0, 1.0)
    with pytest.raises(ValueError, match="y limits"):
        PlotTransform(0, 0, 5, 5, 0.0, 1.0, 0.0, bad)


def test_an_overflowing_range_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        PlotTransform(0, 0, 5, 5, -1e308, 1e308, 0.0, 1.0)


def test_an_empty_box_is_refused() -> None:
    with pytest.raises(ValueError, match="0x5"):
        PlotTransform(0, 0, 0, 5, 0.0, 1.0, 0.0, 1.0)
