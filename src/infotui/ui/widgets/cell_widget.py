"""The ground of everything drawn: a widget whose picture is a grid of cells."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset, Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from infotui.canvas.cell_buffer import CellBuffer, Span
from infotui.canvas.glyphs import GlyphSet

from .frame_scheduler import ScheduledWidget
from .role_styles import role_styles

T = TypeVar("T")


class painted(reactive[T]):  # noqa: N801 - a descriptor, named as `reactive` is
    """A reactive value that `paint` draws: a change repaints, unless the class has a watcher of its own."""

    def __init__(self, default: T) -> None:
        super().__init__(default, init=False, repaint=False)

    def __set_name__(self, owner: type[Any], name: str) -> None:
        super().__set_name__(owner, name)
        if not hasattr(owner, f"watch_{name}"):
            setattr(owner, f"watch_{name}", CellWidget.repaint)


class CachedLayer:
    """A part of a picture that seldom changes: painted anew only where what it depends on does."""

    def __init__(self) -> None:
        self._key: object = None
        self._buffer = CellBuffer(0, 0)

    def get(self, key: object, paint: Callable[[], CellBuffer]) -> CellBuffer:
        """What `paint` made for this `key`, to be painted upon."""
        if key != self._key:
            self._key, self._buffer = key, paint()
        return self._buffer.copy()

    def clear(self) -> None:
        """Paint again at the next `get`."""
        self._key = None


class CellWidget(ScheduledWidget):
    """A widget that paints a `Grid`, and refreshes only the cells that differ from the last one.

    Subclasses implement `paint`, a pure function of their reactive values, and call `repaint` when one
    of those has changed. Colours come from the theme when a line is drawn, and not from the stylesheet, which
    would take as long for every role as for a widget.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        # Looking for links under the pointer would draw the whole widget anew at every move.
        self.set_reactive(Widget.auto_links, False)
        self._buffer: CellBuffer | None = None
        self._strips: dict[int, Strip] = {}
        self._palette: tuple[Style, ...] = ()

    @cached_property
    def glyphs(self) -> GlyphSet:
        """The characters that may be drawn with."""
        glyphs: GlyphSet = getattr(self.app, "glyphs", GlyphSet.BRAILLE)
        return glyphs

    @property
    def cursor_cell(self) -> Offset:
        """The cell that a screen reader should look at while this widget has the focus."""
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
        """The picture at this size, in cells."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Paint anew in the next frame, and refresh what differs from what is shown."""
        if self._buffer is not None:
            self.request_paint()

    def update_buffer(self) -> list[Span]:
        """Paint anew; returns where the picture differs from the one that is shown."""
        old = self._buffer
        if old is None:
            return []
        new = self._buffer = self._painted_buffer(old.width, old.height)
        spans = new.diff(old)
        for span in spans:
            self._strips.pop(span.y, None)
        return spans

    def _painted_buffer(self, width: int, height: int) -> CellBuffer:
        return self.paint(width, height) if width and height else CellBuffer(width, height)

    def styled_cells(self, span: Span) -> tuple[str, bytes]:
        """What stands in these cells now, and as what."""
        assert self._buffer is not None, "a span is of a picture"
        return self._buffer.row_slice(*span)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines inside `crop`; past Textual's cache of styles, which paints borders we do not have."""
        width, height = self.size
        if self._buffer is None or (self._buffer.width, self._buffer.height) != (width, height):
            self._buffer = self._painted_buffer(width, height)
            self._strips.clear()
        left, right = crop.column_span
        lines = [self._line(y) for y in range(*crop.line_span)]
        return lines if (left, right) == (0, width) else [line.crop(left, right) for line in lines]

    def notify_style_update(self) -> None:
        """Forget colours: they are looked up again when the next line is drawn."""
        super().notify_style_update()
        self._palette = ()
        self._strips.clear()

    def _line(self, y: int) -> Strip:
        line, buffer = self._strips.get(y), self._buffer
        if line is None:
            width, palette = self.size.width, self.palette
            runs = buffer.runs(y, 0, width) if buffer is not None and y < buffer.height else []
            line = self._strips[y] = Strip([Segment(text, palette[role]) for text, role in runs], width)
        return line

    @property
    def palette(self) -> tuple[Style, ...]:
        """The style of every role; the same object while the colours stay."""
        if not self._palette:
            self._palette = self._look_up_palette()
        return self._palette

    def _look_up_palette(self) -> tuple[Style, ...]:
        """The style of every role, seen through the app's filters: NO_COLOR takes the colours out."""
        segments = [Segment("x", style) for style in role_styles(self.app.theme_variables)]
        for line_filter in self.get_line_filters():
            segments = line_filter.apply(segments, self.background_colors[1])
        return tuple(segment.style or Style.null() for segment in segments)
