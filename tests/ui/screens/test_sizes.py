"""Every size a terminal may have: all that is shown is shown whole."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import pytest

from infotui.app import InfotuiApp
from infotui.canvas import primitives
from infotui.canvas.cell_buffer import CellBuffer
from infotui.canvas.glyphs import GlyphSet
from infotui.canvas.roles import Role
from infotui.lessons import LESSONS, LessonEntry
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.widgets.cell_widget import CellWidget
from infotui.ui.widgets.summary_line import fit_text

SIZES = [(60, 20), (80, 24), (120, 36), (200, 50), (60, 60), (200, 20), (72, 22), (100, 30)]


@pytest.fixture
def cut(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that was painted over an edge of its grid."""
    found: list[str] = []
    paint = primitives.text

    def watched(
        buffer: CellBuffer,
        x: int,
        y: int,
        string: str,
        role: Role = Role.TEXT,
        glyphs: GlyphSet = GlyphSet.BRAILLE,
    ) -> int:
        stop = paint(buffer, x, y, string, role, glyphs)
        if string.strip() and (x < 0 or stop > buffer.width or not 0 <= y < buffer.height):
            found.append(f"{string!r} at {x}, {y} of {buffer.width}x{buffer.height}")
        return stop

    for entry in LESSONS:
        import_module(f"infotui.lessons.{entry.folder}.ui.screen")
    for name, module in list(sys.modules.items()):
        if name.startswith("infotui.") and getattr(module, "text", None) is paint:
            monkeypatch.setattr(module, "text", watched)
    return found


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("entry", LESSONS, ids=lambda entry: entry.lesson.name)
async def test_every_preset_is_shown_whole(entry: LessonEntry, size: tuple[int, int], cut: list[str]) -> None:
    app = InfotuiApp(entry.lesson.name)
    async with app.run_test(size=size) as pilot:
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        for preset in (None, *entry.lesson.presets):
            screen.apply_preset(preset)
            await pilot.pause()
            cut.clear()
            for widget in shown_on(screen):
                assert screen.region.contains_region(widget.region), widget
                assert widget.parent is screen or widget.parent.region.contains_region(widget.region), widget
                assert not any("…" in line for line in widget.paint(*widget.size).lines()), widget
            assert cut == [], preset


def shown_on(screen: LessonScreen[Any]) -> list[Any]:
    """The widgets that show anything."""
    found = [widget for widget in screen.query(CellWidget) if widget.region.area and widget.display]
    return [widget for widget in found if "".join(widget.paint(*widget.size).lines()).strip()]


def test_a_sentence_ends_where_a_clause_does() -> None:
    words = "Data from p, code built for q: 1.0166 extra nats; reversed 2.2195."
    assert fit_text(words, 80, 1) == [words]
    assert fit_text(words, 60, 1) == ["Data from p, code built for q: 1.0166 extra nats."]
    assert fit_text(words, 30, 1) == ["Data from p, code built for q."]
    assert fit_text(words, 40, 2) == ["Data from p, code built for q: 1.0166", "extra nats; reversed 2.2195."]
    assert fit_text("One clause without an end", 10, 1) == ["One …"]
