"""The KL lesson: KL divergence in three modes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from infotui.core.lesson import Lesson
from infotui.core.reading import Reading, Unit
from infotui.lessons.gaussian_kl import INFO

from .bounds import bounds
from .categorical_command import load_counts
from .categorical_theory import CATEGORICAL_THEORY
from .command_line import COMMAND_LINE, check_range
from .details import details
from .disclosure import disclosure
from .gaussian_readings import gaussian_readings
from .mixture_theory import MIXTURE_THEORY
from .modes import INITIAL, KLState, Mode
from .presets import PRESETS
from .suggestions import SUGGESTIONS
from .summary import summarize
from .theory import GAUSSIAN_THEORY
from .theory_choice import fitting_heading

if TYPE_CHECKING:
    from infotui.data.source import OpenInput

THEORY = {
    Mode.GAUSSIAN: GAUSSIAN_THEORY,
    Mode.CATEGORICAL: CATEGORICAL_THEORY,
    Mode.MIXTURE: MIXTURE_THEORY,
}


def readings(state: KLState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the present mode. The other modes are imported when they are opened."""
    if state.mode is Mode.GAUSSIAN:
        return gaussian_readings(state.gaussian, unit)
    if state.mode is Mode.CATEGORICAL:
        from .categorical_readings import categorical_readings

        return categorical_readings(state.categorical, unit)
    from .mixture_readings import mixture_readings

    return mixture_readings(state.mixture, unit)


def theory_index(state: KLState, is_running: bool) -> int:
    """Which section of the lesson's theory fits the state; the first if that of its mode is left out."""
    headings = [section.heading for section in LESSON.theory]
    heading = fitting_heading(state, is_running)
    return headings.index(heading) if heading in headings else 0


def load_files(state: KLState, open_input: OpenInput) -> KLState:
    """The state with its counts read, if it names any."""
    pair = state.categorical
    if pair.unread is None:
        return state
    return state.with_categorical(load_counts(pair.unread, pair.reverse, open_input))


def prepare(state: KLState) -> None:
    """Compute the readings of counts, which can have many classes."""
    if state.categorical.counts is not None:
        for unit in Unit:
            readings(state, unit)


def with_held(state: KLState, parts: Sequence[str], is_held: bool) -> KLState:
    """The state with the classes of `parts` locked or unlocked: `q.1` is the first class of q."""
    if state.mode is not Mode.CATEGORICAL:
        return state
    pair = state.categorical
    for part in parts:
        name, _, number = part.partition(".")
        if name in ("p", "q") and number.isdigit() and 1 <= int(number) <= pair.k:
            i = int(number) - 1
            pair = (
                pair.with_p(pair.p.with_lock(i, is_held))
                if name == "p"
                else pair.with_q(pair.q.with_lock(i, is_held))
            )
    return state.with_categorical(pair)


LESSON: Lesson[KLState] = Lesson(
    *INFO,
    initial=INITIAL,
    presets=tuple(preset for mode in Mode for preset in PRESETS[mode]),
    readings=readings,
    summarize=summarize,
    theory=tuple(section for mode in Mode for section in THEORY[mode]),
    command_line=COMMAND_LINE,
    bounds=bounds,
    check_range=check_range,
    load_files=load_files,
    prepare=prepare,
    hold=with_held,
    is_data=lambda state: state.mode is Mode.CATEGORICAL and state.categorical.counts is not None,
    disclosure=disclosure,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
    theory_index=theory_index,
    suggestions=SUGGESTIONS,
    details=details,
    class_names=lambda state: state.categorical.class_names if state.mode is Mode.CATEGORICAL else (),
    modes=tuple((mode.value, INITIAL.with_mode(mode)) for mode in Mode),
    usage=(
        "[gaussian] [--p MU SIGMA] [--q MU SIGMA] [--reverse] [common]",
        "categorical --p P ... --q P ... [--names NAME ...] [--reverse] [common]",
        "categorical --p-counts FILE --q-counts FILE [--reverse] [common]",
        "mixture --p W MU SIGMA [W MU SIGMA ...] --q MU SIGMA [--reverse] [--rate R] [common]",
    ),
)
