"""Going through the modes of the KL screen."""

from __future__ import annotations

import re

import pytest
from textual.widgets import OptionList

from infotui.app import InfotuiApp
from infotui.lessons.gaussian_kl.model.modes import INITIAL, Mode
from infotui.lessons.gaussian_kl.model.presets import PRESETS
from infotui.ui.widgets.key_bar import KeyBar
from support.app_parts import seen
from support.gaussian_kl_app import SIZE, screen_of
from support.kl_modes_app import MISCODING, TWO_MODES, categorical, mixture, opened


async def test_m_goes_through_the_modes_and_each_keeps_its_values() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("pageup", "m", "up", "m", "right", "m")
        assert screen.state.mode is Mode.GAUSSIAN
        changed = screen.state
        assert changed.gaussian != INITIAL.gaussian
        assert changed.categorical.p.p == (0.51, 0.49)
        assert changed.mixture.q.mu == 1.1
        assert app.focused in screen.gaussian_editors
        await pilot.press("m")
        assert categorical(app).bars.has_focus
        assert categorical(app).bars.distribution == changed.categorical


async def test_no_frame_shows_a_mode_in_the_layout_of_another() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("m", "m", "m")
        screen = screen_of(app)
        for _ in Mode:
            await pilot.pause()
            assert not screen.needs_compositor
            screen.action_mode()
            assert screen.needs_compositor


async def test_a_mode_opened_first_is_shown_whole() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        for _ in range(2):
            await pilot.pause()
            screen.action_mode()
            view = screen.mode_view
            assert view is not None
            assert not view.is_mounted
            screen.make_frame()
            assert screen._outdated
            await pilot.pause()
            assert view.is_mounted
            assert not screen._outdated


async def test_undo_goes_back_through_the_modes() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        states = [screen.state]
        for key in ("m", "up", "m", "right", "m", "m", "x"):
            await pilot.press(key)
            await pilot.pause()
            states.append(screen.state)
        for state in reversed(states[:-1]):
            await pilot.press("z")
            assert screen.state == state
        for state in states[1:]:
            await pilot.press("y")
            assert screen.state == state
        assert categorical(app).bars.distribution == screen.state.categorical


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        (MISCODING, ("0.1250", "1.8750", "2.0000", "L = 2.000 bits, 0.125 more than p's own code")),
        (TWO_MODES, ("0.4620", "0.6888", "0.8406", "2.9843", "1.0234", "2.7438", "3.1623", "2.1082")),
        ("infotui kl mixture --p 0.5 -2 1 0.5 2 1 --q 0 1", ("best 0.1720", "best 0.2265", "2.0470")),
        ("infotui kl categorical --p 1/2 1/2 0 --q 1/3 1/3 1/3 --unit bits", ("0.5850", "∞", "0.1909")),
    ],
)
async def test_the_references_are_on_the_screen(line: str, numbers: tuple[str, ...]) -> None:
    app = opened(line)
    async with app.run_test(size=SIZE):
        for number in numbers:
            assert number in seen(app)


@pytest.mark.parametrize("line", [MISCODING, TWO_MODES, f"{TWO_MODES} --reverse --rate 0.5"])
async def test_c_gives_the_command_for_this_state(line: str) -> None:
    app = opened(line)
    async with app.run_test(size=SIZE) as pilot:
        before = screen_of(app).snapshot
        await pilot.press("c")
        again = opened(app.clipboard)
        async with again.run_test(size=SIZE):
            assert screen_of(again).snapshot == before


@pytest.mark.parametrize("mode", Mode)
async def test_presets_are_those_of_the_mode_shown(mode: Mode) -> None:
    app = opened(f"infotui kl {mode}" if mode is not Mode.CATEGORICAL else MISCODING)
    async with app.run_test(size=SIZE) as pilot:
        for index, preset in enumerate(PRESETS[mode]):
            await pilot.press("p", *["j"] * index)
            assert app.screen.query_one(OptionList).option_count == len(PRESETS[mode])
            await pilot.press("enter")
            assert screen_of(app).state.pair == preset.apply(screen_of(app).state).pair


@pytest.mark.parametrize("mode", Mode)
async def test_a_click_in_the_key_bar_opens_the_presets(mode: Mode) -> None:
    app = opened(f"infotui kl {mode}" if mode is not Mode.CATEGORICAL else MISCODING)
    async with app.run_test(size=(120, 36)) as pilot:
        bar = app.screen.query_one(KeyBar)
        at = bar.paint(120, 1).lines()[0].index("p presets")
        await pilot.click(KeyBar, offset=(at, 0))
        assert app.screen.query_one(OptionList).option_count == len(PRESETS[mode])


async def test_the_order_is_turned_in_every_mode() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        for mode in Mode:
            assert screen_of(app).state.mode is mode
            await pilot.press("t")
            assert screen_of(app).state.reverse
            assert "►KL(q‖p)" in seen(app)
            await pilot.press("m")


async def test_equal_in_the_gaussian_mode() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "equals_sign")
        assert screen_of(app).state.gaussian.q == INITIAL.gaussian.p
        await pilot.press("z", "tab", "equals_sign")
        assert screen_of(app).state.gaussian.p == INITIAL.gaussian.q


async def test_a_key_of_another_mode_says_where_it_belongs() -> None:
    app = InfotuiApp("kl")
    async with app.run_test(size=SIZE) as pilot:
        before = screen_of(app).state
        await pilot.press("g", "G", "u", "o")
        assert screen_of(app).state == before
        await pilot.press("m", "m")
        state = screen_of(app).state
        await pilot.press("x")
        assert screen_of(app).state == state


async def test_reset_goes_back_to_the_opening_mode() -> None:
    app = opened(TWO_MODES)
    async with app.run_test(size=SIZE) as pilot:
        opening = screen_of(app).state
        await pilot.press("right", "m", "right", "r")
        assert screen_of(app).state == opening
        assert mixture(app).controls.distribution == opening.mixture


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50), (300, 20), (60, 90)])
@pytest.mark.parametrize("line", [MISCODING, TWO_MODES])
async def test_every_size_shows_both_divergences(line: str, size: tuple[int, int]) -> None:
    app = opened(line)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert "KL(p‖q)" in seen(app)
        assert "KL(q‖p)" in seen(app)
        assert not re.search(r"\bnan\b|\binf\b|[-−]0\.0+\b", seen(app))
