"""An app that counts keys over the whole screen: every key changes every cell."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from infotui.terminal import driver_class
from infotui.terminal.display import CellDisplay


class Count(Widget):
    count = 0

    def render_line(self, y: int) -> Strip:
        return Strip(
            [Segment(f"count {self.count} ".ljust(self.size.width, f"{self.count % 10}"), self.rich_style)]
        )


class Counter(CellDisplay):
    ALLOW_SELECT = False

    def compose(self) -> list[Widget]:
        return [Count()]

    def on_key(self, event: events.Key) -> None:
        count = self.query_one(Count)
        count.count += 1
        count.refresh()


if __name__ == "__main__":
    Counter(driver_class=driver_class()).run()
