from __future__ import annotations

import pytest

from infotui.app import InfotuiApp
from infotui.lessons.cross_entropy.ui.loss_editor import LossEditor
from support.app_parts import seen
from support.cross_entropy_app import binary_app, screen_of
from support.mouse import drag, move, press, release, wheel

SIZE = (80, 24)
POINT, ARROW = "●", "▲"


def editor_of(app: InfotuiApp) -> LossEditor:
    return screen_of(app).loss_editor


def rows(app: InfotuiApp) -> list[str]:
    editor = editor_of(app)
    return [line.text for line in editor.render_lines(editor.size.region)]


def point(app: InfotuiApp) -> tuple[int, int]:
    """The cell of the moving point, which is above the slider's handle."""
    for y, line in enumerate(rows(app)[:-1]):
        for mark in (POINT, ARROW):
            if mark in line:
                return line.index(mark), y
    raise AssertionError("no point\n" + "\n".join(rows(app)))


async def test_the_point_stands_above_the_handle_of_the_slider() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        for _ in range(12):
            assert point(app)[0] == rows(app)[-1].index(POINT)
            await pilot.press("pagedown")


@pytest.mark.parametrize(("label", "key"), [(1, "home"), (0, "end")])
async def test_an_infinite_loss_is_clamped_with_an_arrow(label: int, key: str) -> None:
    app = binary_app(label=label)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(key)
        x, y = point(app)
        assert rows(app)[y][x] == ARROW
        assert y == 1 + next(i for i, line in enumerate(rows(app)) if "drag the point" in line)
        assert screen_of(app).headline.view[1:3] == ("∞", "nats")
        await pilot.press({"home": "end", "end": "home"}[key])
        assert screen_of(app).headline.view[1:3] == ("0.0000", "nats")


async def test_keys_move_p() -> None:
    app = binary_app()
    steps = {"up": 0.01, "k": 0.01, "right": 0.01, "l": 0.01, "pageup": 0.1, "K": 0.1, "end": 0.3}
    steps |= {"down": -0.01, "j": -0.01, "left": -0.01, "h": -0.01, "pagedown": -0.1, "J": -0.1, "home": -0.7}
    async with app.run_test(size=SIZE) as pilot:
        for key, by in steps.items():
            await pilot.press(key)
            assert screen_of(app).state.binary.p == round(0.7 + by, 12), key
            await pilot.press("z")


async def test_keys_stop_at_the_ends() -> None:
    app = binary_app(0.995)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up")
        assert screen_of(app).state.binary.p == 1
        await pilot.press("home", "down")
        assert screen_of(app).state.binary.p == 0


async def test_a_drag_along_the_slider_is_one_undo_step() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        editor = editor_of(app)
        bottom, right = editor.size.height - 1, editor.size.width - 1
        await press(pilot, editor, (20, bottom))
        assert editor.distribution.p == round(editor.distribution.p, 2)
        await move(pilot, editor, (right + 9, bottom + 2))
        assert editor.distribution.p == 1
        await move(pilot, editor, (-4, bottom))
        assert editor.distribution.p == 0
        await release(pilot, editor, (0, bottom))
        await pilot.press("z")
        assert screen_of(app).state.binary.p == 0.7


async def test_the_hand_follows_the_curve_down_its_steep_part() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        editor = editor_of(app)
        stops = []
        await press(pilot, editor, (4, 3))
        for y in range(4, 14):
            await move(pilot, editor, (4, y))
            stops.append(editor.distribution.p)
        await release(pilot, editor, (4, 13))
        assert stops == sorted(stops)
        assert len(set(stops)) >= 6
        assert 0 < stops[1] < 0.05


async def test_a_press_on_the_curve_takes_the_point_there() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        target = (0, 0)
        for _ in range(8):
            await pilot.press("pagedown")
            await pilot.press("up", "up")
            target = point(app)
            await pilot.press("end")
            await drag(pilot, editor_of(app), target)
            assert point(app) == target


async def test_a_press_on_the_title_turns_the_label() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        for x in (3, 16, 19):
            await drag(pilot, editor_of(app), (x, 0))
            assert screen_of(app).state.binary.label == 0
            assert "−log(1 − 0.7000)" in seen(app)
            await pilot.press("z")
            assert screen_of(app).state.binary.label == 1


async def test_the_wheel_moves_by_a_hundredth() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, editor_of(app), (20, 8), 1)
        assert screen_of(app).state.binary.p == 0.71


async def test_a_typed_value_is_taken_exactly() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        for text, p in (("1e-9", 1e-9), ("1/3", 1 / 3), ("0", 0.0), ("1", 1.0)):
            await pilot.press("enter", *text, "enter")
            assert screen_of(app).state.binary.p == p


async def test_what_is_no_probability_is_said_and_changes_nothing() -> None:
    app = binary_app()
    complaints = {"1.2": "1.2 is not a probability", "nan": "finite", "x": "not a number", "1 2": "type one"}
    async with app.run_test(size=SIZE) as pilot:
        for text, complaint in complaints.items():
            await pilot.press("enter", *text, "enter")
            assert complaint in str(app.screen.query_one(".entry--hint").render())
            await pilot.press("escape")
            assert screen_of(app).state.binary.p == 0.7
