"""One screen a lesson, and the one list of them. Lessons and screens are imported when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from infotui.lessons import cross_entropy_outline, entropy_outline, gaussian_kl_outline
from infotui.lessons.lesson import AnyLesson, Moment
from infotui.lessons.outline import Outline

if TYPE_CHECKING:
    from infotui.lessons.exercises import ExerciseSet

    from .lesson import LessonScreen


class Entry(NamedTuple):
    """A lesson, its module here and in `lessons`, and the class of its screen."""

    outline: Outline
    module: str
    screen: str

    @property
    def lesson(self) -> AnyLesson:
        """What it teaches."""
        lesson: AnyLesson = import_module(f"infotui.lessons.{self.module}").LESSON
        return lesson

    def make(
        self, opening: Moment[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `opening` or where the lesson opens, with `exercises` for its panel."""
        screen: Callable[[Moment[Any]], LessonScreen[Any]]
        screen = getattr(import_module(f".{self.module}", __name__), self.screen)
        made = screen(opening or self.lesson.opening_moment)
        made.exercise_set = exercises
        return made


LESSONS = (
    Entry(entropy_outline.OUTLINE, "entropy", "EntropyScreen"),
    Entry(gaussian_kl_outline.OUTLINE, "gaussian_kl", "GaussianKLScreen"),
    Entry(cross_entropy_outline.OUTLINE, "cross_entropy", "CrossEntropyScreen"),
)
