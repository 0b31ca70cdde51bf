"""The cross-entropy lesson: cross-entropy as the loss of a classifier."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from infotui.core.lesson import Lesson, Limits
from infotui.core.reading import Reading, Unit
from infotui.lessons.cross_entropy import INFO
from infotui.maths.distributions import MAX_LOGITS, MIN_CLASSES

from .binary import binary_readings
from .command_line import COMMAND_LINE
from .disclosure import disclosure
from .multiclass import gradient_sum, multiclass_readings, uniform_guess
from .presets import PRESETS
from .state import INITIAL, MAX_ABS_LOGIT, MAX_TEMPERATURE, MIN_TEMPERATURE, CrossEntropyState, Mode
from .suggestions import SUGGESTIONS
from .summary import summarize
from .theory import THEORY, theory_index

if TYPE_CHECKING:
    from infotui.data.source import OpenInput


def readings(state: CrossEntropyState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the present mode."""
    if state.mode is Mode.BINARY:
        return binary_readings(state.binary, unit)
    if state.mode is Mode.DATA:
        from .predictions_readings import prediction_readings  # with numpy, which only data need

        return prediction_readings(state.opened_data, unit)
    return multiclass_readings(state.multiclass, unit)


def shown_readings(state: CrossEntropyState, unit: Unit) -> tuple[Reading, ...]:
    """The readings that the screen shows: all but the tables of mode data, which it makes line by line."""
    if state.mode is not Mode.DATA:
        return readings(state, unit)
    from .predictions_readings import prediction_readings

    return prediction_readings(state.opened_data, unit, with_tables=False)


def load_files(state: CrossEntropyState, open_input: OpenInput) -> CrossEntropyState:
    """The state with its file of predictions read, if it names one."""
    if state.mode is not Mode.DATA:
        return state
    from .predictions import load

    return state.with_data(load(state.opened_data, open_input))


def prepare(state: CrossEntropyState) -> None:
    """Compute what the screen shows first of a file of predictions, which can be large."""
    if state.mode is Mode.DATA:
        from .prediction_pictures import prepare_pictures

        shown_readings(state, Unit.NATS)
        prepare_pictures(state.opened_data)


def details(state: CrossEntropyState, unit: Unit) -> tuple[str, ...]:
    """What the screen shows beyond the readings: limits of the binary loss, or the sum of the gradient."""
    if state.mode is Mode.DATA:
        return ()
    if state.mode is Mode.BINARY:
        right, wrong = (1, 0) if state.binary.label else (0, 1)
        return (f"The loss goes to 0 as q goes to {right}, and to infinity as q goes to {wrong}.",)
    ours = state.multiclass
    found = multiclass_readings(ours, unit)
    total = next(reading for reading in found if reading.name == "gradient").numbers
    return (f"sum of the gradient: {gradient_sum(total, ours.temperature):.4f}.",)


_FRACTIONS = (
    "accuracy",
    "ece",
    "worst_share",
    "selected.q_true",
    "selected.confidence",
    "against.kl.same_top",
)
_NOT_NEGATIVE = (
    "best_temperature",
    "best_loss",
    "finite_loss",
    "standard_error",
    "uniform_loss",
    "base_rate_entropy",
    "predicted_entropy",
    "infinite",
    "skipped",
    "ties",
    "median",
    "p90",
    "p99",
    "max",
    "selected.loss",
    "against.loss",
)
_DATA_BOUNDS: dict[str, Limits] = {
    "perplexity": (1.0, math.inf),
    "skill": (-math.inf, 1.0),
    **dict.fromkeys(_FRACTIONS, (0.0, 1.0)),
    **dict.fromkeys(_NOT_NEGATIVE, (0.0, math.inf)),
}
"""Limits of the quantities that only mode data has; they hold for every file."""


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """The limits of the quantities of this lesson, in any mode."""
    most, fewest = classes or MAX_LOGITS, classes or MIN_CLASSES
    steepest = 1 / MIN_TEMPERATURE
    log_k = uniform_guess(fewest, unit).number, uniform_guess(most, unit).number
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
        "entropy_p": (0.0, log_k[1]),
        "uniform_guess": log_k,
        "derivative_p": (-math.inf, math.inf),
        "logit": (-math.inf, math.inf),
        "kl_pq": (0.0, math.inf),
        "gradient": (-steepest, steepest),
        **_DATA_BOUNDS,
    }


LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=PRESETS,
    readings=readings,
    summarize=summarize,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
    prepare=prepare,
    load_files=load_files,
    disclosure=disclosure,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
    theory_index=theory_index,
    suggestions=SUGGESTIONS,
    details=details,
    modes=tuple((mode.value, INITIAL.with_mode(mode)) for mode in (Mode.BINARY, Mode.MULTICLASS)),
    usage=(
        "[binary] [--p P] [--label {0,1}] [common]",
        "multiclass [--logits Z ...] [--true N] [--smoothing E]\n"
        f"{' ' * 40}[--temperature T] [--rate R] [--select N] [common]",
        "data FILE|- [--as KIND] [--labels FILE] [--temperature T]\n"
        f"{' ' * 34}[--against FILE] [data options] [common]",
    ),
)
