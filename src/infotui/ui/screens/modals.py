"""What lies above a lesson for a while."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.worker import Worker

from infotui.ui.widgets.compositor_patch import PatchedScreen


class Modal(PatchedScreen):
    """A screen that closes once, however often it is told to: Textual would close what lies below, too."""

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close, and hand on `result`; nothing if it is closed already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Palette(Modal, CommandPalette):
    """Textual's palette. It has no name of its own: the last one may still be on its way out."""

    def on_click(self, event: events.Click) -> None:
        """Where a click fell outside, because the terminal has shrunk since, Textual would look in vain."""
        if not self.size.region.contains_point(event.screen_offset):
            event.prevent_default()

    def run_worker(self, work: Any, *places: Any, **options: Any) -> Worker[Any]:
        """Run a search. One that is still on when the palette has gone looks for its list in vain."""
        options["exit_on_error"] = False
        search: Worker[Any] = super().run_worker(work, *places, **options)
        return search

    def _action_command_list(self, action: str) -> None:
        """Move in the list. In one that has not been laid out yet Textual looks for a line in vain."""
        with suppress(KeyError):
            super()._action_command_list(action)
