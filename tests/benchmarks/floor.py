"""The reference: a minimal Textual app with one number that keys and drags change."""

from __future__ import annotations

import os

if os.environ.get("FLOOR_IMPORTS_NUMPY"):
    import numpy as np  # noqa: F401 - the start-up cost of every program with arrays

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Number(Widget):
    """A number drawn with the line API, the cheapest there is."""

    value = 1000

    def change(self, by: int) -> None:
        self.value += by
        self.refresh(Region(0, 0, 6, 1))

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"n {self.value}      ", self.rich_style)], 12)

    def on_mouse_down(self) -> None:
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if event.button:
            self.change(1)

    def on_mouse_up(self) -> None:
        self.release_mouse()


class Floor(App[None]):
    CSS = "Number { width: 12; height: 1; }"
    BINDINGS = [("up", "change(1)"), ("down", "change(-1)"), ("q", "quit")]
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False

    def compose(self) -> ComposeResult:
        yield Number()

    def action_change(self, by: int) -> None:
        self.query_one(Number).change(by)


if __name__ == "__main__":
    Floor().run()
