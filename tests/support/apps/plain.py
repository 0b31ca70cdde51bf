"""A small app with our driver that shows its input. `e` and `!` raise, `s` suspends the app."""

from __future__ import annotations

import sys

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from infotui.terminal import driver_class
from infotui.terminal.environment import prepare, unsupported_reason


class Faulty(Static):
    fails = False

    def render(self) -> str:
        if self.fails:
            raise RuntimeError("raised in render")
        return "sound"


class Plain(App[None]):
    ALLOW_SELECT = False
    BINDINGS = [
        ("q", "quit"),
        ("e", "fail"),
        ("exclamation_mark", "fail_to_render"),
        ("b", "bell"),
        ("s", "give_away"),
        ("ctrl+z", "suspend_process"),
    ]
    AUTO_FOCUS = ""
    heard = 0
    lines_of_data = 0

    def compose(self) -> ComposeResult:
        yield Static("ready", id="last", markup=False)
        yield Static("", id="click", markup=False)
        yield Faulty()
        yield Input(id="field")
        if self.lines_of_data:
            yield Static(f"{self.lines_of_data} lines")

    def on_key(self, event: events.Key) -> None:
        self.heard += 1
        self.query_one("#last", Static).update(f"key {event.key} #{self.heard}")
        if event.key == "i":
            self.query_one(Input).focus()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.query_one("#click", Static).update(f"click {event.screen_x},{event.screen_y}")

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.query_one("#click", Static).update(f"up {event.screen_x},{event.screen_y}")

    def on_paste(self, event: events.Paste) -> None:
        self.query_one("#last", Static).update(f"pasted {event.text}")

    def action_give_away(self) -> None:
        with self.suspend():
            input("given away")

    def action_fail(self) -> None:
        raise RuntimeError("raised in a handler")

    def action_fail_to_render(self) -> None:
        Faulty.fails = True
        self.query_one(Faulty).refresh()


if __name__ == "__main__":
    is_data = "--data" in sys.argv
    if reason := unsupported_reason(keyboard_from_tty=is_data):
        print(reason, file=sys.stderr)
        sys.exit(2)
    lines = len(sys.stdin.readlines()) if is_data else 0
    prepare(keyboard_from_tty=is_data)
    app = Plain(driver_class=driver_class())
    app.lines_of_data = lines
    app.run()
    sys.exit(app.return_code or 0)
