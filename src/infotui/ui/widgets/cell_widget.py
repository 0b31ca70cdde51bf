"""A widget that paints a buffer of cells: the base of everything drawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Offset, Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infotui.canvas.cell_buffer import CellBuffer, Span
from infotui.canvas.cover import covered_buffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.core.cover import Cover

from .charset_filter import glyphs_of
from .frame_scheduler import ScheduledWidget
from .role_styles import role_styles

T = TypeVar("T")

_UNSET = object()


class painted(reactive[T]):  # noqa: N801 - a descriptor, named as `reactive` is
    """A reactive value that `paint` draws: a change repaints, unless the class has a watcher of its own.

    Reading it, setting it to an equal value, and repainting take a tenth of the time that Textual takes,
    which looks for methods that compute, validate and watch the value each time. A painted value is never
    computed, and validated only in classes with a watcher.
    """

    def __init__(self, default: T) -> None:
        super().__init__(default, init=False, repaint=False)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        super().__set_name__(owner, name)
        self._watcher = f"watch_{name}"
        if not hasattr(owner, self._watcher):
            setattr(owner, self._watcher, CellWidget.repaint)

    if not TYPE_CHECKING:  # Textual's annotations distinguish the class from the instance

        def __get__(self, obj, obj_type=None):
            """The value."""
            try:
                return obj.__dict__[self.internal_name]
            except (AttributeError, KeyError):
                return super().__get__(obj, obj_type)

    def __set__(self, obj: Any, value: T) -> None:
        """Take a value; one that is equal changes nothing."""
        present = obj.__dict__.get(self.internal_name, _UNSET)
        if present is value or present == value:
            return
        if present is not _UNSET and getattr(type(obj), self._watcher) is CellWidget.repaint:
            obj.__dict__[self.internal_name] = value
            obj.repaint()
        else:
            super().__set__(obj, value)


class CachedLayer:
    """A layer that seldom changes: painted again only when its key does."""

    def __init__(self) -> None:
        self._key: object = None
        self._buffer = CellBuffer(0, 0)

    def get(self, key: object, paint: Callable[[], CellBuffer]) -> CellBuffer:
        """A copy of what `paint` made for this `key`, to be painted on."""
        if key != self._key:
            self._key, self._buffer = key, paint()
        return self._buffer.copy()

    def clear(self) -> None:
        """Paint again at the next `get`."""
        self._key = None


class CellWidget(ScheduledWidget):
    """A widget that paints a `CellBuffer`, and refreshes only the cells that differ from the last one.

    Subclasses implement `paint`, a pure function of their reactive values, and call `repaint` when one
    of those has changed. Colours come from the theme when a line is drawn; looking them up in the stylesheet
    would take as long for each role as for a widget.
    """

    ALLOW_SELECT = False
    view_name = ""
    """The name by which exercises hide it; empty if they cannot."""
    is_covered: painted[bool] = painted(False)
    """Whether an exercise hides what it shows."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        # Defect of Textual 8.2.8: looking for links under the pointer redraws the whole widget at every move.
        # No cell widget has links.
        self.set_reactive(Widget.auto_links, False)
        self._buffer: CellBuffer | None = None
        self._strips: dict[int, Strip] = {}
        self._palette: tuple[Style, ...] = ()

    @cached_property
    def glyphs(self) -> GlyphSet:
        """The characters that the terminal can show."""
        return glyphs_of(self.app)

    @property
    def cursor_cell(self) -> Offset:
        """The cell that a screen reader should read while this widget has the focus."""
        return Offset()

    def forget_glyphs(self) -> None:
        """Draw everything again, because the app has other glyphs now."""
        self.__dict__.pop("glyphs", None)
        self._buffer = None
        self._strips.clear()
        for layer in vars(self).values():
            if isinstance(layer, CachedLayer):
                layer.clear()
        self.refresh()

    def paint(self, width: int, height: int) -> CellBuffer:
        """The buffer at this size, in cells."""
        raise NotImplementedError

    def take_cover(self, cover: Cover) -> None:
        """Hide what an exercise hides. A widget with parts that can be hidden extends this.

        The mouse does nothing on a hidden picture, which may say by that what is where.
        """
        self.is_covered = self.view_name in cover.views
        if not self.can_focus:
            self.disabled = self.is_covered

    def watch_is_covered(self) -> None:
        """Paint the cover, or what was hidden."""
        self.repaint()

    def paint_covered(self, width: int, height: int) -> CellBuffer:
        """What is shown instead of the picture at this size while it is hidden."""
        return covered_buffer(width, height, self.glyphs)

    def repaint(self) -> None:
        """Paint in the next frame, and refresh the cells that changed."""
        if self._buffer is not None:
            self.request_paint()

    def update_buffer(self) -> list[Span]:
        """Paint; returns the cells that differ from those that are shown."""
        old = self._buffer
        if old is None:
            return []
        new = self._buffer = self._painted_buffer(old.width, old.height)
        spans = new.diff(old)
        for span in spans:
            self._strips.pop(span.y, None)
        return spans

    def _painted_buffer(self, width: int, height: int) -> CellBuffer:
        if not (width and height):
            return CellBuffer(width, height)
        return self.paint_covered(width, height) if self.is_covered else self.paint(width, height)

    def styled_cells(self, span: Span) -> tuple[str, bytes]:
        """The text of these cells, and the role of each."""
        assert self._buffer is not None, "a span belongs to a buffer"
        return self._buffer.row_slice(*span)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines inside `crop`, without Textual's cache of styles, which draws borders.

        While the layout changes, `crop` may be larger than the widget: what is outside is blank, since a
        strip that is shorter than its region ends Textual's compositor (seen in 8.2.8).
        """
        width, height = self.size
        if self._buffer is None or (self._buffer.width, self._buffer.height) != (width, height):
            self._buffer = self._painted_buffer(width, height)
            self._strips.clear()
        left, right = crop.column_span
        lines = [self._line(y) for y in range(*crop.line_span)]
        if (left, right) == (0, width):
            return lines
        return [line.crop_extend(left, right, self.palette[Role.TEXT]) for line in lines]

    def notify_style_update(self) -> None:
        """Clear the colours: they are looked up again when the next line is drawn."""
        super().notify_style_update()
        self._palette = ()
        self._strips.clear()

    def _line(self, y: int) -> Strip:
        line, buffer = self._strips.get(y), self._buffer
        if line is None:
            width, palette = self.size.width, self.palette
            runs: list[tuple[str, int]] = [(" " * width, Role.TEXT)]
            if buffer is not None and y < buffer.height:
                runs = buffer.runs(y, 0, width)
            line = self._strips[y] = Strip([Segment(text, palette[role]) for text, role in runs], width)
        return line

    @property
    def palette(self) -> tuple[Style, ...]:
        """The style of every role; the same object until the theme changes."""
        if not self._palette:
            self._palette = self._look_up_palette()
        return self._palette

    def _look_up_palette(self) -> tuple[Style, ...]:
        """The style of every role after the app's filters: NO_COLOR removes the colours."""
        styles = role_styles(self.app.theme_variables)
        return _filtered(styles, tuple(self.get_line_filters()), self.background_colors[1])


@lru_cache(maxsize=8)
def _filtered(
    styles: tuple[Style, ...], filters: tuple[LineFilter, ...], background: Color
) -> tuple[Style, ...]:
    """The styles after the filters; cached, since all widgets of a screen have the same."""
    segments = [Segment("x", style) for style in styles]
    for line_filter in filters:
        segments = line_filter.apply(segments, background)
    return tuple(segment.style or Style.null() for segment in segments)
