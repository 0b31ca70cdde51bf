"""Opening, turning and closing exercises."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.core.reading import Unit
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.ui.widgets.exercise_panel import ExercisePanel
from infotui.ui.widgets.lesson_tabs import LessonTabs
from support.app_parts import lesson_screen, note_of, page_of
from support.exercise_files import FIVE_LINES
from support.kl_modes_app import opened


def is_done(app: InfotuiApp) -> bool:
    return all(tick.is_met for tick in page_of(app).statuses)


async def test_the_panel_opens_beside_a_picture_that_keeps_working() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.screen.query(ExercisePanel)
        before = lesson_screen(app).snapshot
        await pilot.press("e")
        panel = app.screen.query_one(ExercisePanel)
        assert panel.display
        assert lesson_screen(app).snapshot == before
        assert not lesson_screen(app).history.can_undo
        await pilot.press("up")
        assert lesson_screen(app).state != before.state
        await pilot.press("e")
        assert not panel.display
        await pilot.press("z", "e")
        assert panel.display
        assert lesson_screen(app).snapshot == before


async def press_panel(pilot: Pilot[None], label: str) -> None:
    panel = pilot.app.screen.query_one(ExercisePanel)
    assert panel.page is not None
    x, y = next((span.x, span.y) for span in panel._keys(panel.page, *panel.size) if span.label == label)
    await pilot.click(panel, offset=(x, y))


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_panels_words_are_pressed(size: tuple[int, int]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size) as pilot:
        tabs = app.screen.query_one(LessonTabs)
        (span,) = [span for span in tabs._actions(tabs.size.width) if span.target == "exercises"]
        await pilot.click(tabs, offset=(span.x + 2, 0))
        await press_panel(pilot, "i hint")
        assert page_of(app).hint
        await press_panel(pilot, "i hide hint")
        assert not page_of(app).hint
        await press_panel(pilot, "n next")
        assert page_of(app).number == 2
        await press_panel(pilot, "N back")
        assert page_of(app).number == 1
        await press_panel(pilot, "e close")
        assert not app.screen.query_one(ExercisePanel).display


async def test_keys_of_a_closed_panel_say_how_to_open_it() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("n", "N", "i"):
            await pilot.press(key)
            assert note_of(app) == "Press e to open the exercises"


async def test_the_first_and_the_last_task_are_the_ends() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "N")
        assert page_of(app).number == 1
        count = len(page_of(app).solved)
        await pilot.press(*["n"] * (count + 1))
        assert page_of(app).number == count


async def test_a_set_begins_at_its_opening_and_undo_goes_back() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        before = lesson_screen(app).state
        await pilot.press("e")
        assert lesson_screen(app).state == lesson_screen(app).initial.state
        await pilot.press("z")
        assert lesson_screen(app).state == before


@pytest.mark.parametrize(
    ("line", "prompt"),
    [
        ("infotui entropy 0.5 0.5", "Four equally likely classes"),
        ("infotui kl", "KL(p‖q) is 1.0166"),
        ("infotui kl categorical --p 1/2 1/2 --q 1/4 3/4", "q rules out C"),
        ("infotui kl mixture", "p has modes"),
        ("infotui cross-entropy multiclass", "The loss is 0.515 nats. Add 6"),
    ],
)
async def test_a_set_opens_at_the_first_task_of_the_mode(line: str, prompt: str) -> None:
    app = opened(line)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        assert page_of(app).prompt.startswith(prompt)
        await pilot.press(*["N"] * 12)
        assert page_of(app).number == 1


async def test_an_instructors_set_is_open_at_the_start() -> None:
    found = read_exercises(FIVE_LINES, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("entropy", {"entropy": found.initial}, exercises=found)
    async with app.run_test(size=(80, 24)) as pilot:
        assert page_of(app).title == "Week 3"
        assert not lesson_screen(app).history.can_undo
        await pilot.press("i")
        assert note_of(app) == "This task has no hint"
        await pilot.press("enter", *"1/2 1/4 1/4 0", "enter")
        assert is_done(app)
        await pilot.press("2", "e")
        assert page_of(app).title != "Week 3"


async def test_reset_goes_to_where_the_task_opened() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n", "n", "n")
        opened = lesson_screen(app).state
        await pilot.press("up", "up", "r")
        assert lesson_screen(app).state == opened


async def test_a_note_goes_at_the_next_key() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", *["up"] * 9)
        assert note_of(app) == "A is locked: press Space to unlock it"
        await pilot.press("n")
        assert note_of(app) == "Press e to open the exercises"
        await pilot.press("left")
        assert note_of(app) == ""


async def test_a_goal_met_at_the_start_does_not_count() -> None:
    second = "[[task]]\nprompt = 'Bring H below 2 bits.'\ngoal = { reading = 'entropy', below = 1.3 }\n"
    found = read_exercises(FIVE_LINES + second, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("entropy", {"entropy": found.initial}, exercises=found)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"1/2 1/2 0 0", "enter", "n")
        page = page_of(app)
        assert page.number == 2
        assert all(status.is_met for status in page.statuses)
        assert not page.solved[1]
        panel = app.screen.query_one(ExercisePanel)
        assert "already so" in " ".join(panel.paint(*panel.size).lines())
        await pilot.press("right")  # a selection is no change
        assert not page_of(app).solved[1]
        await pilot.press("space")
        assert page_of(app).solved[1]


async def test_a_task_opens_again_where_it_first_began() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        first = lesson_screen(app).snapshot
        await pilot.press("n", "n", "n")
        assert lesson_screen(app).snapshot != first
        await pilot.press("N", "N", "N")
        assert lesson_screen(app).snapshot == first
        await pilot.press("up", "r")
        assert lesson_screen(app).snapshot == first


async def test_a_set_of_one_task_is_done() -> None:
    found = read_exercises(FIVE_LINES, [entry.lesson for entry in LESSONS])
    app = InfotuiApp(found.lesson.name, {found.lesson.name: found.initial}, exercises=found)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter", *"1/2 1/4 1/4 0", "enter")
        assert page_of(app).next_step == "Done."


async def test_the_last_task_says_that_all_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_exercises(FIVE_LINES, [entry.lesson for entry in LESSONS])
    twice = replace(found, tasks=found.tasks * 2)
    monkeypatch.setattr("infotui.exercises.builtin.builtin_set", lambda lesson: twice)
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("e", "enter", *"1/2 1/4 1/4 0", "enter")
        assert page_of(app).next_step == "— n: next task"
        await pilot.press("n", "enter", *"1/2 1/4 0 1/4", "enter")
        assert page_of(app).next_step == "All 2 done. Press 2 and e: KL divergence."


async def test_exercises_keep_the_unit() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "e")
        assert lesson_screen(app).snapshot.unit is Unit.NATS
        await pilot.press("n", "n", "n")
        assert lesson_screen(app).snapshot.unit is Unit.NATS
