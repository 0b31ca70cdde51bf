"""A true class that no row has, on the screen of mode data."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from infotui.lessons.cross_entropy.model import prediction_pictures
from support.app_parts import seen
from support.data_app import data_app, data_of, idle, shown


@pytest.mark.parametrize("has_against", [False, True], ids=["one", "two"])
@pytest.mark.parametrize("is_large", [False, True], ids=["small", "large"])
async def test_a_class_without_rows(
    has_against: bool, is_large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prediction_pictures, "AT_ONCE", 1 if is_large else 1000)
    path = tmp_path / "p.npz"
    np.savez(path, logits=np.eye(4)[:3], labels=np.array([0, 1, 3]))
    app = data_app(path, path if has_against else None)
    async with shown(app) as pilot:
        for key in ("t", "t", "t", "s", "v", "down", "end", "g", "G", "enter", "b"):
            await pilot.press(key)
            await idle(app)
        assert data_of(app).true_class == 2
        assert "There are no rows of this class" in seen(app)
        await pilot.press("t")
        await idle(app)
        assert data_of(app).true_class == 3
        assert "accuracy" in seen(app)
