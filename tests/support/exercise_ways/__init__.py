"""How every exercise that infotui ships is solved, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

from . import cross_entropy, entropy, kl, shell_history
from .way import Way

ROOT = Path(__file__).parents[3]

WAYS: dict[str, tuple[Way, ...]] = {
    "src/infotui/lessons/entropy/exercises.toml": entropy.WAYS,
    "src/infotui/lessons/gaussian_kl/exercises.toml": kl.WAYS,
    "src/infotui/lessons/cross_entropy/exercises.toml": cross_entropy.WAYS,
    "docs/exercises/shell_history.toml": shell_history.WAYS,
}
"""The ways of each set, in the order of its tasks, by its file."""


def shipped_sets() -> list[str]:
    """The files of all exercise sets in the repository."""
    folders = (ROOT / "src", ROOT / "docs")
    found = (path for folder in folders for path in folder.rglob("*.toml"))
    return sorted(str(path.relative_to(ROOT)) for path in found)
