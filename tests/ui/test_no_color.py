"""NO_COLOR in themes of ANSI colours."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.canvas.roles import Role
from infotui.lessons.entropy.ui.bar_editor import BarEditor
from infotui.ui.themes import uses_ansi_colours

_ON_COLOUR = {
    Role.SELECTED,
    Role.ON_P,
    Role.ON_Q,
    Role.ON_POSITIVE,
    Role.ON_NEGATIVE,
    Role.ON_LOCKED,
    Role.TAB,
}


@pytest.mark.parametrize("start", ["infotui-dark", "textual-ansi", "ansi-light"])
async def test_selected_text_is_reversed(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TEXTUAL_THEME", start)
    app = InfotuiApp()
    async with app.run_test() as pilot:
        for name, theme in app.available_themes.items():
            if not uses_ansi_colours(theme):
                continue
            app.theme = name
            await pilot.pause()
            palette = app.screen.query_one(BarEditor).palette
            assert {role for role in Role if palette[role].reverse} == _ON_COLOUR
            assert all(style.color is not None and style.color.is_default for style in palette)
