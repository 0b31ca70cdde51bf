"""Cross-entropy as the loss of a classifier: what the third screen teaches."""

from __future__ import annotations

from .cross_entropy_binary import binary_readings
from .cross_entropy_command import COMMAND_LINE
from .cross_entropy_multiclass import multiclass_readings
from .cross_entropy_presets import PRESETS
from .cross_entropy_sentence import sentence
from .cross_entropy_state import OPENING, CrossEntropyState, Mode
from .cross_entropy_theory import THEORY
from .lesson import Lesson
from .reading import Reading, Unit


def readings(state: CrossEntropyState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the mode in view."""
    if state.mode is Mode.BINARY:
        return binary_readings(state.binary, unit)
    return multiclass_readings(state.multiclass, unit)


LESSON = Lesson(
    name="cross-entropy",
    title="Cross-entropy",
    summary="cross-entropy as the loss of a classifier",
    unit=Unit.NATS,
    opening=OPENING,
    presets=PRESETS,
    readings=readings,
    sentence=sentence,
    theory=THEORY,
    command_line=COMMAND_LINE,
)
