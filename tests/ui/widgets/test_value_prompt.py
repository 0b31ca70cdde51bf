from __future__ import annotations

import gc
from weakref import ref

import pytest
from textual.widgets import Input, Static

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.ui.widgets.value_prompt import ValuePrompt


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_long_complaint_is_read_whole(width: int) -> None:
    app = InfotuiApp("entropy")
    async with app.run_test(size=(width, 24)) as pilot:
        await pilot.press("enter", "backspace", "enter")
        await pilot.pause()
        hint = app.screen.query_one(".entry--hint", Static)
        assert str(hint.render()) == "type a probability, or all of them: 1/2 1/4 1/8 1/8"
        shown = [line.text.strip() for line in hint.render_lines(hint.size.region)]
        assert " ".join(shown).strip() == str(hint.render())
        assert app.screen.query_one(Input).size.width >= 12
        assert app.screen.region.contains_region(app.screen.query_one(ValuePrompt).region)


async def test_the_prompt_uses_characters_the_terminal_has() -> None:
    app = InfotuiApp("kl", glyphs=GlyphSet.ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert str(app.screen.query_one(".entry--label", Static).render()) == "mu_p ="


@pytest.mark.parametrize("leave", ["escape", "enter", "tab"])
async def test_nothing_is_left_of_lines_that_were_closed(leave: str) -> None:
    gc.freeze()  # the collection below looks at the objects of this test alone
    app = InfotuiApp("entropy")
    async with app.run_test(size=(80, 24)) as pilot:
        fields = []
        for _ in range(4):
            await pilot.press("enter")
            assert isinstance(app.focused, Input)
            fields.append(ref(app.focused))
            await pilot.press(leave)
            assert not isinstance(app.focused, Input)
        gc.collect()
        gc.unfreeze()
        assert sum(field() is not None for field in fields) <= 1
