"""Modal screens in front of a lesson."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.worker import Worker

from infotui.ui.textual_internals import PatchedPalette, PatchedScreen


class Modal(PatchedScreen):
    """A screen that closes once, however often it is dismissed.

    Defect of Textual 8.2.8: dismissing a screen twice closes the screen below it, too.
    Two clicks or keys in one piece do that.
    """

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close and return `result`; do nothing when closed already."""
        return super().dismiss(result) if self.is_active else AwaitComplete()


class Palette(Modal, PatchedPalette):
    """The command palette. It has no name of its own: the last one may still be closing."""

    def on_click(self, event: events.Click) -> None:
        """Ignore a click outside the terminal.

        Defect of Textual 8.2.8: the palette looks up the widget under a click, and raises NoWidget where
        there is none. That happens when the terminal has shrunk since the click.
        """
        if not self.size.region.contains_point(event.screen_offset):
            event.prevent_default()

    def run_worker(self, work: Any, *arguments: Any, **options: Any) -> Worker[Any]:
        """Run a search whose error does not end the program.

        Defect of Textual 8.2.8: a search that is still running when the palette closes looks up its list
        and raises NoMatches. An error in a worker ends the program unless `exit_on_error` is false.
        """
        options["exit_on_error"] = False
        search: Worker[Any] = super().run_worker(work, *arguments, **options)
        return search
