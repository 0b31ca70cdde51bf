"""Labels of a file as names of the classes of a distribution."""

from __future__ import annotations

from collections.abc import Iterable

from infotui.maths.distributions import MAX_NAME

from .display_text import ELLIPSIS, fit_cells


def class_names(labels: Iterable[str]) -> tuple[str, ...]:
    """Names as `Categorical` takes them: printable, not blank, at most 12 characters, each different."""
    found: list[str] = []
    for label in labels:
        short = fit_cells(label.strip() or "(blank)", MAX_NAME)
        if len(short) > MAX_NAME:  # combining marks
            short = short[: MAX_NAME - 1] + ELLIPSIS
        number, free = 2, short
        while free in found:
            suffix = f"~{number}"
            free = short[: MAX_NAME - len(suffix)] + suffix
            number += 1
        found.append(free)
    return tuple(found)
