"""The metadata of the cross-entropy lesson."""

from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Unit

INFO = LessonInfo("cross-entropy", "Cross-entropy", "cross-entropy as the loss of a classifier", Unit.NATS)
