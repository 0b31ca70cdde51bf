"""Settings and fixtures that make a test run the same everywhere."""

from __future__ import annotations

import os

# Textual reads these when it is imported, and a snapshot would show them.
for name in ("NO_COLOR", "TEXTUAL_THEME", "COLUMNS", "LINES", "STY", "INFOTUI_GLYPHS"):
    os.environ.pop(name, None)

import asyncio
import gc
import inspect
import signal
from collections.abc import Callable, Iterable
from functools import partial

import pytest
from hypothesis import HealthCheck, settings

from infotui.app import InfotuiApp
from infotui.core.lesson import AnyLesson, Snapshot
from support.clock import run_simulated, simulated_clock
from support.parsed_stylesheets import share_parsed_rules

# A shell ignores Ctrl+C for what it runs in the background, and the programs under test would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# With the default thresholds, garbage collection takes a seventh of the time: an app is 20,000 objects.
gc.set_threshold(200_000, 20, 20)
share_parsed_rules()

# Shared machines are slow at times, so no example has a deadline. Half the usual number of examples keeps the
# whole run below four minutes on two cores; --hypothesis-profile=thorough tries more.
settings.register_profile(
    "infotui", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50
)
settings.register_profile("thorough", settings.get_profile("infotui"), max_examples=1000)
# For the further runs of .ci/run, on other versions: --hypothesis-profile=quick.
settings.register_profile("quick", settings.get_profile("infotui"), max_examples=20)
settings.load_profile("infotui")

SnapCompare = Callable[..., bool]
SameAsBefore = Callable[..., None]


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: many tests wait for a terminal most of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that compare snapshots."""
    for item in items:
        if isinstance(item, pytest.Function) and "snap_compare" in item.fixturenames:
            item.add_marker(pytest.mark.snapshot)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a coroutine test on the simulated clock, or on the real one if it is marked `wall_clock`."""
    act = pyfuncitem.obj
    if not inspect.iscoroutinefunction(act):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    if pyfuncitem.get_closest_marker("wall_clock"):
        asyncio.run(act(**arguments))
    else:
        run_simulated(lambda clock: act(**arguments))
    return True


@pytest.fixture
def same_as_before(snap_compare: SnapCompare) -> SameAsBefore:
    """Compare a screenshot of an app with the accepted one. A crashed app raises its exception."""

    def compare(
        app: InfotuiApp, size: tuple[int, int], press: Iterable[str] = (), theme: str | None = None
    ) -> None:
        async def set_theme(pilot: object) -> None:
            if theme is not None:
                app.theme = theme

        with simulated_clock() as clock:
            vars(app)["run"] = partial(app.run, loop=clock)
            same = snap_compare(app, terminal_size=size, press=press, run_before=set_theme)
        crash = app._exception
        if crash is not None:
            raise crash
        assert same

    return compare


def app_at(lesson: AnyLesson, state: object) -> InfotuiApp:
    """The app, opened at `state` of `lesson`."""
    return InfotuiApp(lesson.name, {lesson.name: Snapshot(state, lesson.unit)})
