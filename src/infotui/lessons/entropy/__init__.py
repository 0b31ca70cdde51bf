"""What is told of the entropy explorer before it is opened."""

from infotui.core.outline import Outline
from infotui.core.reading import Unit

OUTLINE = Outline("entropy", "Entropy", "the entropy of a categorical distribution", Unit.BITS)
