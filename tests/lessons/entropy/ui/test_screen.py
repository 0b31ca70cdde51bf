from __future__ import annotations

import pytest
from textual.widgets import Input, OptionList

from conftest import SameAsBefore, app_at
from infotui.app import InfotuiApp
from infotui.core.lesson import Snapshot
from infotui.core.reading import Unit
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.state import EntropyState
from infotui.lessons.entropy.ui.screen import EntropyScreen
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.value_prompt import ValuePrompt
from support.app_parts import seen
from support.mouse import drag
from support.sample_app import screen_of


async def test_it_opens_on_two_bits() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)):
        assert screen_of(app).headline.view[1:3] == ("2.000", "bits")
        assert "100.0 %" in seen(app)
        assert "4 equally likely classes" in seen(app)


async def test_one_hot_is_certain_and_uniform_brings_two_bits_back() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        assert screen_of(app).headline.view.number == "0.000"
        assert "∞" in seen(app)
        for wrong in ("nan", "-0.0", "−0.0"):
            assert wrong not in seen(app)
        await pilot.press("u")
        assert screen_of(app).headline.view.number == "2.000"


async def test_every_change_is_undone_and_made_again() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        initial = screen.snapshot
        moments: list[Snapshot[EntropyState]] = []
        for key in ("up", "right", "up", "space", "plus", "o", "b", "u", "minus", "r"):
            await pilot.press(key)
            if not moments or screen.snapshot != moments[-1]:
                moments.append(screen.snapshot)
        while screen.history.can_undo:
            await pilot.press("z")
        assert screen.snapshot.state.p == initial.state.p
        assert screen.snapshot.unit == initial.unit
        assert screen.bars.distribution == initial.state.p
        while screen.history.can_redo:
            await pilot.press("y")
        assert screen.snapshot == moments[-1]


async def test_quick_keys_before_an_undo_lose_nothing() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        for _ in range(5):
            screen.bars.action_step(1)
        screen.action_undo()
        await pilot.pause()
        assert screen.state.p.p[0] == 0.29
        assert screen.bars.distribution.p[0] == 0.29


async def test_a_drag_is_one_step_of_undo() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await drag(pilot, screen.bars, (5, 8), (5, 7), (5, 6), (5, 4), (5, 3))
        assert screen.state.p.p[0] > 0.4
        await pilot.press("z")
        assert screen.state.p == Categorical.uniform(4)


async def test_units_change_and_are_a_step() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b")
        assert screen_of(app).headline.view[1:3] == ("1.386", "nats")
        await pilot.press("z")
        assert screen_of(app).headline.view[1:3] == ("2.000", "bits")
        await pilot.click(screen_of(app).tabs, offset=(77, 0))
        assert screen_of(app).headline.view[1:3] == ("1.386", "nats")


async def test_an_invalid_typed_value_shows_an_error() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("enter", *"1/2", "enter")
        assert screen.state.p.p[0] == 0.5
        before = screen.state
        await pilot.press("enter", *"1.5", "enter")
        entry = screen.query_one(ValuePrompt)
        assert "between 0 and 1" in str(entry.query_one(".entry--hint").render())
        assert screen.state == before
        await pilot.press("escape")
        assert not screen.query(ValuePrompt)
        assert app.focused is screen.bars
        assert screen.state == before


async def test_digits_typed_into_the_field_do_not_change_the_screen() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"1e-9")
        assert screen_of(app).query_one(Input).value == "1e-9"
        await pilot.press("enter")
        assert screen_of(app).state.p.p[0] == 1e-9


async def test_presets_are_chosen_from_a_list_and_left_with_escape() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("p", "escape")
        assert screen_of(app).state == LESSON.initial
        await pilot.press("p", "j", "j", "enter")
        assert screen_of(app).headline.view.number == "0.638"
        assert "40.3 %" in seen(app)
        await pilot.press("p")
        assert app.screen.query_one(OptionList).option_count == len(LESSON.presets)


async def test_copying_gives_the_command_that_opens_this_state() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "b", "c")
        assert app.clipboard == (
            "infotui entropy 0.26 0.24666666666666665 0.24666666666666665 0.24666666666666665 --unit nats"
        )
        note = screen_of(app).note_bar.note
        assert note is not None
        assert note.text.endswith(f": {app.clipboard}")


async def test_help_shows_keys_and_theory() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        page = "\n".join(str(static.render()) for static in app.screen.query(".help--section"))
        for wanted in ("H(p) = −Σ", "log k", "↑ ↓ k j", "switch between bits and nats", "Ctrl+P", "quit"):
            assert wanted in page
        await pilot.press("escape")
        assert isinstance(app.screen, EntropyScreen)


async def test_the_table_selects_and_the_path_moves() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.click(screen.classes_table, offset=(2, 4))
        assert screen.bars.selected == 2
        plot = screen.path_plot
        await drag(pilot, plot, (10, 3), (30, 3), (plot.size.width - 1, 3))
        assert screen.state.p.p == (0, 0, 1, 0)
        await pilot.press("z")
        assert screen.state.p == Categorical.uniform(4)


async def test_the_opening_moment_is_where_reset_goes() -> None:
    start = EntropyState(Categorical((0.5, 0.25, 0.25)), 1)
    app = InfotuiApp("entropy", {"entropy": Snapshot(start, Unit.NATS)})
    async with app.run_test(size=(80, 24)) as pilot:
        assert screen_of(app).bars.selected == 1
        await pilot.press("o", "b", "r")
        assert screen_of(app).snapshot == Snapshot(start, Unit.NATS)
        await pilot.press("z")
        assert screen_of(app).snapshot.unit is Unit.BITS


@pytest.mark.parametrize("size", [(59, 24), (80, 19), (20, 5), (1, 1)])
async def test_without_room_it_says_how_much_it_needs(size: tuple[int, int]) -> None:
    app = InfotuiApp()
    async with app.run_test(size=size) as pilot:
        if size == (20, 5):
            return
        if size != (1, 1):
            assert f"{size[0]}x{size[1]}" in seen(app)
            assert "60x20" in seen(app)
        await pilot.resize_terminal(80, 24)
        assert "of 2.000" in seen(app)


async def test_twenty_six_classes_fit() -> None:
    app = app_at(LESSON, EntropyState(Categorical.uniform(26), 25))
    async with app.run_test(size=(80, 24)) as pilot:
        assert screen_of(app).headline.view.number == "4.700"
        await pilot.press("up")
        assert screen_of(app).state.p.p[25] == pytest.approx(1 / 26 + 0.01)


def test_locked_zero_and_many_classes_look_right(same_as_before: SameAsBefore) -> None:
    p = Categorical((0.5, 0.3, 0.2, 0, 0, 0, 0, 0, 0), None).with_lock(1, True)
    same_as_before(app_at(LESSON, EntropyState(p, 2)), (100, 30))


def test_typing_and_a_complaint_look_right(same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), (80, 24), ["enter", *"1.5", "enter"])


def test_help_looks_right(same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), (80, 24), ["question_mark"])


def test_presets_look_right(same_as_before: SameAsBefore) -> None:
    same_as_before(InfotuiApp(), (80, 24), ["p"])


@pytest.mark.parametrize("k", [23, 24, 26])
async def test_every_bar_can_be_pressed_at_the_minimum_size(k: int) -> None:
    app = app_at(LESSON, EntropyState(Categorical.uniform(k)))
    async with app.run_test(size=(60, 20)) as pilot:
        bars = screen_of(app).bars
        names = next(line for line in bars.paint(*bars.size).lines() if "ABC" in line)
        for i, name in enumerate(bars.distribution.names):
            column = names.index(name)
            assert column < bars.size.width - 1
            assert bars.hit_test(column, 5) == i
        await pilot.click(bars, offset=(names.index(bars.distribution.names[-1]), 5))
        assert screen_of(app).state.selected == k - 1


async def test_how_many_classes_are_hidden_never_covers_their_sum() -> None:
    app = app_at(LESSON, EntropyState(Categorical.uniform(26)))
    async with app.run_test(size=(60, 20)):
        table = screen_of(app).classes_table
        sums = next(line for line in table.paint(*table.size).lines() if line.startswith("Σ"))
        assert sums.split() == ["Σ", "1.000", "+21", "4.700"]
