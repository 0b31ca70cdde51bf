"""The built-in exercise sets: one file in each lesson's folder."""

from __future__ import annotations

from functools import lru_cache

from infotui.core.lesson import AnyLesson

from .loader import load_exercises
from .model import ExerciseSet


@lru_cache(maxsize=8)
def builtin_set(lesson: AnyLesson) -> ExerciseSet | None:
    """The lesson's own set; None if it has none."""
    return load_exercises(lesson.exercise_file, [lesson]) if lesson.exercise_file else None
