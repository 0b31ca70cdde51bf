"""What the KL screen shows beyond the readings, as sentences for `--text`."""

from __future__ import annotations

from math import isfinite

from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.core.speech import listed

from .closed_form import terms
from .gaussian_readings import gaussian_readings
from .modes import KLState, Mode

_IN_BOTH_UNITS = ("kl_pq", "kl_qp", "js", "entropy_p", "entropy_q", "cross_entropy_pq")
"""The readings that the screen shows in nats and in bits."""


def details(state: KLState, unit: Unit) -> tuple[str, ...]:
    """The numbers in the other unit, and the closed form, the codes, or the learning rate."""
    match state.mode:
        case Mode.GAUSSIAN:
            return _gaussian(state, unit)
        case Mode.CATEGORICAL:
            return _categorical(state, unit)
        case Mode.MIXTURE:
            return (f"A gradient step has the learning rate η = {state.mixture.rate:g}.",)


def _in_other_unit(readings: tuple[Reading, ...], unit: Unit) -> str:
    named = readings_by_name(readings)
    found = (named[name] for name in _IN_BOTH_UNITS if name in named)
    values = [f"{reading.symbol} = {reading.text}" for reading in found]
    return f"In {unit.other}: {', '.join(values)}."


def _gaussian(state: KLState, unit: Unit) -> tuple[str, ...]:
    pair = state.gaussian
    shown = "KL(q‖p)" if pair.reverse else "KL(p‖q)"
    parts = [f"{term.formula} = {term.text}" for term in terms(pair, unit)]
    return (
        _in_other_unit(gaussian_readings(pair, unit.other), unit),
        f"{shown} = a − b, the difference of the areas of the lobes.",
        f"Closed form: {shown} is {parts[0]}, plus {parts[1]}, minus {parts[2]}.",
    )


def _categorical(state: KLState, unit: Unit) -> tuple[str, ...]:
    # Here, since the Gaussian mode needs neither.
    from infotui.maths.huffman import huffman_code

    from .categorical_readings import (
        categorical_readings,
        class_log_ratios,
        own_code_length,
        rounding_excess,
    )

    pair = state.categorical
    code = huffman_code(pair.model.p)
    words = zip(code.codewords, pair.class_names, strict=True)
    spoken = [f"{word or 'empty'} for {name}" for word, name in words if word is not None]
    data, model = pair.names
    ratios, own = class_log_ratios(pair, unit), own_code_length(pair, Unit.BITS)
    excess = rounding_excess(pair, Unit.BITS)
    length = readings_by_name(categorical_readings(pair, unit))["mean_code_length"]
    logs = [f"{text} for {name}" for text, name in zip(ratios.texts, pair.class_names, strict=True)]
    lines: tuple[str, ...] = (
        _in_other_unit(categorical_readings(pair, unit.other), unit),
        f"log({data}/{model}) in {unit}: {listed(logs)}.",
        f"codewords for {model}: {listed(spoken)}.",
        f"{data}'s own code on data from {data}: {own.text_with_unit}.",
    )
    if isfinite(length.number):
        lines += (f"Whole bits cost L − H({data}, {model}) = {excess.text_with_unit}.",)
    return lines
