"""The Huffman tree as it is drawn."""

from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
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
            " 1.000" + "L = H: nothing wasted".rjust(27),
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


async def test_the_tree_says_what_the_code_wastes() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(200, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        await pilot.press("enter", *"0.4 0.3 0.2 0.1", "enter")
        root = screen.huffman_tree.paint(*screen.huffman_tree.size).lines()[1]
        assert " ".join(root.split()) == "│ 1.000 L − H = 0.054 bits wasted │"
        assert "wasted" not in screen.huffman_tree.paint(30, 12).lines()[1]


@pytest.mark.parametrize("p", ["0.4 0.3 0.2 0.1", "1/2 1/4 1/4"])
async def test_a_hidden_entropy_hides_what_is_wasted(p: str) -> None:
    text = (
        f"title = 't'\nopens = 'infotui entropy {p}'\n[[task]]\nprompt = 'p'\n"
        "hide = ['entropy']\nreveal = 'key'\n"
    )
    found = read_exercises(text, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("entropy", {"entropy": found.initial}, exercises=found)
    async with app.run_test(size=(200, 50)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        root = screen.huffman_tree.paint(60, 12).lines()[1]
        assert "L − H = ▒▒▒▒ bits wasted" in root
        await pilot.press("enter")
        await pilot.pause()
        root = screen.huffman_tree.paint(60, 12).lines()[1]
        assert "▒" not in root
        assert "wasted" in root
