"""A monkey at keys and mouse: whatever it does, every state is sound and every text readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from .monkey import soak

SEEDS = (1, 2, 3, 4)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_monkey_finds_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    soak(5000 // len(SEEDS), seed)
    assert not list(tmp_path.iterdir())
