"""What is told of the divergence between two Gaussians before it is opened."""

from infotui.core.lesson_info import LessonInfo
from infotui.core.reading import Unit

INFO = LessonInfo("kl", "Gaussian KL", "the KL divergence between two Gaussians", Unit.NATS)
