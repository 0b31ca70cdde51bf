"""What is told of a lesson before it is opened: on tabs, in the palette, in `--help`."""

from __future__ import annotations

from typing import NamedTuple

from .reading import Unit


class LessonInfo(NamedTuple):
    """A lesson's word on the command line, its title, what it is about, and the unit it opens with."""

    name: str
    title: str
    summary: str
    unit: Unit
