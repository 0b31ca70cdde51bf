"""The KL lesson's name, title and unit, importable without the lesson."""

from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Unit

INFO = LessonInfo("kl", "KL divergence", "the KL divergence between two distributions", Unit.NATS)
