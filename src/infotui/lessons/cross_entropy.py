"""Cross-entropy as the loss of a classifier: what the third screen teaches."""

from __future__ import annotations

import math

from infotui.distributions import MAX_LOGITS, MIN_CLASSES

from .cross_entropy_binary import binary_readings
from .cross_entropy_command import COMMAND_LINE
from .cross_entropy_multiclass import multiclass_readings
from .cross_entropy_outline import OUTLINE
from .cross_entropy_presets import PRESETS
from .cross_entropy_sentence import sentence
from .cross_entropy_state import (
    LARGEST_LOGIT,
    LEAST_TEMPERATURE,
    MOST_TEMPERATURE,
    OPENING,
    CrossEntropyState,
    Mode,
)
from .cross_entropy_theory import THEORY
from .lesson import Lesson, Limits
from .reading import Reading, Unit


def readings(state: CrossEntropyState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the mode in view."""
    if state.mode is Mode.BINARY:
        return binary_readings(state.binary, unit)
    return multiclass_readings(state.multiclass, unit)


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """Between which limits the quantities of this lesson stay, in either mode."""
    most, fewest = classes or MAX_LOGITS, classes or MIN_CLASSES
    steepest = 1 / LEAST_TEMPERATURE
    return {
        "p": (0.0, 1.0),
        "label": (0.0, 1.0),
        "logits": (-LARGEST_LOGIT, LARGEST_LOGIT),
        "logits.count": (fewest, most),
        "true": (1.0, most),
        "smoothing": (0.0, 1.0),
        "temperature": (LEAST_TEMPERATURE, MOST_TEMPERATURE),
        "loss": (0.0, math.inf),
        "q": (0.0, 1.0),
        "target": (0.0, 1.0),
        "entropy_p": (0.0, math.log2(most) * unit.one_bit),
        "kl_pq": (0.0, math.inf),
        "gradient": (-steepest, steepest),
    }


LESSON = Lesson(
    *OUTLINE,
    opening=OPENING,
    presets=PRESETS,
    readings=readings,
    sentence=sentence,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
)
