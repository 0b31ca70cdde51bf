import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.core.reading import Unit
from infotui.lessons.gaussian_kl.model.state import INITIAL, GaussianKLState, Parameter
from infotui.lessons.gaussian_kl.ui.axis_ranges import AxisRanges, Range, update_ranges
from infotui.maths.distributions import Gaussian
from support.gaussian_states import EXTREME, states


def test_the_opening_window() -> None:
    window = update_ranges(None, INITIAL, Unit.NATS)
    assert window.x.ticks == (-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0)
    assert (window.density.low, window.density.high) == (0.0, 0.5)
    assert window.integrand.low < 0 < window.integrand.high


@pytest.mark.parametrize(
    ("low", "high", "steps", "ticks"),
    [
        (-3.7, 7.1, 6, (-4, -2, 0, 2, 4, 6, 8)),
        (0.0, 0.42, 4, (0, 0.2, 0.4, 0.6)),
        (0.0, 42.0, 4, (0, 20, 40, 60)),
        (0.97, 1.03, 6, (0.97, 0.98, 0.99, 1.0, 1.01, 1.02, 1.03)),
        (-1e-9, 1e-9, 2, (-1e-9, 0, 1e-9)),
        (-1e-300, 1e-300, 5, (-2e-13, 0, 2e-13)),
        (0.0, 5e-324, 5, (-2e-13, 0, 2e-13)),
    ],
)
def test_ranges_are_round(low: float, high: float, steps: int, ticks: tuple[float, ...]) -> None:
    assert Range.around(low, high, steps).ticks == ticks


@given(states(), st.floats(-1e-9, 1e-9), st.booleans(), st.sampled_from(Unit))
def test_however_faint_the_shift_an_axis_ascends(
    state: GaussianKLState, shift: float, reverse: bool, unit: Unit
) -> None:
    here, there = Gaussian(0.0, state.p.sigma), Gaussian(shift, state.p.sigma)
    for p, q in ((here, there), (there, here)):
        window = update_ranges(None, GaussianKLState(p, q, reverse), unit)
        assert all(axis.low < axis.high for axis in (window.x, window.density, window.integrand))


@given(states())
def test_the_curves_fit_their_window(state: GaussianKLState) -> None:
    window = update_ranges(None, state, Unit.BITS)
    for gaussian in (state.p, state.q):
        reach = 4 * gaussian.sigma - 1e-8 * window.x.step
        assert window.x.holds(gaussian.mu - reach, gaussian.mu + reach)
        assert window.density.holds(0, 1 / (gaussian.sigma * math.sqrt(2 * math.pi)))
    assert window.integrand.holds(0, 0)


@given(states())
def test_a_window_that_fits_stays(state: GaussianKLState) -> None:
    window = update_ranges(None, state, Unit.NATS)
    assert update_ranges(window, state, Unit.NATS) == window


@given(states(), states())
def test_a_window_shows_the_curves_and_settles(before: GaussianKLState, now: GaussianKLState) -> None:
    window = update_ranges(update_ranges(None, before, Unit.NATS), now, Unit.NATS)
    for gaussian in (now.p, now.q):
        assert window.x.holds(gaussian.mu - 3 * gaussian.sigma, gaussian.mu + 3 * gaussian.sigma)
    assert update_ranges(window, now, Unit.NATS) == window


def walk(parameter: Parameter, steps: int) -> list[AxisRanges]:
    state, window = INITIAL, update_ranges(None, INITIAL, Unit.NATS)
    windows = [window]
    for _ in range(steps):
        state = state.with_q(parameter.stepped(state.q, 1))
        window = update_ranges(window, state, Unit.NATS)
        windows.append(window)
    return windows


@pytest.mark.parametrize("parameter", Parameter)
def test_the_axes_follow_in_steps(parameter: Parameter) -> None:
    ranges = [window.x for window in walk(parameter, 80)]
    changes = sum(here != there for here, there in pairwise(ranges))
    assert 1 <= changes <= 8


def test_a_towering_curve_is_followed_and_its_shrinking_too() -> None:
    window = update_ranges(None, INITIAL, Unit.NATS)
    tall = update_ranges(window, INITIAL.with_p(Gaussian(0.0, 0.1)), Unit.NATS)
    assert tall.density.high == 5.0
    assert update_ranges(tall, INITIAL, Unit.NATS).density == window.density


def test_no_integrand_keeps_the_range() -> None:
    equal = INITIAL.with_q(INITIAL.p)
    window = update_ranges(None, INITIAL, Unit.NATS)
    assert update_ranges(window, equal, Unit.NATS).integrand == window.integrand
    assert update_ranges(None, equal, Unit.NATS).integrand.holds(-0.1, 0.1)


@pytest.mark.parametrize("state", EXTREME)
def test_extreme_states_have_few_ticks(state: GaussianKLState) -> None:
    window = update_ranges(None, state, Unit.NATS)
    for axis in (window.x, window.density, window.integrand):
        assert 2 <= len(axis.ticks) <= 9
        assert all(math.isfinite(tick) for tick in axis.ticks)
