"""A monkey at keys and mouse: whatever it does, every state is sound and every text readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from .monkey import soak

SEEDS = (1, 2, 3, 4)


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_monkey_finds_nothing(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    await soak(5000 // len(SEEDS), seed, print, period=1250)
    assert not list(tmp_path.iterdir())


@pytest.mark.long
async def test_a_patient_monkey_finds_nothing_and_nothing_grows() -> None:
    usage = await soak(1_000_000, 0, print)
    warm = usage[len(usage) // 10]
    assert usage[-1].memory < warm.memory + 16
    assert usage[-1].threads <= warm.threads
    assert usage[-1].files <= warm.files
