from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.ui.screens.loading_screen import LoadingScreen, load_input
from infotui.ui.screens.open_file import PathInput, ask_for_file
from infotui.ui.widgets.cell_widget import CellWidget

if TYPE_CHECKING:
    from infotui.data.source import OpenInput

pytestmark = pytest.mark.wall_clock


async def wait_for_lesson(pilot: Pilot[None]) -> None:
    """Wait until no reading is shown any more."""
    deadline = time.monotonic() + 10
    while isinstance(pilot.app.screen, LoadingScreen) or not pilot.app.screen_stack:
        assert time.monotonic() < deadline
        await pilot.pause(0.02)


def texts(app: InfotuiApp) -> str:
    """All that the cells of the screen say."""
    rows = [w.render_lines(w.size.region) for w in app.screen.query(CellWidget) if w.is_on_screen]
    return "\n".join(line.text for lines in rows for line in lines)


class Slow:
    """Reads a file as slowly as a test lets it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.may_end = threading.Event()
        self.ended = threading.Event()

    def __call__(self, open_input: OpenInput) -> bytes:
        try:
            with open_input(str(self.path), "counts") as source:
                data = source.read()
                source.rows = 12_345
                while not self.may_end.wait(0.005):
                    source.report()
                return data
        finally:
            self.ended.set()


@pytest.fixture
def slow(tmp_path: Path) -> Slow:
    path = tmp_path / "counts.txt"
    path.write_bytes(b"3 a\n1 b\n")
    return Slow(path)


async def test_a_reading_shows_progress_and_hands_its_result_over(slow: Slow) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        lesson = app.screen
        found: list[bytes] = []
        load_input(lesson, slow, found.append)
        await pilot.pause(0.3)
        assert isinstance(app.screen, LoadingScreen)
        shown = texts(app)
        for wanted in ("counts.txt", "100 %", "12,345 rows, ", "rows a second", "Esc cancels"):
            assert wanted in shown
        slow.may_end.set()
        await wait_for_lesson(pilot)
        assert found == [b"3 a\n1 b\n"]
        assert app.screen is lesson


async def test_escape_cancels_and_the_result_is_dropped(slow: Slow) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        lesson = app.screen
        found: list[bytes] = []
        load_input(lesson, slow, found.append)
        await pilot.pause(0.2)
        await pilot.press("escape")
        assert app.screen is lesson
        assert slow.ended.wait(5)
        await pilot.pause(0.1)
        assert found == []


async def test_quitting_ends_a_reading(slow: Slow) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        load_input(app.screen, slow, print)
        await pilot.pause(0.2)
        await pilot.press("q")
    assert slow.ended.wait(5)


async def test_bad_input_is_a_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = InfotuiApp()
    notes: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        lesson = app.screen
        monkeypatch.setattr(app, "notify", lambda message, **options: notes.append(message))

        def read(open_input: OpenInput) -> bytes:
            with open_input(str(tmp_path / "none"), "counts") as source:
                return source.read()

        load_input(lesson, read, print)
        for _ in range(500):  # the loading screen may not be open yet
            if notes:
                break
            await pilot.pause(0.02)
        await wait_for_lesson(pilot)
        assert notes == [f"{tmp_path}/none: No such file or directory"]
        assert app.screen is lesson


async def test_a_thread_that_computes_does_not_hold_the_event_loop_up() -> None:
    app = InfotuiApp()

    def compute(open_input: OpenInput) -> None:
        stop = time.monotonic() + 1
        while time.monotonic() < stop:
            pass

    async with app.run_test(size=(80, 24)) as pilot:
        load_input(app.screen, compute, print)
        await pilot.pause(0.2)
        waits = []
        for _ in range(20):
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            waits.append(time.perf_counter() - start)
        assert median(waits) < 0.01
        lesson = app.screen_stack[0]
        assert isinstance(app.screen, LoadingScreen)
        app.screen.action_cancel()
        assert app.screen is lesson


async def test_a_path_is_typed_and_completed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("counts.txt", "counts.tsv"):
        (tmp_path / name).touch()
    app = InfotuiApp()
    found: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        ask_for_file(app.screen, "a file", found.append)
        await pilot.press("c", "tab")
        field = app.screen.query_one(PathInput)
        assert field.value == "counts.t"
        assert "counts.tsv  counts.txt" in str(app.screen.query_one("#candidates").render())
        await pilot.press("x", "tab", "enter")
        assert found == ["counts.txt"]
        ask_for_file(app.screen, "a file", found.append)
        await pilot.press("x", "escape")
        assert found == ["counts.txt"]
