"""Mode data with more numbers than are computed at once: a worker thread computes, and keys go on."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.data.predictions import Predictions
from infotui.lessons.cross_entropy.model import prediction_numbers, prediction_pictures, prediction_rows
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import PredictionState, RowOrder
from support.app_parts import seen, until
from support.cross_entropy_app import screen_of
from support.data_app import data_app, data_of, data_state, idle, is_computing, mounted, view_of
from support.reference_predictions import write_reference

pytestmark = pytest.mark.wall_clock


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of more numbers than are computed at once."""
    monkeypatch.setattr(prediction_pictures, "AT_ONCE", 1000)
    write_reference(tmp_path / "r.npz", 1000, 5)
    return tmp_path / "r.npz"


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[tuple[InfotuiApp, Pilot[None]]]:
    LESSON.prepare(data_state(path))
    app = data_app(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await mounted(pilot, app)
        await idle(app)
        yield app, pilot


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Preparing a state takes until this is set, or until it is cancelled."""
    released = Event()
    prepare = prediction_pictures.prepare_pictures

    def wait(state: PredictionState) -> None:
        while not released.is_set():
            time.sleep(0.002)
            list(state.loaded.scores.blocks())
        prepare(state)

    monkeypatch.setattr(prediction_pictures, "prepare_pictures", wait)
    return released


async def test_filter_and_order_come_from_a_worker(path: Path) -> None:
    async with opened(path) as (app, pilot):
        for key in "tts":
            app.simulate_key(key)
        await idle(app)
        assert (data_of(app).true_class, data_of(app).order) == (1, RowOrder.BEST)
        assert "t class: 1" in seen(app)
        assert "best first" in seen(app)
        while screen_of(app).history.can_undo:
            await pilot.press("z")
            await idle(app)
        assert (data_of(app).true_class, data_of(app).order) == (None, RowOrder.WORST)
        assert "t class: all" in seen(app)
        while screen_of(app).history.can_redo:
            await pilot.press("y")
            await idle(app)
        assert "t class: 1" in seen(app)


async def test_the_best_temperature_and_one_step(path: Path) -> None:
    async with opened(path) as (app, pilot):
        await pilot.press("g")
        await idle(app)
        assert 0.9 < data_of(app).temperature < 1
        await pilot.press("G")
        await idle(app)
        assert data_of(app).temperature == pytest.approx(0.941112579502215)
        assert "best T 0.94" in seen(app)


async def test_escape_cancels_a_computation(path: Path, slow: Event) -> None:
    slow.set()
    async with opened(path) as (app, pilot):
        slow.clear()
        app.simulate_key("t")
        await until(lambda: "Computing:" in seen(app))
        assert "rows passed" in seen(app)
        app.simulate_key("escape")
        await until(lambda: "Cancelled" in seen(app))
        assert data_of(app).true_class is None
        assert "t class: all" in seen(app)
        slow.set()
        await pilot.press("t")
        await idle(app)
        app.simulate_key("down")
        await idle(app)
        slow.clear()
        app.simulate_key("z")
        app.simulate_key("z")
        await until(lambda: "Computing:" in seen(app))
        assert data_of(app).true_class is None
        slow.set()
        await idle(app)
        assert "t class: all" in seen(app)


async def test_keys_are_answered_while_it_computes(path: Path, slow: Event) -> None:
    slow.set()
    async with opened(path) as (app, _):
        slow.clear()
        app.simulate_key("t")
        await until(lambda: is_computing(app))
        row = data_of(app).row
        app.simulate_key("down")
        await until(lambda: data_of(app).row != row)
        slow.set()
        await idle(app)
        assert data_of(app).true_class == 0
        slow.clear()
        app.simulate_key("t")
        await until(lambda: is_computing(app))
        view_of(app).slider.load((2.0,))
        app.simulate_key("tab")
        app.simulate_key("right")
        await until(lambda: data_of(app).temperature != 1)
        slow.set()
        await idle(app)
        assert data_of(app).true_class == 0  # what was computed for T = 1 is no longer wanted


async def test_the_end_of_a_long_list_is_sorted_by_a_worker(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prediction_rows, "FIRST_ROWS", 10)
    monkeypatch.setattr(prediction_rows, "_FIRST_SORTED", 50)
    monkeypatch.setattr(prediction_rows, "_SORTED_AT_ONCE", 10)
    async with opened(path) as (app, pilot):
        rows = view_of(app).rows
        await pilot.press("end")
        await idle(app)
        assert rows.index == 999
        losses = prediction_numbers.evaluation(data_of(app).loaded, 1.0).losses
        assert losses[data_of(app).row] == losses.min()
        await pilot.press("home")
        assert rows.index == 0
        await pilot.press("slash", "3", "enter")
        await idle(app)
        assert data_of(app).row == 3
        assert f"{losses[3]:.4f}" in seen(app)


def test_a_long_file_is_found_by_name(tmp_path: Path) -> None:
    names = [f"row{i}" for i in range(300)]
    np.savez(tmp_path / "n.npz", logits=np.eye(3)[np.arange(300) % 3], y=np.arange(300) % 3, names=names)
    state = data_state(tmp_path / "n.npz").opened_data
    assert prediction_rows.find_row(state, "row29") == 29
    lines = [f"{name},{i % 2},{i},1\n" for i, name in enumerate(names)]
    (tmp_path / "n.csv").write_text("name,y,z_0,z_1\n" + "".join(lines))
    state = data_state(tmp_path / "n.csv").opened_data
    assert prediction_rows.find_row(state, "row29") == 29
    assert prediction_rows.find_row(state, "row299") == 299
    with pytest.raises(ValueError, match="no row of the number or name 'ow2'"):
        prediction_rows.find_row(state, "ow2")


async def test_a_curve_ends_with_the_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began, ended = Event(), Event()

    def endless(rows: Predictions) -> None:
        began.set()
        try:
            while True:
                time.sleep(0.002)
                list(rows.scores.blocks())
        finally:
            ended.set()

    monkeypatch.setattr(prediction_pictures, "CURVE_AT_ONCE", 1000)
    monkeypatch.setattr(prediction_pictures, "temperature_curve", endless)
    app = data_app(path)
    async with app.run_test(size=(120, 36)) as pilot:
        await mounted(pilot, app)
        await until(began.is_set)
    assert ended.wait(2)
