"""The plot of a sample: its mean surprisal as it closes in on the entropy."""

from __future__ import annotations

import math
from typing import NamedTuple

from textual import events
from textual.message import Message

from infotui.canvas.axes import Axes, axes
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.plots import axhline, clamped_point, polyline
from infotui.canvas.primitives import text
from infotui.canvas.roles import Role
from infotui.core.reading import Reading, format_number
from infotui.lessons.entropy.model.sampling import parse_seed
from infotui.ui.widgets.cell_widget import CachedLayer, CellWidget, painted

_LEAST_DECADES = 2
_TICKS = ("1", "10", "100", "1k", "10k", "100k", "1M")
_MIN_HALF_RANGE = 1e-6
"""A spread this small beside H is nothing that an axis could show: p is uniform but for rounding."""
_DEVIATIONS = 1.5
_GAP = 2
_ONE_LINE, _ALL_WORDS = 40, 60


class SampleView(NamedTuple):
    """A sample as it is shown: its trace is in the unit of the readings.

    `spread` is the standard deviation of one symbol's surprisal; `last` names the class that came last.
    """

    seed: int
    drawn: int
    last: str
    running_means: tuple[tuple[int, float], ...]
    mean: Reading
    entropy: Reading
    std_of_surprisal: float
    is_running: bool

    @property
    def limits(self) -> tuple[float, float]:
        """The range of means that is shown: the same however long the sample gets."""
        h, reach = self.entropy.number, _DEVIATIONS * self.std_of_surprisal
        if reach <= _MIN_HALF_RANGE * max(h, _MIN_HALF_RANGE):
            return 0.0, 2 * h or 1.0
        return max(h - reach, 0.0), h + reach

    @property
    def decades(self) -> int:
        """The logarithm of the largest sample that there is room for."""
        return max(len(str(max(self.drawn - 1, 0))), _LEAST_DECADES)


class SamplePlot(CellWidget):
    """Mean surprisal over the number of symbols, from 1 on a logarithmic axis.

    The entropy is dashed; the dotted funnel is one standard deviation of the mean to each side. A press
    runs or stops the run, one on a word above the plot does what its key does.
    """

    view: painted[SampleView | None] = painted(None)
    """What to show."""

    class Pressed(Message):
        """The plot, or a word in its head line, was pressed: `action` is that of the key for it."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    class Seeded(Message):
        """Another seed was typed."""

        def __init__(self, seed: int) -> None:
            super().__init__()
            self.seed = seed

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._background = CachedLayer()

    @property
    def value_prompt(self) -> str:
        """What a typed value would set."""
        return "seed ="

    @property
    def value_text(self) -> str:
        """The seed as it would be typed."""
        return str(self.view.seed) if self.view is not None else ""

    def apply_text(self, text: str) -> None:
        """Tell of the seed that `text` writes; ValueError with a sentence if it writes none."""
        self.post_message(self.Seeded(parse_seed(text)))

    def on_click(self, event: events.Click) -> None:
        """Do what the word under the pointer says; anywhere else, run or stop."""
        view = self.view
        if view is None:
            return
        words = _words(view, self.size.width) if event.y == 0 else []
        pressed = (action for x, word, action in words if x <= event.x < x + len(word))
        self.post_message(self.Pressed(next(pressed, "run")))

    def paint(self, width: int, height: int) -> CellBuffer:
        """The numbers in words, and below them the plot."""
        buffer = CellBuffer(width, height)
        view = self.view
        if view is None:
            return buffer
        head = self._paint_head(buffer, view)
        frame = _frame(view, width, max(height - head, 1), self)
        key = (frame, view.entropy.number, view.std_of_surprisal)
        plot = self._background.get(key, lambda: self._paint_background(view, frame))
        sizes, means = (
            [math.log10(n) for n, _ in view.running_means],
            [mean for _, mean in view.running_means],
        )
        polyline(plot, frame.transform, sizes, means, Role.P, self.glyphs)
        clamped_point(plot, frame.transform, sizes[-1], means[-1], Role.POINT, self.glyphs)
        buffer.blit(plot, head)
        return buffer

    def _paint_head(self, buffer: CellBuffer, view: SampleView) -> int:
        """Mean, count and last symbol, as far as there is room, and the words to press; how many rows."""
        words = _words(view, buffer.width)
        for x, word, _ in words:
            key, _, rest = word.partition(" ")
            x = text(buffer, x, 0, key, Role.TITLE, self.glyphs)
            text(buffer, x, 0, f" {rest}", Role.MUTED, self.glyphs)
        mean, count = f"mean {view.mean.text_with_unit}", f"{view.drawn:,} drawn"
        if buffer.width < _ONE_LINE:
            text(buffer, 0, 0, count, Role.MUTED, self.glyphs)
            text(buffer, 0, 1, mean, Role.TITLE, self.glyphs)
            return 2
        x = text(buffer, 0, 0, mean, Role.TITLE, self.glyphs) + _GAP
        for piece in (count, f"last {view.last}"):
            if x + len(piece) + _GAP <= words[0][0]:
                x = text(buffer, x, 0, piece, Role.MUTED, self.glyphs) + _GAP
        return 1

    def _paint_background(self, view: SampleView, frame: Axes) -> CellBuffer:
        """The funnel and the level it closes in on: the same for the whole of a run."""
        buffer, h = frame.buffer.copy(), view.entropy.number
        steps = 4 * frame.transform.width - 1
        sizes = [view.decades * i / steps for i in range(steps + 1)]
        spreads = [view.std_of_surprisal / math.sqrt(10**size) for size in sizes]
        for side in (-1, 1) if view.std_of_surprisal else ():
            funnel = [h + side * spread for spread in spreads]
            polyline(buffer, frame.transform, sizes, funnel, Role.MUTED, self.glyphs, "dotted")
        axhline(buffer, frame.transform, h, Role.MAXIMUM, self.glyphs)
        return buffer


def _words(view: SampleView, width: int) -> list[tuple[int, str, str]]:
    """What can be pressed in the head line: column, words and action of each; the seed wherever it fits."""
    words = [
        ("S stop" if view.is_running else "S run", "run"),
        ("d drop", "drop"),
        (f"v seed {view.seed}", "seed"),
    ]
    words = words if width >= _ALL_WORDS else words[-1:]
    x, found = width, []
    for word, action in reversed(words):
        x -= len(word)
        found.append((x, word, action))
        x -= _GAP
    return found[::-1]


def _frame(view: SampleView, width: int, height: int, plot: SamplePlot) -> Axes:
    low, high = view.limits
    h = view.entropy.number
    ticks = [value for value in (low, high) if abs(value - h) > (high - low) / 5]
    return axes(
        width,
        height,
        (0.0, float(view.decades)),
        (low, high),
        x_ticks=[(float(power), _TICKS[power]) for power in range(view.decades + 1)],
        y_ticks=[*((value, format_number(value, ".2f") if value else "0") for value in ticks), (h, "H")],
        x_label="symbols drawn" if height > 8 else "",
        glyphs=plot.glyphs,
    )
