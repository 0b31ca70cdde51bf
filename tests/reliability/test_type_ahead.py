"""Type-ahead: keys that arrive while earlier ones are still being handled."""

from __future__ import annotations

import pytest
from textual import events
from textual.command import CommandList
from textual.pilot import Pilot

from infotui.app import InfotuiApp
from infotui.lessons.cross_entropy.ui.screen import CrossEntropyScreen
from infotui.lessons.entropy.ui.screen import EntropyScreen
from support.pseudo_terminal import mouse_report
from support.scenarios import AT_REST

from .random_input import CHARACTERS


def click(x: int, y: int) -> str:
    """The mouse reports of a press and a release at this cell."""
    return mouse_report("press", (x, y)) + mouse_report("release", (x, y))


def entropy_sum(value: str) -> str:
    """The last row of the class table: the sum of p, and the entropy."""
    return f"Σ{'1.0000':>12}{value:>16}"


def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Send keys without waiting between them."""
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        driver.process_message(events.Key(key, CHARACTERS.get(key, key if len(key) == 1 else None)))


@pytest.mark.parametrize(
    "keys",
    [
        ("ctrl+p", "escape", "ctrl+p", "escape", "ctrl+p"),
        ("ctrl+p", "2", "enter"),
        ("ctrl+p", "end", "pageup", "pagedown", "home", "end", "pageup"),
        ("2", "x", "t", "3", "m", "G", "1", "u", "S"),
        ("p", "enter", "p", "enter", "p", "escape"),
        ("question_mark", "2", "question_mark", "2", "question_mark"),
        ("enter", "0", ".", "5", "enter", "enter", "escape", "2", "enter", "3", "enter"),
        ("e", "e", "e", "2", "e", "e", "3", "e"),
        ("v", "7", "enter", "s", "S", "d", "v", "escape"),
    ],
)
async def test_keys_sent_at_once_break_nothing(keys: tuple[str, ...]) -> None:
    app = InfotuiApp()
    async with app.run_test() as pilot:
        type_at_once(pilot, *keys)
        await pilot.pause(0.3)
        for _ in range(5):
            await pilot.press("escape")
        await pilot.press("2")
        assert "kl" in str(app.current_mode)


async def test_the_palette_opens_while_another_closes() -> None:
    app = InfotuiApp()
    async with app.run_test() as pilot:
        for _ in range(10):
            await pilot.press("ctrl+p")
            app.screen.dismiss()
            app.action_command_palette()
            await pilot.press("escape")


async def test_a_search_may_outlive_its_list() -> None:
    app = InfotuiApp()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p")
        await app.screen.query_one(CommandList).remove()
        app.screen._gather_commands("reset")  # type: ignore[attr-defined]
        await pilot.pause(0.2)
        assert app.is_running
        assert app._exception is None


async def test_a_click_on_the_row_of_a_removed_class_is_ignored() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = app.screen
        assert isinstance(screen, EntropyScreen)
        with app.batch_update():  # the picture stays as it was
            await pilot.press("minus")
            await pilot.click(screen.classes_table, offset=(2, 5))
        assert screen.bars.selected == 0
        await pilot.press("up")
        assert screen.state.p.k == 3


async def test_a_class_may_be_removed_right_after_a_click_on_it() -> None:
    app = InfotuiApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "m")
        screen = app.screen
        assert isinstance(screen, CrossEntropyScreen)
        editor = screen.logit_editor
        geometry = editor._layout_for(*editor.size)
        x, y = 2 + editor.region.x, geometry.row(3) + editor.region.y
        driver = app._driver
        assert driver is not None
        await pilot.pause(1)  # after the last key has been handled
        driver.process_message(events.MouseDown(None, x, y, 0, 0, 1, False, False, False, x, y))
        type_at_once(pilot, "minus")
        await pilot.pause()
        assert screen.state.multiclass.k == 3
        assert screen.state.multiclass.true < 3


@pytest.mark.parametrize("key", ["p", "question_mark", "ctrl+p"])
async def test_a_modal_closes_once_however_often_it_is_dismissed(key: str) -> None:
    app = InfotuiApp()
    async with app.run_test() as pilot:
        lesson = app.screen
        await pilot.press(key)
        popup = app.screen
        assert popup is not lesson
        for _ in range(3):
            popup.dismiss()
        await pilot.pause()
        assert app.screen is lesson


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("\r0.3\r", entropy_sum("1.991")),
        ("\r0.3\r\r0.4\r", entropy_sum("1.922")),
        ("2x", "2.2195 extra nats"),
        ("2\r1\r", "p = N(1, 1²)"),
        ("3m\r3\r", "1.3922 nats"),
        ("\x10one-hot\r", entropy_sum("0.000")),
        ("p\r\r0.3\r", entropy_sum("1.991")),
        ("jk\r0.3\rh", entropy_sum("1.991")),
        ("KK2x", "2.2195 extra nats"),
        (click(25, 0) + "x", "2.2195 extra nats"),
        (click(25, 0) + click(42, 0) + "m", "q, target p"),
        (click(60, 0) + "n", "2/11"),
    ],
)
def test_keys_sent_at_once_act_as_if_typed_slowly(typed: str, shows: str) -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type(typed)
        terminal.wait_for(shows)


async def test_only_keys_that_may_move_the_focus_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    app, waits = InfotuiApp(), []
    follow = app._send_sentinel

    def counted() -> None:
        waits.append(True)
        follow()

    monkeypatch.setattr(app, "_send_sentinel", counted)
    async with app.run_test() as pilot:
        await pilot.press("up", "down", "left", "K")
        assert not waits
        await pilot.press("enter", "0")
        assert waits


def test_input_after_q_is_dropped() -> None:
    with AT_REST["entropy"].start() as terminal:
        terminal.type("q2q3\x10\r?p\x1b[<0;5;5M")
        assert terminal.status() == 0
