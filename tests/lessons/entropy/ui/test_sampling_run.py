from __future__ import annotations

from asyncio import Event

import pytest
from textual.widgets import Input

from conftest import SameAsBefore, app_at
from infotui.app import InfotuiApp
from infotui.lessons.entropy.model import sampling
from infotui.lessons.entropy.model.lesson import LESSON
from infotui.lessons.entropy.model.sampling import Sampler
from infotui.lessons.entropy.model.state import EntropyState
from infotui.lessons.entropy.ui.sample_plot import SampleView, _head_keys
from infotui.maths.distributions import Categorical
from support.sample_app import screen_of

SKEWED = EntropyState(Categorical((0.5, 0.25, 0.125, 0.125)))


def view_of(app: InfotuiApp) -> SampleView:
    view = screen_of(app).sample_plot.view
    assert view is not None
    return view


async def test_a_symbol_at_a_time_and_no_effect_on_the_state() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        assert screen.path_plot.display
        await pilot.press("s", "s", "s")
        expected = Sampler(SKEWED.p.p, 1)
        expected.draw(3)
        assert view_of(app).drawn == 3
        assert view_of(app).running_means == expected.sample.running_means
        assert screen.sample_plot.display
        assert not screen.path_plot.display
        assert screen.state == SKEWED
        assert not screen.history.can_undo
        await pilot.press("d")
        assert screen.sample_plot.view is None
        assert screen.path_plot.display


async def test_a_run_draws_until_it_is_stopped() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("S")
        for _ in range(40):
            screen._tick()
        assert screen.sampling.is_running
        assert view_of(app).is_running
        await pilot.press("S")
        drawn = view_of(app).drawn
        assert drawn > 40 / 30
        assert not screen.sampling.is_running
        screen._tick()
        await pilot.pause(0.1)
        assert view_of(app).drawn == drawn


async def test_the_clock_ticks_only_while_a_run_is_in_sight() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        active: Event = screen_of(app).sampling._clock._active
        assert not active.is_set()
        await pilot.press("S")
        assert active.is_set()
        await pilot.press("2")
        assert not active.is_set()
        await pilot.press("1")
        assert active.is_set()
        await pilot.press("question_mark")
        assert not active.is_set()
        await pilot.press("escape", "S")
        assert not active.is_set()


async def test_a_full_sample_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sampling, "MAX_SYMBOLS", 5)
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("S")
        for _ in range(30):
            screen._tick()
        assert view_of(app).drawn == 5
        assert not screen.sampling.is_running
        await pilot.press("S")
        assert not screen.sampling.is_running


async def test_the_seed_is_typed_and_says_what_comes() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.press("v")
        assert app.screen.query_one(Input).value == "1"
        await pilot.press(*"1.5", "enter")
        assert app.screen.query(Input)
        await pilot.press("ctrl+u", *"42", "enter")
        assert (view_of(app).seed, view_of(app).drawn) == (42, 1)
        assert app.focused is screen.bars
        await pilot.press("s")
        first = view_of(app).running_means
        await pilot.press("d", "s", "s")
        assert view_of(app).running_means == first


@pytest.mark.parametrize("keys", [["up"], ["u"], ["plus"], ["r"], ["p", "j", "j", "enter"]])
async def test_another_p_ends_the_sample(keys: list[str]) -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        if keys == ["r"]:
            await pilot.press("up")
        await pilot.press("S", *keys)
        assert screen_of(app).sample_plot.view is None
        assert not screen_of(app).sampling.is_running


async def test_selecting_locking_and_the_unit_keep_the_sample() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s", "s", "right", "space", "b")
        view = view_of(app)
        assert view.drawn == 2
        assert view.mean.text_with_unit.endswith("nats")
        assert view.running_means[-1][1] == pytest.approx(view.mean.number, rel=1e-14)


async def test_the_mouse_begins_runs_and_asks_for_the_seed() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = screen_of(app)
        await pilot.click(screen.path_plot, offset=(screen.path_plot.size.width - 2, 0))
        assert view_of(app).drawn == 1
        await pilot.click(screen.sample_plot, offset=(10, 3))
        assert screen.sampling.is_running
        await pilot.click(screen.sample_plot, offset=(10, 3))
        assert not screen.sampling.is_running
        await pilot.click(screen.sample_plot, offset=(screen.sample_plot.size.width - 2, 0))
        assert app.screen.query(Input)


async def test_the_words_above_the_plot_are_pressed() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = screen_of(app)
        await pilot.press("s")
        for word in ("S run", "S stop", "d clear"):
            keys = _head_keys(view_of(app), screen.sample_plot.size.width)
            places = {span.label: span.x for span in keys}
            await pilot.click(screen.sample_plot, offset=(places[word], 0))
            assert screen.sampling.is_running == (word == "S run")
        assert screen.sample_plot.view is None


@pytest.mark.parametrize("p", [(1.0, 0.0), (1.0, 5e-324), (0.25,) * 4, (1 / 26,) * 26])
@pytest.mark.parametrize("size", [(60, 20), (200, 50)])
async def test_any_distribution_can_be_sampled(p: tuple[float, ...], size: tuple[int, int]) -> None:
    app = app_at(LESSON, EntropyState(Categorical(p)))
    async with app.run_test(size=size) as pilot:
        await pilot.press("s", "s")
        assert view_of(app).drawn == 2


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids="{0[0]}x{0[1]}".format)
def test_a_sample_looks_right(size: tuple[int, int], same_as_before: SameAsBefore) -> None:
    same_as_before(app_at(LESSON, SKEWED), size, ["s"] * 12)


async def test_the_copied_command_names_the_seed_of_a_sample() -> None:
    app = app_at(LESSON, SKEWED)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("s", "c")
        assert screen_of(app).copy_remark == "without the sample, seed 1"
        await pilot.press("d", "c")
        assert not screen_of(app).copy_remark
