"""The temperature of mode data: slider, curve, steps, and its best value."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from infotui.lessons.cross_entropy.model import prediction_numbers as numbers
from infotui.lessons.cross_entropy.model.state import MAX_TEMPERATURE
from support.app_parts import seen
from support.cross_entropy_app import screen_of
from support.data_app import data_app, data_of, shown, view_of
from support.mouse import drag


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
