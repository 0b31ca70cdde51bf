from __future__ import annotations

import math

import pytest

from infotui.canvas.axes import axes
from infotui.core.reading import Reading, Unit
from infotui.lessons.entropy.ui.sample_plot import SampleView


@pytest.mark.parametrize("spread", [0.0, 5e-324, 1e-17, 1e-16, 1e-9, 1e-3, 1.0])
@pytest.mark.parametrize("h", [0.0, 1e-12, math.log2(3), 4.7])
def test_there_is_an_axis_however_close_to_uniform_p_is(h: float, spread: float) -> None:
    entropy = Reading("entropy", "H(p)", h, Unit.BITS, ".3f")
    low, high = SampleView(0, 1, "A", (), entropy, entropy, spread, False).limits
    assert axes(60, 12, (0.0, 2.0), (low, high)).transform.y_min == low < high
