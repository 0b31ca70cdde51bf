"""Reading files on the screen of mode data: the path that is typed, progress, cancelling, and many rows."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.cross_entropy.model.state import Mode
from infotui.lessons.cross_entropy.ui import data_temperature
from infotui.ui.screens.loading_screen import LoadingScreen
from infotui.ui.screens.open_file import OpenFileScreen
from support.app_parts import seen, settled, until
from support.cross_entropy_app import binary_app, multiclass_app, screen_of
from support.data_app import data_app, data_of, mounted, shown, view_of
from support.reference_predictions import write_reference

pytestmark = pytest.mark.wall_clock


async def type_path(pilot: Pilot[None], path: str) -> None:
    """Type a path and press Enter."""
    assert isinstance(pilot.app.screen, OpenFileScreen)
    pilot.app.screen.query_one("Input").value = path  # type: ignore[attr-defined]
    pilot.app.simulate_key("enter")


def is_data(app: InfotuiApp) -> bool:
    screen = app.screen
    if isinstance(screen, (LoadingScreen, OpenFileScreen)):
        return False
    return screen_of(app).state.mode is Mode.DATA and screen_of(app).data.view is not None


async def test_f_opens_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a file.csv"
    shutil.copy(SHIPPED_PREDICTIONS, path)
    app = binary_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f")
        await type_path(pilot, str(path))
        await settled(app, lambda: is_data(app))
        await mounted(pilot, app)
        assert "a file.csv: 500 rows" in seen(app)
        assert view_of(app).rows.has_focus
        await pilot.press("z")
        assert screen_of(app).state.mode is Mode.BINARY
        await pilot.press("y")
        assert screen_of(app).state.mode is Mode.DATA


async def test_m_asks_for_a_file_and_escape_goes_on() -> None:
    app = multiclass_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("m")
        assert isinstance(app.screen, OpenFileScreen)
        await pilot.press("escape")
        assert screen_of(app).state.mode is Mode.BINARY
        await pilot.press("m", "m")
        await type_path(pilot, str(SHIPPED_PREDICTIONS))
        await settled(app, lambda: is_data(app))


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("nowhere.csv", "nowhere.csv: No such file or directory"),
        ("-", "standard input"),
        ("'", "No closing quotation"),
        (f"{SHIPPED_PREDICTIONS} --as nonsense", "argument --as: 'nonsense' is none of"),
        (f"{SHIPPED_PREDICTIONS} --json", "argument --json: opens no screen"),
        (f"{SHIPPED_PREDICTIONS} --nonsense", "unrecognized"),
    ],
)
async def test_what_cannot_be_opened_is_a_note(typed: str, note: str) -> None:
    app = binary_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f")
        await type_path(pilot, typed)
        await until(lambda: not isinstance(app.screen, (LoadingScreen, OpenFileScreen)))
        await until(lambda: note in seen(app))
        assert screen_of(app).state.mode is Mode.BINARY


async def test_options_may_follow_the_path(tmp_path: Path) -> None:
    write_reference(tmp_path / "r.npy", 1000, 5)
    app = binary_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("f")
        labels = tmp_path / "r.labels.npy"
        await type_path(pilot, f"{tmp_path / 'r.npy'} --as logits --labels {labels} --temperature 2")
        await settled(app, lambda: is_data(app))
        assert data_of(app).temperature == 2
        assert data_of(app).request.labels == str(labels)


async def test_r_reads_the_file_again(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    shutil.copy(SHIPPED_PREDICTIONS, path)
    app = data_app(path)
    async with shown(app) as pilot:
        await pilot.press("G", "t", "down", "s")
        before = data_of(app)
        lines = SHIPPED_PREDICTIONS.read_text().splitlines()
        path.write_text("\n".join(lines[:301]) + "\n")
        assert "500 rows" in seen(app)
        await pilot.press("r")
        await settled(app, lambda: data_of(app).loaded.n == 300)
        now = data_of(app)
        assert (now.temperature, now.class_name, now.order) == (
            before.temperature,
            before.class_name,
            before.order,
        )
        assert "Read again: 300 rows" in seen(app)
        await pilot.press("z")
        assert data_of(app).loaded.n == 500


async def test_a_second_file_is_read_behind_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    lines = SHIPPED_PREDICTIONS.read_text().splitlines()
    path.write_text("\n".join([lines[0], *lines[1:] * 200]) + "\n")
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("f")
        await type_path(pilot, str(path))
        await until(lambda: "Reading large.csv" in seen(app))
        view_of(app).slider.focus()
        answered = 0
        while data_of(app).loaded.n == 500:
            before = data_of(app).temperature
            app.simulate_key("right")
            while data_of(app).temperature == before and data_of(app).loaded.n == 500:
                await asyncio.sleep(0.001)
            answered += 1
        assert answered > 5, "keys wait for the reading"
        assert data_of(app).loaded.n == 100_000
        while data_of(app).loaded.n != 500:  # the last key may have come after the file
            await pilot.press("z")
        assert data_of(app).temperature > 1


async def test_escape_cancels_a_reading_behind_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    lines = SHIPPED_PREDICTIONS.read_text().splitlines()
    path.write_text("\n".join([lines[0], *lines[1:] * 200]) + "\n")
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("f")
        await type_path(pilot, str(path))
        await until(lambda: "Reading large.csv" in seen(app))
        app.simulate_key("escape")
        await until(lambda: "Cancelled: nothing was read" in seen(app))
        await pilot.pause(0.5)
        assert data_of(app).loaded.n == 500
        assert "predictions.csv: 500 rows" in seen(app)


async def test_the_temperature_of_many_rows_is_a_draft_until_it_rests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data_temperature, "_LARGE", 1000)
    path = tmp_path / "many.npz"
    random = np.random.default_rng(0)
    logits = (random.normal(size=(60_000, 5)) * 3).astype(np.float32)
    np.savez(path, logits=logits, labels=logits.argmax(axis=1) * (random.random(60_000) < 0.8))
    app = data_app(path)
    async with shown(app) as pilot:
        view_of(app).slider.focus()
        await until(lambda: "the curve is being computed" not in seen(app))
        await pilot.press("right")
        assert data_of(app).is_draft
        draft = next(r for r in screen_of(app).panel.readings if r.name == "loss").number
        assert "The loss follows the curve" in seen(app)
        await until(lambda: not data_of(app).is_draft)
        exact = next(r for r in screen_of(app).panel.readings if r.name == "loss").number
        assert draft == pytest.approx(exact, abs=2e-6)
        assert data_of(app).temperature == 1.05
        await pilot.press("z")
        assert data_of(app).temperature == 1
        assert not screen_of(app).history.can_undo
