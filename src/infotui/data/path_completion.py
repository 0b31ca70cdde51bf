"""Completion of a path that is being typed."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_OPTION = re.compile(r"--\S+\s+")
MAX_CANDIDATES = 200
"""The most names that are listed: a directory can have millions."""


class Completion(NamedTuple):
    """The text with what could be completed, and the names it could go on with if there are several."""

    text: str
    candidates: tuple[str, ...]


def complete_path(typed: str) -> Completion:
    """Complete the path in `typed`, which may stand after an option: `--text no` → `--text notes.txt`.

    Names that begin with a dot are left out unless a dot was typed. A directory ends in a slash.
    """
    option = found.group() if (found := _OPTION.match(typed)) else ""
    folder, start = os.path.split(typed[len(option) :])
    names = _names(folder, start)
    if not names:
        return Completion(typed, ())
    completed = typed.removesuffix(start) + _common_start(names)
    return Completion(completed, tuple(names) if len(names) > 1 else ())


def _names(folder: str, start: str) -> list[str]:
    """The names in `folder` that begin with `start`, sorted."""
    found: list[str] = []
    with suppress(OSError, RuntimeError), os.scandir(Path(folder).expanduser()) as entries:
        for entry in entries:
            is_hidden = entry.name.startswith(".") and not start.startswith(".")
            if entry.name.startswith(start) and not is_hidden:
                found.append(entry.name + (os.sep if entry.is_dir() else ""))
            if len(found) == MAX_CANDIDATES:
                break
    return sorted(found)


def _common_start(names: list[str]) -> str:
    """The longest text that all names, which are sorted, begin with."""
    first, last = names[0], names[-1]
    length = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[: len(first) if length is None else length]
