"""What shows a sample on the entropy screen: the look of its bars, the panel, the table of all classes."""

from __future__ import annotations

from textual.widget import Widget

from infotui.core.lesson import Snapshot
from infotui.core.reading import Reading, Unit
from infotui.lessons.entropy.model.counted_sample import MAX_SHOWN, CountedSample
from infotui.lessons.entropy.model.sample_readings import left_out_note
from infotui.lessons.entropy.model.state import EntropyState
from infotui.ui.widgets.headline import Headline, HeadlineView

from .bar_look import BarLook
from .sample_panel import SamplePanel
from .sample_rows import panel_rows
from .sample_table import SampleTable, SampleTableView


class SampleViews:
    """The widgets that show a sample, on the screen from the first sample on: most states have none."""

    def __init__(self) -> None:
        self.panel = SamplePanel()
        self.table = SampleTable()

    def mount(self, picture: Widget, numbers: Widget) -> None:
        """Add the widgets to their columns, where they are hidden unless a sample is shown."""
        if not self.panel.is_attached:
            numbers.mount(self.panel, after=numbers.query_one(Headline))
            picture.mount(self.table)

    def show(
        self, sample: CountedSample, snapshot: Snapshot[EntropyState], readings: dict[str, Reading]
    ) -> None:
        """Show a sample."""
        self.panel.rows, self.panel.notes = panel_rows(readings), sample.table.notes
        self.table.show(SampleTableView(sample, snapshot.unit), snapshot.state.selected)


def sample_headline(readings: dict[str, Reading]) -> HeadlineView:
    """The plug-in entropy with its standard error, and the correction."""
    h, error, corrected = (readings[name] for name in ("entropy", "standard_error", "miller_madow"))
    return HeadlineView(
        "entropy of the sample",
        h.text,
        str(h.unit),
        (
            (f"standard error ± {error.text}", f"± {error.text}"),
            (f"after correction {corrected.text}", f"corrected {corrected.text}", corrected.text),
        ),
    )


def bar_look(sample: CountedSample) -> BarLook:
    """One bar for a single class; a hatched one, and its name in the title, for the classes without bars."""
    if not sample.has_rest:
        edited = (
            f"p, a sample of {sample.kind}: moving a bar edits it",
            "p, a sample: moving a bar edits it",
        )
        return BarLook((*edited, "p, a sample", "p"), 1 if sample.table.classes == 1 else None)
    titles = (
        f"p, {MAX_SHOWN} most frequent, and hatched {sample.rest_text}",
        f"p, hatched: {sample.rest_text}",
        sample.rest_text,
    )
    return BarLook(titles, hatched=MAX_SHOWN)


def edited_note(sample: CountedSample, unit: Unit) -> str:
    """What is said when a bar of a sample is moved: what the editable distribution lacks."""
    left_out = left_out_note(sample, unit)
    start = f"The sample is edited now, and {left_out}" if left_out else "The sample is edited now"
    return f"{start}; z returns to the data"
