"""What the loss means now, in words."""

from __future__ import annotations

from infotui.core.reading import Reading, Unit, readings_by_name

from .multiclass import CONVERGENCE_TOL, uniform_guess
from .state import Binary, CrossEntropyState, Mode, Multiclass

_CONFIDENT = 0.9


def sentence(state: CrossEntropyState, found: tuple[Reading, ...]) -> str:
    """Right or wrong, how surely, and what that costs."""
    if state.mode is Mode.DATA:
        from .predictions_sentence import prediction_sentence

        return prediction_sentence(state.opened_data, found)
    by_name = readings_by_name(found)
    if state.mode is Mode.BINARY:
        return _binary(state.binary, by_name["loss"])
    return _multiclass(state.multiclass, by_name)


def _binary(state: Binary, loss: Reading) -> str:
    right, wrong = (state.p, 1 - state.p) if state.label else (1 - state.p, state.p)
    if right == 0:
        return f"Certain and wrong: no finite number of {loss.unit} pays for that."
    if wrong == 0:
        return "Certain and right: it costs nothing."
    if right >= _CONFIDENT:
        return f"Confident and right: this one costs only {_cost(loss)}."
    if wrong >= _CONFIDENT:
        return f"Confident and wrong: this one costs {_cost(loss)}."
    if right == wrong:
        return f"A coin's toss: {_cost(loss)}, whichever label is true."
    return f"Leaning the {'right' if right > wrong else 'wrong'} way: this one costs {_cost(loss)}."


def _multiclass(state: Multiclass, by_name: dict[str, Reading]) -> str:
    loss, q = by_name["loss"], by_name["q"].numbers
    guess = uniform_guess(state.k, loss.unit or Unit.NATS)
    if state.smoothing and by_name["kl_pq"].number <= CONVERGENCE_TOL:
        floor = by_name["entropy_p"].text_with_unit
        return f"As low as it gets: q is p, and H(p) = {floor} stays."
    if max(q) == min(q):
        return f"A uniform guess: log {state.k} = {guess.text_with_unit}, whatever is true."
    if q[state.true] == max(q):
        return _right(state, q[state.true], _cost(loss))
    if max(q) >= _CONFIDENT:
        likeliest, true = q.index(max(q)) + 1, state.true + 1
        return f"Confident and wrong: class {likeliest} for class {true} costs {_cost(loss)}."
    worth = "less" if loss.number < guess.number else "more"
    return f"Wrong, at {_cost(loss)}: {worth} than a uniform guess, {guess.text}."


def _right(state: Multiclass, chance: float, cost: str) -> str:
    if chance < _CONFIDENT:
        return f"Right, but not sure: class {state.true + 1} costs {cost}."
    if chance > state.target[state.true]:
        return f"Surer than the target wants: this one costs {cost}."
    return f"Confident and right: this one costs only {cost}."


def _cost(loss: Reading) -> str:
    """A round figure from 1 on: the panel beside it has the digits."""
    form = ".1f" if loss.number >= 1 else loss.form
    return Reading(loss.name, loss.symbol, loss.number, loss.unit, form).text_with_unit
