"""Without any one private name of Textual the app shows the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from infotui.app import InfotuiApp
from infotui.ui import textual_internals
from infotui.ui.textual_internals import (
    APP_NAMES,
    COMPOSITOR_NAMES,
    FRAME_NAMES,
    PALETTE_NAMES,
    Capabilities,
)

TESTS = Path(__file__).parents[1]
# Textual itself asks with hasattr for none of these.
CHECKED_AT_USE = (*FRAME_NAMES, *APP_NAMES, *PALETTE_NAMES)
CHECKED_AT_IMPORT = (COMPOSITOR_NAMES[0], "Compositor")
"""One stands for all: without any of them there is no patched compositor."""


async def test_textual_has_every_private_name() -> None:
    app = InfotuiApp()
    async with app.run_test():
        assert Capabilities.check(app, app.screen) == Capabilities((), (), ())


@cache
def shown_without(*names: str) -> tuple[tuple[list[str], str], ...]:
    """What is missing, and what the app shows, without each of `names`, in a process of its own."""
    paths = os.pathsep.join([*sys.path, str(TESTS), str(TESTS.parent / "src")])
    found = subprocess.run(
        [sys.executable, "-W", "error", "-m", "support.without_name", *names],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return tuple(json.loads(found.stdout))


@pytest.mark.parametrize("names", [CHECKED_AT_USE, *((name,) for name in CHECKED_AT_IMPORT)], ids=" ".join)
def test_without_a_private_name_the_app_shows_the_same(names: tuple[str, ...]) -> None:
    ((nothing, expected),) = shown_without("nothing")
    assert nothing == []
    assert "KL(p‖q)" in expected
    assert "0.20" in expected
    for name, (missing, shown) in zip(names, shown_without(*names), strict=True):
        assert name in missing
        assert shown == expected, name


@pytest.mark.parametrize("name", COMPOSITOR_NAMES)
def test_without_any_of_its_names_nothing_is_patched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert textual_internals._define_compositor() is not None
    has = hasattr
    monkeypatch.setattr("builtins.hasattr", lambda owner, asked: asked != name and has(owner, asked))
    assert textual_internals._define_compositor() is None
