"""The list of presets."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Offset, Size
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from infotui.core.lesson import Preset
from infotui.ui.widgets.charset_filter import glyphs_of
from infotui.ui.widgets.key_bar import escape_name

from .modals import Modal

_MIN_WIDTH = 8


class PresetList(OptionList):
    """An OptionList that tolerates zero size.

    Defect of Textual 8.2.8: an OptionList without columns wraps its text at width 0 and raises an error.
    Paging in a list that has not been laid out yet raises a KeyError.
    """

    @property
    def cursor_cell(self) -> Offset:
        """The first line of the highlighted preset, where screen readers look."""
        x = self.gutter.left
        rows = range(self.size.height + self.gutter.top)
        with suppress(NoWidget):  # a row is outside the screen
            for y in rows:
                if self.get_style_at(x, y).meta.get("option") == self.highlighted:
                    return Offset(x, y)
        return Offset()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows of its content, in a few columns at least."""
        return super().get_content_height(container, viewport, max(width, _MIN_WIDTH))

    def action_page_up(self) -> None:
        """A page up, if the list has been laid out."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, if the list has been laid out."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class PresetScreen(Modal, ModalScreen[Preset[Any] | None]):
    """Choose a preset with arrows and Enter, or with the mouse; Esc cancels."""

    BINDINGS = [
        Binding("escape,p", "dismiss(None)", "close"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, presets: tuple[Preset[Any], ...], is_described: bool = True) -> None:
        super().__init__()
        self._presets = presets
        self._is_described = is_described

    def compose(self) -> ComposeResult:
        """The list: the names, and below each its description."""
        yield PresetList(*(Option(self._entry(preset)) for preset in self._presets))

    def _entry(self, preset: Preset[Any]) -> Content:
        spell = glyphs_of(self.app).transliterate
        about = ("\n  ", spell(preset.description)) if self._is_described else ()
        return Content.assemble((spell(preset.name), "bold"), *about)

    def on_mount(self) -> None:
        """Set title and subtitle."""
        self.query_one(OptionList).border_title = "Presets"
        self.query_one(OptionList).border_subtitle = f"Enter applies, {escape_name()} cancels"

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def on_click(self, event: events.Click) -> None:
        """Cancel at a click beside the list."""
        if event.widget is self:
            self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the chosen preset."""
        self.dismiss(self._presets[event.option_index])
