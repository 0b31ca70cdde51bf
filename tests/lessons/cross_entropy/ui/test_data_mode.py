"""Mode data on the screen: what keys and the mouse do, and what is shown then."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from conftest import SameAsBefore
from infotui.canvas.glyphs import GlyphSet
from infotui.core.lesson import command
from infotui.lessons.cross_entropy.model.lesson import LESSON
from infotui.lessons.cross_entropy.model.predictions import RowOrder
from infotui.lessons.cross_entropy.model.presets import SHIPPED_PREDICTIONS
from infotui.lessons.cross_entropy.model.state import Mode
from infotui.ui.themes import DARK, LIGHT
from support.app_parts import seen
from support.cross_entropy_app import binary_app, screen_of
from support.data_app import data_app, data_of, data_state, mounted, shown, view_of
from support.mouse import press
from support.reference_predictions import reference_predictions, write_reference


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The reference predictions, 1000 rows of 5 classes."""
    path = tmp_path / "reference.npz"
    write_reference(path, 1000, 5)
    return path


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


async def test_v_goes_through_the_views() -> None:
    app = data_app()
    async with shown(app, (80, 24)) as pilot:
        words = []
        for _ in range(5):
            words.append(seen(app))
            await pilot.press("v")
        for view, part in zip(
            words,
            ("losses in nats", "● T 1.00", "ECE (15 bins)", "1–8 of 10     rows", "scikit-learn prints"),
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
