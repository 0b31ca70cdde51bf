"""What the KL screen shows beyond the readings, as sentences for `--text`."""

from __future__ import annotations

from infotui.core.reading import Unit, readings_by_name
from infotui.core.speech import listed

from .closed_form import terms
from .gaussian_readings import gaussian_readings
from .modes import KLState, Mode


def details(state: KLState, unit: Unit) -> tuple[str, ...]:
    """Both divergences in the other unit and the closed form; the codewords of the categorical mode."""
    match state.mode:
        case Mode.GAUSSIAN:
            return _gaussian(state, unit)
        case Mode.CATEGORICAL:
            return _categorical(state)
    return ()


def _gaussian(state: KLState, unit: Unit) -> tuple[str, ...]:
    pair = state.gaussian
    other = readings_by_name(gaussian_readings(pair, unit.other))
    shown = "KL(q‖p)" if pair.reverse else "KL(p‖q)"
    parts = [f"{term.formula} = {term.text}" for term in terms(pair, unit)]
    return (
        f"In {unit.other}: KL(p‖q) = {other['kl_pq'].text}, KL(q‖p) = {other['kl_qp'].text}.",
        f"{shown} = a − b, the difference of the areas of the lobes.",
        f"Closed form: {shown} is {parts[0]}, plus {parts[1]}, minus {parts[2]}.",
    )


def _categorical(state: KLState) -> tuple[str, ...]:
    from infotui.maths.huffman import huffman_code  # here, since the Gaussian mode needs no code

    pair = state.categorical
    code = huffman_code(pair.model.p)
    words = zip(code.codewords, pair.class_names, strict=True)
    spoken = [f"{word or 'empty'} for {name}" for word, name in words if word is not None]
    return (f"codewords for {pair.names[1]}: {listed(spoken)}.",)
