"""One screen a lesson, and the one list of them. Screens are imported when they are first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from infotui.lessons import cross_entropy, entropy, gaussian_kl
from infotui.lessons.lesson import AnyLesson, Moment

if TYPE_CHECKING:
    from infotui.lessons.exercises import ExerciseSet

    from .lesson import LessonScreen


@dataclass(frozen=True, slots=True)
class Entry:
    """A lesson and the screen that shows it, by module and class name."""

    lesson: AnyLesson
    module: str
    screen: str

    def make(
        self, opening: Moment[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `opening` or where the lesson opens, with `exercises` for its panel."""
        screen: Callable[[Moment[Any]], LessonScreen[Any]]
        screen = getattr(import_module(f".{self.module}", __name__), self.screen)
        made = screen(opening or Moment(self.lesson.opening, self.lesson.unit))
        made.exercise_set = exercises
        return made


LESSONS = (
    Entry(entropy.LESSON, "entropy", "EntropyScreen"),
    Entry(gaussian_kl.LESSON, "gaussian_kl", "GaussianKLScreen"),
    Entry(cross_entropy.LESSON, "cross_entropy", "CrossEntropyScreen"),
)
