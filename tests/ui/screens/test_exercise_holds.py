"""Values that a task holds fixed."""

from __future__ import annotations

from infotui.app import InfotuiApp
from infotui.exercises.loader import read_exercises
from infotui.lessons import LESSONS
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.lessons.gaussian_kl.ui.screen import GaussianKLScreen
from support.app_parts import lesson_screen, note_of
from support.mouse import drag


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
