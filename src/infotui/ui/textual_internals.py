"""Every private name of Textual that `ui` uses, with a fallback where it is missing.

Each group of names is checked before it is used. Where Textual lacks one of them, its own behaviour takes
over: just as correct, only slower. `Capabilities.check` tells what is missing. The names were last compared
with Textual 8.2.8. (`terminal/` overrides other private parts of Textual and checks those itself.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App
from textual.command import CommandPalette
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

FRAME_NAMES = (
    "_on_timer_update",
    "_update_timer",
    "_refresh_layout",
    "_set_dirty",
    "_dirty_widgets",
    "_callbacks",
    "_layout_required",
    "_scroll_required",
    "_repaint_required",
    "_recompose_required",
    "_compositor",
)
"""Names of a screen that scheduling frames needs."""
APP_NAMES = ("_batch_count",)
"""Names of the app that scheduling frames needs."""
COMPOSITOR_NAMES = ("full_map", "_full_map", "_full_map_invalidated", "_visible_map", "_dirty_regions")
"""Names of a compositor that patching its map needs."""
PALETTE_NAMES = ("_action_command_list",)
"""Names of the command palette that every move in its list calls."""


def missing_names(owner: object, names: Iterable[str]) -> tuple[str, ...]:
    """Those of `names` that `owner` lacks."""
    return tuple(name for name in names if not hasattr(owner, name))


class Capabilities(NamedTuple):
    """The private names that are missing, by group; all empty with the Textual that is pinned."""

    frames: tuple[str, ...]
    compositor: tuple[str, ...]
    palette: tuple[str, ...]

    @classmethod
    def check(cls, app: App[Any], screen: Screen[Any]) -> Capabilities:
        """What is missing in `app`, `screen` and the classes of Textual."""
        frames = missing_names(screen, FRAME_NAMES) + missing_names(app, APP_NAMES)
        compositor = missing_names(_Compositor(), COMPOSITOR_NAMES) if _Compositor else ("Compositor",)
        return cls(frames, compositor, missing_names(CommandPalette, PALETTE_NAMES))


try:
    from textual._compositor import Compositor

    _Compositor: type[Compositor] | None = Compositor
except ImportError:
    _Compositor = None


def _define_compositor() -> type[Any] | None:
    """The patched compositor, or None where Textual's has changed."""
    if _Compositor is None or missing_names(_Compositor(), COMPOSITOR_NAMES):
        return None

    base: Any = _Compositor

    class PatchedCompositor(base):  # type: ignore[misc]
        """A compositor that draws whatever has moved, also when its map was made between two layouts.

        Defect of Textual 8.2.8: asking where a widget is between two layouts makes a new map of all widgets.
        The next layout compares with that map, finds no difference, and leaves what has moved or gone on
        the terminal, such as a notification.
        """

        @property
        def full_map(self) -> Any:
            """Where every widget is."""
            if not self._full_map_invalidated:
                return super().full_map
            before = self._full_map if self._visible_map is None else self._visible_map
            found = super().full_map
            regions = {place.clip.intersection(place.region) for _, place in found.items() ^ before.items()}
            self._dirty_regions.update(region for region in regions if region)
            return found

    return PatchedCompositor


PATCHED_COMPOSITOR = _define_compositor()
"""The patched compositor; None where Textual's own is used."""

# A mixin: Textual looks up what a class inherits of the stylesheet along its first base that is a widget.
if TYPE_CHECKING:
    _ScreenBase = Screen[Any]
else:
    _ScreenBase = object


class PatchedScreen(_ScreenBase):
    """A screen with the patched compositor."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if PATCHED_COMPOSITOR is not None and hasattr(self, "_compositor"):
            self._compositor = PATCHED_COMPOSITOR()


class TimedScreen(PatchedScreen, Screen[None]):
    """A screen that calls `make_frame` when a frame is due, before Textual looks for changes.

    Textual makes frames in a private method that a timer calls; this is the only place that overrides it.
    """

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name=name)
        self._is_frame_due = False

    @cached_property
    def can_schedule(self) -> bool:
        """Whether frames can be scheduled; if not, every change is painted at once."""
        return not missing_names(self, FRAME_NAMES) and not missing_names(self.app, APP_NAMES)

    def make_frame(self) -> None:
        """Called when a frame is due."""

    def schedule_frame(self) -> None:
        """Call `make_frame` when the next frame is due."""
        self._is_frame_due = True
        self._update_timer.resume()

    def _on_timer_update(self) -> None:
        if self.can_schedule and self.is_current and not self.app._batch_count:
            self.make_frame()
            self._is_frame_due = False
            if not self._has_textual_work():
                self._update_timer.pause()
                return
        super()._on_timer_update()

    def _refresh_layout(self, *arguments: Any, **options: Any) -> None:
        """Lay out, and keep the timer running for a frame that is due.

        Defect of Textual 8.2.8: a layout stops the screen's update timer, whatever it was started for.
        A change during the layout of a modal screen above would wait for the next event.
        """
        super()._refresh_layout(*arguments, **options)
        if self._is_frame_due:
            self._update_timer.resume()

    def _has_textual_work(self) -> bool:
        """Whether Textual itself has something to do in this frame."""
        pending = self._dirty_widgets, self._callbacks, self._layout_required, self._scroll_required
        return any(pending) or self._repaint_required or self._recompose_required

    @property
    def needs_compositor(self) -> bool:
        """Whether this frame must be composed: something moves, or another screen is in front."""
        moves = self._layout_required or self._scroll_required or self._repaint_required
        return moves or not self.is_active

    @property
    def visible_widgets(self) -> Mapping[Widget, tuple[Region, Region]]:
        """The region and the clip of every visible widget, front ones first; a new object at each layout."""
        return self._compositor.visible_widgets

    def mark_dirty(self, widget: Widget, regions: Iterable[Region]) -> None:
        """Let the compositor draw these regions of `widget` in this frame."""
        widget._set_dirty(*regions)
        self._dirty_widgets.add(widget)


class PatchedPalette(CommandPalette):
    """Textual's command palette, without an error that ends the program.

    Defect of Textual 8.2.8: moving in a list that has not been laid out yet raises a KeyError.
    Keys that arrive in one piece with the one that opens the palette do that.
    """

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):
            super()._action_command_list(action)
