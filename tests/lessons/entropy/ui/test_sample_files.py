"""Files of samples on the entropy screen: opened by key, read again, refused, cancelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from infotui.app import InfotuiApp
from infotui.core.launch import parse_words
from infotui.core.lesson import Snapshot, command
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import INITIAL, EntropyState
from infotui.ui.screens.loading_screen import LoadingScreen, load_input
from infotui.ui.screens.open_file import OpenFileScreen
from support.sample_app import app_of, loaded, notes_of, screen_of


@pytest.mark.wall_clock
async def test_f_opens_a_file_and_undo_closes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("counts.txt").write_text("3 GET\n1 POST\n")
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("f")
        assert isinstance(app.screen, OpenFileScreen)
        await pilot.press("c", "tab", "enter")
        await loaded(pilot)
        assert screen.state.sample is not None
        assert screen.state.p.names == ("GET", "POST")
        assert command(LESSON, screen.snapshot) == "infotui entropy --counts counts.txt"
        await pilot.press("z")
        assert screen.state == INITIAL
        await pilot.press("f", *"--bytes counts.txt", "enter")
        await loaded(pilot)
        assert command(LESSON, screen.snapshot) == "infotui entropy --bytes counts.txt"


@pytest.mark.wall_clock
@pytest.mark.parametrize("typed", ["counts.txt", "none.txt", "--bits x", "--text=", "-"])
async def test_bad_input_is_a_note_and_nothing_is_lost(
    typed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("counts.txt").write_text("3\n1\n")
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up")
        screen = screen_of(app)
        before = screen.snapshot
        notes = notes_of(app, monkeypatch)
        await pilot.press("f", *typed, "enter")
        await loaded(pilot)
        assert len(notes) == 1
        assert "\n" not in notes[0]
        assert screen.snapshot == before
        assert screen.history.can_undo
        if typed == "counts.txt":
            assert "counts or symbols?" in notes[0]


@pytest.mark.wall_clock
async def test_r_reads_the_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1 POST\n")
    app = app_of(parse_words(LESSON, ["--counts", str(path)]).state)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        notes = notes_of(app, monkeypatch)
        await pilot.press("r")
        await loaded(pilot)
        assert notes == ["Read again: nothing has changed"]
        assert not screen.history.can_undo
        path.write_text("3 GET\n3 POST\n")
        await pilot.press("r")
        await loaded(pilot)
        assert screen.state.p.p == (0.5, 0.5)
        await pilot.press("z")
        assert screen.state.p.p == (0.75, 0.25)
        path.unlink()
        await pilot.press("r")
        await loaded(pilot)
        assert "No such file" in notes[-1]
        assert screen.state.p.p == (0.75, 0.25)


@pytest.mark.wall_clock
async def test_a_file_of_the_command_line_is_the_opening_state(tmp_path: Path) -> None:
    path = tmp_path / "counts.txt"
    path.write_text("3 GET\n1 POST\n")
    app = InfotuiApp(
        "entropy", load=lambda open_input: parse_words(LESSON, ["--counts", str(path)], open_input)
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await loaded(pilot)
        screen = screen_of(app)
        assert screen.state.p.names == ("GET", "POST")
        assert not screen.history.can_undo
        await pilot.press("up", "r")
        assert screen.state.sample is not None


@pytest.mark.wall_clock
async def test_escape_while_reading_leaves_the_screen_as_it_was() -> None:
    app = InfotuiApp()

    def endless(open_input: object) -> Snapshot[EntropyState]:
        while True:
            with open_input("/dev/zero", "bytes") as source:  # type: ignore[operator]
                for _ in source.chunks():
                    pass

    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        before = screen.snapshot
        load_input(screen, endless, screen.push_snapshot)
        await pilot.pause(0.2)
        assert isinstance(app.screen, LoadingScreen)
        await pilot.press("escape")
        assert screen_of(app).snapshot == before
