"""What a terminal that is too small shows."""

from __future__ import annotations

import pytest

from support.app_harness import HarnessApp


@pytest.mark.parametrize("size", [(50, 15), (30, 4), (59, 20)])
async def test_it_names_both_sizes_and_the_way_out(size: tuple[int, int]) -> None:
    app = HarnessApp("entropy")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        words = " ".join(" ".join(app.shown()).split())
    assert "infotui needs more room: 60x20 cells, not {}x{}. ".format(*size) in words
    assert "Enlarge the window, or press q to quit." in words
