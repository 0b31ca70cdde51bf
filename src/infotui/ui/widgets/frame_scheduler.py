"""Frames: everything that changed since the last frame is painted once, when the next one is due.

Unoccluded widgets bypass the compositor: their changed cells go to the display as they are. Where Textual
lacks the private names this takes (see `textual_internals`), every change is painted at once by Textual.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from rich.style import Style
from textual.geometry import Offset, Region
from textual.widget import Widget

from infotui.canvas.cell_buffer import Span
from infotui.terminal.display import CellDisplay
from infotui.ui.textual_internals import TimedScreen

_MAX_REGIONS = 48
"""More regions than this are refreshed as one, which is faster."""

CellPatch = tuple[int, int, str, bytes, tuple[Style, ...]]
"""A row and a column of the screen, the text that starts there, and the style of each of its cells: an index
into the styles that follow."""
Changes = list[tuple["ScheduledWidget", list[Span]]]


class ScheduledWidget(Widget):
    """A widget that can tell, when a frame is due, which of its cells differ from the last frame."""

    def update_buffer(self) -> list[Span]:
        """Paint; returns the cells that differ from those shown, from the top."""
        raise NotImplementedError

    def styled_cells(self, span: Span) -> tuple[str, bytes]:
        """The text of these cells, and which of the palette's styles each of them has."""
        raise NotImplementedError

    @property
    def palette(self) -> tuple[Style, ...]:
        """The styles of the cells; the same object until the theme changes."""
        raise NotImplementedError

    def request_paint(self) -> None:
        """Be painted in the next frame."""
        frames = self._frames
        if frames is not None:
            frames.request_frame(self)
        elif spans := self.update_buffer():
            self.refresh(*_regions(spans))

    @cached_property
    def _frames(self) -> FrameScreen | None:
        screen = self.screen
        return screen if isinstance(screen, FrameScreen) and screen.can_schedule else None


class FrameScreen(TimedScreen):
    """A screen that updates its views once a frame, however many changes there were since the last."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self._outdated: set[ScheduledWidget] = set()
        self._places: dict[ScheduledWidget, Offset] = {}
        self._places_within: object = None

    def before_frame(self) -> None:
        """Update the views; called before each frame."""

    def request_frame(self, *widgets: ScheduledWidget) -> None:
        """Make a frame soon, in which `widgets` are painted."""
        self._outdated.update(widgets)
        if self.can_schedule:
            self.schedule_frame()
        else:
            self.before_frame()

    def make_frame(self) -> None:
        """Update the views, paint the widgets that changed, and show their changed cells."""
        self.before_frame()
        outdated, self._outdated = self._outdated, set()
        changes = [(widget, spans) for widget in outdated if (spans := widget.update_buffer())]
        for widget, spans in self._draw_direct(changes):
            if widget.is_attached:
                self.mark_dirty(widget, _regions(spans))

    def _draw_direct(self, changes: Changes) -> Changes:
        """Send the changes of unoccluded widgets to the display, and return the rest for the compositor."""
        app = self.app
        if self.needs_compositor or not isinstance(app, CellDisplay):
            return changes
        places = self._unoccluded()
        shown = app.show_cells(_cell_patches([change for change in changes if change[0] in places], places))
        return [change for change in changes if not shown or change[0] not in places]

    def _unoccluded(self) -> dict[ScheduledWidget, Offset]:
        """The widgets that are entirely visible, with nothing in front of them, and their regions."""
        visible = self.visible_widgets
        if visible is not self._places_within:
            self._places_within, self._places = visible, {}
            in_front: list[Region] = []
            for widget, (region, clip) in visible.items():
                seen = region.intersection(clip)
                is_whole = seen == region and not any(region.overlaps(other) for other in in_front)
                if isinstance(widget, ScheduledWidget) and is_whole:
                    self._places[widget] = region.offset + widget.content_offset
                in_front.append(seen)
        return self._places


def _cell_patches(changes: Changes, places: dict[ScheduledWidget, Offset]) -> Iterator[CellPatch]:
    for widget, spans in changes:
        (left, top), palette = places[widget], widget.palette
        for span in spans:
            text, styles = widget.styled_cells(span)
            yield top + span.y, left + span.start, text, styles, palette


def _regions(spans: list[Span]) -> Iterable[Region]:
    if len(spans) <= _MAX_REGIONS:
        return [Region(start, y, stop - start, 1) for y, start, stop in spans]
    left, right = min(span.start for span in spans), max(span.stop for span in spans)
    return [Region(left, spans[0].y, right - left, spans[-1].y + 1 - spans[0].y)]
