"""The command palette finds descriptions and synonyms, in all lessons."""

from __future__ import annotations

import re

import pytest
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.lessons.cross_entropy.model.state import Mode
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen


async def found_by(pilot: Pilot[None], query: str) -> list[str]:
    await pilot.press("ctrl+p")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CommandPalette)
    await pilot.press(*query)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.3)
    options = pilot.app.screen.query_one(CommandList)
    return [str(options.get_option_at_index(i).prompt) for i in range(options.option_count)]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("huffman", "Theory: Codes"),
        ("light", "Theme: infotui-light"),
        ("gradient", "Cross-entropy: run"),
        ("one-hot", "One-hot"),
        ("clipboard", "Copy"),
        ("logarithm", "Bits/nats"),
        ("cross-entropy (3)", "Go to Cross-entropy"),
        ("swap", "KL divergence: swap"),
    ],
)
async def test_the_palette_finds(query: str, wanted: str) -> None:
    app = InfotuiApp()
    async with app.run_test(size=(100, 40)) as pilot:
        found = await found_by(pilot, query)
        assert any(wanted in title for title in found), found


async def test_a_command_of_another_lesson_goes_there() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(100, 40)) as pilot:
        found = await found_by(pilot, "cross-entropy: mode")
        assert "Cross-entropy: mode" in found[0]
        await pilot.press("enter", "enter")
        await pilot.pause(0.3)
        assert isinstance(app.screen, CrossEntropyScreen)
        assert app.screen.state.mode is Mode.MULTICLASS


@pytest.mark.parametrize("lesson", ["entropy", "kl", "cross-entropy"])
async def test_a_line_says_nothing_twice_and_names_keys_as_the_key_bar(lesson: str) -> None:
    app = InfotuiApp(lesson)
    async with app.run_test(size=(80, 24)):
        entries = app.palette_entries()
    assert not [
        entry for entry in entries if entry.description.casefold().startswith(f"{entry.title} (".casefold())
    ]
    assert not [entry for entry in entries if re.search(r"\(.*(_sign|_mark|\w,\w).*\)$", entry.description)]


@pytest.mark.parametrize(("size", "width"), [((80, 24), 80), ((200, 50), 80), ((60, 20), 60)])
async def test_the_palette_is_no_wider_than_its_lines(size: tuple[int, int], width: int) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size) as pilot:
        await found_by(pilot, "")
        assert app.screen.query_one(CommandList).region.width == width
