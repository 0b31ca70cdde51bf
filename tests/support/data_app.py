"""The app on mode data of the cross-entropy screen, and what its tests ask of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from conftest import app_at
from infotui.app import InfotuiApp
from infotui.data.source import open_quietly
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import PredictionRequest, PredictionState
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.cross_entropy.model.state import INITIAL, CrossEntropyState
from infotui.lessons.cross_entropy.ui.data_view import DataView
from support.app_parts import settled, until
from support.cross_entropy_app import screen_of


def data_state(path: Path = SHIPPED_PREDICTIONS, against: Path | None = None) -> CrossEntropyState:
    """The state with a file of predictions read."""
    request = PredictionRequest(str(path), against=None if against is None else str(against))
    return LESSON.load_files(INITIAL.with_data(PredictionState(request)), open_quietly)


def data_app(path: Path = SHIPPED_PREDICTIONS, against: Path | None = None) -> InfotuiApp:
    """The app with a file of predictions open."""
    return app_at(LESSON, data_state(path, against))


@asynccontextmanager
async def shown(app: InfotuiApp, size: tuple[int, int] = (120, 36)) -> AsyncIterator[Pilot[None]]:
    """The app in a terminal of `size`, its data view mounted."""
    async with app.run_test(size=size) as pilot:
        await mounted(pilot, app)
        yield pilot


async def mounted(pilot: Pilot[None], app: InfotuiApp) -> None:
    """Wait until the data view is there."""
    await until(lambda: has_view(app))
    await pilot.pause()


async def idle(app: InfotuiApp) -> None:
    """Wait until every key is handled, and nothing is computed."""
    await settled(app, lambda: has_view(app) and not is_computing(app))


def is_computing(app: InfotuiApp) -> bool:
    """Whether a worker computes something that the data view waits for."""
    return screen_of(app).data.work.is_running


def has_view(app: InfotuiApp) -> bool:
    """Whether the data view is there."""
    return screen_of(app).data.view is not None


def view_of(app: InfotuiApp) -> DataView:
    """The data view."""
    view = screen_of(app).data.view
    assert view is not None
    return view


def data_of(app: InfotuiApp) -> PredictionState:
    """The predictions that are shown."""
    return screen_of(app).state.opened_data


def listed(app: InfotuiApp) -> int:
    """How many rows the list has."""
    rows = view_of(app).rows.rows
    assert rows is not None
    return rows.count
