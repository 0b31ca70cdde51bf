"""The registry: one folder a lesson. Lessons and screens are imported when they are first opened."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from infotui.core.lesson import AnyLesson, Moment
from infotui.core.outline import Outline

from . import cross_entropy, entropy, gaussian_kl

if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet
    from infotui.ui.screens.lesson_screen import LessonScreen


class Entry(NamedTuple):
    """A lesson's outline, its folder, and the name of its screen's class."""

    outline: Outline
    folder: str
    screen: str

    @property
    def lesson(self) -> AnyLesson:
        """What it teaches."""
        lesson: AnyLesson = import_module(f"{__name__}.{self.folder}.model.lesson").LESSON
        return lesson

    def make(
        self, opening: Moment[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `opening` or where the lesson opens, with `exercises` for its panel."""
        screen: Callable[[Moment[Any]], LessonScreen[Any]]
        screen = getattr(import_module(f"{__name__}.{self.folder}.ui.screen"), self.screen)
        made = screen(opening or self.lesson.opening_moment)
        made.outlines = tuple(entry.outline for entry in LESSONS)
        made.exercise_set = exercises
        return made


LESSONS = (
    Entry(entropy.OUTLINE, "entropy", "EntropyScreen"),
    Entry(gaussian_kl.OUTLINE, "gaussian_kl", "GaussianKLScreen"),
    Entry(cross_entropy.OUTLINE, "cross_entropy", "CrossEntropyScreen"),
)
