"""Without any one private name of Textual the app shows the same."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from infotui.app import InfotuiApp
from infotui.ui.textual_internals import (
    APP_NAMES,
    COMPOSITOR_NAMES,
    FRAME_NAMES,
    PALETTE_NAMES,
    Capabilities,
)

TESTS = Path(__file__).parents[1]
# Textual itself asks with hasattr for none of these.
NAMES = (*FRAME_NAMES, *APP_NAMES, *COMPOSITOR_NAMES, *PALETTE_NAMES, "Compositor")


async def test_textual_has_every_private_name() -> None:
    app = InfotuiApp()
    async with app.run_test():
        assert Capabilities.check(app, app.screen) == Capabilities((), (), ())


@cache
def shown_without(name: str) -> tuple[str, str]:
    """What is missing, and what the app shows, in a process of its own without `name`."""
    paths = os.pathsep.join([*sys.path, str(TESTS), str(TESTS.parent / "src")])
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "support.without_name", name],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    missing, _, shown = found.stdout.partition("\n")
    return missing, shown


@pytest.mark.parametrize("name", NAMES)
def test_without_a_private_name_the_app_shows_the_same(name: str) -> None:
    missing, shown = shown_without(name)
    assert name in missing
    assert shown == shown_without("nothing")[1]
    assert "KL(p‖q)" in shown
    assert "0.20" in shown
