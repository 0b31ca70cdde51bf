"""The display against Textual's own renderer: after every step, both terminals show the same cells."""

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
from textual.theme import BUILTIN_THEMES
from textual.widgets import Button, Input, ProgressBar, Static

from infotui.terminal.screen_buffer import ScreenBuffer
from support.apps.varied import Line, Other, Question, Varied
from support.emulator import Emulator, differing
from support.recorder import Recorder

# ansi-dark came with Textual 8.2.5.
THEMES = [name for name in ("textual-dark", "textual-light", "nord", "ansi-dark") if name in BUILTIN_THEMES]
WORDS = ("x", "0.693 nats", "漢字と", "⣿⣀⠤", "█▇▆", "   ", "", "∞ − σ", "👩 w")


class Watched(Varied):
    """A `Varied` app whose every frame is also rendered by Textual, into a second terminal.

    Includes frames made during a batch, which Textual would drop: our display sends them with the next frame.
    """

    def __init__(self, seed: int, system: str = "truecolor") -> None:
        super().__init__()
        self.console._color_system = {"truecolor": 3, "256": 2, "standard": 1}[system]  # type: ignore[assignment]
        self.rng = random.Random(seed)

    def _build_driver(self, *_: Any, size: tuple[int, int] | None = None, **__: Any) -> Driver:
        self.recorder = Recorder(self, size=size)
        self._driver = self.recorder
        self.reference = Emulator(*(size or (80, 24)))
        return self.recorder

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and self._running:
            self.reference.feed(renderable.render_segments(self.console))
        super()._display(screen, renderable)

    def redraw_reference(self) -> None:
        """Render a full frame with Textual."""
        self.reference = Emulator(*self.size)
        whole = self.screen._compositor.render_full_update()
        self.reference.feed(whole.render_segments(self.console))

    def write(self) -> None:
        """Change a random widget."""
        rng = self.rng
        kind = rng.randrange(6)
        if kind == 0:
            row = rng.choice(list(self.query(".row").results(Static)))
            row.update(Text(rng.choice(WORDS), rng.choice(["bold red", "reverse", "#10b981 on #222222", ""])))
        elif kind == 1:
            self.query_one("#floating").styles.offset = (rng.randrange(-4, 80), rng.randrange(-2, 24))
        elif kind == 2:
            self.query_one(ProgressBar).update(progress=rng.randrange(101))
        elif kind == 3:
            self.query_one(Input).value = rng.choice(WORDS) * rng.randrange(4)
        elif kind == 4:
            self.query_one("#under", Static).update(rng.choice(WORDS) * rng.randrange(9))
        else:
            width = rng.randrange(1, 30)
            self.query_one(Line).change(rng.randrange(120), "".join(rng.choices("01 ⣿x", k=width)))


async def edit(app: Watched, pilot: Pilot[None]) -> None:
    app.write()


async def edit_much(app: Watched, pilot: Pilot[None]) -> None:
    for _ in range(app.rng.randrange(2, 9)):
        app.write()


async def press(app: Watched, pilot: Pilot[None]) -> None:
    await pilot.press(app.rng.choice(["tab", "a", "left", "backspace", "down", "pagedown", "enter"]))


async def hover(app: Watched, pilot: Pilot[None]) -> None:
    await pilot.hover(offset=(app.rng.randrange(app.size.width), app.rng.randrange(app.size.height)))


async def change_theme(app: Watched, pilot: Pilot[None]) -> None:
    app.theme = app.rng.choice(THEMES)


async def resize(app: Watched, pilot: Pilot[None]) -> None:
    width, height = app.rng.randrange(1, 130), app.rng.randrange(1, 40)
    app.recorder.become(width, height)
    app.reference = Emulator(width, height)
    await pilot.resize_terminal(width, height)
    await pilot.pause(0.03)


async def open_screen(app: Watched, pilot: Pilot[None]) -> None:
    if len(app.screen_stack) < 3:
        app.push_screen(app.rng.choice([Question, Other])())


async def close_screen(app: Watched, pilot: Pilot[None]) -> None:
    if len(app.screen_stack) > 1:
        app.pop_screen()


async def hide(app: Watched, pilot: Pilot[None]) -> None:
    button = app.screen_stack[0].query_one(Button)
    button.display = not button.display


async def become_busy(app: Watched, pilot: Pilot[None]) -> None:
    app.recorder.busy = True


async def be_overwritten(app: Watched, pilot: Pilot[None]) -> None:
    app.recorder.emulator.scribble()
    app.recorder.on_invalidated()
    app.recorder.on_writable()


Action = Callable[[Watched, Pilot[None]], Awaitable[None]]
ACTIONS: dict[Action, int] = {
    edit: 40,
    edit_much: 15,
    press: 12,
    hover: 10,
    change_theme: 2,
    resize: 2,
    open_screen: 4,
    close_screen: 5,
    hide: 3,
    become_busy: 6,
    be_overwritten: 2,
}


async def compare(app: Watched, count: int) -> None:
    async with app.run_test(headless=False) as pilot:
        for number in range(count):
            action = app.rng.choices(list(ACTIONS), list(ACTIONS.values()))[0]
            await action(app, pilot)
            await pilot.pause()
            if app.recorder.busy:
                if app.rng.random() < 0.5:
                    continue
                app.recorder.free()
                await pilot.pause()
            wrong = differing(app.recorder.emulator.cells(), app.reference.cells())
            if wrong:  # Textual may cut a wide character in two; a full frame is right
                app.redraw_reference()
                wrong = differing(app.recorder.emulator.cells(), app.reference.cells())
            assert not wrong, f"after action {number}, {action.__name__}: {wrong[:3]}"
    assert app._exception is None
    assert app.recorder.sent_while_busy == 0


def patch(text: str, *styles: Style) -> tuple[int, int, str, bytes, tuple[Style, ...]]:
    """A patch at column 10 of row 3 whose characters take the styles in turn."""
    palette = styles or (Style.null(),)
    return 3, 10, text, bytes(i % len(palette) for i in range(len(text))), palette


async def test_patches_change_only_their_cells() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        before = app.recorder.emulator.cells()
        sent = app.recorder.bytes_sent
        assert app.show_cells([patch("∞ bits", Style.parse("#10b981 on #121212"))])
        after = app.recorder.emulator.cells()
        assert "".join(str(look[0]) for look in after[3][10:16]) == "∞ bits"
        assert [(y, x) for y, x, *_ in differing(after, before)] == [(3, x) for x in range(10, 16)]
        assert app.recorder.bytes_sent - sent < 50


async def test_patch_cells_have_their_palette_styles() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        red, blue = Style.parse("#ff0000 on #121212"), Style.parse("bold #0000ff on #000080")
        assert app.show_cells([patch("abcd", red, blue)])
        shown = app.recorder.emulator.cells()[3][10:14]
        assert len({look[1:] for look in shown}) == 2
        assert shown[0][1:] == shown[2][1:]
        assert shown[1][1:] == shown[3][1:]


async def test_long_frames_are_sent_as_synchronized_output(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        sent: list[str] = []
        monkeypatch.setattr(app.recorder, "send", sent.append)
        app.show_cells([patch("before it is known")])
        app.post_message(TerminalSupportsSynchronizedOutput())
        await pilot.pause()
        app.show_cells([patch("after it is known")])
        app.show_cells([patch("A")])
        synchronized = [(data.startswith("\x1b[?2026h"), data.endswith("\x1b[?2026l")) for data in sent]
        assert synchronized == [(False, False), (True, True), (False, False)]


@pytest.mark.parametrize("text", ["a\x1b[31mb", "漢字", "\x9b"])
async def test_patches_refuse_wide_and_control_characters(text: str) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause()
        sent = app.recorder.bytes_sent
        assert not app.show_cells([patch(text)])
        assert app.recorder.bytes_sent == sent


async def test_other_drivers_use_textuals_renderer() -> None:
    app = Varied()
    async with app.run_test() as pilot:
        await pilot.pause()
        assert not app.show_cells([patch("x")])


async def test_links_fall_back_to_textuals_renderer() -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        for row in app.query(".row").results(Static):
            row.update(Text("a link", Style(link="https://example.org")))
            await pilot.pause(0.05)
            app.write()
            await pilot.pause(0.05)
            if app.rng.random() < 0.2:
                await resize(app, pilot)
            assert not differing(app.recorder.emulator.cells(), app.reference.cells())
        app.screen.query(".row").remove()
        await pilot.resize_terminal(60, 20)
        app.recorder.become(60, 20)
        app.reference = Emulator(60, 20)
        app.screen.refresh()
        await pilot.pause(0.1)
        assert not differing(app.recorder.emulator.cells(), app.reference.cells())
        assert app._buffer is not None  # and used again when the links are gone


async def test_batched_updates_end_in_a_full_frame() -> None:
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


async def test_a_failing_diff_falls_back_to_textuals_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Watched(0)
    async with app.run_test(headless=False) as pilot:
        await pilot.pause(0.05)
        monkeypatch.setattr(ScreenBuffer, "render_diff", lambda buffer: 1 / 0)
        for _ in range(5):
            app.write()
            await pilot.pause(0.05)
        assert not differing(app.recorder.emulator.cells(), app.reference.cells())


@pytest.mark.parametrize("seed", range(2))
async def test_cells_equal_textuals_own_output(seed: int) -> None:
    await compare(Watched(seed), count=60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 120))
async def test_cells_equal_textuals_own_output_for_long(seed: int) -> None:
    await compare(Watched(seed), count=1000)
