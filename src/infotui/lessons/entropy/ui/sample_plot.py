"""The plot of a sample: its mean surprisal and its own entropy, which converge to the entropy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plot_panel import plot_panel
from infotui.canvas.plots import axhline, clamped_point, free_label, polyline
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.canvas.transform import PlotTransform
from infotui.core.reading import Reading, format_number
from infotui.ui.widgets.cell_widget import CachedLayer, painted
from infotui.ui.widgets.clickable_spans import ClickableSpans, WordRoles
from infotui.ui.widgets.hover_widget import HoverWidget

_MIN_DECADES = 2
_TICKS = ("1", "10", "100", "1k", "10k", "100k", "1M")
_MIN_HALF_RANGE = 1e-6
"""A range this small beside H cannot be drawn: p is uniform but for rounding."""
_DEVIATIONS = 1.5
_GAP = 2
_DOTTED = "···"
_MIN_PLOT_ROWS = 5
_ONE_LINE, _ALL_KEYS = 40, 60


class SampleView(NamedTuple):
    """A sample as it is shown: its running values are in the unit of the readings.

    `std_of_surprisal` is the standard deviation of one symbol's surprisal; `last` names the last symbol.
    """

    seed: int
    drawn: int
    last: str
    running_means: tuple[tuple[int, float], ...]
    running_plug_in: tuple[tuple[int, float], ...]
    mean: Reading
    plug_in: Reading
    miller_madow: Reading
    entropy: Reading
    std_of_surprisal: float
    is_running: bool

    @property
    def limits(self) -> tuple[float, float]:
        """The range that is shown, from 0, where the plug-in entropy starts; the same for every sample."""
        h, half_range = self.entropy.number, _DEVIATIONS * self.std_of_surprisal
        if half_range <= _MIN_HALF_RANGE * max(h, _MIN_HALF_RANGE):
            return 0.0, 2 * h or 1.0
        return 0.0, h + half_range

    @property
    def decades(self) -> int:
        """The decimal logarithm of the largest sample on the axis."""
        return max(len(str(max(self.drawn - 1, 0))), _MIN_DECADES)


class SamplePlot(HoverWidget):
    """Mean surprisal and plug-in entropy over the number of symbols, from 1 on a logarithmic axis.

    The entropy is dashed; the dotted funnel is one standard error of the mean to each side. The plug-in
    entropy, dotted, starts at 0 and is too low on average. A click runs or stops the sampling; one on a word
    above the plot does what its key does.
    """

    view_name = "sample"
    view: painted[SampleView | None] = painted(None)
    """What to show."""

    @dataclass(eq=False, repr=False)
    class Pressed(Message):
        """The plot, or a word above it, was clicked: `action` is that of its key."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._background = CachedLayer()

    def hit_test(self, x: int, y: int) -> str | None:
        """The action of a click at this cell: that of a word, or anywhere else run and stop."""
        if self.view is None:
            return None
        return _head_keys(self.view, self.size.width).hit_test(x, y) or "run"

    def on_click(self, event: events.Click) -> None:
        """Announce the action."""
        action = self.hit_test(event.x, event.y)
        if action is not None:
            self.post_message(self.Pressed(action))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The numbers and keys, and below them the plot."""
        buffer = CellBuffer(width, height)
        view = self.view
        if view is None:
            return buffer
        head = self._paint_head(buffer, view)
        frame = _frame(view, width, max(height - head, 1), self)
        key = (frame, view.entropy.number, view.std_of_surprisal)
        plot = self._background.get(key, lambda: self._paint_background(view, frame))
        sizes, own = _curve(view.running_plug_in)
        polyline(plot, frame.transform, sizes, own, Role.CURVE, self.glyphs, "dotted")
        sizes, means = _curve(view.running_means)
        polyline(plot, frame.transform, sizes, means, Role.P, self.glyphs)
        clamped_point(plot, frame.transform, sizes[-1], means[-1], Role.POINT, self.glyphs)
        buffer.blit(plot, head)
        return buffer

    def _paint_head(self, buffer: CellBuffer, view: SampleView) -> int:
        """The mean, the count and the last symbol, as far as they fit, and the keys; returns the rows."""
        keys = _head_keys(view, buffer.width)
        keys.paint(buffer, self._key_roles)
        mean, count = f"mean {view.mean.text_with_unit}", f"{view.drawn:,} drawn"
        if buffer.width < _ONE_LINE:
            text(buffer, 0, 0, count, Role.MUTED, self.glyphs)
            text(buffer, 0, 1, mean, Role.TITLE, self.glyphs)
            return 2 + self._paint_own_entropy(buffer, view, 2)
        x = text(buffer, 0, 0, mean, Role.TITLE, self.glyphs) + _GAP
        for piece in (count, f"last {view.last}"):
            if x + len(piece) + _GAP <= (keys.start or buffer.width):
                x = text(buffer, x, 0, piece, Role.MUTED, self.glyphs) + _GAP
        return 1 + self._paint_own_entropy(buffer, view, 1)

    def _paint_own_entropy(self, buffer: CellBuffer, view: SampleView, y: int) -> int:
        """The plug-in entropy and its correction, if there is a row for them; returns the rows."""
        if buffer.height < y + _MIN_PLOT_ROWS:
            return 0
        own, corrected = view.plug_in, view.miller_madow
        x = text(buffer, 0, y, f"{_DOTTED} {own.label} {own.text_with_unit}", Role.CURVE, self.glyphs)
        label = f"{corrected.label} {corrected.text}"
        if x + _GAP + len(label) <= buffer.width:
            text(buffer, x + _GAP, y, label, Role.MUTED, self.glyphs)
        return 1

    def _key_roles(self, action: str) -> WordRoles:
        is_hovered = action == self.hovered
        return (Role.P_BRIGHT, Role.P_BRIGHT) if is_hovered else (Role.HOT_KEY, Role.MUTED)

    def _paint_background(self, view: SampleView, frame: Axes) -> CellBuffer:
        """The funnel and the entropy: they stay the same during a run."""
        buffer, h = frame.buffer.copy(), view.entropy.number
        steps = 4 * frame.transform.width - 1
        sizes = [view.decades * i / steps for i in range(steps + 1)]
        spreads = [view.std_of_surprisal / math.sqrt(10**size) for size in sizes]
        for side in (-1, 1) if view.std_of_surprisal else ():
            funnel = [h + side * spread for spread in spreads]
            polyline(buffer, frame.transform, sizes, funnel, Role.MUTED, self.glyphs, "dotted")
        axhline(buffer, frame.transform, h, Role.MAXIMUM, self.glyphs)
        if view.std_of_surprisal:
            self._label_funnel(buffer, frame.transform)
        return buffer

    def _label_funnel(self, buffer: CellBuffer, transform: PlotTransform) -> None:
        """What the funnel is, in the top row at the right, where it is narrow."""
        for label in (f"{_DOTTED} H ± one standard error", "± one standard error"):
            x = transform.left + transform.width - len(self.glyphs.transliterate(label))
            if free_label(buffer, transform, (x, transform.top), label, Role.MUTED, self.glyphs):
                break


def _curve(points: tuple[tuple[int, float], ...]) -> tuple[list[float], list[float]]:
    """Decimal logarithms of the sizes, and the values."""
    return [math.log10(n) for n, _ in points], [value for _, value in points]


def _head_keys(view: SampleView, width: int) -> ClickableSpans[str]:
    """The keys in the head line, at its right end; in a narrow plot the seed only."""
    labels = [
        ("S stop" if view.is_running else "S run", "run"),
        ("d clear", "drop"),
        (f"v seed {view.seed}", "seed"),
    ]
    return ClickableSpans.from_right(labels if width >= _ALL_KEYS else labels[-1:], width, _GAP)


def _frame(view: SampleView, width: int, height: int, plot: SamplePlot) -> Axes:
    low, high = view.limits
    h = view.entropy.number
    ticks = [value for value in (low, high) if abs(value - h) > (high - low) / 5]
    return plot_panel(
        width,
        height,
        (0.0, float(view.decades)),
        (low, high),
        x_ticks=tuple((float(power), _TICKS[power]) for power in range(view.decades + 1)),
        y_ticks=(*((value, format_number(value, ".2f") if value else "0") for value in ticks), (h, "H")),
        title="mean surprisal",
        value="over the symbols drawn",
        glyphs=plot.glyphs,
    )
