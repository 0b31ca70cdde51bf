"""The registry: one folder a lesson. Lessons and screens are imported when they are first opened."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.lesson_info import LessonInfo

from . import cross_entropy, entropy, gaussian_kl

if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet
    from infotui.ui.screens.lesson_screen import LessonScreen


class LessonEntry(NamedTuple):
    """A lesson's outline, its folder, and the name of its screen's class."""

    info: LessonInfo
    folder: str
    screen: str

    @property
    def lesson(self) -> AnyLesson:
        """What it teaches."""
        lesson: AnyLesson = import_module(f"{__name__}.{self.folder}.model.lesson").LESSON
        return lesson

    def make_screen(
        self, initial: Snapshot[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `opening` or where the lesson opens, with `exercises` for its panel."""
        screen: Callable[[Snapshot[Any]], LessonScreen[Any]]
        screen = getattr(import_module(f"{__name__}.{self.folder}.ui.screen"), self.screen)
        made = screen(initial or self.lesson.initial_snapshot)
        made.lesson_infos = tuple(entry.info for entry in LESSONS)
        made.exercise_set = exercises
        return made


LESSONS = (
    LessonEntry(entropy.INFO, "entropy", "EntropyScreen"),
    LessonEntry(gaussian_kl.INFO, "gaussian_kl", "GaussianKLScreen"),
    LessonEntry(cross_entropy.INFO, "cross_entropy", "CrossEntropyScreen"),
)
