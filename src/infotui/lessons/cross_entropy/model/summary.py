"""The summary of the cross-entropy lesson: what the loss means, in words."""

from __future__ import annotations

from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.core.speech import listed

from .multiclass import CONVERGENCE_TOL, uniform_guess
from .state import Binary, CrossEntropyState, Mode, Multiclass

_CONFIDENT = 0.9


def summarize(state: CrossEntropyState, found: tuple[Reading, ...]) -> str:
    """Whether the prediction is right, how confident it is, and what it costs."""
    if state.mode is Mode.DATA:
        from .predictions_summary import summarize_predictions

        return summarize_predictions(state.opened_data, found)
    by_name = readings_by_name(found)
    if state.mode is Mode.BINARY:
        return _binary(state.binary, by_name["loss"])
    return _multiclass(state.multiclass, by_name)


def _binary(state: Binary, loss: Reading) -> str:
    right, wrong = (state.p, 1 - state.p) if state.label else (1 - state.p, state.p)
    if right == 0:
        return "Certain and wrong: the loss is infinite."
    if wrong == 0:
        return "Certain and right: it costs nothing."
    if right >= _CONFIDENT:
        return f"Confident and right: this prediction costs only {_cost(loss)}."
    if wrong >= _CONFIDENT:
        return f"Confident and wrong: this prediction costs {_cost(loss)}."
    if right == wrong:
        return f"A coin toss: {_cost(loss)}, whichever label is true."
    return f"Leaning the {'right' if right > wrong else 'wrong'} way: this prediction costs {_cost(loss)}."


def _multiclass(state: Multiclass, by_name: dict[str, Reading]) -> str:
    loss, q = by_name["loss"], by_name["q"].numbers
    guess = uniform_guess(state.k, loss.unit or Unit.NATS)
    if state.smoothing and by_name["kl_pq"].number <= CONVERGENCE_TOL * (loss.unit or Unit.NATS).per_nat:
        minimum = by_name["entropy_p"].text_with_unit
        return f"At its minimum: q is p to within 1e−7 nats, and H(p) = {minimum} remains."
    if max(q) == min(q):
        return f"A uniform guess: log {state.k} = {guess.text_with_unit}, whatever is true."
    if q[state.true] == max(q):
        tied = [str(i) for i, x in enumerate(q, 1) if x == max(q) and i != state.true + 1]
        return _tie(tied, _cost(loss)) if tied else _right(state, q[state.true], _cost(loss))
    if max(q) >= _CONFIDENT:
        likeliest, true = q.index(max(q)) + 1, state.true + 1
        return (
            f"Confident and wrong: q says class {likeliest}, the truth is class {true}. Cost: {_cost(loss)}."
        )
    worth = "less" if loss.number < guess.number else "more"
    return f"Wrong: it costs {_cost(loss)}, {worth} than a uniform guess ({guess.text})."


def _tie(others: list[str], cost: str) -> str:
    classes = f"class {others[0]} is" if len(others) == 1 else f"classes {listed(others)} are"
    return f"A tie: {classes} as likely as the true class. This prediction costs {cost}."


def _right(state: Multiclass, chance: float, cost: str) -> str:
    if chance < _CONFIDENT:
        return f"Right, but not confident: class {state.true + 1} costs {cost}."
    if chance > state.target[state.true]:
        return f"Overconfident: q exceeds the smoothed target. This prediction costs {cost}."
    return f"Confident and right: this prediction costs only {cost}."


def _cost(loss: Reading) -> str:
    return loss.text_with_unit
