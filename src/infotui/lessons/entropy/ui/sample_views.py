"""Shows a sample on the entropy screen: the look of its bars, the panel and the table of all classes."""

from __future__ import annotations

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.entropy.model.counted_sample import MAX_SHOWN, CountedSample
from infotui.lessons.entropy.model.sample_readings import left_out_note
from infotui.lessons.entropy.model.state import EntropyState

from .bar_editor import BarEditor
from .bar_look import BarLook
from .sample_panel import SamplePanel
from .sample_rows import panel_rows
from .sample_table import SampleTable, SampleTableView

_EDITABLE = BarLook()


class SampleViews:
    """The widgets that show a sample."""

    def __init__(self, bars: BarEditor, panel: SamplePanel, table: SampleTable) -> None:
        self._bars, self._panel, self._table = bars, panel, table

    def show(self, snapshot: Snapshot[EntropyState], readings: dict[str, Reading]) -> None:
        """Show the sample of a snapshot; without one, only the bars are the usual ones again."""
        sample = snapshot.state.sample
        self._bars.look = bar_look(sample) if sample else _EDITABLE
        if sample is None:
            self._table.view = None
            return
        self._panel.rows, self._panel.notes = panel_rows(readings), sample.table.notes
        self._table.show(SampleTableView(sample, snapshot.unit), snapshot.state.selected)


def bar_look(sample: CountedSample) -> BarLook:
    """One bar for a single class; a hatched one, and its name in the title, for the classes without bars."""
    if not sample.has_rest:
        kind = f"p   the sample of {sample.kind}: moving a bar edits it"
        return BarLook((kind, "p   the sample", "p"), 1 if sample.table.classes == 1 else None)
    titles = (
        f"p   {MAX_SHOWN} most frequent, and hatched {sample.rest_text}",
        f"p   hatched: {sample.rest_text}",
        sample.rest_text,
    )
    return BarLook(titles, hatched=MAX_SHOWN)


def shown_entropy(readings: dict[str, Reading]) -> Reading:
    """The entropy of the distribution that the bars show: of a sample with a rest, H(shown)."""
    return readings.get("shown_entropy", readings["entropy"])


def edited_note(sample: CountedSample, unit: Unit) -> str:
    """What is said when a bar of a sample is moved: what the editable distribution lacks."""
    left_out = left_out_note(sample, unit)
    start = f"The sample is edited now: {left_out}" if left_out else "The sample is edited now"
    return f"{start}; z returns to the data"
