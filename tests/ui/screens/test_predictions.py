"""Questions that are answered before the number is shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.widgets import Input

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.row_list import RowList
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import composed, lesson_screen, note_of, page_of
from support.prediction_tasks import BLIND, CHOICE, INFINITE, NUMBER, THEN, answer, app_with, click_panel


async def test_a_number_is_typed_before_it_is_shown() -> None:
    app = app_with(NUMBER)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2.2195" not in composed(app)
        assert "▒▒▒▒" in composed(app)
        assert [hint.label for hint in app.screen.query_one(KeyBar).hints if "enter" in hint.keys] == [
            "answer"
        ]
        await answer(pilot, "0.9")
        assert page_of(app).verdict == "you said 0.9, it is 2.2195 nats: 1.3195 too low"
        assert page_of(app).after == "Not symmetric."
        assert page_of(app).solved == (True,)
        text = composed(app)
        assert "You said 0.9, it is 2.2195 nats: 1.3195 too low." in " ".join(text.split())
        assert "▒▒▒▒" not in text
        assert [hint.label for hint in app.screen.query_one(KeyBar).hints if "enter" in hint.keys] == ["type"]
        await pilot.press("enter")
        assert app.screen.query_one(ValuePrompt).field is lesson_screen(app).editors[0]


async def test_an_answer_that_is_none_stays_in_the_prompt() -> None:
    app = app_with(NUMBER)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "0,9")
        assert "write 0.9 with a point" in composed(app)
        await pilot.press("escape")
        assert not app.screen.query(ValuePrompt)
        assert page_of(app).pending == "answer"
        await pilot.press("enter")
        assert app.screen.query_one(Input).value == ""


async def test_infinity_can_be_answered() -> None:
    app = app_with(NUMBER, INFINITE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("n")
        await pilot.pause()
        assert "∞" not in composed(app)
        await answer(pilot, "∞")
        assert page_of(app).verdict == "you said ∞, it is ∞ nats: right"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("2", "you said KL(q‖p): right"),
        ("kl(q", "you said KL(q‖p): right"),
        ("equal", "you said equal, it is KL(q‖p)"),
    ],
)
async def test_a_choice_is_typed(typed: str, verdict: str) -> None:
    app = app_with(CHOICE)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, typed)
        assert page_of(app).verdict == verdict
        assert page_of(app).choices == ()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)])
async def test_a_choice_is_clicked(size: tuple[int, int]) -> None:
    app = app_with(CHOICE)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await click_panel(pilot, "1 KL(p‖q)")
        assert page_of(app).verdict == "you said KL(p‖q), it is KL(q‖p)"
        assert "2.2195" in composed(app)


async def test_answers_are_kept_when_tasks_are_turned() -> None:
    app = app_with(NUMBER, CHOICE)
    async with app.run_test(size=(80, 24)) as pilot:
        await answer(pilot, "3")
        await pilot.press("n")
        assert page_of(app).verdict == ""
        await pilot.press("N")
        assert page_of(app).verdict.startswith("you said 3, it is 2.2195 nats")
        assert "2.2195" in composed(app)
        await pilot.press("e", "e")
        assert page_of(app).verdict.startswith("you said 3")


async def test_goals_count_after_the_answer_and_a_change() -> None:
    app = app_with(THEN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("tab", "equals_sign")
        assert not page_of(app).solved[0]
        assert page_of(app).statuses == ()
        await pilot.press("i")
        assert page_of(app).hint == ""
        await answer(pilot, "0")
        assert page_of(app).statuses[0].is_met
        assert not page_of(app).solved[0]
        await pilot.press("right")
        assert page_of(app).solved[0]


@pytest.mark.parametrize("size", [(60, 20), (200, 50)], ids="{0[0]}x{0[1]}".format)
async def test_a_click_opens_the_prompt_of_the_answer(size: tuple[int, int]) -> None:
    app = app_with(NUMBER)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await click_panel(pilot, "Enter answer")
        await pilot.press(*"1/3", "enter")
        assert page_of(app).verdict.startswith("you said 0.333333, it is 2.2195 nats")


async def test_a_held_class_is_locked_while_the_task_is_open() -> None:
    head = "title = 't'\nopens = 'infotui entropy 0.5 0.3 0.2'\n"
    task = "[[task]]\nprompt = 'x'\n{}goal = {{ reading = 'entropy', below = {} }}\n"
    app = app_with(task.format("", 1), task.format("hold = ['p.2']\n", 0.9), task.format("", 0.8), head=head)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)

        def locked(*expected: int) -> bool:
            shown_locks: frozenset[int] = screen.bars.distribution.locked
            return screen.state.p.locked == shown_locks == frozenset(expected)

        await pilot.pause()
        for key, expected in (("n", [1]), ("e", []), ("e", [1]), ("N", []), ("n", [1]), ("n", [])):
            await pilot.press(key)
            assert locked(*expected), (key, screen.state.p.locked)
        await pilot.press("N", "home", "r")
        assert locked(1)


SETS: dict[str, Sequence[str]] = {
    "number": (NUMBER, CHOICE),
    "choice": (CHOICE, NUMBER),
    "blind": (BLIND, NUMBER),
}


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("name", SETS)
def test_a_question_looks_right(name: str, size: tuple[int, int], same_as_before: SameAsBefore) -> None:
    same_as_before(app_with(*SETS[name]), size, [])


def test_an_answer_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(app_with(NUMBER, CHOICE), (80, 24), ["enter", *"0.9", "enter"])


async def test_enter_answers_before_it_opens_a_row() -> None:
    file = "src/infotui/lessons/cross_entropy/predictions.csv"
    head = f"title = 't'\nopens = 'infotui cross-entropy data {file}'\n"
    app = app_with("[[task]]\nprompt = 'x'\nask = { reading = 'accuracy' }\n", head=head)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.focused, RowList)
        await answer(pilot, "90 %")
        assert page_of(app).verdict == "you said 90 %, it is 89.0 %: 1.0 percentage points too high"
        assert isinstance(app.focused, RowList)
        await pilot.press("enter")
        assert "The true class of this row has probability 0" in note_of(app)


async def test_enter_chooses_a_preset_while_a_question_is_open() -> None:
    app = app_with(NUMBER)
    async with app.run_test(size=(80, 24)) as pilot:
        before = lesson_screen(app).state
        await pilot.press("p", "down", "enter")
        await pilot.pause()
        assert lesson_screen(app).state != before
        assert not app.screen.query(ValuePrompt)
        assert "▒▒▒▒" in composed(app)
        assert page_of(app).pending == "answer"


@pytest.mark.parametrize("name", [entry.info.name for entry in LESSONS])
async def test_the_panel_takes_the_column_of_the_guide(name: str) -> None:
    app = InfotuiApp(name)
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        screen = lesson_screen(app)
        assert not screen.guide.region
        assert screen.query_one("#numbers").size.width > 50
