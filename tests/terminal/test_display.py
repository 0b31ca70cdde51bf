"""What the terminal shows in the end is what Textual's own encoder would have it show, cell by cell."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from rich.console import RenderableType
from rich.style import Style
from rich.text import Text
from textual._compositor import CompositorUpdate
from textual.driver import Driver
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Button, Input, ProgressBar, Static

from infotui.terminal.screen_buffer import ScreenBuffer
from support.apps.varied import Line, Other, Question, Varied
from support.emulator import Emulator, Look
from support.recorder import Recorder

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

    def show_reference_anew(self) -> None:
        """Let Textual encode the whole picture."""
        self.reference = Emulator(*self.size)
        whole = self.screen._compositor.render_full_update()
        self.reference.feed(whole.render_segments(self.console))

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


def differing(shown: list[list[Look]], expected: list[list[Look]]) -> list[tuple[int, int, Look, Look]]:
    """Where two terminals differ, and how."""
    return [
        (y, x, cells[0], cells[1])
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
            if wrong:  # where Textual cuts a wide character in two, only a whole picture of its own is right
                app.show_reference_anew()
                wrong = differing(app.recorder.emulator.cells(), app.reference.cells())
            assert not wrong, f"after deed {number}, {deed.__name__}: {wrong[:3]}"
    assert app._exception is None
    assert app.recorder.sent_while_busy == 0


def piece(text: str, *styles: Style) -> tuple[int, int, str, bytes, tuple[Style, ...]]:
    """Text at column 10 of row 3, its characters in the given styles by turns."""
    palette = styles or (Style.null(),)
    return 3, 10, text, bytes(i % len(palette) for i in range(len(text))), palette


async def test_cells_are_shown_as_they_are() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        before = app.recorder.emulator.cells()
        sent = app.recorder.bytes_sent
        assert app.show_cells([piece("∞ bits", Style.parse("#10b981 on #121212"))])
        after = app.recorder.emulator.cells()
        assert "".join(str(look[0]) for look in after[3][10:16]) == "∞ bits"
        assert [(y, x) for y, x, *_ in differing(after, before)] == [(3, x) for x in range(10, 16)]
        assert app.recorder.bytes_sent - sent < 50


async def test_every_cell_has_the_style_that_it_names() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        red, blue = Style.parse("#ff0000 on #121212"), Style.parse("bold #0000ff on #000080")
        assert app.show_cells([piece("abcd", red, blue)])
        shown = app.recorder.emulator.cells()[3][10:14]
        assert len({look[1:] for look in shown}) == 2
        assert shown[0][1:] == shown[2][1:]
        assert shown[1][1:] == shown[3][1:]


async def test_a_frame_is_marked_where_the_terminal_knows_the_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        sent: list[str] = []
        monkeypatch.setattr(app.recorder, "send", sent.append)
        app.show_cells([piece("before it is known")])
        app.post_message(TerminalSupportsSynchronizedOutput())
        await pilot.pause()
        app.show_cells([piece("after it is known")])
        app.show_cells([piece("A")])
        marked = [(data.startswith("\x1b[?2026h"), data.endswith("\x1b[?2026l")) for data in sent]
        assert marked == [(False, False), (True, True), (False, False)]


@pytest.mark.parametrize("text", ["a\x1b[31mb", "漢字", "\x9b"])
async def test_cells_that_are_not_one_a_character_must_come_in_an_update(text: str) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        sent = app.recorder.bytes_sent
        assert not app.show_cells([piece(text)])
        assert app.recorder.bytes_sent == sent


async def test_without_a_driver_that_connects_textual_displays() -> None:
    app = Varied()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not app.show_cells([piece("x")])


async def test_what_only_textual_can_encode_is_shown_all_the_same() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        for row in app.query(".row").results(Static):
            row.update(Text("a link", Style(link="https://example.org")))
            await pilot.pause(0.05)
            app.write()
            await pilot.pause(0.05)
            if app.chance.random() < 0.2:
                await resize(app, pilot)
            assert not differing(app.recorder.emulator.cells(), app.reference.cells())
        app.screen.query(".row").remove()
        await pilot.resize_terminal(60, 20)
        app.recorder.become(60, 20)
        app.reference = Emulator(60, 20)
        app.screen.refresh()
        await pilot.pause(0.1)
        assert not differing(app.recorder.emulator.cells(), app.reference.cells())
        assert app._buffer is not None  # and taken up again where the links are gone


async def test_of_what_is_drawn_while_textual_holds_back_nothing_is_shown_but_a_whole_picture() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        before = app.recorder.emulator.cells()
        app.recorder.busy = True
        with app.batch_update():
            app.query_one(Line).change(0, "part of another screen")
            app.screen._compositor.update_widgets({app.query_one(Line)})
            app.screen._compositor_refresh()
        app.recorder.free()
        assert not differing(app.recorder.emulator.cells(), before)
        await pilot.pause()
        shown = "".join(str(look[0]) for look in app.recorder.emulator.cells()[1])
        assert shown.startswith("part of another screen")


async def test_an_encoder_that_fails_leaves_it_to_textual(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause(0.05)
        monkeypatch.setattr(ScreenBuffer, "render_diff", lambda picture: 1 / 0)
        for _ in range(5):
            app.write()
            await pilot.pause(0.05)
        assert not differing(app.recorder.emulator.cells(), app.reference.cells())


@pytest.mark.parametrize("seed", range(2))
async def test_it_shows_what_textual_would_show(seed: int) -> None:
    await live(Watched(seed), deeds=60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
async def test_it_shows_what_textual_would_show_for_long(seed: int) -> None:
    await live(Watched(seed), deeds=1000)
