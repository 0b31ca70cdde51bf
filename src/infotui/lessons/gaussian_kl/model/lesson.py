"""KL divergence in three modes: what the second screen teaches."""

from __future__ import annotations

from pathlib import Path

from infotui.core.lesson import Lesson
from infotui.core.reading import Reading, Unit
from infotui.lessons.gaussian_kl import INFO

from .bounds import bounds
from .categorical_theory import CATEGORICAL_THEORY
from .command_line import COMMAND_LINE, check_range
from .gaussian_readings import gaussian_readings
from .mixture_theory import MIXTURE_THEORY
from .modes import DRAWN, INITIAL, KLState, Mode
from .presets import PRESETS
from .summary import summarize
from .theory import GAUSSIAN_THEORY

THEORY = {
    Mode.GAUSSIAN: GAUSSIAN_THEORY,
    Mode.CATEGORICAL: CATEGORICAL_THEORY,
    Mode.MIXTURE: MIXTURE_THEORY,
}


def readings(state: KLState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the mode in view. What only another mode needs is imported when that is opened."""
    if state.mode is Mode.GAUSSIAN:
        return gaussian_readings(state.gaussian, unit)
    if state.mode is Mode.CATEGORICAL:
        from .categorical_readings import categorical_readings

        return categorical_readings(state.categorical, unit)
    from .mixture_readings import mixture_readings

    return mixture_readings(state.mixture, unit)


LESSON: Lesson[KLState] = Lesson(
    *INFO,
    initial=INITIAL,
    presets=tuple(preset for mode in DRAWN for preset in PRESETS[mode]),
    readings=readings,
    summarize=summarize,
    theory=tuple(section for mode in DRAWN for section in THEORY[mode]),
    command_line=COMMAND_LINE,
    bounds=bounds,
    check_range=check_range,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
)
