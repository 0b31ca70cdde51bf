"""Cross-entropy as the loss of a classifier: what the third screen teaches."""

from __future__ import annotations

import math
from pathlib import Path

from infotui.core.lesson import Lesson, Limits
from infotui.core.reading import Reading, Unit
from infotui.lessons.cross_entropy import INFO
from infotui.maths.distributions import MAX_LOGITS, MIN_CLASSES

from .binary import binary_readings
from .command_line import COMMAND_LINE
from .multiclass import multiclass_readings
from .presets import PRESETS
from .sentence import sentence
from .state import INITIAL, MAX_ABS_LOGIT, MAX_TEMPERATURE, MIN_TEMPERATURE, CrossEntropyState, Mode
from .theory import THEORY


def readings(state: CrossEntropyState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the mode in view."""
    if state.mode is Mode.BINARY:
        return binary_readings(state.binary, unit)
    return multiclass_readings(state.multiclass, unit)


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """Between which limits the quantities of this lesson stay, in either mode."""
    most, fewest = classes or MAX_LOGITS, classes or MIN_CLASSES
    steepest = 1 / MIN_TEMPERATURE
    return {
        "p": (0.0, 1.0),
        "label": (0.0, 1.0),
        "logits": (-MAX_ABS_LOGIT, MAX_ABS_LOGIT),
        "logits.count": (fewest, most),
        "true": (1.0, most),
        "smoothing": (0.0, 1.0),
        "temperature": (MIN_TEMPERATURE, MAX_TEMPERATURE),
        "loss": (0.0, math.inf),
        "q": (0.0, 1.0),
        "target": (0.0, 1.0),
        "entropy_p": (0.0, math.log2(most) * unit.one_bit),
        "kl_pq": (0.0, math.inf),
        "gradient": (-steepest, steepest),
    }


LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=PRESETS,
    readings=readings,
    summarize=sentence,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
)
