"""What is told of the divergence between two Gaussians before it is opened."""

from infotui.core.outline import Outline
from infotui.core.reading import Unit

OUTLINE = Outline("kl", "Gaussian KL", "the KL divergence between two Gaussians", Unit.NATS)
