import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.canvas.transform import PlotTransform
from infotui.lessons.gaussian_kl.model.curves import densities
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.lessons.gaussian_kl.ui.drag_handles import (
    DragState,
    Handle,
    begin_drag,
    hit_test,
    positions,
    snap,
)
from infotui.maths.distributions import Gaussian

MAPPING = PlotTransform(7, 1, 61, 13, -4.0, 8.0, 0.0, 0.5)
P, Q = PAIR = Gaussian(0.0, 1.0), Gaussian(2.0, 1.5)


def cell(x: float, y: float) -> tuple[int, int]:
    return round(MAPPING.column(x)), round(MAPPING.row(y))


@pytest.mark.parametrize("curve", [0, 1])
@pytest.mark.parametrize("parameter", Parameter)
def test_a_press_on_a_drawn_handle_takes_it(curve: int, parameter: Parameter) -> None:
    for x, y in positions(PAIR[curve], parameter):
        assert hit_test(MAPPING, PAIR, *cell(x, y)) == Handle(curve, parameter)


def test_far_from_both_curves_nothing_is_taken() -> None:
    assert hit_test(MAPPING, PAIR, *cell(7.5, 0.48)) is None


def test_of_two_equal_curves_the_one_in_hand_is_taken() -> None:
    for preferred in (0, 1):
        assert hit_test(MAPPING, (P, P), *cell(0.0, 0.4), preferred) == Handle(preferred, Parameter.MEAN)


def test_a_spike_has_a_peak_and_flanks_too() -> None:
    pair = Gaussian(0.0, 0.01), Gaussian(2.0, 3.0)
    tall = PlotTransform(7, 1, 61, 13, -8.0, 12.0, 0.0, 50.0)
    column = round(tall.column(0.0))
    assert hit_test(tall, pair, column, round(tall.row(39.9))) == Handle(0, Parameter.MEAN)
    assert hit_test(tall, pair, column, round(tall.row(15.0))) == Handle(0, Parameter.SIGMA)


def test_a_peak_above_the_window_is_taken_at_its_top() -> None:
    pair = Gaussian(0.0, 0.3), Q
    assert hit_test(MAPPING, pair, round(MAPPING.column(0.0)), MAPPING.top) == Handle(0, Parameter.MEAN)


def take(curve: int, parameter: Parameter, x: float) -> DragState:
    return begin_drag(MAPPING, PAIR, Handle(curve, parameter), MAPPING.column(x))


def test_the_peak_moves_as_the_hand_does() -> None:
    taken = take(1, Parameter.MEAN, 2.2)
    assert taken.column == pytest.approx(0.2)
    assert taken.moved_to(3.2) == Gaussian(3.0, 1.5)
    assert taken.moved_to(1.0) == Gaussian(0.8, 1.5)
    assert taken.moved_to(2.2) == Q


@given(st.sampled_from([-1, 1]), st.integers(3, 20), st.integers(1, 30))
def test_the_flank_stays_under_the_hand(side: int, taken_at: int, moved_to: int) -> None:
    start, end = (Q.mu + side * columns * 0.2 for columns in (taken_at, moved_to))
    held = min(max(abs(start - Q.mu) / Q.sigma, 0.5), 3.0)
    wide = take(1, Parameter.SIGMA, start).moved_to(end)
    assert wide.mu == Q.mu
    if wide.sigma < Parameter.SIGMA.most:
        assert abs(Q.mu + side * held * wide.sigma - end) <= 0.1 + 1e-9, "half a column"


def test_a_drag_reaches_round_values() -> None:
    taken = take(0, Parameter.MEAN, 0.0)
    for columns in range(1, 40):
        mu = taken.moved_to(-0.2 * columns).mu
        assert mu == round(mu, 1)


def test_a_drag_snaps_to_the_other_curve() -> None:
    pair = P, Gaussian(2.037, 1.234)
    assert begin_drag(MAPPING, pair, Handle(0, Parameter.MEAN), MAPPING.column(0.0)).moved_to(2.0).mu == 2.037
    assert (
        begin_drag(MAPPING, pair, Handle(0, Parameter.SIGMA), MAPPING.column(1.0)).moved_to(1.2).sigma
        == 1.234
    )


def test_a_drag_stops_at_the_limits() -> None:
    assert take(0, Parameter.MEAN, 0.0).moved_to(-99.0).mu == -10.0
    assert take(0, Parameter.SIGMA, 1.0).moved_to(99.0).sigma == 10.0
    assert take(0, Parameter.SIGMA, 1.0).moved_to(0.0).sigma == 0.01


@pytest.mark.parametrize("parameter", Parameter)
@pytest.mark.parametrize("curve", [0, 1])
def test_taking_a_handle_moves_nothing(parameter: Parameter, curve: int) -> None:
    for x in (-1.03, 0.0, 0.77, 2.2):
        assert take(curve, parameter, x).moved_to(MAPPING.x(MAPPING.column(x))) == PAIR[curve]


@pytest.mark.parametrize(
    ("value", "resolution", "step", "found"),
    [(0.1234, 0.2, 0.1, 0.1), (0.1234, 0.05, 0.1, 0.12), (1.27, 0.2, 0.05, 1.25), (-0.02, 0.2, 0.1, 0.0)],
)
def test_values_are_round(value: float, resolution: float, step: float, found: float) -> None:
    assert snap(value, resolution, step) == found


def test_handles_lie_on_their_curve() -> None:
    for parameter in Parameter:
        for x, y in positions(Q, parameter):
            assert y == pytest.approx(densities(Q, [x])[0])
