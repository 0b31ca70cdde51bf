"""What the list of mode data says about a row, computed for the rows that are shown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from infotui.core.reading import Unit
from infotui.maths.batch import losses_and_probabilities, softmax_probabilities

from . import prediction_numbers as numbers
from .predictions import PredictionState

if TYPE_CHECKING:
    from infotui.data.predictions import Predictions

_MOST_KNOWN = 1000


class RowDetails(NamedTuple):
    """One row of the list. Losses are in the unit asked for; None where there is no label.

    `q_there`, `loss_there` and `difference` are those of the second model; None without one.
    """

    place: int
    row: int
    name: str | None
    true: str | None
    predicted: str
    confidence: float
    q_true: float | None
    loss: float | None
    q_there: float | None
    loss_there: float | None
    difference: float | None


def row_details(state: PredictionState, places: list[int], unit: Unit) -> list[RowDetails]:
    """What the list shows of these rows."""
    known = _known_details(state.loaded, state.against, state.temperature, unit)
    # Worker threads compute readings too: what is found is held here, whatever becomes of what is known.
    found = {place: row for place in places if (row := known.get(place)) is not None}
    new = [place for place in places if place not in found]
    if new:
        at = np.array(new, np.intp)
        losses, q = _losses_and_q(state.loaded, state.temperature, at)
        there, q_there = (None, None) if state.against is None else _losses_and_q(state.against, 1.0, at)
        for i, place in enumerate(new):
            found[place] = _details(state.loaded, i, place, q, losses, q_there, there, unit.per_nat)
        if len(known) > _MOST_KNOWN:
            known.clear()
        known.update(found)
    return [found[place] for place in places]


@lru_cache(maxsize=2)
def _known_details(
    predictions: Predictions, against: Predictions | None, temperature: float, unit: Unit
) -> dict[int, RowDetails]:
    """The rows shown at a temperature, by their places: moving in the list computes only new ones."""
    return {}


def _details(
    predictions: Predictions,
    i: int,
    place: int,
    q: NDArray[np.float64],
    losses: NDArray[np.float64] | None,
    q_there: NDArray[np.float64] | None,
    losses_there: NDArray[np.float64] | None,
    nat: float,
) -> RowDetails:
    true = None if predictions.targets is None else int(numbers.hard_targets(predictions)[place])
    predicted = int(q[i].argmax())
    loss = None if losses is None else float(losses[i])
    there = None if losses_there is None else float(losses_there[i])
    # ∞ − ∞ is no number: such a row is left out of the comparison.
    has_gap = loss is not None and there is not None and not loss == there == np.inf
    return RowDetails(
        place,
        predictions.row_in_file(place),
        predictions.name_of(place),
        None if true is None else predictions.classes[true],
        predictions.classes[predicted],
        float(q[i, predicted]),
        None if true is None else float(q[i, true]),
        None if loss is None else loss * nat,
        None if q_there is None or true is None else float(q_there[i, true]),
        None if there is None else there * nat,
        (loss - there) * nat if has_gap and loss is not None and there is not None else None,
    )


def _losses_and_q(
    predictions: Predictions, temperature: float, at: NDArray[np.intp]
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64]]:
    scores = predictions.scores.take(at)
    if predictions.targets is None:
        return None, softmax_probabilities(scores, temperature=temperature)
    return losses_and_probabilities(scores, predictions.targets[at], temperature=temperature)
