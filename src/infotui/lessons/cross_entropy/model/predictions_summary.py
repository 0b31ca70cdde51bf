"""The summary of mode data: one or two sentences about the predictions."""

from __future__ import annotations

import math

from infotui.core.reading import Reading, Record, readings_by_name
from infotui.data.display_text import counted

from .predictions import PredictionState

_AT_BEST = 0.01
"""Where ln T is this near to ln T*, the temperature counts as the best."""


def summarize_predictions(state: PredictionState, found: tuple[Reading, ...]) -> str:
    """Whether the model is over- or underconfident, and what a temperature can do about it."""
    by_name = readings_by_name(found)
    if state.is_draft:
        return "The loss follows the curve; the other numbers come when the temperature rests."
    if "loss" not in by_name:
        return _same_or_not(by_name)
    if by_name["infinite"].number:
        return _infinite(state, by_name)
    best = by_name["best_temperature"].number
    expected, loss = by_name["predicted_entropy"], by_name["loss"]
    if best == math.inf:
        least = by_name["best_loss"].text_with_unit
        return f"No better than guessing: at no temperature is the loss below {least}."
    if best == 0:
        return "Every row is right: the lower the temperature, the lower the loss, and none is the best."
    gets = f"it expects a loss of {_short(expected)} {loss.unit} and gets {_short(loss)}"
    if abs(math.log(best / state.temperature)) < _AT_BEST:
        return f"As confident as it is right: {gets}. The temperature is at its best."
    if best > state.temperature:
        return f"Overconfident: {gets}. A higher temperature would help."
    return f"Underconfident: {gets}. A lower temperature would help."


def _infinite(state: PredictionState, by_name: dict[str, Reading]) -> str:
    count = int(by_name["infinite"].number)
    rows = counted(count, "row")
    rest = by_name["finite_loss"]
    others = state.loaded.n - count
    found = f"{rows} gave the true class probability 0, so the mean is infinite"
    if rest.value is None or state.true_class is not None:
        return f"{found}."
    return f"{found}; the other {others:,} cost {rest.text_with_unit}."


def _same_or_not(by_name: dict[str, Reading]) -> str:
    if "against" not in by_name:
        return "There are no rows of this class."
    kl = dict(by_name["against"].records[0].fields)["kl"]
    assert isinstance(kl, Record)
    mean, same = dict(kl.texts(".4f"))["mean"], Record((("", kl.get("same_top")),)).texts(".1%")[0][1]
    unit = by_name["against"].unit
    return f"The predictions differ by {mean} {unit} on average; the class is the same in {same} of the rows."


def _short(reading: Reading) -> str:
    return Reading(reading.name, reading.symbol, reading.value, reading.unit, ".2f").text
