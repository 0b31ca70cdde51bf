"""Reads the files of a screen again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infotui.core.launch import parse_words

from .loading_screen import load_input

if TYPE_CHECKING:
    from infotui.core.lesson import AnyLesson, Snapshot
    from infotui.data.source import OpenInput

    from .state_screen import StateScreen


def can_reread(lesson: AnyLesson, state: object) -> bool:
    """Whether a state was read from files: a pipe cannot be read twice."""
    if not lesson.is_data(state):
        return False
    try:
        return not lesson.command_line.input_command(state)
    except ValueError:
        return False


def reread(screen: StateScreen[Any]) -> None:
    """Read the files of the present state again. Changed content is an undo step."""
    before, lesson = screen.snapshot, screen.LESSON
    words = lesson.command_line.format(before.state)

    def load(open_input: OpenInput) -> Snapshot[Any]:
        return parse_words(lesson, words, open_input).with_unit(before.unit)

    def show(snapshot: Snapshot[Any]) -> None:
        if snapshot == before:
            screen.notify("Read again: nothing has changed")
        elif not screen.violates_hold(snapshot.state):
            screen.push_snapshot(snapshot)

    load_input(screen, load, show)
