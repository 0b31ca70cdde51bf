"""Lesson metadata, which can be imported without the lesson: for tabs, palette and `--help`."""

from __future__ import annotations

from typing import NamedTuple

from .reading import Unit


class LessonInfo(NamedTuple):
    """A lesson's name on the command line, its title, a summary, and the unit that it opens with."""

    name: str
    title: str
    summary: str
    unit: Unit
