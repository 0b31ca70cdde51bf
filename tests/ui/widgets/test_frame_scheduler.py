from __future__ import annotations

import random

import pytest
from textual.app import ComposeResult
from textual.screen import Screen

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.lessons import LESSONS
from infotui.ui.widgets.cell_widget import CellWidget, painted
from infotui.ui.widgets.frame_scheduler import FrameScreen
from support.pseudo_terminal import Terminal, infotui
from support.role_app import RoleApp

_KEYS = (
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[5~",
    "\x1b[6~",
    *"kjhlKJuo+btxmg",
    "\x1b[H",
    "\x1b[F",
    "\t",
)


class Count(CellWidget):
    """A number, and how often it was painted."""

    number: painted[int] = painted(0)

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def watch_number(self) -> None:
        self.repaint()

    def paint(self, width: int, height: int) -> CellBuffer:
        self.painted += 1
        buffer = CellBuffer(width, height)
        text(buffer, 0, 0, f"{self.number:04}")
        return buffer


class CountApp(RoleApp):
    """One number on a screen that awaits its frames, or on one that does not."""

    CSS = "Count { height: 1; }"

    def __init__(self, screen: type[Screen[None]]) -> None:
        super().__init__()
        self.count = Count()
        self._made = screen

    def get_default_screen(self) -> Screen[None]:
        return self._made()

    def compose(self) -> ComposeResult:
        yield self.count


async def test_many_changes_are_one_picture() -> None:
    app = CountApp(FrameScreen)
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.count.painted
        for number in range(100):
            app.count.number = number
        await pilot.pause()
        assert app.count.painted == before + 1


@pytest.mark.parametrize("screen", [FrameScreen, Screen])
@pytest.mark.parametrize("can_schedule", [True, False])
async def test_what_changed_is_shown(
    screen: type[Screen[None]], can_schedule: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FrameScreen, "can_schedule", can_schedule)
    app = CountApp(screen)
    async with app.run_test() as pilot:
        app.count.number = 42
        await pilot.pause()
        (line,) = app.count.render_lines(app.count.size.region)
        assert line.text.startswith("0042")


@pytest.mark.parametrize("lesson", [entry.lesson.name for entry in LESSONS])
def test_incremental_drawing_equals_a_full_repaint(lesson: str) -> None:
    chance = random.Random(lesson)
    with infotui(lesson, environment={"COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("q quit")
        for _ in range(6):
            terminal.type("".join(chance.choices(_KEYS, k=chance.randint(1, 20))))
            terminal.read(0.05)
        terminal.read(0.4)
        assert picture(terminal) == repainted(terminal)


def test_what_changes_under_a_message_is_there_when_it_has_gone() -> None:
    with infotui(environment={"COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for("q quit")
        terminal.type("z")
        terminal.wait_for("Nothing to undo")
        terminal.type("\x1b[A" * 5)
        while "Nothing to undo" in terminal.text:
            terminal.read(0.3)
        assert picture(terminal) == repainted(terminal)


def repainted(terminal: Terminal) -> list[str]:
    """The picture after every cell was lost and the size has changed to and fro."""
    seen = picture(terminal)
    terminal.screen.erase_in_display(2)
    assert picture(terminal) != seen
    for columns in (81, 80):
        terminal.resize(columns, 24)
        terminal.read(0.5)
    return picture(terminal)


def picture(terminal: Terminal) -> list[str]:
    """Every cell with its colours, a row a string."""
    screen = terminal.screen
    cells = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return ["".join(f"{c.data}{c.bg}{c.fg if c.data != ' ' else ''} " for c in row) for row in cells]
