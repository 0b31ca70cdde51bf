"""The metadata of the entropy lesson."""

from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Unit

INFO = LessonInfo("entropy", "Entropy", "the entropy of a categorical distribution", Unit.BITS)
