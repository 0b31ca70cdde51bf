"""What a task hides is not shown by a key, the palette or another mode."""

from __future__ import annotations

import pytest

from infotui.canvas.glyphs import GlyphSet
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import composed, lesson_screen, note_of, page_of
from support.prediction_tasks import BLIND, CHOICE, NUMBER, app_with


async def test_a_hidden_target_is_found_without_being_seen() -> None:
    app = app_with(NUMBER, BLIND)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        screen = lesson_screen(app)
        assert isinstance(screen, GaussianKLScreen)
        for seen in (composed(app), *screen.commands_to_print):
            assert "1.23" not in seen
            assert "0.57" not in seen
        for key in ("c", "equals_sign"):
            await pilot.press(key)
            assert note_of(app) == "Not now: that would show what this task hides"
        assert screen.copied_command == ""
        await pilot.press("x")
        assert "Held fixed by this task: p;" in note_of(app)
        await pilot.press("m")
        assert "Held fixed by this task: p;" in note_of(app)
        screen.set_focus(screen.q_editor)
        await pilot.press(*["right"] * 12, "down", *["left"] * 8)
        await pilot.pause()
        assert page_of(app).solved == (False, True)
        assert "1.23" in composed(app)
        await pilot.press("c")
        assert "--p 1.23 0.57" in screen.copied_command


async def test_the_palette_does_not_open_a_hidden_value() -> None:
    app = app_with(BLIND)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await lesson_screen(app).action_type_value()
        assert not app.screen.query(ValuePrompt)
        assert note_of(app) == "Not now: that would show what this task hides"


@pytest.mark.parametrize(
    "opens",
    ["kl categorical --p 0.237 0.763 --q 1/2 1/2", "kl mixture --p 0.4 -2.37 0.87 0.6 1.93 1.27 --q 0 2"],
)
async def test_a_hidden_p_of_other_modes_is_not_seen(opens: str) -> None:
    task = f"[[task]]\nprompt = 'x'\nopens = 'infotui {opens}'\nhide = ['p']\nhold = ['p']\n"
    app = app_with(task + "goal = { reading = 'kl_pq', below = 0.01 }\n", NUMBER)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        words = [word for word in opens.split() if word.startswith(("0.2", "0.7", "-2", "0.8", "1."))]
        assert [word for word in words if word.lstrip("-") in composed(app)] == []
        await pilot.press("enter")
        assert [word for word in words if word.lstrip("-") not in composed(app)] == []


async def test_closing_the_exercises_uncovers() -> None:
    app = app_with(NUMBER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        assert "2.2195" in composed(app)
        await pilot.press("enter")
        assert app.screen.query_one(ValuePrompt).field is lesson_screen(app).editors[0]
        await pilot.press("escape", "e")
        await pilot.pause()
        assert "2.2195" not in composed(app)


async def test_the_terminal_without_blocks_shows_the_cover() -> None:
    app = app_with(CHOICE, glyphs=GlyphSet.ASCII)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        text = composed(app)
        assert text.isascii()
        assert "====" in text
        assert "1 KL(p||q)" in text


CSV = "src/infotui/lessons/cross_entropy/predictions.csv"


@pytest.mark.parametrize(
    ("opens", "hide", "keys"),
    [
        ("entropy 0.237 0.763", "bars", "c"),
        ("kl --p 1.23 0.57", "sliders", "c"),
        ("kl categorical --p 0.237 0.763 --q 1/2 1/2", "bars", "c"),
        ("kl mixture", "forward_best", "="),
        ("cross-entropy binary --p 0.237", "q", "c"),
        (f"cross-entropy data {CSV}", "best_temperature", "gG"),
    ],
)
async def test_no_key_shows_what_is_hidden(opens: str, hide: str, keys: str) -> None:
    ask = "ask = { choices = ['up', 'down'], is = 'up' }"
    task = f"[[task]]\nprompt = 'x'\nhide = ['{hide}']\n{ask}\n"
    app = app_with(task, head=f"title = 't'\nopens = 'infotui {opens}'\n")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = lesson_screen(app).state
        for key in keys:
            await pilot.press(key)
            assert note_of(app) == "Not now: that would show what this task hides"
        assert lesson_screen(app).copied_command == ""
        assert lesson_screen(app).state == before
        assert "0.237" not in composed(app) or hide == "bars"  # tables show p too
        await pilot.press("enter", "1", "enter", *keys)
        await pilot.pause()
        assert note_of(app) != "Not now: that would show what this task hides"
