"""The paths of files that are not Python."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def stylesheet(name: str) -> Path:
    """The path of a stylesheet: inside an installed package, or beside `src` in a checkout."""
    shipped = _PACKAGE / "styles" / name
    return shipped if shipped.exists() else _PACKAGE.parents[1] / "styles" / name
