"""What the terminal shows in the end is what Textual's own encoder would have it show, cell by cell."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rich.console import RenderableType
from rich.text import Text
from textual._compositor import CompositorUpdate
from textual.driver import Driver
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, ProgressBar, Static

from .apps.varied import Line, Other, Question, Varied
from .emulator import Emulator, Look
from .recorder import Recorder

THEMES = ("textual-dark", "textual-light", "nord", "ansi-dark")
WORDS = ("x", "0.693 nats", "漢字と", "⣿⣀⠤", "█▇▆", "   ", "", "∞ − σ", "👩 w")


class Watched(Varied):
    """A `Varied` whose every frame Textual encodes too, for a terminal of its own.

    Frames made during a batch as well, which Textual would leave out: ours has those in its next frame.
    """

    def __init__(self, seed: int, system: str = "truecolor") -> None:
        super().__init__()
        self.console._color_system = {"truecolor": 3, "256": 2, "standard": 1}[system]  # type: ignore[assignment]
        self.chance = random.Random(seed)

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.recorder = Recorder(self, size=size)
        self._driver = self.recorder
        self.reference = Emulator(*(size or (80, 24)))
        return self.recorder

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and self._running:
            self.reference.feed(renderable.render_segments(self.console))
        super()._display(screen, renderable)

    def write(self) -> None:
        """Change something that is shown."""
        chance = self.chance
        kind = chance.randrange(6)
        if kind == 0:
            row = chance.choice(list(self.query(".row").results(Static)))
            row.update(
                Text(chance.choice(WORDS), chance.choice(["bold red", "reverse", "#10b981 on #222222", ""]))
            )
        elif kind == 1:
            self.query_one("#floating").styles.offset = (chance.randrange(-4, 80), chance.randrange(-2, 24))
        elif kind == 2:
            self.query_one(ProgressBar).update(progress=chance.randrange(101))
        elif kind == 3:
            self.query_one(Input).value = chance.choice(WORDS) * chance.randrange(4)
        elif kind == 4:
            self.query_one("#under", Static).update(chance.choice(WORDS) * chance.randrange(9))
        else:
            width = chance.randrange(1, 30)
            self.query_one(Line).change(chance.randrange(120), "".join(chance.choices("01 ⣿x", k=width)))


async def edit(app: Watched, pilot: Pilot[None]) -> None:
    app.write()


async def edit_much(app: Watched, pilot: Pilot[None]) -> None:
    for _ in range(app.chance.randrange(2, 9)):
        app.write()


async def press(app: Watched, pilot: Pilot[None]) -> None:
    await pilot.press(app.chance.choice(["tab", "a", "left", "backspace", "down", "pagedown", "enter"]))


async def hover(app: Watched, pilot: Pilot[None]) -> None:
    await pilot.hover(offset=(app.chance.randrange(app.size.width), app.chance.randrange(app.size.height)))


async def dress(app: Watched, pilot: Pilot[None]) -> None:
    app.theme = app.chance.choice(THEMES)


async def resize(app: Watched, pilot: Pilot[None]) -> None:
    width, height = app.chance.randrange(1, 130), app.chance.randrange(1, 40)
    app.recorder.become(width, height)
    app.reference = Emulator(width, height)
    await pilot.resize_terminal(width, height)
    await pilot.pause(0.03)


async def ask(app: Watched, pilot: Pilot[None]) -> None:
    if len(app.screen_stack) < 3:
        app.push_screen(app.chance.choice([Question, Other])())


async def answer(app: Watched, pilot: Pilot[None]) -> None:
    if len(app.screen_stack) > 1:
        app.pop_screen()


async def hide(app: Watched, pilot: Pilot[None]) -> None:
    button = app.screen_stack[0].query_one(Button)
    button.display = not button.display


async def be_slow(app: Watched, pilot: Pilot[None]) -> None:
    app.recorder.busy = True


async def be_scribbled_on(app: Watched, pilot: Pilot[None]) -> None:
    app.recorder.emulator.scribble()
    app.recorder.on_lost()
    app.recorder.on_free()


Deed = Callable[[Watched, Pilot[None]], Awaitable[None]]
DEEDS: dict[Deed, int] = {
    edit: 40,
    edit_much: 15,
    press: 12,
    hover: 10,
    dress: 2,
    resize: 2,
    ask: 4,
    answer: 5,
    hide: 3,
    be_slow: 6,
    be_scribbled_on: 2,
}


def differing(shown: list[list[Look]], expected: list[list[Look]]) -> list[object]:
    """Where two terminals differ, and how."""
    return [
        (y, x, *cells)
        for y, rows in enumerate(zip(shown, expected, strict=True))
        if rows[0] != rows[1]
        for x, cells in enumerate(zip(*rows, strict=True))
        if cells[0] != cells[1]
    ]


async def live(app: Watched, deeds: int) -> None:
    async with app.run_test(headless=False) as pilot:
        for number in range(deeds):
            deed = app.chance.choices(list(DEEDS), list(DEEDS.values()))[0]
            await deed(app, pilot)
            await pilot.pause()
            if app.recorder.busy:
                if app.chance.random() < 0.5:
                    continue
                app.recorder.free()
                await pilot.pause()
            wrong = differing(app.recorder.emulator.cells(), app.reference.cells())
            assert not wrong, f"after deed {number}, {deed.__name__}: {wrong[:3]}"
    assert app._exception is None
    assert app.recorder.sent_while_busy == 0


@pytest.mark.parametrize("seed", range(2))
async def test_it_shows_what_textual_would_show(seed: int) -> None:
    await live(Watched(seed), deeds=80)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
async def test_it_shows_what_textual_would_show_for_long(seed: int) -> None:
    await live(Watched(seed), deeds=1000)
