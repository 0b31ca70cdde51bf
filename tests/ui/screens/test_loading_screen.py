from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

import pytest

from infotui.app import InfotuiApp
from infotui.ui.screens.loading_screen import LoadingScreen, load_input
from infotui.ui.screens.open_file import PathInput, ask_for_file
from support.app_parts import seen, settled, until

if TYPE_CHECKING:
    from infotui.data.source import OpenInput

pytestmark = pytest.mark.wall_clock


async def wait_for_lesson(app: InfotuiApp) -> None:
    """Wait until no reading is shown any more."""
    await settled(app, lambda: not isinstance(app.screen, LoadingScreen))


async def wait_for_reading(app: InfotuiApp, *wanted: str) -> None:
    """Wait until a reading is shown, and texts of it."""
    await until(lambda: isinstance(app.screen, LoadingScreen) and all(text in seen(app) for text in wanted))


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
    async with app.run_test(size=(80, 24)):
        lesson = app.screen
        found: list[bytes] = []
        load_input(lesson, slow, found.append)
        await wait_for_reading(app, "counts.txt", "100 %", "12,345 rows, ", "rows a second", "Esc cancels")
        slow.may_end.set()
        await wait_for_lesson(app)
        assert found == [b"3 a\n1 b\n"]
        assert app.screen is lesson


async def test_escape_cancels_and_the_result_is_dropped(slow: Slow) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        lesson = app.screen
        found: list[bytes] = []
        load_input(lesson, slow, found.append)
        await wait_for_reading(app, "counts.txt")
        await pilot.press("escape")
        assert app.screen is lesson
        assert slow.ended.wait(60)
        await settled(app)
        assert found == []


async def test_quitting_ends_a_reading(slow: Slow) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        load_input(app.screen, slow, print)
        await wait_for_reading(app, "counts.txt")
        await pilot.press("q")
    assert slow.ended.wait(60)


async def test_bad_input_is_a_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    app = InfotuiApp()
    notes: list[str] = []
    async with app.run_test(size=(80, 24)):
        lesson = app.screen
        monkeypatch.setattr(app, "notify", lambda message, **options: notes.append(message))

        def read(open_input: OpenInput) -> bytes:
            with open_input(str(tmp_path / "none"), "counts") as source:
                return source.read()

        load_input(lesson, read, print)
        await until(lambda: bool(notes))
        await wait_for_lesson(app)
        assert notes == [f"{tmp_path}/none: No such file or directory"]
        assert app.screen is lesson


async def test_a_thread_that_computes_does_not_hold_the_event_loop_up() -> None:
    app = InfotuiApp()
    began, may_end = threading.Event(), threading.Event()

    def compute(open_input: OpenInput) -> None:
        began.set()
        while not may_end.is_set():
            sum(range(100))

    async with app.run_test(size=(80, 24)):
        load_input(app.screen, compute, print)
        await until(began.is_set)
        waits = []
        for _ in range(40):
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            waits.append(time.perf_counter() - start)
        may_end.set()
        assert quantiles(waits, n=4)[0] < 0.01  # other processes may take longer turns
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
