"""The Huffman tree as it is drawn."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.lessons.entropy.ui.screen import EntropyScreen


async def test_the_tree_is_drawn_where_there_is_room() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(200, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        await pilot.press("enter", *"1/2 1/4 1/4", "enter")
        lines = [line.rstrip() for line in screen.huffman_tree.paint(36, 12).lines()]
        assert lines[0].startswith("╭ Huffman code ─")
        assert lines[0].endswith(" L = 1.500 bits ╮")
        assert [line[1:-1].rstrip() for line in lines[1:6]] == [
            " 1.000",
            " ├0─ A  0.500" + "0".rjust(20),
            " └1─ 0.500",
            "     ├0─ B  0.250" + "10".rjust(16),
            "     └1─ C  0.250" + "11".rjust(16),
        ]
        assert screen.huffman_tree.display


@pytest.mark.parametrize("height", [0, 1, 5, 6])
async def test_a_tree_without_room_is_left_out(height: int) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(200, 50)):
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        assert "".join(screen.huffman_tree.paint(36, height).lines()).strip() == ""
