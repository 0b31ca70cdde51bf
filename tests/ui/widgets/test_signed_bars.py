"""Signed numbers as bars: every number stands apart from its bar."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult

from infotui.ui.widgets.signed_bars import SignedBars, SignedBarsView, SignedRow
from support.role_app import RoleApp


class Alone(RoleApp):
    """An app with these bars only."""

    def compose(self) -> ComposeResult:
        yield SignedBars("derivatives")


@pytest.mark.parametrize("value", [1e-300, -1e-300, -100.0, 12345.6789])
@pytest.mark.parametrize("width", [30, 42])
async def test_a_blank_is_between_bar_and_number(value: float, width: int) -> None:
    app = Alone()
    async with app.run_test(size=(60, 12)):
        bars = app.query_one(SignedBars)
        bars.view = SignedBarsView("title", (SignedRow("∂/∂z", value), SignedRow("∂/∂q", 1.0)), 1.0, None, -1)
        for line in bars.paint(width, 5).lines()[1:3]:
            _, blank, number = line.rstrip().rpartition(" ")
            assert blank
            assert float(number.replace("−", "-").replace(",", ""))
