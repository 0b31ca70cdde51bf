"""What is told of the divergence between two Gaussians before it is opened."""

from .outline import Outline
from .reading import Unit

OUTLINE = Outline("kl", "Gaussian KL", "the KL divergence between two Gaussians", Unit.NATS)
