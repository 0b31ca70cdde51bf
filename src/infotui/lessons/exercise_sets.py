"""The exercise sets that come with infotui: one file a lesson, in the format of everyone's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .exercise_file import load_exercises
from .exercises import ExerciseSet
from .lesson import AnyLesson

_FOLDER = Path(__file__).parents[1] / "exercises"


@lru_cache(maxsize=8)
def built_in(lesson: AnyLesson) -> ExerciseSet | None:
    """The lesson's own set; None for a lesson without one."""
    path = _FOLDER / f"{lesson.name}.toml"
    return load_exercises(path, [lesson]) if path.exists() else None
