from __future__ import annotations

from infotui.app import InfotuiApp
from infotui.canvas.roles import Role
from infotui.lessons.cross_entropy.model.state import ALL_LOGITS, Multiclass
from infotui.lessons.cross_entropy.ui.logit_editor import LogitEditor
from infotui.lessons.cross_entropy.ui.logit_layout import LogitLayout, limit_for
from infotui.ui.widgets.trace_plot import TracePlot
from support.app_parts import seen
from support.cross_entropy_app import logits, multiclass_app, screen_of
from support.mouse import drag, move, press, release, wheel

SIZE = (80, 24)


def editor_of(app: InfotuiApp) -> LogitEditor:
    return screen_of(app).logit_editor


def state_of(app: InfotuiApp) -> Multiclass:
    return screen_of(app).state.multiclass


def geometry_of(app: InfotuiApp) -> LogitLayout:
    editor = editor_of(app)
    return LogitLayout(*editor.size, editor.distribution.k, limit_for(editor.distribution.z), editor._slot)


async def test_it_has_the_keys_at_once() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE):
        assert app.focused is editor_of(app)


async def test_keys_move_the_selected_logit() -> None:
    app = multiclass_app()
    ends = {"right": 1.1, "l": 1.1, "pageup": 2.0, "K": 2.0, "end": 10.0}
    ends |= {"left": 0.9, "h": 0.9, "pagedown": 0.0, "J": 0.0, "home": -10.0}
    async with app.run_test(size=SIZE) as pilot:
        for key, z in ends.items():
            await pilot.press(key)
            assert state_of(app).logits.z == (z, 2.0, 0.5, -0.5), key
            await pilot.press("z")


async def test_selection_goes_round_by_way_of_all() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        found = []
        for _ in range(6):
            found.append(state_of(app).selected)
            await pilot.press("down")
        assert found == [0, 1, 2, 3, ALL_LOGITS, 0]
        await pilot.press("up", "up")
        assert state_of(app).selected == ALL_LOGITS


async def test_a_common_shift_moves_every_logit_and_nothing_else() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("up")
        before = screen_of(app).LESSON.readings(screen_of(app).state, screen_of(app).snapshot.unit)
        await pilot.press("right", "right", "pageup")
        assert state_of(app).logits.z == (2.2, 3.2, 1.7, 0.7)
        after = screen_of(app).LESSON.readings(screen_of(app).state, screen_of(app).snapshot.unit)
        assert [r.text for r in after] == [r.text for r in before]
        await pilot.press("enter", *"1000.75", "enter")
        assert state_of(app).logits.z == (1001.0, 1002.0, 1000.5, 999.5)
        assert "0.5147 nats" in seen(app)


async def test_every_slider_drag_is_one_undo_step() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        editor, geometry = editor_of(app), geometry_of(app)
        for slot in range(4):
            y, start = geometry.row(slot), geometry.slider.start
            await press(pilot, editor, (start + 2, y))
            await move(pilot, editor, (geometry.slider.stop + 9, y + 3))
            assert editor.distribution.z[slot] == 6
            await move(pilot, editor, (0, y))
            assert editor.distribution.z[slot] == -6
            await release(pilot, editor, (start, y))
            await pilot.press("z")
            assert state_of(app).logits.z == (1.0, 2.0, 0.5, -0.5)


async def test_the_slider_of_all_is_dragged() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        geometry = geometry_of(app)
        y, slider = geometry.row(4), geometry.slider
        await drag(pilot, editor_of(app), (slider.start + 3, y), (slider.stop - 1, y))
        assert state_of(app).selected == ALL_LOGITS
        assert state_of(app).logits.z == (6.25, 7.25, 5.75, 4.75)


async def test_the_scale_stays_during_a_drag_of_a_slider() -> None:
    app = multiclass_app(logits(20.0, 0.0, 0.0))
    async with app.run_test(size=SIZE) as pilot:
        editor, geometry = editor_of(app), geometry_of(app)
        y, slider = geometry.row(0), geometry.slider
        assert "±20" in seen(app)
        await press(pilot, editor, (slider.stop - 1, y))
        await move(pilot, editor, (slider.start + len(slider) // 2, y))
        await pilot.pause()
        assert "±20" in seen(app)
        await release(pilot, editor, (slider.start + len(slider) // 2, y))
        await pilot.pause()
        assert "±6" in seen(app)


async def test_a_press_on_a_name_makes_it_the_true_class() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        geometry = geometry_of(app)
        for slot in (3, 2, 1):
            await drag(pilot, editor_of(app), (2, geometry.row(slot)))
            assert state_of(app).true == slot
            assert state_of(app).selected == slot
        assert state_of(app).logits.z == (1.0, 2.0, 0.5, -0.5)
        await drag(pilot, editor_of(app), (2, geometry.row(4)))
        assert state_of(app).true == 1


async def test_a_press_on_a_bar_selects_its_class_and_nothing_else() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        layout = geometry_of(app)
        for slot, x in ((2, layout.bar.start), (3, layout.gradient.start)):
            await drag(pilot, editor_of(app), (x, layout.row(slot)), (x + 5, layout.row(slot)))
            assert state_of(app) == Multiclass(selected=slot)


async def test_the_wheel_moves_the_logit_under_the_pointer() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await wheel(pilot, editor_of(app), (geometry_of(app).slider.start, geometry_of(app).row(2)), 1)
        assert state_of(app).logits.z == (1.0, 2.0, 0.6, -0.5)


async def test_classes_come_and_go_at_the_end() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*["plus"] * 8)
        assert state_of(app).k == 10
        assert "10" in seen(app)
        await pilot.press("up", "up", *["minus"] * 10)
        assert state_of(app).logits.z == (1.0, 2.0)
        assert state_of(app).selected == 1
        await pilot.press("z")
        assert state_of(app).k == 3


async def test_typed_logits_replace_them_all() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "down", "down", "enter", *"1000 0", "enter")
        assert state_of(app).logits.z == (1000.0, 0.0)
        assert state_of(app).selected == 1
        assert "1000.0000 nats" in seen(app)
        await pilot.press("enter", *"1/4", "enter")
        assert state_of(app).logits.z == (1000.0, 0.25)


async def test_what_are_no_logits_is_said_and_changes_nothing() -> None:
    app = multiclass_app()
    complaints = {"1e400": "finite", "1e308": "is not a logit", " ": "type a logit", "1 x": "not a number"}
    complaints["1 " * 11] = "2 to 10"
    async with app.run_test(size=SIZE) as pilot:
        for text, complaint in complaints.items():
            await pilot.press("enter", *text, "enter")
            assert complaint in str(app.screen.query_one(".entry--hint").render())
            await pilot.press("escape")
            assert state_of(app) == Multiclass()


async def test_ten_classes_are_shown_whole() -> None:
    app = multiclass_app(logits(*(float(i) for i in range(10)), true=9))
    async with app.run_test(size=SIZE):
        editor = editor_of(app)
        lines = [line.text.strip("┃ ") for line in editor.render_lines(editor.size.region)]
        assert [line.split()[0] for line in lines[1:-1]] == [
            "►1", "2", "3", "4", "5", "6", "7", "8", "9", "10✓", "shift",
        ]  # fmt: skip
        assert lines[10].split()[-1] == "−0.3679"


async def test_where_rows_are_few_the_selected_one_is_in_view() -> None:
    app = multiclass_app(logits(*(float(i) for i in range(10))))
    async with app.run_test(size=(60, 20)) as pilot:
        for slot in range(10):
            lines = editor_of(app).paint(*editor_of(app).size).lines()
            assert any(f"►{slot + 1}" in line for line in lines)
            await pilot.press("down")


async def test_numbers_of_a_column_have_as_many_digits() -> None:
    app = multiclass_app(logits(-10000.0, 0.5, 1.0))
    async with app.run_test(size=SIZE):
        editor = editor_of(app)
        rows = [line.text for line in editor.render_lines(editor.size.region)][1:4]
        z = [row[: geometry_of(app).bar.start - 2].split()[-1] for row in rows]
        assert z == ["−1.00e4", "0.5", "1.0"]


async def test_no_prediction_is_shown_as_zero() -> None:
    app = multiclass_app(logits(1000.0, 0.0))
    async with app.run_test(size=SIZE):
        editor = editor_of(app)
        assert "<1e−323" in [line.text for line in editor.render_lines(editor.size.region)][3].split()


async def test_a_tick_marks_the_target_on_every_bar() -> None:
    app = multiclass_app(logits(1.0, 2.0, 0.5, -0.5, smoothing=0.5))
    async with app.run_test(size=SIZE):
        editor, layout = editor_of(app), geometry_of(app)
        buffer = editor.paint(*editor.size)
        for slot, p in enumerate(editor.view.target):
            ticks = [x for x in layout.bar if buffer.role(x, layout.row(slot)) == Role.P_BRIGHT]
            assert ticks == [layout.bar.start + round(p * len(layout.bar))]


async def test_what_a_press_would_take_is_highlighted() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        editor, layout = editor_of(app), geometry_of(app)
        dark = editor.paint(*editor.size)
        await pilot.hover(LogitEditor, offset=(layout.slider.start, layout.row(2)))
        changed = editor.paint(*editor.size).diff(dark)
        assert changed
        assert all(span.y == layout.row(2) for span in changed)
        await pilot.hover(TracePlot)
        assert not editor.paint(*editor.size).diff(dark)
