"""Dialogs have frames and scroll bars of characters that the terminal can show."""

from __future__ import annotations

import re

import pytest

from infotui.canvas.glyphs import GlyphSet
from support.app_harness import HarnessApp

_MEANT = re.compile(r"\? help|\w\?|\? F1|^[ |║]*\?  ")
"""The key of the help, and questions."""


@pytest.mark.parametrize("glyphs", [GlyphSet.ASCII, GlyphSet.BLOCK])
@pytest.mark.parametrize("key", ["question_mark", "p", "f", "ctrl+p"])
async def test_no_frame_is_of_unknown_characters(key: str, glyphs: GlyphSet) -> None:
    app = HarnessApp("entropy", glyphs=glyphs)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        await pilot.pause(0.3)
        rows = app.shown()
        assert len(app.screen_stack) == 2
    assert not [row for row in rows if "?" in _MEANT.sub("", row)]
