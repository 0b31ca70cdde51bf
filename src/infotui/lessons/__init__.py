"""The registry: one folder a lesson. Lessons and screens are imported when they are first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.lesson_info import LessonInfo

from . import cross_entropy, entropy, gaussian_kl

if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet
    from infotui.ui.screens.lesson_screen import LessonScreen


class LessonEntry(NamedTuple):
    """A lesson's info, its folder, and the name of the class of its screen."""

    info: LessonInfo
    folder: str
    screen: str

    @property
    def lesson(self) -> AnyLesson:
        """The lesson itself."""
        lesson: AnyLesson = import_module(f"{__name__}.{self.folder}.model.lesson").LESSON
        return lesson

    @property
    def screen_class(self) -> type[LessonScreen[Any]]:
        """The class of its screen."""
        found: type[LessonScreen[Any]]
        found = getattr(import_module(f"{__name__}.{self.folder}.ui.screen"), self.screen)
        return found

    def make_screen(
        self, initial: Snapshot[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `initial` or where the lesson opens, with `exercises` in its panel."""
        made = self.screen_class(initial or self.lesson.initial_snapshot)
        made.lesson_infos = tuple(entry.info for entry in LESSONS)
        made.exercises.exercise_set = exercises
        return made


LESSONS = (
    LessonEntry(entropy.INFO, "entropy", "EntropyScreen"),
    LessonEntry(gaussian_kl.INFO, "gaussian_kl", "GaussianKLScreen"),
    LessonEntry(cross_entropy.INFO, "cross_entropy", "CrossEntropyScreen"),
)
