"""Reads a sample on the entropy screen from a file whose path is typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infotui.core.launch import parse_words
from infotui.core.lesson import Snapshot
from infotui.data.source import STANDARD_INPUT
from infotui.lessons.entropy.model.lesson import LESSON, load_files, prepare
from infotui.lessons.entropy.model.sample_request import SampleRequest
from infotui.lessons.entropy.model.state import EntropyState
from infotui.ui.screens.loading_screen import load_input
from infotui.ui.screens.open_file import ask_for_file

if TYPE_CHECKING:
    from infotui.core.launch import Load
    from infotui.data.source import OpenInput
    from infotui.ui.screens.lesson_screen import LessonScreen

_PROMPT = "Counts or symbols. Or an option and a path: --counts, --symbols, --bytes, --text FILE"
_OPTION = re.compile(r"(--[a-z]+)[\s=]+(.*)", re.DOTALL)


def open_sample(screen: LessonScreen[EntropyState]) -> None:
    """Ask for a path, and show the sample that the file holds."""

    def read(typed: str) -> None:
        load_input(screen, _load_typed(typed, screen.snapshot), screen.push_snapshot)

    ask_for_file(screen, _PROMPT, read)


def _load_typed(typed: str, before: Snapshot[EntropyState]) -> Load:
    """Reads the file of a typed path, as an option before it says, or as its lines suggest."""
    found = _OPTION.fullmatch(typed)
    option, path = found.groups() if found else ("", typed)
    path = _expanded(path)

    def load(open_input: OpenInput) -> Snapshot[Any]:
        if option:
            return parse_words(LESSON, [f"{option}={path}"], open_input).with_unit(before.unit)
        state = load_files(EntropyState(before.state.p, unread=SampleRequest(path)), open_input)
        prepare(state)
        return before.with_state(state)

    return load


def _expanded(path: str) -> str:
    """The path with `~` replaced; `-` is a file of that name here: standard input is the keyboard."""
    if path == STANDARD_INPUT:
        return "./-"
    try:
        return str(Path(path).expanduser()) if path.startswith("~") else path
    except RuntimeError:  # no such user
        return path
