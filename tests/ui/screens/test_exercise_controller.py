from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.core.reading import Unit
from infotui.exercises.builtin import builtin_set
from infotui.exercises.goals import EvalContext
from infotui.exercises.loader import read_exercises
from infotui.exercises.model import ExerciseSet, Task
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.ui.themes import DARK, LIGHT
from infotui.ui.widgets.exercise_panel import ExercisePanel
from infotui.ui.widgets.lesson_tabs import LessonTabs
from support.app_parts import lesson_screen, note_of, page_of
from support.exercise_files import FIVE_LINES
from support.kl_modes_app import opened
from support.mouse import drag


def app_on(lesson: str) -> InfotuiApp:
    return InfotuiApp(lesson)


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


async def test_an_edit_of_what_is_held_is_refused() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "e")
        state = lesson_screen(app).state
        for keys in (["plus"], ["minus"], ["z"], ["p", "j", "j", "enter"]):
            await pilot.press(*keys)
            assert note_of(app) == "Held fixed by this task: number of classes; e closes the exercises"
        await pilot.press("enter", *"1/2", "enter")
        assert note_of(app) == ""
        assert lesson_screen(app).state != state
        await pilot.press("e", "plus")
        screen = lesson_screen(app)
        assert isinstance(screen, EntropyScreen)
        assert screen.state.p.k == 5


async def test_held_curves_and_labels_do_not_move() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("e", "n", "n")
        screen = app.screen
        assert isinstance(screen, GaussianKLScreen)
        state = screen.state
        await drag(pilot, screen.p_editor, (20, 2), (30, 2), (35, 2))
        await pilot.press("x", "r", "up")
        assert screen.state == state
        assert screen.p_editor.distribution == state.gaussian.p
        await pilot.press("3", "e", "t")
        other = app.screen
        assert isinstance(other, CrossEntropyScreen)
        assert other.state.binary.label == 1
        assert other.loss_editor.distribution.label == 1


async def test_gradient_steps_are_refused_where_logits_are_held() -> None:
    text = (
        "title = 't'\nopens = 'infotui cross-entropy multiclass'\n[[task]]\nprompt = 'p'\n"
        "hold = ['logits']\ngoal = {reading = 'loss', below = 0.5}\n"
    )
    found = read_exercises(text, [entry.lesson for entry in LESSONS])
    app = InfotuiApp("cross-entropy", {"cross-entropy": found.initial}, exercises=found)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, CrossEntropyScreen)
        state = screen.state
        await pilot.press("g", "G")
        await pilot.pause(0.1)
        assert screen.state == state
        assert not screen.has_run
        assert screen.logit_editor.distribution == state.multiclass.logits


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


def verdict_of(found: ExerciseSet, task: Task) -> str:
    """What the panel says of a wrong answer to the question of a task, if it asks one."""
    if task.question is None:
        return ""
    return task.question.verdict(0, EvalContext(found.lesson, task.initial))


@pytest.mark.parametrize("lesson", [entry.lesson.name for entry in LESSONS])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_every_text_of_ours_is_shown_whole(lesson: str, size: tuple[int, int]) -> None:
    app = app_on(lesson)
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
        panel = app.screen.query_one(ExercisePanel)
        while True:
            page = page_of(app)
            found = builtin_set(lesson_screen(app).LESSON)
            assert found is not None
            task = found.tasks[page.number - 1]
            answered = page._replace(pending="", verdict=verdict_of(found, task))
            for text, shown in (
                (task.prompt, page),
                (task.hint, page._replace(hint=task.hint)),
                (answered.verdict.removeprefix("you "), answered),
                (task.hint, answered._replace(hint=task.hint)),
                (task.after, answered._replace(after=task.after)),
            ):
                panel.page = shown
                await pilot.pause()
                picture = " ".join(panel.paint(*panel.size).lines())
                assert [word for word in text.split() if word not in picture] == []
            if page.number == len(page.solved):
                break
            await pilot.press("n")


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
def test_a_hint_looks_right(size: tuple[int, int], theme: str, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), size, ["e", "i"], theme)


@pytest.mark.parametrize("lesson", ["kl", "cross-entropy"])
def test_a_task_looks_right(lesson: str, same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(lesson), (80, 24), ["e", "n", "n"])


def test_a_solved_task_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), (80, 24), ["e", "n", "n", "n", "enter", "2", "enter", "u", "home"])


async def test_a_note_goes_at_the_next_key() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space", *["up"] * 9)
        assert note_of(app) == "A is locked: press Space to unlock it"
        await pilot.press("n")
        assert note_of(app) == "Press e to open the exercises"
        await pilot.press("left")
        assert note_of(app) == ""


async def test_the_explanation_replaces_the_hint() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "i", "enter", *"1/2 1/4 1/4 0", "enter")
        panel = app.screen.query_one(ExercisePanel)
        shown = " ".join(" ".join(panel.paint(*panel.size).lines()).split())
        assert "Hint:" not in shown
        assert "n: next task" in shown
        assert page_of(app).after.split()[0] in shown


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


async def test_the_panel_is_as_high_as_its_text() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        await pilot.pause()
        panel = app.screen.query_one(ExercisePanel)
        rows = panel.size.height
        assert panel.paint(*panel.size).lines()[-1].strip()
        await pilot.press("i")
        await pilot.pause()
        assert panel.size.height > rows
        assert panel.paint(*panel.size).lines()[-1].strip()
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        assert screen.bars._layout_for(*screen.bars.size).rows >= 3


async def test_an_open_goal_shows_its_present_value() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        for turns, shown in ((0, "1.0166, 2.2195 nats"), (1, "0.8069"), (3, " 4.44 ")):
            await pilot.press(*["n"] * turns, "enter", "1", "enter")
            await pilot.pause()
            panel = app.screen.query_one(ExercisePanel)
            assert shown in "\n".join(panel.paint(*panel.size).lines())
