from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.row_list import RowList
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.ui.themes import LIGHT
from infotui.ui.widgets.exercise_panel import ExercisePanel
from infotui.ui.widgets.key_bar import KeyBar
from infotui.ui.widgets.question_card import QuestionCard
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import composed, lesson_screen, note_of, page_of

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


@pytest.mark.parametrize("by_click", [False, True])
async def test_a_lecturer_reveals_by_key_or_click(by_click: bool) -> None:
    app = app_with(LECTURE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "2.2195" not in composed(app)
        await (click_panel(pilot, "Enter reveal") if by_click else pilot.press("enter"))
        assert not app.screen.query(ValuePrompt)
        assert page_of(app).verdict == "it is 2.2195 nats"
        assert "2.2195" in composed(app)


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


def test_a_lecture_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(app_with(LECTURE, CHOICE), (120, 36), [], LIGHT.name)


@pytest.mark.parametrize("size", [(120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("way", ["enter", "e", "n"])
async def test_a_lecture_begins_with_the_question_alone(way: str, size: tuple[int, int]) -> None:
    app = app_with(LECTURE, NUMBER)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = lesson_screen(app)
        assert isinstance(screen, GaussianKLScreen)
        card = screen.query_one(QuestionCard)
        assert card.display
        assert "██" in "".join(card.paint(*card.size).lines())
        assert not screen.plot.region
        assert "N(0, 1²)" not in composed(app)
        await pilot.press(way)
        await pilot.pause()
        assert not card.display
        assert screen.plot.region
        before = screen.state
        await pilot.press("right")
        assert screen.state != before


async def test_a_lecture_follows_the_size_of_the_terminal() -> None:
    app = app_with(LECTURE)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not app.screen.query(QuestionCard)
        for size, is_shown in (((120, 36), True), ((119, 36), False), ((120, 35), False), ((130, 40), True)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.screen.query_one(QuestionCard).display is is_shown


@pytest.mark.parametrize("name", [entry.info.name for entry in LESSONS])
async def test_every_lesson_can_begin_with_a_question(name: str) -> None:
    head = f"title = 't'\nopens = 'infotui {name}'\n"
    app = app_with("[[task]]\nprompt = 'x'\nhide = ['sentence']\nreveal = 'key'\n", head=head)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert lesson_screen(app).query_one(QuestionCard).region.height > 20
        await pilot.press("enter")
        await pilot.pause()
        assert lesson_screen(app).focused in lesson_screen(app).editors


@pytest.mark.parametrize("glyphs", list(GlyphSet))
@pytest.mark.parametrize("words", [1, 12, 80])
async def test_a_question_of_any_length_has_room(words: int, glyphs: GlyphSet) -> None:
    question = " ".join(f"word{i}" for i in range(words))
    task = (
        f"[[task]]\nprompt = '{question}'\nask = {{ choices = ['up', 'down'], is = 'up' }}\nreveal = 'key'\n"
    )
    app = app_with(task, glyphs=glyphs)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        card = app.screen.query_one(QuestionCard)
        lines = card.paint(*card.size).lines()
        assert all(line.strip() for line in (lines[0], lines[-1]))
        spread = "".join("".join(lines).split())
        is_large = any(mark in spread for mark in "█▀▄#")
        assert is_large == (words < 80 and not (glyphs is GlyphSet.ASCII and words > 1))
        if words == 80:
            assert question.replace(" ", "") in spread.replace("│", "").replace("┃", "").replace(
                "|", ""
            ).replace("║", "")


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
