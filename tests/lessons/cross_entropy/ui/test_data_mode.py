"""Mode data on the screen: what keys and the mouse do, and what is shown then."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from textual.widgets import Static

from conftest import SameAsBefore
from infotui.app import InfotuiApp
from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import command
from infotui.core.reading import Unit
from infotui.lessons.cross_entropy.model import prediction_numbers as numbers
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.multiclass import loss as multiclass_loss
from infotui.lessons.cross_entropy.model.multiclass import prediction
from infotui.lessons.cross_entropy.model.predictions import RowOrder
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.cross_entropy.model.state import MAX_TEMPERATURE, Mode
from infotui.ui.themes import DARK, LIGHT
from support.cross_entropy_app import binary_app, screen_of, seen
from support.data_app import data_app, data_of, data_state, mounted, shown, view_of
from support.mouse import drag, press, wheel
from support.reference_predictions import reference_predictions, write_reference


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The reference predictions, 1000 rows of 5 classes."""
    path = tmp_path / "reference.npz"
    write_reference(path, 1000, 5)
    return path


def listed(app: InfotuiApp) -> int:
    """How many rows the list has."""
    rows = view_of(app).rows.rows
    assert rows is not None
    return rows.count


async def test_the_reference_is_shown(reference: Path) -> None:
    app = data_app(reference)
    async with shown(app):
        words = seen(app)
        for part in ("1.0602 nats", "0.9411", "1.0591 nats", "80.0 %", "0.2457", "5.3448 nats", "4.7 %"):
            assert part in words
        assert "reference.npz" in words
        assert "1,000 rows, 5 classes, logits" in words
        assert app.focused is view_of(app).rows
        assert data_of(app).row == 156


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 50)])
async def test_every_size_shows_numbers_list_and_a_picture(size: tuple[int, int]) -> None:
    app = data_app()
    async with shown(app, size):
        words = seen(app)
        for part in ("probabilities", "0.4498", "1.9271", "89.0 %", "losses", "100─", "►31", "402", "T "):
            assert part in words


async def test_arrows_and_pages_move_in_the_list() -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        rows = view_of(app).rows
        worst = data_of(app).row
        await pilot.press("down", "down", "up")
        assert rows.index == 1
        await pilot.press("pagedown")
        assert rows.index == 1 + rows.visible_rows
        await pilot.press("end")
        assert rows.index == 499
        await pilot.press("home")
        assert data_of(app).row == worst
        await wheel(pilot, rows, (3, 3), -1)
        assert rows.index == 1


async def test_moves_in_the_list_are_one_undo_step() -> None:
    app = data_app()
    async with shown(app) as pilot:
        worst = data_of(app).row
        await pilot.press("down", "down", "pagedown")
        assert data_of(app).row != worst
        await pilot.press("z")
        assert data_of(app).row == worst
        assert not screen_of(app).history.can_undo


async def test_the_order_turns_from_worst_to_best_to_file() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("s")
        assert data_of(app).order is RowOrder.BEST
        losses = numbers.evaluation(data_of(app).loaded, 1.0).losses
        assert losses[data_of(app).row] == losses.min()
        await pilot.press("s")
        assert (data_of(app).order, data_of(app).row) == (RowOrder.FILE, 0)
        await pilot.press("z", "z")
        assert data_of(app).order is RowOrder.WORST


async def test_t_shows_one_true_class_after_the_other() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("t")
        assert data_of(app).class_name == "cat"
        assert listed(app) == 50
        assert "t class: cat" in seen(app)
        assert "0.3626 nats" in seen(app)
        assert command(LESSON, screen_of(app).snapshot).endswith("--class cat")
        await pilot.press(*"t" * 10)
        assert data_of(app).true_class is None
        await pilot.press("z")
        assert data_of(app).class_name == "other"


async def test_the_row_of_a_number_or_a_name_is_found() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("slash", *"300", "enter")
        assert data_of(app).row == 300
        await pilot.press("slash", *"a007", "enter")
        assert data_of(app).row == 7
        await pilot.press("slash", *"zebra", "enter")
        await pilot.pause()
        assert data_of(app).row == 7
        hint = str(app.screen.query_one(".entry--hint", Static).content)
        assert "there is no row of the number or name 'zebra': numbers are 0 to 499" in hint
        await pilot.press("escape")


async def test_g_steps_and_goes_to_the_best_temperature(reference: Path) -> None:
    app = data_app(reference)
    async with shown(app) as pilot:
        await pilot.press("g")
        assert data_of(app).temperature == pytest.approx(0.941112579502215, abs=0.01)
        await pilot.press("g", "g", "g")
        assert data_of(app).temperature == pytest.approx(0.941112579502215, rel=1e-9)
        await pilot.press("z", "z", "z", "z", "G")
        assert data_of(app).temperature == pytest.approx(0.941112579502215, rel=1e-10)
        assert "As confident as it is right" in seen(app)
        await pilot.press("z")
        assert data_of(app).temperature == 1


async def test_the_best_temperature_may_lie_beyond_the_slider(tmp_path: Path) -> None:
    path = tmp_path / "wrong.npz"
    np.savez(path, logits=np.array([[2.0, 0, 0], [0, 1, 0], [0, 0, 3]]), labels=np.array([1, 2, 0]))
    app = data_app(path)
    async with shown(app) as pilot:
        await pilot.press("G")
        assert data_of(app).temperature == MAX_TEMPERATURE
        assert "No better than guessing" in screen_of(app).summary_line.text


async def test_the_point_is_dragged_on_the_curve() -> None:
    app = data_app()
    async with shown(app) as pilot:
        plot = view_of(app).temperature
        await drag(pilot, plot, (20, 4), (30, 4), (50, 4))
        assert data_of(app).temperature > 2
        assert view_of(app).slider.distribution == (data_of(app).temperature,)
        await pilot.press("z")
        assert data_of(app).temperature == 1
        assert not screen_of(app).history.can_undo


async def test_the_slider_moves_by_keys_and_takes_typed_values() -> None:
    app = data_app()
    async with shown(app) as pilot:
        view_of(app).slider.focus()
        await pilot.press("right")
        assert data_of(app).temperature == 1.05
        await pilot.press("enter", *"1.234", "enter")
        assert data_of(app).temperature == 1.234
        expected = numbers.evaluation(data_of(app).loaded, 1.234).losses
        rest = float(expected[np.isfinite(expected)].mean())
        assert f"{rest:.4f} nats" in seen(app)


async def test_a_click_in_the_histogram_goes_to_the_rows_of_the_bin() -> None:
    app = data_app()
    async with shown(app) as pilot:
        histogram = view_of(app).histogram
        x = histogram.size.width // 2
        which = next(
            column
            for column in range(x, 0, -1)
            if histogram.hit_test(column, 4) in histogram._bins_with_rows()
        )
        found = histogram.hit_test(which, 4)
        await pilot.click(histogram, offset=(which, 4))
        assert app.focused is view_of(app).rows
        view = histogram.view
        assert view is not None
        assert view.selected == found
        loss = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        assert found is not None
        assert found <= loss / view.high * len(view.counts) < found + 1


async def test_arrows_in_the_histogram_go_through_its_bins() -> None:
    app = data_app()
    async with shown(app) as pilot:
        view_of(app).histogram.focus()
        await pilot.press("home")
        first = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        await pilot.press("right")
        second = numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row]
        assert first < second < math.inf
        await pilot.press("end")
        assert math.isinf(numbers.evaluation(data_of(app).loaded, 1.0).losses[data_of(app).row])
        await pilot.press("z")
        assert data_of(app).row == 31


async def test_a_row_goes_into_the_editor_and_back() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("slash", *"a000", "enter", "enter")
        state = screen_of(app).state
        assert state.mode is Mode.MULTICLASS
        assert state.multiclass.names == ("dog", "wolf", "other")
        assert prediction(state.multiclass) == pytest.approx((0.87, 0.11, 0.02), abs=1e-12)
        assert multiclass_loss(state.multiclass, Unit.NATS) == pytest.approx(-math.log(0.87), rel=1e-12)
        assert "1✓ dog  2 wolf  3 other" in seen(app)
        assert screen_of(app).logit_editor.has_focus
        await pilot.press("m")
        assert screen_of(app).state.mode is Mode.DATA
        assert view_of(app).rows.has_focus
        await pilot.press("z", "z")
        assert screen_of(app).state.mode is Mode.DATA
        assert data_of(app).row == 0


async def test_a_row_of_infinite_loss_stays_in_the_list() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("enter")
        assert screen_of(app).state.mode is Mode.DATA
        assert "no finite logits have its loss of ∞" in seen(app)


async def test_v_goes_through_the_views() -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        words = []
        for _ in range(5):
            words.append(seen(app))
            await pilot.press("v")
        for view, part in zip(
            words,
            ("losses in nats", "● T 1.00", "ECE (15 bins)", "class         rows", "scikit-learn prints"),
            strict=True,
        ):
            assert part in view
        assert seen(app) == words[0]


async def test_enter_in_the_table_of_classes_filters() -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        await pilot.press("v", "v", "v")
        view_of(app).class_table.focus()
        await pilot.press("down", "down", "enter")
        assert data_of(app).class_name == "wolf"
        await pilot.press("enter")
        assert data_of(app).true_class is None
        await pilot.click(view_of(app).class_table, offset=(3, 1))
        assert data_of(app).class_name == "cat"


async def test_m_goes_through_the_modes() -> None:
    app = data_app()
    async with shown(app) as pilot:
        modes = []
        for _ in range(3):
            await pilot.press("m")
            modes.append(screen_of(app).state.mode)
            assert app.focused is screen_of(app).editors[0]
        assert modes == [Mode.BINARY, Mode.MULTICLASS, Mode.DATA]


async def test_the_checks_show_the_notes_of_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("label,prob_1,prob_2\n1,0.7,0.3\n2,0.4,0.6\n2,0.5,0.5\n")
    app = data_app(path)
    async with shown(app, (80, 24)) as pilot:
        await pilot.press(*"vvvv")
        words = seen(app)
        assert "looks like softmax applied twice" in words
        assert "rows with equal maxima" in words


async def test_the_second_model_has_a_view_and_both_columns(tmp_path: Path, reference: Path) -> None:
    other = tmp_path / "other.npz"
    z, y = reference_predictions(1000, 5)
    np.savez(other, logits=0.8 * z, labels=y)
    app = data_app(reference, other)
    async with shown(app, (200, 50)) as pilot:
        await pilot.press(*"vvvvv")
        words = seen(app)
        view_of(app).against.focus()
        await pilot.press("end")
        words += seen(app)
        for part in (
            "−0.0208 nats",
            "0.0066",
            "−0.0337; −0.0079",
            "−0.1044; 0.0628",
            "0.0136 nats",
            "0.0140 nats",
            "0.0264 nats",
            "100.0 %",
            "q[true] A",
            "q[true] B",
            "d = A − B",
            "s largest |d| first",
        ):
            assert part in words
        found = view_of(app).rows.rows
        assert found is not None
        gaps = [abs(float(cells[-1].replace("−", "-"))) for cells in found.cells(0, 50, 100)]
        assert gaps == sorted(gaps, reverse=True)


async def test_predictions_without_labels_are_compared(tmp_path: Path) -> None:
    z, _ = reference_predictions(50, 3)
    paths = [tmp_path / "a.npz", tmp_path / "b.npz"]
    for path, factor in zip(paths, (1.0, 0.5), strict=True):
        np.savez(path, logits=factor * z)
    app = data_app(*paths)
    async with shown(app) as pilot:
        assert "KL(A‖B), mean" in seen(app)
        await pilot.press("g", "G", "t", "s", "v", "down", "enter")
        assert screen_of(app).state.mode is Mode.DATA


async def test_a_preset_opens_the_file_that_comes_with_the_lesson() -> None:
    app = binary_app()
    async with app.run_test(size=(120, 36)) as pilot:
        screen = screen_of(app)
        screen.apply_preset(next(p for p in LESSON.presets if p.name == "a test set"))
        await mounted(pilot, app)
        assert "500 rows" in seen(app)
        screen.apply_preset(next(p for p in LESSON.presets if p.name == "best temperature"))
        assert data_of(app).temperature == pytest.approx(1.9271, abs=1e-4)
        await pilot.press("z", "z")
        assert screen.state.mode is Mode.BINARY
        assert app.focused is screen.loss_editor


async def test_the_command_reopens_what_is_shown() -> None:
    app = data_app()
    async with shown(app) as pilot:
        await pilot.press("G", "t", "b")
        found = command(LESSON, screen_of(app).snapshot)
        assert f"--temperature {data_of(app).temperature!r}" in found
        assert found.endswith("--unit bits")


def test_states_of_the_same_file_compare_by_identity() -> None:
    state = data_state()
    assert state == state.with_data(state.opened_data.with_row(state.opened_data.row))
    assert state != data_state()


async def test_the_source_line_can_be_clicked() -> None:
    app = data_app()
    async with shown(app) as pilot:
        line = view_of(app).source
        text = line.render_lines(line.size.region)[0].text
        await press(pilot, line, (text.index("t class"), 0))
        await pilot.click(line, offset=(text.index("t class"), 0))
        assert data_of(app).class_name == "cat"
        await pilot.click(view_of(app).rows, offset=(5, 0))
        assert data_of(app).order is RowOrder.BEST


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
def test_mode_data_looks_as_accepted(
    same_as_before: SameAsBefore, size: tuple[int, int], theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    same_as_before(data_app(Path(SHIPPED_PREDICTIONS.name)), size, theme=theme)


@pytest.mark.parametrize("keys", ["v", "vv", "vvv", "vvvv"])
def test_the_views_look_as_accepted(
    same_as_before: SameAsBefore, keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    same_as_before(data_app(Path(SHIPPED_PREDICTIONS.name)), (80, 24), press=["G", "down", *keys])


def test_two_models_look_as_accepted(same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    path = Path(SHIPPED_PREDICTIONS.name)
    same_as_before(data_app(path, path), (120, 36), press=[*"Gvvvvv"])


def test_mode_data_looks_as_accepted_in_ascii(
    same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    app = data_app(Path(SHIPPED_PREDICTIONS.name))
    app.glyphs = GlyphSet.ASCII
    same_as_before(app, (120, 36))


def test_mode_data_looks_as_accepted_without_colour(
    same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    same_as_before(data_app(Path(SHIPPED_PREDICTIONS.name)), (80, 24), press=["t"])


def test_a_row_in_the_editor_looks_as_accepted(
    same_as_before: SameAsBefore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SHIPPED_PREDICTIONS.parent)
    app = data_app(Path(SHIPPED_PREDICTIONS.name))
    same_as_before(app, (80, 24), press=["slash", *"a000", "enter", "enter"])


async def test_the_floor_of_soft_labels_is_drawn(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    z = 2 * random.normal(size=(400, 6))
    teacher = np.exp(0.7 * z + 0.5 * random.normal(size=z.shape))
    labels = teacher / teacher.sum(axis=1, keepdims=True)
    path = tmp_path / "soft.npz"
    np.savez(path, logits=z, labels=labels)
    app = data_app(path)
    floor = float(-(labels * np.log(labels)).sum(axis=1).mean())
    async with shown(app) as pilot:
        lines = [line for line in seen(app).splitlines() if f"floor H(p) {floor:.2f}" in line]
        assert len(lines) == 2  # in the histogram, and beside a dashed line below the curve
        assert "⣀⣀" in lines[1]
        assert "above the floor  KL(p‖q)" in seen(app)
        await pilot.press("b", "G")
        assert f"floor H(p) {floor / np.log(2):.2f}" in seen(app)


async def test_hard_labels_have_no_floor() -> None:
    app = data_app()
    async with shown(app):
        assert "floor" not in seen(app)
