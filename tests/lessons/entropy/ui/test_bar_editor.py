from __future__ import annotations

from typing import Any

import pytest
from textual.app import ComposeResult

from infotui.canvas.roles import Role
from infotui.lessons.entropy.ui.bar_editor import BarEditor
from infotui.maths.distributions import Categorical
from infotui.ui.widgets.editor import Editor
from support.mouse import drag, move, press, release
from support.role_app import RoleApp


class Alone(RoleApp):
    """The editor and nothing else; it fills 46x12 cells, its bars eight rows."""

    CSS = "BarEditor { width: 46; height: 12; }"

    def __init__(self, distribution: Categorical) -> None:
        super().__init__()
        self.editor = BarEditor(distribution)
        self.changes = 0
        self.note = ""

    def notify(self, message: str, **options: Any) -> None:
        self.note = message

    def compose(self) -> ComposeResult:
        yield self.editor

    def on_editor_changed(self, event: Editor.Changed) -> None:
        assert event.control is self.editor
        self.changes += 1


UNIFORM = Categorical.uniform(4)
COLUMN_OF_A, COLUMN_OF_C = 9, 29


@pytest.mark.parametrize(
    ("keys", "probability"),
    [
        (["up"], 0.26),
        (["k"], 0.26),
        (["down"], 0.24),
        (["j"], 0.24),
        (["pageup"], 0.35),
        (["K"], 0.35),
        (["pagedown"], 0.15),
        (["J"], 0.15),
        (["home"], 0.0),
        (["end"], 1.0),
        (["up"] * 80, 1.0),
        (["down"] * 30, 0.0),
    ],
)
async def test_keys_move_the_selected_class(keys: list[str], probability: float) -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot.press(*keys)
        assert app.editor.distribution.p[0] == probability
        assert app.editor.distribution == UNIFORM.with_probability(0, probability)


@pytest.mark.parametrize(
    ("keys", "selected"),
    [(["right"], 1), (["l", "l"], 2), (["left"], 3), (["h"], 3), (["right"] * 4, 0)],
)
async def test_keys_select_round_the_end(keys: list[str], selected: int) -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot.press(*keys)
        assert app.editor.selected == selected
        assert app.editor.distribution == UNIFORM


async def test_a_press_in_a_column_moves_the_top_of_its_bar() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await press(pilot, app.editor, (COLUMN_OF_C, 2))
        assert app.editor.selected == 2
        assert app.editor.distribution.p[2] == 0.5
        assert app.editor._buffer is not None
        drawn = app.editor._buffer.lines()
        assert drawn[2][COLUMN_OF_C] == "█"
        assert drawn[1][COLUMN_OF_C - 4 : COLUMN_OF_C + 4].strip() == "0.500"
        await release(pilot, app.editor, (COLUMN_OF_C, 2))


async def test_a_drag_goes_on_outside_and_brings_the_shape_back() -> None:
    app = Alone(Categorical((0.4, 0.3, 0.2, 0.1)))
    async with app.run_test(size=(46, 12)) as pilot:
        await press(pilot, app.editor, (COLUMN_OF_A, 5))
        await move(pilot, app.editor, (60, -7))
        assert app.editor.distribution.p == (1.0, 0.0, 0.0, 0.0)
        await move(pilot, app.editor, (60, 40))
        assert app.editor.distribution.p[0] == 0.0
        assert app.editor.distribution.p[1:] == pytest.approx((0.5, 1 / 3, 1 / 6), abs=1e-15)
        await release(pilot, app.editor, (COLUMN_OF_A, 11))
        await move(pilot, app.editor, (COLUMN_OF_A, 3))
        assert app.editor.distribution.p[0] == 0.0


async def test_a_drag_is_one_gesture_and_every_key_its_own() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await drag(pilot, app.editor, (COLUMN_OF_A, 8), (COLUMN_OF_A, 6), (COLUMN_OF_A, 4))
        gestures = {edit.gesture for edit in app.editor.drain_edits()}
        assert len(gestures) == 1
        assert None not in gestures
        await pilot.press("up", "up")
        assert [edit.gesture for edit in app.editor.drain_edits()] == [None, None]


async def test_a_release_that_was_lost_ends_the_drag() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await press(pilot, app.editor, (COLUMN_OF_A, 5))
        held = app.editor.distribution
        await pilot.hover(app.editor, offset=(COLUMN_OF_A, 2))
        await pilot.hover(app.editor, offset=(COLUMN_OF_A, 8))
        assert app.editor.distribution == held
        assert app.mouse_captured is None


async def test_mouse_and_keys_reach_the_same_state() -> None:
    dragged, keyed = Alone(UNIFORM), Alone(UNIFORM)
    async with dragged.run_test(size=(46, 12)) as pilot:
        await drag(pilot, dragged.editor, (COLUMN_OF_A, 8), (COLUMN_OF_A, 5))
    async with keyed.run_test(size=(46, 12)) as pilot:
        await pilot.press(*["up"] * 6)
    assert dragged.editor.distribution == keyed.editor.distribution


async def test_the_wheel_moves_the_class_under_the_pointer() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot._post_mouse_events([_wheel()], app.editor, offset=(COLUMN_OF_C, 5))
        assert app.editor.selected == 2
        assert app.editor.distribution.p[2] == 0.26


def _wheel() -> type:
    from textual.events import MouseScrollUp

    return MouseScrollUp


async def test_a_locked_class_does_not_move_and_says_why() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot.press("space", "up")
        assert app.editor.distribution.p == UNIFORM.p
        assert app.editor.distribution.locked == {0}
        assert app.note == "A is locked: press Space to unlock it"
        await pilot.press("space", "up")
        assert app.editor.distribution.p[0] == 0.26


async def test_locked_classes_stay_while_others_move() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot.press("space", "right", "end")
        assert app.editor.distribution.p == (0.25, 0.75, 0.0, 0.0)


async def test_classes_come_and_go() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await pilot.press("plus")
        assert app.editor.distribution.p == (0.25, 0.25, 0.25, 0.25, 0.0)
        await pilot.press("minus", "minus", "minus", "minus")
        assert app.editor.distribution.k == 2
        assert app.note


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("0.4", (0.4, 0.2, 0.2, 0.2)),
        ("1/4", (0.25, 0.25, 0.25, 0.25)),
        ("1/2 1/4 1/8 1/8", (0.5, 0.25, 0.125, 0.125)),
        ("0.5, 0.5", (0.5, 0.5)),
        ("1", (1.0, 0.0, 0.0, 0.0)),
    ],
)
def test_what_is_typed_is_taken(text: str, p: tuple[float, ...]) -> None:
    assert BarEditor(UNIFORM).parse_text(text).p == pytest.approx(p, abs=1e-15)


@pytest.mark.parametrize(
    ("text", "named", "reason"),
    [
        ("", "", "type a probability"),
        ("x", "'x'", "not a number"),
        ("1.5", "'1.5'", "between 0 and 1"),
        ("-0.1", "'-0.1'", "between 0 and 1"),
        ("1/0", "'1/0'", "divides by zero"),
        ("0.5 0.6", "1.1", "sum"),
        ("nan", "'nan'", "finite"),
    ],
)
def test_what_cannot_be_taken_is_named(text: str, named: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as caught:
        BarEditor(UNIFORM).parse_text(text)
    assert named in str(caught.value)


async def test_the_scale_waits_for_the_end_of_a_drag_if_it_can() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        await press(pilot, app.editor, (COLUMN_OF_A, 6))
        for y, title in ((9, "p, scale to ½"), (2, "p, scale to ½"), (0, "p"), (9, "p")):
            await move(pilot, app.editor, (COLUMN_OF_A, y))
            assert f" {title} " in app.editor.paint(46, 12).lines()[0]
        await release(pilot, app.editor, (COLUMN_OF_A, 9))
        assert " p, scale to ½ " in app.editor.paint(46, 12).lines()[0]


async def test_a_sample_shows_its_frequencies_on_the_bars() -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)):
        app.editor.frequencies = (0.5, 0.0, 0.25, 0.25)
        buffer = app.editor.paint(46, 12)
        rows = [
            [y for y in range(12) if buffer.role(x, y) == Role.POINT and buffer.char(x, y) == "━"]
            for x in (COLUMN_OF_A, COLUMN_OF_C)
        ]
        assert rows == [[2], [6]]


async def test_codewords_stand_in_their_bars() -> None:
    app = Alone(Categorical((0.5, 0.25, 0.25)))
    async with app.run_test(size=(46, 12)):
        app.editor.codewords = ("0", "10", None)
        lowest = app.editor.paint(46, 12).lines()[9]
        assert "█0█" in lowest
        assert "█10█" in lowest


@pytest.mark.parametrize("key", ["plus", "minus"])
async def test_a_class_is_added_or_removed_before_the_codewords_follow(key: str) -> None:
    app = Alone(UNIFORM)
    async with app.run_test(size=(46, 12)) as pilot:
        app.editor.codewords = ("00", "01", "10", "11")
        app.editor.frequencies = (0.25,) * 4
        await pilot.press(key)
        painted = app.editor.paint(46, 12).lines()
        app.editor.codewords = app.editor.frequencies = ()
        assert painted == app.editor.paint(46, 12).lines()


@pytest.mark.parametrize("typed", ["0.9 0.1", "0.1 0.2 0.3 0.4"])
async def test_keys_move_from_a_typed_distribution(typed: str) -> None:
    app = Alone(UNIFORM)
    async with app.run_test() as pilot:
        await pilot.press("end", "left", "left", "up")
        app.editor.apply_text(typed)
        expected = app.editor.distribution.with_probability(app.editor.selected, 0.0)
        await pilot.press("home")
        assert app.editor.distribution == expected


async def test_a_typed_probability_keeps_the_proportions() -> None:
    app = Alone(Categorical((0.5, 0.3, 0.2)))
    async with app.run_test() as pilot:
        await pilot.press("end")
        app.editor.apply_text("1/2")
        assert app.editor.distribution == Categorical((0.5, 0.3, 0.2))
        app.editor.apply_text("1")
        await pilot.press("up")
        app.editor.apply_text("0.5")
        assert app.editor.distribution == Categorical((0.5, 0.3, 0.2))


@pytest.mark.parametrize("i", range(26))
async def test_no_bar_covers_the_value_of_the_selected_one(i: int) -> None:
    p = [0.03, 0.044, 0.0014, *(0.9246 / 23,) * 23]
    app = Alone(Categorical(p))
    async with app.run_test(size=(46, 12)):
        app.editor.selected = i
        assert f"{p[i]:.3f}" in "".join(app.editor.paint(46, 12).lines())
