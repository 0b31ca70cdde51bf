"""The entropy screen."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading
from infotui.lessons.entropy.model.entropy_path import entropy_path
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import EntropyState
from infotui.maths.distributions import Categorical
from infotui.maths.huffman import huffman_code
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.screens.widget_ref import cached_query_one
from infotui.ui.widgets.editor import Editor
from infotui.ui.widgets.gauge import Gauge, LabelledValue
from infotui.ui.widgets.guide import Guide
from infotui.ui.widgets.headline import Headline
from infotui.ui.widgets.preset_card import PresetCard
from infotui.ui.widgets.readings_panel import ReadingsPanel

from .bar_editor import BarEditor
from .bar_look import BarLook
from .class_table import ClassTable
from .headline_view import gauge_parts, headline_view
from .huffman_tree import HuffmanTree, tree_view
from .path_plot import EntropyPathView, PathPlot
from .sample_plot import SamplePlot
from .sampling_run import FRAMES_PER_SECOND, SamplingRun
from .seed_field import SeedField
from .table_view import table_view

if TYPE_CHECKING:
    from infotui.lessons.entropy.model.counted_sample import CountedSample

    from .sample_table import SampleTable
    from .sample_views import SampleViews

_PATH_SAMPLES = 401
_FEW_CLASSES = 12
"""With at most so many classes there is room for theory below their table."""
_SHORT_TABLE = 6
"""So many leave room for the presets below their table and their code tree, on a large screen."""
_MANY_CLASSES = 24
"""From so many classes on, narrow screens need a wider picture."""


class EntropyScreen(LessonScreen[EntropyState]):
    """Bars of p, H along one probability or a sample below them, readings and classes beside them."""

    LESSON = LESSON
    BINDINGS = [
        Binding("u", "uniform", "uniform", show=False, tooltip="make every class equally likely"),
        Binding("o", "one_hot", "one-hot", show=False, tooltip="make the selected class certain"),
        Binding("s", "sample", "sample", show=False, tooltip="draw one symbol"),
        Binding("S", "run", "run", show=False, tooltip="draw symbols, up to 1,000 a second, or stop"),
        Binding("d", "drop", "clear", show=False, tooltip="clear the sample"),
        Binding("v", "seed", "seed", show=False, tooltip="set the random seed"),
        Binding("f", "open", "file", show=False, tooltip="open a file of counts, symbols, bytes or text"),
    ]

    bars = cached_query_one(BarEditor)
    headline = cached_query_one(Headline)
    panel = cached_query_one(ReadingsPanel)
    gauge = cached_query_one(Gauge)
    classes_table = cached_query_one(ClassTable)
    huffman_tree = cached_query_one(HuffmanTree)
    path_plot = cached_query_one(PathPlot)
    sample_plot = cached_query_one(SamplePlot)

    def compose_lesson(self) -> ComposeResult:
        """The picture on the left, the numbers on the right."""
        with Horizontal(id="lesson"):
            with Vertical(id="picture"):
                yield BarEditor(self.state.p, self.state.selected)
                yield PathPlot()
                yield SamplePlot()
            with Vertical(id="numbers"):
                yield Headline()
                yield ReadingsPanel()
                yield Gauge()
                yield ClassTable()
                yield HuffmanTree()
                yield PresetCard(LESSON.presets)
                yield Guide(LESSON.theory)

    def on_mount(self) -> None:
        """Create the clock of the sample, paused until there is a run."""
        clock = self.set_interval(1 / FRAMES_PER_SECOND, self._tick, pause=True)
        self.sampling = SamplingRun(clock)

    def on_screen_suspend(self) -> None:
        """Draw nothing while the screen is hidden."""
        self.sampling.pause()

    def on_screen_resume(self) -> None:
        """Go on with a run."""
        self.sampling.resume()

    @property
    def has_run(self) -> bool:
        """Whether there is a sample."""
        return self.sampling.exists

    @property
    def editors(self) -> tuple[Editor[Any], ...]:
        """The bars."""
        return (self.bars,)

    def apply_edit(self, state: EntropyState, editor: Editor[Any], distribution: Categorical) -> EntropyState:
        """The state after the bars were moved: a sample becomes the distribution that is shown of it."""
        edited = state.with_p(distribution)
        if state.sample is not None and edited.sample is None:
            from .sample_views import edited_note

            self.notify(edited_note(state.sample, self.snapshot.unit), markup=False)
        return edited

    def sync_selection(self, state: EntropyState) -> EntropyState:
        """The state with the class that the bars have selected."""
        return state.with_selected(min(self.bars.selected, state.p.k - 1))

    def load(self, state: EntropyState) -> None:
        """Put a distribution and its selection into the bars."""
        self.bars.load(state.p)
        self.bars.selected = state.selected

    def state_classes(self) -> dict[str, bool]:
        """Whether few classes leave room for theory, many need it, and whether a sample is shown."""
        is_sample, k = self.state.sample is not None, self.state.p.k
        is_few = k <= _FEW_CLASSES and not is_sample
        is_short = k <= _SHORT_TABLE or is_sample
        return {"-few": is_few, "-spacious": is_short, "-many": k >= _MANY_CLASSES, "-sample": is_sample}

    def has_room_for_card(self, size: Size) -> bool:
        """A long table or a sample leaves room for it only where the guide has a column of its own."""
        return size.width >= self.HUGE_WIDTH or (
            super().has_room_for_card(size) and self.state_classes()["-few"]
        )

    def update_views(self, snapshot: Snapshot[EntropyState], readings: dict[str, Reading]) -> None:
        """Update readings, gauge, table and plots, or the panel and the table of a sample."""
        if snapshot.state.sample is None:
            self._update_own_views(snapshot, readings)
        else:
            self._update_sample_views(snapshot.state.sample, snapshot, readings)
        self.sampling.keep_to(snapshot.state.p)
        # Of a sample with a rest, H(shown) is the entropy of what the bars show and symbols are drawn from.
        self._show_sample(readings.get("shown_entropy", readings["entropy"]))

    def _update_sample_views(
        self, sample: CountedSample, snapshot: Snapshot[EntropyState], readings: dict[str, Reading]
    ) -> None:
        from .sample_views import bar_look, sample_headline

        self.headline.view = sample_headline(readings)
        self.bars.look = bar_look(sample)
        self.bars.codewords = ()  # the rest has no codeword
        self.sample_views.mount(self.query_one("#picture"), self.query_one("#numbers"))
        self.sample_views.show(sample, snapshot, readings)

    @cached_property
    def sample_views(self) -> SampleViews:
        """The widgets of samples."""
        from .sample_views import SampleViews

        return SampleViews()

    def _update_own_views(self, snapshot: Snapshot[EntropyState], readings: dict[str, Reading]) -> None:
        self.bars.look = BarLook()
        h, maximum = readings["entropy"], readings["maximum_entropy"]
        self.headline.view = headline_view(readings)
        self.panel.readings = tuple(
            readings[name] for name in ("entropy", "maximum_entropy", "efficiency", "perplexity")
        )
        self.gauge.maximum = LabelledValue(maximum.number, maximum.symbol, maximum.text)
        self.gauge.parts = gauge_parts(snapshot.state, readings["terms"])
        self.gauge.caption = f"each {readings['terms'].symbol}"
        self.classes_table.table = table_view(snapshot.state, readings)
        codewords = huffman_code(snapshot.state.p.p).codewords
        self.bars.codewords = () if "code" in self.cover.views else codewords
        self.huffman_tree.view = tree_view(snapshot.state, codewords, readings)
        self.path_plot.view = self._path(snapshot, h, maximum)

    def _show_sample(self, h: Reading) -> None:
        self.sample_plot.view = self.sampling.view(self.snapshot, h)
        self.bars.frequencies = self.sampling.frequencies
        self.set_class(self.sampling.exists, "-sampling")

    def _path(self, snapshot: Snapshot[EntropyState], h: Reading, maximum: Reading) -> EntropyPathView:
        state = snapshot.state
        name = state.p.names[state.selected]
        return EntropyPathView(
            entropy_path(self.bars.reference, state.selected, _PATH_SAMPLES, snapshot.unit),
            maximum.number,
            (state.p.p[state.selected], h.number),
            (
                f"H in {snapshot.unit} if only p({name}) moved: drag the point",
                f"H in {snapshot.unit} if only p({name}) moved",
                f"H if only p({name}) moved",
                f"H in {snapshot.unit}",
            ),
            (f"{maximum.symbol} = {maximum.text}", maximum.symbol),
            "s sample",
        )

    @on(ClassTable.Pressed)
    def _select(self, event: ClassTable.Pressed) -> None:
        if event.row < self.bars.distribution.k:  # the class may have been removed since the click
            self.bars.selected = event.row

    @on(PathPlot.Moved)
    def _follow_path(self, event: PathPlot.Moved) -> None:
        self.bars.gesture = event.gesture
        self.bars.move(event.x)
        self.bars.end_gesture()

    def _tick(self) -> None:
        self.sampling.tick()
        self.refresh_views()

    @on(PathPlot.HintPressed)
    def action_sample(self) -> None:
        """Draw one symbol."""
        self.commit_edits()
        self.sampling.draw_one(self.state.p)
        self.refresh_views()

    @on(SamplePlot.Pressed)
    async def _on_sample_pressed(self, event: SamplePlot.Pressed) -> None:
        await self.run_action(event.action)

    def action_run(self) -> None:
        """Draw symbols until stopped, or stop."""
        self.commit_edits()
        self.sampling.run_or_stop(self.state.p)
        self.refresh_views()

    def action_drop(self) -> None:
        """Clear the sample."""
        self.sampling.clear()
        self.refresh_views()

    async def action_seed(self) -> None:
        """Type the seed; a new sample begins with it."""
        await self.type_into(SeedField(self.sampling.seed, self._reseed))

    @property
    def copy_remark(self) -> str:
        """The seed of the sample, which is drawn again by `v` and `s`."""
        return f"without the sample, seed {self.sampling.seed}" if self.sampling.exists else ""

    def _reseed(self, seed: int) -> None:
        self.sampling.reseed(seed)
        self.action_sample()

    def action_open(self) -> None:
        """Open a file."""
        from .sample_files import open_sample

        self.commit_edits()
        open_sample(self)

    def on_sample_table_selected(self, event: SampleTable.Selected) -> None:
        """Select the bar of a class that has one."""
        sample = self.state.sample
        if sample is not None and event.row < len(sample.shown):
            self.bars.selected = event.row

    def action_uniform(self) -> None:
        """Make every class equally likely."""
        self.bars.action_uniform()

    def action_one_hot(self) -> None:
        """Make the selected class certain."""
        self.bars.action_one_hot()


SCREEN = EntropyScreen
"""What the registry opens."""
