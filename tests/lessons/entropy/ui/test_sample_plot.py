from __future__ import annotations

import math

import pytest

from conftest import app_at
from infotui.canvas.axes import axes
from infotui.core.reading import Reading, Unit
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.sampling import Sampler
from infotui.lessons.entropy.model.state import EntropyState
from infotui.lessons.entropy.ui.sample_plot import SamplePlot, SampleView
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.maths.distributions import Categorical


@pytest.mark.parametrize("spread", [0.0, 5e-324, 1e-17, 1e-16, 1e-9, 1e-3, 1.0])
@pytest.mark.parametrize("h", [0.0, 1e-12, math.log2(3), 4.7])
def test_there_is_an_axis_however_close_to_uniform_p_is(h: float, spread: float) -> None:
    entropy = Reading("entropy", "H(p)", h, Unit.BITS, ".3f")
    low, high = SampleView(0, 1, "A", (), (), entropy, entropy, entropy, entropy, spread, False).limits
    assert axes(60, 12, (0.0, 2.0), (low, high)).transform.y_min == low < high


async def test_the_plug_in_curve_starts_at_0_with_its_correction() -> None:
    state = EntropyState(Categorical.uniform(8))
    app = app_at(LESSON, state)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        view = screen.sample_plot.view
        assert view is not None
        assert view.running_plug_in == ((1, 0.0),)
        for _ in range(4):
            await pilot.press("s")
        view = screen.sample_plot.view
        assert view is not None
        sample = Sampler(state.p.p, view.seed)
        sample.draw(5)
        counts = sample.sample.counts
        expected = -math.fsum(n / 5 * math.log2(n / 5) for n in counts if n)
        assert view.plug_in.number == pytest.approx(expected)
        corrected = expected + (sum(map(bool, counts)) - 1) / (10 * math.log(2))
        assert view.miller_madow.number == pytest.approx(corrected)
        lines = screen.sample_plot.render_lines(screen.sample_plot.size.region)
        shown = "\n".join(line.text for line in lines)
        assert f"plug-in {expected:.3f} bits" in shown
        assert f"Miller–Madow {corrected:.3f}" in shown
        await pilot.press("b")
        view = screen.sample_plot.view
        assert view is not None
        assert view.plug_in.number == pytest.approx(expected * math.log(2))
        assert view.running_plug_in[-1][1] == pytest.approx(expected * math.log(2))


async def test_a_low_plot_keeps_its_axes() -> None:
    app = app_at(LESSON, EntropyState(Categorical.uniform(8)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        plot = app.screen.query_one(SamplePlot)
        for height in range(1, 12):
            for width in (1, 20, 39, 40, 61, 100):
                assert plot.paint(width, height).height == height
