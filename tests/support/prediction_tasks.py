"""Exercises that ask before they show, and ways to answer them."""

from __future__ import annotations

from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.ui.widgets.exercise_panel import ExercisePanel

HEAD = "title = 'Before you look'\nopens = 'infotui kl --p 0 1 --q 2 1.5'\n"
TASK = "[[task]]\nprompt = 'q is wider than p. What is KL(q‖p), in nats?'\n"
NUMBER = f"{TASK}ask = {{ reading = 'kl_qp', unit = 'nats', within = 0.1 }}\nafter = 'Not symmetric.'\n"
CHOICE = (
    "[[task]]\nprompt = 'Which one is larger?'\nhide = ['kl_pq', 'kl_qp']\n"
    "ask = { choices = ['KL(p‖q)', 'KL(q‖p)', 'equal'], is = 'KL(q‖p)' }\n"
)
INFINITE = (
    "[[task]]\nprompt = 'And here?'\nopens = 'infotui kl categorical --p 1/2 1/2 --q 1 0'\n"
    "ask = { reading = 'kl_pq' }\n"
)
BLIND = (
    "[[task]]\nprompt = 'Bring KL(p‖q) to 0 without seeing p.'\nopens = 'infotui kl --p 1.23 0.57 --q 0 1'\n"
    "hide = ['p']\nhold = ['p']\ngoal = { reading = 'kl_pq', below = 0.05 }\nafter = 'There it was.'\n"
)
LECTURE = f"{NUMBER}reveal = 'key'\n"
THEN = f"{NUMBER}goal = {{ reading = 'kl_qp', below = 0.1 }}\n"


def app_with(*tasks: str, head: str = HEAD, glyphs: GlyphSet = GlyphSet.BRAILLE) -> InfotuiApp:
    found = read_exercises(head + "".join(tasks), [entry.lesson for entry in LESSONS])
    name = found.lesson.name
    return InfotuiApp(name, {name: found.initial}, glyphs, found)


async def click_panel(pilot: Pilot[None], label: str) -> None:
    panel = pilot.app.screen.query_one(ExercisePanel)
    assert panel.page is not None
    words = panel._keys(panel.page, *panel.size) + panel._choices(panel.page, *panel.size)
    x, y = next((span.x, span.y) for span in words if span.label == label)
    await pilot.click(panel, offset=(x, y))


async def answer(pilot: Pilot[None], text: str) -> None:
    await pilot.press("enter", *text, "enter")
    await pilot.pause()
