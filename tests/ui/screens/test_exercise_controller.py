from __future__ import annotations

import shlex
from collections.abc import Awaitable, Callable

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.core.reading import Unit
from infotui.exercises.builtin import builtin_set
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.data_view import DataView
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.lessons.gaussian_kl.model.modes import Mode
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from infotui.ui.screens.lesson_screen import LessonScreen
from infotui.ui.themes import DARK, LIGHT
from infotui.ui.widgets.exercise_panel import ExercisePage, ExercisePanel
from infotui.ui.widgets.key_bar import KeyBar, layout_hints
from infotui.ui.widgets.lesson_tabs import LessonTabs
from support.exercise_files import FIVE_LINES
from support.mouse import drag

Way = list[str]
"""Keys, in the order in which they are pressed; text in quotation marks is typed a character a key."""

BY_KEYS: dict[str, list[Way]] = {
    "entropy": [
        shlex.split("enter '1/2 1/4 1/4 0' enter"),
        shlex.split("enter '1/2 1/2 0 0' enter"),
        ["u", "home"],
        ["pageup", "pageup", "pageup", "up", "up"],
        shlex.split("enter '1/2 1/4 1/8 1/8' enter"),
        ["o"],
        shlex.split("home right home right home right home"),
    ],
    "kl": [
        ["tab", "down", "pagedown"],
        shlex.split("enter 0 enter down enter 0.565 enter"),
        shlex.split("enter 6 enter"),
        shlex.split("down enter 0.2 enter"),
        ["tab", "home"],
        ["tab", "u"],
        shlex.split("tab enter '1/2 1/8 1/8 1/8 1/8' enter"),
        ["end", "tab", "home"],
        ["="],
        ["pageup", "="],
        shlex.split("up up enter 2.85 enter up up up enter -2.85 enter"),
        shlex.split("enter '0 2.7' enter ="),
    ],
    "cross-entropy": [
        ["pagedown", "pagedown"],
        shlex.split("enter 0.0498 enter"),
        ["up", *["pageup"] * 6],
        shlex.split("enter '0 3.6 0 0' enter"),
        ["pageup"] * 6,
        shlex.split("down enter 2.9 enter"),
        ["down"] * 4,
        ["G"],
        shlex.split("tab enter 5 enter"),
        ["G"],
        ["t"] * 9,
    ],
}


def app_on(lesson: str) -> InfotuiApp:
    return InfotuiApp(lesson)


def screen_of(app: InfotuiApp) -> LessonScreen[object]:
    screen = app.screen
    assert isinstance(screen, LessonScreen)
    return screen


def page_of(app: InfotuiApp) -> ExercisePage:
    page = app.screen.query_one(ExercisePanel).page
    assert page is not None
    return page


def note_of(app: InfotuiApp) -> str:
    note = screen_of(app).note_bar.note
    return note.text if note is not None and screen_of(app).note_bar.display else ""


def is_done(app: InfotuiApp) -> bool:
    return all(tick.is_met for tick in page_of(app).statuses)


async def press(pilot: Pilot[None], way: Way) -> None:
    for word in way:
        named = word in ("enter", "tab", "left", "right", "up", "down", "home", "end") or "+" in word
        await pilot.press(*([word] if named or word.startswith("page") else word))


async def test_the_panel_opens_beside_a_picture_that_keeps_working() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.screen.query(ExercisePanel)
        before = screen_of(app).snapshot
        await pilot.press("e")
        panel = app.screen.query_one(ExercisePanel)
        assert panel.display
        assert screen_of(app).snapshot == before
        assert not screen_of(app).history.can_undo
        await pilot.press("up")
        assert screen_of(app).state != before.state
        await pilot.press("e")
        assert not panel.display
        await pilot.press("z", "e")
        assert panel.display
        assert screen_of(app).snapshot == before


@pytest.mark.parametrize(
    ("lesson", "index"), [(name, i) for name, ways in BY_KEYS.items() for i in range(len(ways))]
)
async def test_every_task_is_solved_by_keys_and_not_before(lesson: str, index: int) -> None:
    app = app_on(lesson)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", *["n"] * index)
        if lesson == "kl" and index == 1:
            await pilot.press("tab")
        if lesson == "kl" and index == 2:
            await pilot.press("tab", "down")
        assert page_of(app).number == index + 1
        assert not is_done(app)
        assert page_of(app).after == ""
        *most, last = BY_KEYS[lesson][index]
        await press(pilot, most)
        assert not is_done(app), "a state on the way already is the solution"
        await press(pilot, [last])
        assert is_done(app), page_of(app).statuses
        found = builtin_set(next(entry.lesson for entry in LESSONS if entry.lesson.name == lesson))
        assert found is not None
        assert page_of(app).after == found.tasks[index].after
        assert page_of(app).solved[index]
        await pilot.press("z")
        assert not is_done(app)
        assert page_of(app).solved[index]


def test_there_is_a_way_for_every_task() -> None:
    for entry in LESSONS:
        found = builtin_set(entry.lesson)
        assert found is not None
        name, by_mouse = entry.lesson.name, len(found.tasks)
        if name == "kl":  # test_end_to_end_exercises.py solves those of its other modes with the mouse
            by_mouse = sum(task.initial.state.mode is Mode.GAUSSIAN for task in found.tasks)
        assert len(BY_KEYS[name]) == len(found.tasks)
        assert len(BY_MOUSE[name]) == by_mouse


async def wheel(pilot: Pilot[None], widget: Widget, cell: tuple[int, int], turns: int) -> None:
    """Turn the wheel over a cell, upwards where `turns` is positive."""
    kind = events.MouseScrollUp if turns > 0 else events.MouseScrollDown
    x, y = widget.region.x + cell[0], widget.region.y + cell[1]
    for _ in range(abs(turns)):
        widget.post_message(
            kind(widget, *cell, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=x, screen_y=y)
        )
        await pilot.pause()


async def press_key_line(pilot: Pilot[None], word: str) -> None:
    line = pilot.app.screen.query_one(KeyBar)
    spans = layout_hints(line.hints, line.size.width, line.glyphs)
    (x,) = [span.x for span in spans if span.target.label == word]
    await pilot.click(line, offset=(x, 0))


async def bar(pilot: Pilot[None], i: int, probability: float) -> None:
    """Take a bar to 0 by its top, and from there by wheel to a probability."""
    screen = pilot.app.screen
    assert isinstance(screen, EntropyScreen)
    bars = screen.bars
    geometry = bars._layout_for(*bars.size)
    cell = geometry.slot(i), geometry.bottom
    await drag(pilot, bars, cell, cell)
    await wheel(pilot, bars, cell, round(probability / 0.01))


async def bars_to(pilot: Pilot[None], *probabilities: float) -> None:
    """Take bars in turn to probabilities, each but the last locked once it is there."""
    for i, probability in enumerate(probabilities):
        await bar(pilot, i, probability)
        if i < len(probabilities) - 1:
            await press_key_line(pilot, "lock")


async def widths(pilot: Pilot[None], p: float, q: float) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, GaussianKLScreen)
    for editor, sigma in ((screen.p_editor, p), (screen.q_editor, q)):
        await wheel(pilot, editor, (10, 2), round((sigma - editor.distribution.sigma) / 0.05))


async def means_together(pilot: Pilot[None]) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, GaussianKLScreen)
    await wheel(pilot, screen.q_editor, (10, 1), round((0 - screen.q_editor.distribution.mu) / 0.1))
    await widths(pilot, 1.95, 1.1)


async def slide_p(pilot: Pilot[None], p: float) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, CrossEntropyScreen)
    steps = round((p - screen.loss_editor.distribution.p) / 0.01)
    await wheel(pilot, screen.loss_editor, (10, 3), steps)


async def logit(pilot: Pilot[None], slot: int, steps: int) -> None:
    screen = pilot.app.screen
    assert isinstance(screen, CrossEntropyScreen)
    editor = screen.logit_editor
    layout = editor._layout_for(*editor.size)
    await wheel(pilot, editor, (layout.slider.start, layout.row(slot)), steps)


async def descend(pilot: Pilot[None]) -> None:
    for _ in range(60):
        await press_key_line(pilot, "learn")


Hand = Callable[[Pilot[None]], Awaitable[None]]


def data_view(pilot: Pilot[None]) -> DataView:
    """The view of mode data."""
    return pilot.app.screen.query_one(DataView)


async def newton_steps(pilot: Pilot[None]) -> None:
    """Click the key of one step until the best temperature is reached."""
    for _ in range(5):
        await press_key_line(pilot, "learn")


async def owls(pilot: Pilot[None]) -> None:
    """Click the filter until it shows the ninth class."""
    line = data_view(pilot).source
    for _ in range(9):
        words = line.render_lines(line.size.region)[0].text
        await pilot.click(line, offset=(words.index("t class"), 0))


async def worst_finite_row(pilot: Pilot[None]) -> None:
    """Click the fifth row of the list."""
    await pilot.click(data_view(pilot).rows, offset=(4, 5))


BY_MOUSE: dict[str, list[Hand]] = {
    "entropy": [
        lambda pilot: bars_to(pilot, 0.5, 0.25, 0.25),
        lambda pilot: bars_to(pilot, 0.5, 0.5),
        lambda pilot: bars_to(pilot, 0.0),
        lambda pilot: bar(pilot, 0, 0.42),
        lambda pilot: bars_to(pilot, 0.5, 0.5),
        lambda pilot: bars_to(pilot, 1.0),
        lambda pilot: bars_to(pilot, 0.0, 0.0, 0.0, 0.0),
    ],
    "kl": [
        lambda pilot: widths(pilot, 1.0, 1.0),
        means_together,
        lambda pilot: widths(pilot, 1.0, 8.0),
        lambda pilot: widths(pilot, 0.2, 1.5),
    ],
    "cross-entropy": [
        lambda pilot: slide_p(pilot, 0.5),
        lambda pilot: slide_p(pilot, 0.05),
        lambda pilot: logit(pilot, 4, 55),
        descend,
        lambda pilot: logit(pilot, 0, 65),
        lambda pilot: logit(pilot, 1, 29),
        worst_finite_row,
        newton_steps,
        lambda pilot: drag(pilot, data_view(pilot).slider, (20, 0), (data_view(pilot).slider.size.width, 0)),
        newton_steps,
        owls,
    ],
}


@pytest.mark.parametrize(
    ("lesson", "index"), [(name, i) for name, ways in BY_MOUSE.items() for i in range(len(ways))]
)
async def test_every_task_is_solved_by_mouse(lesson: str, index: int) -> None:
    app = app_on(lesson)
    async with app.run_test(size=(100, 30)) as pilot:
        tabs = app.screen.query_one(LessonTabs)
        (span,) = [span for span in tabs._actions(tabs.size.width) if span.target == "exercises"]
        await pilot.click(tabs, offset=(span.x + 2, 0))
        for _ in range(index):
            await press_panel(pilot, "n next")
        assert page_of(app).number == index + 1
        assert not is_done(app)
        await BY_MOUSE[lesson][index](pilot)
        assert is_done(app), page_of(app).statuses


async def press_panel(pilot: Pilot[None], label: str) -> None:
    panel = pilot.app.screen.query_one(ExercisePanel)
    assert panel.page is not None
    x, y = next((span.x, span.y) for span in panel._keys(panel.page, *panel.size) if span.label == label)
    await pilot.click(panel, offset=(x, y))


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_panels_words_are_pressed(size: tuple[int, int]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
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
        await pilot.press(*["n"] * 9)
        assert page_of(app).number == len(page_of(app).solved)


async def test_a_set_begins_at_its_opening_and_undo_goes_back() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        before = screen_of(app).state
        await pilot.press("e")
        assert screen_of(app).state == screen_of(app).initial.state
        await pilot.press("z")
        assert screen_of(app).state == before


async def test_an_edit_of_what_is_held_is_refused() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "e")
        state = screen_of(app).state
        for keys in (["plus"], ["minus"], ["z"], ["p", "j", "j", "enter"]):
            await pilot.press(*keys)
            assert note_of(app) == "This task holds number of classes fixed; e closes the exercises"
        await pilot.press("enter", *"1/2", "enter")
        assert note_of(app) == ""
        assert screen_of(app).state != state
        await pilot.press("e", "plus")
        screen = screen_of(app)
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
        assert not screen_of(app).history.can_undo
        await pilot.press("i")
        assert note_of(app) == "This task has no hint"
        await press(pilot, shlex.split("enter '1/2 1/4 1/4 0' enter"))
        assert is_done(app)
        await pilot.press("2", "e")
        assert page_of(app).title != "Week 3"


async def test_reset_goes_to_where_the_task_opened() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "n", "n", "n")
        opened = screen_of(app).state
        await pilot.press("up", "up", "r")
        assert screen_of(app).state == opened


@pytest.mark.parametrize("lesson", [entry.lesson.name for entry in LESSONS])
@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)])
async def test_every_text_of_ours_is_shown_whole(lesson: str, size: tuple[int, int]) -> None:
    app = app_on(lesson)
    async with app.run_test(size=size) as pilot:
        await pilot.press("e")
        panel = app.screen.query_one(ExercisePanel)
        while True:
            page = page_of(app)
            found = builtin_set(screen_of(app).LESSON)
            assert found is not None
            task = found.tasks[page.number - 1]
            for text, shown in (
                (task.prompt, page),
                (task.hint, page._replace(hint=task.hint)),
                (task.after, page._replace(after=task.after)),
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
    same_as_before(InfotuiApp(), (80, 24), ["e", "n", "n", "u", "home"])


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
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("e", "enter", *"1/2 1/2 0 0", "enter", "n")
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
        first = screen_of(app).snapshot
        await pilot.press("n", "n", "n")
        assert screen_of(app).snapshot != first
        await pilot.press("N", "N", "N")
        assert screen_of(app).snapshot == first
        await pilot.press("up", "r")
        assert screen_of(app).snapshot == first


async def test_the_last_task_says_that_all_are_done() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("e")
        for index, way in enumerate(BY_KEYS["entropy"]):
            await press(pilot, way)
            assert page_of(app).solved[index]
            if index < len(BY_KEYS["entropy"]) - 1:
                assert page_of(app).next_step == "— n: next task"
                await pilot.press("n")
        assert page_of(app).next_step == "All 7 done. Press 2 and e: KL divergence."


async def test_exercises_keep_the_unit() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "e")
        assert screen_of(app).snapshot.unit is Unit.NATS
        await pilot.press("n", "n", "n")
        assert screen_of(app).snapshot.unit is Unit.NATS


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
        for key, shown in (("e", "1.0166, 2.2195 nats"), ("n", "1.0166"), ("n", " 2.06 ")):
            await pilot.press(key)
            await pilot.pause()
            panel = app.screen.query_one(ExercisePanel)
            assert shown in "\n".join(panel.paint(*panel.size).lines())
