"""Input and edits whose widget, mode or file has gone meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from textual import events

from infotui.app import InfotuiApp
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.model.state import INITIAL
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.ui.screens.lesson_screen import LessonScreen
from support.data_app import data_app, shown

MIXTURE = """
title = "Here and there"
opens = "infotui kl mixture"
[[task]]
prompt = "What is the smallest KL(p‖q)?"
ask = { reading = "forward_best.kl", within = 0.1 }
"""


@pytest.mark.parametrize("more", ["", 'reveal = "key"\n'])
async def test_a_question_waits_for_its_mode(more: str) -> None:
    found = read_exercises(MIXTURE + more, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("kl", {"kl": found.initial}, exercises=found)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("m", "enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, LessonScreen)
        if not more:
            note = screen.note_bar.note
            assert note is not None
            assert note.text == "The question is about another mode: r returns to it"
        await pilot.press("r", "enter", *"0.4", "enter")
        await pilot.pause()
        assert not screen.exercises.cover.names


async def test_an_edit_of_a_file_that_was_closed_is_dropped() -> None:
    app = data_app()
    async with shown(app):
        screen = app.screen
        assert isinstance(screen, CrossEntropyScreen)
        assert screen.data.editors
        for editor in screen.data.editors:
            assert screen.apply_edit(INITIAL, editor, (15.35,)) is INITIAL


async def test_input_goes_on_at_once_when_its_widget_is_removed() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        app._queued.append(events.Key("b", "b"))
        app._send_sentinel()
        app.pop_screen()
        await asyncio.sleep(0.2)
        assert not app._queued
