"""The registry: one folder a lesson. Lessons and screens are imported when they are first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from infotui.core.lesson import AnyLesson, Snapshot
from infotui.core.lesson_info import LessonInfo

from . import cross_entropy, entropy, gaussian_kl

if TYPE_CHECKING:
    from infotui.exercises.model import ExerciseSet
    from infotui.ui.screens.lesson_screen import LessonScreen


class LessonModule(Protocol):
    """The module `model.lesson` of a lesson."""

    LESSON: AnyLesson


class ScreenModule(Protocol):
    """The module `ui.screen` of a lesson."""

    SCREEN: type[LessonScreen[Any]]


class LessonEntry(NamedTuple):
    """A lesson's info and its folder."""

    info: LessonInfo
    folder: str

    @property
    def lesson(self) -> AnyLesson:
        """The lesson itself."""
        return cast(LessonModule, import_module(f"{__name__}.{self.folder}.model.lesson")).LESSON

    @property
    def screen_class(self) -> type[LessonScreen[Any]]:
        """The class of its screen."""
        return cast(ScreenModule, import_module(f"{__name__}.{self.folder}.ui.screen")).SCREEN

    def make_screen(
        self, initial: Snapshot[Any] | None = None, exercises: ExerciseSet | None = None
    ) -> LessonScreen[Any]:
        """The screen, opened at `initial` or where the lesson opens, with `exercises` in its panel."""
        made = self.screen_class(initial or self.lesson.initial_snapshot)
        made.lesson_infos = tuple(entry.info for entry in LESSONS)
        made.exercises.exercise_set = exercises
        return made


LESSONS = (
    LessonEntry(entropy.INFO, "entropy"),
    LessonEntry(gaussian_kl.INFO, "gaussian_kl"),
    LessonEntry(cross_entropy.INFO, "cross_entropy"),
)
