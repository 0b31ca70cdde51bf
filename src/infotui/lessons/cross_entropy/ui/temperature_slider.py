"""The slider of the temperature of mode data, with the best temperature marked on its track."""

from __future__ import annotations

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.ui.widgets.cell_widget import painted
from infotui.ui.widgets.sliders import Sliders

from .option_sliders import OPTION_SLIDERS
from .temperature_plot import BEST

TEMPERATURE_SPEC = next(spec for spec in OPTION_SLIDERS if spec.symbol == "T")


class TemperatureSlider(Sliders):
    """One slider. ○ marks the best temperature where it is on the track."""

    view_name = "options"
    best: painted[float | None] = painted(None)
    """The best temperature; None if there is none."""

    def __init__(self, temperature: float) -> None:
        super().__init__((TEMPERATURE_SPEC,), (temperature,))

    def move_to_fraction(self, fraction: float, gesture: object) -> None:
        """Move the slider to a place on its track, from 0 to 1, as a part of a gesture."""
        self.gesture = gesture
        self.action_move_to(fraction)

    def paint(self, width: int, height: int) -> CellBuffer:
        """The slider and the mark."""
        buffer = super().paint(width, height)
        spec, best = self.specs[0], self.best
        if best is None or not spec.minimum <= best <= spec.maximum:
            return buffer
        start, length = self._track(width)
        x, now = (
            start + round(spec.to_fraction(value) * (length - 1)) for value in (best, self.distribution[0])
        )
        if x != now and height:
            text(buffer, x, 0, BEST, Role.MAXIMUM, self.glyphs)
        return buffer
