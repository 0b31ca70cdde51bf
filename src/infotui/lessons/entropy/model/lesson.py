"""The entropy lesson: the entropy of a categorical distribution."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from infotui.core.lesson import Lesson, Limits
from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.core.speech import listed
from infotui.lessons.entropy import INFO
from infotui.maths.distributions import MAX_CLASSES, MIN_CLASSES
from infotui.maths.huffman import HuffmanCode, huffman_code
from infotui.maths.information import SUM_TOLERANCE, entropy
from infotui.maths.per_class import surprisals

from .command_line import COMMAND_LINE
from .disclosure import disclosure
from .entropy_path import entropy_term
from .presets import PRESETS
from .state import INITIAL, EntropyState
from .suggestions import SUGGESTIONS
from .summary import summarize
from .theory import THEORY, theory_index

if TYPE_CHECKING:
    from infotui.data.source import OpenInput


def readings(state: EntropyState, unit: Unit) -> tuple[Reading, ...]:
    """H, its maximum log k, their ratio, perplexity, each class's surprisal and term, and the Huffman code.

    Lengths of codewords are in bits in either unit, since each binary digit holds one bit. H is capped at
    log k, which a sum slightly above 1 could exceed.
    """
    if state.sample is not None:
        from .sample_readings import sample_readings

        return sample_readings(state.sample, unit)
    p, base = state.p.p, unit.base
    maximum = _log(len(p), unit)
    h = min(entropy(p, base=base), maximum)
    bits = h if unit is Unit.BITS else entropy(p, base=2)
    surprisal = tuple(surprisals(p, base=base))
    code = huffman_code(p)
    power = "2^H" if unit is Unit.BITS else "e^H"
    return (
        Reading("entropy", "H(p)", h, unit, ".3f"),
        Reading("maximum_entropy", "log k", maximum, unit, ".3f", spoken="maximum entropy, log k"),
        Reading("efficiency", "H / log k", h / maximum, None, ".1%"),
        Reading("perplexity", power, min(2**bits, len(p)), None, ".3f"),
        Reading("surprisal", "−log p", surprisal, unit, ".3f"),
        Reading(
            "terms",
            "−p log p",
            tuple(map(entropy_term, p, surprisal)),
            unit,
            ".3f",
            spoken="terms of the entropy",
        ),
        Reading("code_lengths", "ℓ", code.lengths, Unit.BITS, ".0f", spoken="lengths of the codewords"),
        Reading(
            "mean_code_length",
            "L",
            code.mean_length,
            Unit.BITS,
            ".3f",
            spoken="mean length of the Huffman code",
        ),
    )


def code_lines(code: HuffmanCode, mean_length: Reading) -> tuple[str, ...]:
    """The mean length of the Huffman code compared with H: several versions, the longest first."""
    length = f"L = {mean_length.text_with_unit}"
    compared = f"{length} = H: p is dyadic" if code.is_dyadic else f"{length}: H ≤ L < H + 1 bit"
    return f"Huffman code, mean length {compared}", compared, length


def details(state: EntropyState, unit: Unit) -> tuple[str, ...]:
    """What the screen shows beyond the readings: the codewords, and how L compares with H."""
    if state.sample is not None:
        from .sample_readings import sample_details

        return sample_details(state.sample, unit)
    code = huffman_code(state.p.p)
    words = [
        f"{word or 'empty'} for {name}"
        for word, name in zip(code.codewords, state.p.names, strict=True)
        if word is not None
    ]
    mean_length = readings_by_name(readings(state, unit))["mean_code_length"]
    total = math.fsum(state.p.p)
    off = (
        ()
        if abs(total - 1) <= 1e-12
        else (f"The probabilities sum to {total:.12g}. They are used as given.",)
    )
    return (*off, f"codewords: {listed(words)}.", f"{code_lines(code, mean_length)[0]}.")


def _log(k: int, unit: Unit) -> float:
    return math.log2(k) if unit is Unit.BITS else math.log(k)


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """The limits of the quantities of this lesson, for a number of classes or for any."""
    most, fewest = classes or MAX_CLASSES, classes or MIN_CLASSES
    log_k = _log(most, unit)
    largest_term = math.nextafter(math.log2(math.e) / math.e * unit.one_bit, 1)
    return {
        "p": (0.0, 1.0),
        "p.count": (fewest, most),
        "entropy": (0.0, log_k),
        "maximum_entropy": (_log(fewest, unit), log_k),
        "efficiency": (0.0, 1.0),
        "perplexity": (1.0, most),
        "surprisal": (0.0, math.inf),
        "terms": (0.0, largest_term),
        "code_lengths": (0.0, most - 1),
        "mean_code_length": (0.0, math.ceil(math.log2(most)) * (1 + SUM_TOLERANCE)),
        "standard_error": (0.0, math.inf),
        "miller_madow": (0.0, math.inf),
        "chao_shen": (0.0, math.inf),
        "coverage": (0.0, 1.0),
        "singletons": (0.0, math.inf),
        "n": (1.0, math.inf),
        "classes": (1.0, math.inf),
        "total": (0.0, math.inf),
    }


def class_names(state: EntropyState) -> tuple[str, ...]:
    """The names of the classes that the readings of each class are of."""
    return state.p.names if state.sample is None else state.sample.class_names


def load_files(state: EntropyState, open_input: OpenInput) -> EntropyState:
    """The state with its sample read, if it names one."""
    if state.unread is None:
        return state
    from .sample_input import load_sample

    return load_sample(state.unread, open_input)


def prepare(state: EntropyState) -> None:
    """Compute what the screen needs of a sample, which can be large."""
    if state.sample is not None:
        from .sample_readings import prepare_sample

        prepare_sample(state.sample)


LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=PRESETS,
    readings=readings,
    summarize=summarize,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
    load_files=load_files,
    prepare=prepare,
    is_data=lambda state: state.sample is not None,
    disclosure=disclosure,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
    theory_index=theory_index,
    suggestions=SUGGESTIONS,
    details=details,
    class_names=class_names,
    hold=EntropyState.with_held,
)
