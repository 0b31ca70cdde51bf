"""A fourth lesson, for tests: the geometric distribution. It is copied into `infotui.lessons`."""

from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Unit

INFO = LessonInfo("geometric", "Geometric", "the entropy of a geometric distribution", Unit.BITS)
