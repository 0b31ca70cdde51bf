"""What is told of cross-entropy before it is opened."""

from infotui.core.outline import Outline
from infotui.core.reading import Unit

OUTLINE = Outline("cross-entropy", "Cross-entropy", "cross-entropy as the loss of a classifier", Unit.NATS)
