from __future__ import annotations

import fcntl
import random
import struct
import termios

import pytest
from textual.app import ComposeResult
from textual.screen import Screen

from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.primitives import text
from infotui.lessons import LESSONS
from infotui.ui.widgets.cell_widget import CellWidget, painted
from infotui.ui.widgets.frame_scheduler import FrameScreen
from support.role_app import RoleApp
from support.session import Session

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
def test_after_any_keys_the_terminal_shows_what_a_whole_repaint_would(lesson: str) -> None:
    chance = random.Random(lesson)
    with Session([lesson], environment={"COLORTERM": "truecolor"}) as session:
        session.wait_for("q quit")
        for _ in range(6):
            session.write("".join(chance.choices(_KEYS, k=chance.randint(1, 20))))
            session.read(0.05)
        session.read(0.4)
        assert picture(session) == repainted(session)


def test_what_changes_under_a_message_is_there_when_it_has_gone() -> None:
    with Session(environment={"COLORTERM": "truecolor"}) as session:
        session.wait_for("q quit")
        session.write("z")
        session.wait_for("Nothing to undo")
        session.write("\x1b[A" * 5)
        while "Nothing to undo" in session.text:
            session.read(0.3)
        assert picture(session) == repainted(session)


def repainted(session: Session) -> list[str]:
    """The picture after every cell was lost and the size has changed to and fro."""
    seen = picture(session)
    session.screen.erase_in_display(2)
    assert picture(session) != seen
    for columns in (81, 80):
        session.screen.resize(24, columns)
        fcntl.ioctl(session.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        session.read(0.5)
    return picture(session)


def picture(session: Session) -> list[str]:
    """Every cell with its colours, a row a string."""
    screen = session.screen
    cells = [[screen.buffer[y][x] for x in range(screen.columns)] for y in range(screen.lines)]
    return ["".join(f"{c.data}{c.bg}{c.fg if c.data != ' ' else ''} " for c in row) for row in cells]
