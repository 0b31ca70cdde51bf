"""The entropy screen with a sample, for tests."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import Snapshot
from infotui.core.reading import Unit
from infotui.data.count_table import CountTable
from infotui.lessons.entropy.model.counted_sample import CountedSample, SampleKind
from infotui.lessons.entropy.model.state import INITIAL, EntropyState
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.ui.screens.loading_screen import LoadingScreen
from support.app_parts import current_screen, settled


def sample_of(pairs: Iterable[tuple[str, int]], **options: object) -> EntropyState:
    labels, counts = zip(*pairs, strict=True)
    table = CountTable(tuple(label.encode() for label in labels), counts, 123, "count label")
    return INITIAL.with_sample(CountedSample(SampleKind.COUNTS, "counts.txt", table))


HISTORY = sample_of([("git", 61), ("ls", 32), ("cd", 25), ("vim", 12), ("make", 9), ("man", 1), ("ssh", 1)])

WORDS = sample_of((f"word{i}", max(1, 20_000 // (i + 1))) for i in range(10_000))

SINGLE = sample_of([("x", 5)])


def app_of(state: EntropyState, glyphs: GlyphSet = GlyphSet.BRAILLE) -> InfotuiApp:
    return InfotuiApp("entropy", {"entropy": Snapshot(state, Unit.BITS)}, glyphs)


def screen_of(app: InfotuiApp) -> EntropyScreen:
    return current_screen(app, EntropyScreen)


def notes_of(app: InfotuiApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that are shown from now on."""
    found: list[str] = []
    monkeypatch.setattr(app, "notify", lambda message, **options: found.append(message))
    return found


async def loaded(pilot: Pilot[None]) -> None:
    """Wait until nothing is read any more."""
    app = pilot.app
    assert isinstance(app, InfotuiApp)
    await settled(app, lambda: not isinstance(app.screen, LoadingScreen))
