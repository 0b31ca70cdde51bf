"""The list of presets."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from infotui.core.lesson import Preset
from infotui.ui.widgets.charset_filter import glyphs_of

from .modals import Modal

_LEAST_WIDTH = 8


class PresetList(OptionList):
    """A list that also bears having no room at all."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many rows it takes, in no less than a few columns."""
        return super().get_content_height(container, viewport, max(width, _LEAST_WIDTH))

    def action_page_up(self) -> None:
        """A page up, if the list has been laid out since there was room."""
        with suppress(KeyError):
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """A page down, if the list has been laid out since there was room."""
        with suppress(KeyError):
            super().action_page_down()  # type: ignore[no-untyped-call]


class PresetScreen(Modal, ModalScreen[Preset[Any] | None]):
    """Choose a preset with arrows and Enter or the mouse; Esc leaves everything as it is."""

    BINDINGS = [
        Binding("escape,p", "dismiss(None)", "close"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]

    def __init__(self, presets: tuple[Preset[Any], ...]) -> None:
        super().__init__()
        self._presets = presets

    def compose(self) -> ComposeResult:
        """The list: names, and under each what it shows."""
        spelled = glyphs_of(self.app).transliterate
        yield PresetList(
            *(
                Option(Content.assemble((spelled(preset.name), "bold"), "\n  ", spelled(preset.description)))
                for preset in self._presets
            )
        )

    def on_mount(self) -> None:
        """Say what it is."""
        self.query_one(OptionList).border_title = "Presets"
        self.query_one(OptionList).border_subtitle = "Enter takes one, Esc none"

    def action_move(self, by: int) -> None:
        """Go up or down."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if by > 0 else options.action_cursor_up()

    def on_click(self, event: events.Click) -> None:
        """A press beside the list leaves everything as it is."""
        if event.widget is self:
            self.dismiss(None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        self.dismiss(self._presets[event.option_index])
