from __future__ import annotations

import pytest

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.core.lesson import command
from infotui.lessons.cross_entropy.model.state import Binary, Mode
from infotui.ui.themes import DARK, LIGHT
from infotui.ui.widgets.key_bar import KeyBar
from support.app_parts import seen
from support.cross_entropy_app import binary_app, logits, multiclass_app, screen_of

SIZE = (80, 24)


async def test_binary_opens_as_published() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE):
        for shown in (
            "0.3567 nats",
            "d/dz −0.3000",
            "−1.4286",
            "log 2 0.6931 nats",
            "q → 0: it grows to ∞",
        ):
            assert shown in seen(app)
        assert app.focused is screen_of(app).loss_editor


async def test_multiclass_opens_as_published() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE):
        for shown in ("0.5147 nats", "= −log 0.5977", "log 4 1.3863 nats", "KL(p‖q) = H(p, q)"):
            assert shown in seen(app)
        sums = next(line for line in seen(app).splitlines() if "Σ" in line)
        assert sums.strip("┃ ").split()[-4:] == ["Σ", "1", "Σ", "0.0000"]


async def test_the_mode_changes_the_view_and_keeps_both_values() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("up", "m", "right", "t")
        assert screen.logit_editor.has_focus
        assert screen.state.binary == Binary(0.71, 1)
        assert screen.state.multiclass.logits.z == (1.1, 2.0, 0.5, -0.5)
        assert screen.state.multiclass.true == 2
        await pilot.press("m", "escape")  # no: no file of predictions is opened
        assert screen.loss_editor.has_focus
        assert not screen.trace_plot.is_on_screen
        await pilot.press("down")
        assert screen.state.binary == Binary(0.7, 1)


async def test_undo_of_a_mode_change_moves_the_focus() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        screen = screen_of(app)
        await pilot.press("m", "z", "right")
        assert screen.state.mode is Mode.BINARY
        assert screen.state.binary.p == 0.71
        await pilot.press("p", *["down"] * 5, "enter", "right")
        assert screen.trace_plot.display
        assert screen.state.multiclass.smoothing == 0.1
        assert screen.state.multiclass.logits.z[0] == 1.1
        await pilot.press("z", "z", "z")
        assert screen.state == screen.initial.state


async def test_the_loss_is_unbounded_and_the_gradient_bounded() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        assert "Leaning the right way" in seen(app)
        await pilot.press("enter", *"0.001", "enter")
        assert "Confident and wrong: this prediction costs 6.9078 nats." in seen(app)
        assert "−0.9990" in seen(app)
        await pilot.press("home")
        assert "Certain and wrong" in seen(app)
        assert "−1.0000" in seen(app)
        await pilot.press("t")
        assert "it costs nothing" in seen(app)


async def test_smoothing_makes_the_floor_visible() -> None:
    app = multiclass_app(logits(1.0, 2.0, 0.5, -0.5, smoothing=0.1))
    async with app.run_test(size=(120, 36)) as pilot:
        assert "0.3488 nats" in seen(app)
        assert "= 0.9250 on 2, 0.0250 elsewhere" in seen(app)
        assert "minimum H(p) 0.3488" in seen(app)
        await pilot.press("b")
        assert "0.5032 bits" in seen(app)


async def test_the_losses_off_the_scale_are_pinned_with_an_arrow() -> None:
    app = multiclass_app(logits(1000.0, 0.0, 0.0, 0.0))
    async with app.run_test(size=SIZE):
        gauge = screen_of(app).gauge
        assert gauge.render_lines(gauge.size.region)[1].text.endswith("►")
        assert "1000.0000 nats" in seen(app)


async def test_a_temperature_bounds_the_gradient_by_its_inverse() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("tab", "down", "enter", *"1/2", "enter")
        assert "(q − p)/T" in seen(app)


async def test_u_is_the_uniform_guess_in_both_modes() -> None:
    app = binary_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("u")
        assert "0.6931 nats" in seen(app)
        await pilot.press("m", "u")
        assert "A uniform guess: log 4 = 1.3863 nats" in seen(app)


async def test_the_copied_command_opens_this_very_state() -> None:
    app = multiclass_app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("g", "up", "tab", "pageup", "b", "c")
        screen = screen_of(app)
        assert app.clipboard == command(screen.LESSON, screen.snapshot)
        assert "--smoothing 0.1" in app.clipboard
        assert "--select all --unit bits" in app.clipboard


async def test_no_size_leaves_numbers_out_of_view() -> None:
    app = multiclass_app(logits(*range(10), true=3, smoothing=0.1))
    async with app.run_test(size=SIZE) as pilot:
        for size in (SIZE, (120, 36), (60, 50), (200, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            for wanted in (
                "loss H(p, q)",
                "H(p)",
                "KL",
                "log 10 2.3026 nats",
                "Σ",
                "learning",
            ):
                assert wanted in seen(app) or (wanted == "learning" and size[0] == 60), (size, wanted)


@pytest.mark.parametrize("size", [SIZE, (120, 36), (200, 50)], ids="{0[0]}x{0[1]}".format)
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_multiclass_looks_as_accepted(
    theme: str, size: tuple[int, int], same_as_before: SameAsBefore
) -> None:
    app = multiclass_app(logits(1.0, 2.0, 0.5, -0.5, smoothing=0.1))
    same_as_before(app, size, press=["g", "g", "g"], theme=theme)


def test_a_pinned_loss_looks_as_accepted(same_as_before: SameAsBefore) -> None:
    same_as_before(binary_app(1.0, 0), SIZE)


def test_ten_classes_look_as_accepted(same_as_before: SameAsBefore) -> None:
    same_as_before(multiclass_app(logits(*(i / 2 for i in range(10)), true=4)), SIZE)


async def test_the_key_line_shows_no_key_that_has_nothing_to_do() -> None:
    app = InfotuiApp("cross-entropy")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        line = app.screen.query_one(KeyBar)
        assert "learn" not in [hint.label for hint in line.hints]
        await pilot.press("m")
        await pilot.pause()
        assert "learn" in [hint.label for hint in line.hints]
        await pilot.press("z")
        await pilot.pause()
        assert "learn" not in [hint.label for hint in line.hints]
