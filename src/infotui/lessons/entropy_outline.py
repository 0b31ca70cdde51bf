"""What is told of the entropy explorer before it is opened."""

from .outline import Outline
from .reading import Unit

OUTLINE = Outline("entropy", "Entropy", "the entropy of a categorical distribution", Unit.BITS)
