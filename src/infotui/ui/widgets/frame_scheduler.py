"""Frames: what has changed since the last one is painted once, when the next one is due.

Textual makes a frame in a private method of the screen, and composes it of all the widgets among which there
are changes. Here, and nowhere else, that is gone past: cells of widgets that nothing lies upon go to the
display as they are. Where Textual lacks what is known here, its own way is taken: as right, only slower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from rich.style import Style
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget

from infotui.canvas.cell_buffer import Span

from .compositor_patch import PatchedScreen

_CAN_SCHEDULE = all(hasattr(Screen, name) for name in ("_on_timer_update", "_update_timer", "_set_dirty"))
_MAX_REGIONS = 48
"""More than this are refreshed as one: finding them would cost more than it saves."""

CellPatch = tuple[int, int, str, bytes, tuple[Style, ...]]
"""A row and a column of the screen, what stands there from then on, and how it looks: a character and a byte
a cell, which says which of the styles it has."""
Changes = list[tuple["ScheduledWidget", list[Span]]]


class ScheduledWidget(Widget):
    """A widget that can say, when a frame is due, what of it differs from the last one."""

    def update_buffer(self) -> list[Span]:
        """Paint anew; returns where the picture differs from the one that is shown, from the top."""
        raise NotImplementedError

    def styled_cells(self, span: Span) -> tuple[str, bytes]:
        """What stands in these cells now, and which of the palette's styles each of them has."""
        raise NotImplementedError

    @property
    def palette(self) -> tuple[Style, ...]:
        """The styles of its cells; the same object while they stay."""
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
        return screen if _CAN_SCHEDULE and isinstance(screen, FrameScreen) else None


class FrameScreen(PatchedScreen, Screen[None]):
    """A screen that brings itself up to date when a frame is due, whatever has happened since the last."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self._outdated: set[ScheduledWidget] = set()
        self._is_frame_due = False
        self._places: dict[ScheduledWidget, Offset] = {}
        self._places_within: object = None

    def before_frame(self) -> None:
        """Give the views what they are to show; called before each frame."""

    def request_frame(self, *widgets: ScheduledWidget) -> None:
        """Make a frame, with `widgets` painted anew and with what there is to show by then."""
        self._outdated.update(widgets)
        if _CAN_SCHEDULE:
            self._is_frame_due = True
            self._update_timer.resume()
        else:
            self.before_frame()

    def _on_timer_update(self) -> None:
        if self.is_current and not self.app._batch_count:
            self.before_frame()
            self._is_frame_due = False
            outdated, self._outdated = self._outdated, set()
            changes = [(widget, spans) for widget in outdated if (spans := widget.update_buffer())]
            for widget, spans in self._draw_direct(changes):
                if widget.is_attached:
                    widget._set_dirty(*_regions(spans))
                    self._dirty_widgets.add(widget)
            if not self._has_textual_work():
                self._update_timer.pause()
                return
        super()._on_timer_update()

    def _refresh_layout(self, *arguments: Any, **options: Any) -> None:
        """Lay out, and keep the timer running for a frame that is due: Textual stops it here."""
        super()._refresh_layout(*arguments, **options)
        if self._is_frame_due:
            self._update_timer.resume()

    def _has_textual_work(self) -> bool:
        """Whether there is anything in this frame that has not been shown yet."""
        asked = self._dirty_widgets, self._callbacks, self._layout_required, self._scroll_required
        return any(asked) or self._repaint_required or self._recompose_required

    def _draw_direct(self, changes: Changes) -> Changes:
        """Show what can be shown as it is, and return the rest, which the compositor must show."""
        show: Callable[[Iterable[CellPatch]], bool] | None = getattr(self.app, "show_cells", None)
        if show is None or not self.is_active:  # behind a modal screen only the compositor knows what is seen
            return changes
        if self._layout_required or self._scroll_required or self._repaint_required:
            return changes
        places = self._unoccluded()
        shown = show(_cell_patches([change for change in changes if change[0] in places], places))
        return [change for change in changes if not shown or change[0] not in places]

    def _unoccluded(self) -> dict[ScheduledWidget, Offset]:
        """Where the widgets are that are seen as a whole, with nothing upon them."""
        visible = self._compositor.visible_widgets
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
            text, looks = widget.styled_cells(span)
            yield top + span.y, left + span.start, text, looks, palette


def _regions(spans: list[Span]) -> Iterable[Region]:
    if len(spans) <= _MAX_REGIONS:
        return [Region(start, y, stop - start, 1) for y, start, stop in spans]
    left, right = min(span.start for span in spans), max(span.stop for span in spans)
    return [Region(left, spans[0].y, right - left, spans[-1].y + 1 - spans[0].y)]
