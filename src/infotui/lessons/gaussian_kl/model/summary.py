"""The summary of the KL lesson: what the shown divergence means, in one sentence for each mode."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Unit, format_number, readings_by_name

from .categorical import CategoricalKLState
from .mixture import MixtureKLState
from .modes import KLState, Mode
from .state import GaussianKLState

_AT_MINIMUM = 1e-7
"""How far above a minimum, in any unit, a divergence counts as being there: no shown digit differs."""


def summarize(state: KLState, readings: tuple[Reading, ...]) -> str:
    """What the divergence of the present mode means."""
    by_name = readings_by_name(readings)
    match state.mode:
        case Mode.GAUSSIAN:
            return gaussian_summary(state.gaussian, by_name)
        case Mode.CATEGORICAL:
            return categorical_summary(state.categorical, by_name)
    return mixture_summary(state.mixture, by_name)


def gaussian_summary(state: GaussianKLState, by_name: dict[str, Reading]) -> str:
    """What the shown divergence costs, and what the other one costs."""
    if state.p == state.q:
        return "p and q are the same: a code for one is optimal for the other, and both divergences are 0."
    shown, other = by_name["kl_pq"], by_name["kl_qp"]
    if state.reverse:
        shown, other = other, shown
    data, model = state.names
    cost = f"Data from {data}, code for {model}: {shown.text} extra {shown.unit} per sample"
    if state.p.sigma == state.q.sigma:
        return f"{cost}; the same in reverse."
    return f"{cost}; in reverse {other.text}."


def categorical_summary(state: CategoricalKLState, by_name: dict[str, Reading]) -> str:
    """The mean length of the code built for the model on the data, beside that of the data's own code."""
    data, model = state.names
    if state.all_p == state.all_q:
        return "p and q are the same: a code for one is optimal for the other, and both divergences are 0."
    start, length = f"Data from {data}, code for {model}", by_name["mean_code_length"]
    if state.counts is not None and state.counts.joined.has_rest:
        start += f" (25 of {state.counts.joined.classes:,} classes and the rest)"
    if math.isinf(length.number):
        shares = zip(state.class_names, state.data.p, state.model.p, strict=True)
        missing = next(name for name, share, chance in shares if share and not chance)
        return f"{start}: {model} rules out {missing}, which {data} does not; KL({data}‖{model}) = ∞."
    from .categorical_readings import own_code_length  # here, since the Gaussian mode needs no code

    more = length.number - own_code_length(state, length.unit or Unit.NATS).number
    if more <= 0:
        return f"{start}: L = {length.text_with_unit}, as long as {data}'s own code."
    extra = format_number(more, length.form)
    return f"{start}: L = {length.text_with_unit}, {extra} more than {data}'s own code."


def mixture_summary(state: MixtureKLState, by_name: dict[str, Reading]) -> str:
    """How the shown divergence compares with its best value, and with its other minima."""
    shown = by_name["kl_qp" if state.reverse else "kl_pq"]
    if shown.number == 0:
        return "p and q are the same: both divergences are 0."
    best = by_name["reverse_minima" if state.reverse else "forward_best"].records
    values = [_number(record.get("kl")) for record in best]
    now = f"{shown.symbol} = {shown.text_with_unit}"
    if not values:
        return f"{now}."
    if shown.number <= values[0] + _AT_MINIMUM:
        return f"{now}: no Gaussian is closer in this direction."
    least = format_number(values[0], shown.form)
    if any(abs(shown.number - value) <= _AT_MINIMUM for value in values):
        return f"{now}, a local minimum; the best q has {least}."
    several = f", one of {len(values)} local minima" if len(values) > 1 else ""
    return f"{now}; the best q has {least}{several}."


def _number(value: float | str | None) -> float:
    return value if isinstance(value, int | float) else math.nan
