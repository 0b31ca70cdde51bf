"""The entropy lesson: the entropy of a categorical distribution."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from infotui.core.lesson import Lesson, Limits, Preset
from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.core.speech import listed
from infotui.lessons.entropy import INFO
from infotui.maths.distributions import MAX_CLASSES, MIN_CLASSES, Categorical
from infotui.maths.huffman import HuffmanCode, huffman_code
from infotui.maths.information import SUM_TOLERANCE, entropy
from infotui.maths.per_class import surprisals

from .command_line import COMMAND_LINE
from .disclosure import disclosure
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
            "terms", "−p log p", tuple(map(_term, p, surprisal)), unit, ".3f", spoken="terms of the entropy"
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


class EntropyPath(NamedTuple):
    """H as a function of one class's probability: as many entropies as probabilities, which ascend.

    `peak` is the probability with the largest entropy.
    """

    p: tuple[float, ...]
    entropy: tuple[float, ...]
    peak: float


@lru_cache(maxsize=4)
def entropy_path(reference: Categorical, i: int, samples: int, unit: Unit) -> EntropyPath:
    """The entropy as class `i` is dragged from 0 to its maximum, in `unit`.

    The other unlocked classes keep their proportions r in `reference`. With f the probability that the locked
    classes leave, and t = x/f, H(x) = H(locked, f) + f (h(t) + (1 − t) H(r)), where h is the entropy of two
    classes: the chain rule of entropy (Cover & Thomas, Elements of Information Theory, theorem 2.2.1). Its
    derivative is 0 at t = 1/(1 + e^H(r)), with H(r) in nats. The cache makes a drag compute its path once.
    """
    others = [reference.p[j] for j in range(reference.k) if j != i and j not in reference.locked]
    locked = [reference.p[j] for j in reference.locked if j != i]
    free = max(0.0, 1.0 - math.fsum(locked))
    fixed = math.fsum(_terms([*locked, free], unit))
    if not others:
        return EntropyPath((free,) * samples, (fixed,) * samples, free)
    spread = entropy(_proportions(others), base=unit.base)
    shares, split = _halved(samples, unit)
    return EntropyPath(
        tuple([free * t for t in shares]),
        tuple([fixed + free * (h + (1 - t) * spread) for t, h in zip(shares, split, strict=True)]),
        free / (1 + math.exp(spread if unit is Unit.NATS else spread * math.log(2))),
    )


@lru_cache(maxsize=4)
def _halved(samples: int, unit: Unit) -> tuple[list[float], list[float]]:
    """Evenly spaced t from 0 to 1, and the entropy of the two classes t and 1 − t."""
    shares = [i / (samples - 1) for i in range(samples)]
    terms = _terms(shares, unit)
    return shares, [a + b for a, b in zip(terms, reversed(terms), strict=True)]


def zipf(k: int) -> tuple[float, ...]:
    """Zipf's law over k ranks: probabilities proportional to 1, 1/2, 1/3, …, each rounded once."""
    common = math.lcm(*range(1, k + 1))
    weights = [common // rank for rank in range(1, k + 1)]
    return tuple(w / sum(weights) for w in weights)


def _proportions(weights: list[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(w / total for w in weights) if total > 0 else (1 / len(weights),) * len(weights)


def _log(k: int, unit: Unit) -> float:
    return math.log2(k) if unit is Unit.BITS else math.log(k)


def _term(p: float, surprise: float) -> float:
    return p * surprise if p else 0.0


def _terms(p: list[float], unit: Unit) -> list[float]:
    return list(map(_term, p, surprisals(p, base=unit.base)))


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


def _constant(name: str, description: str, p: Categorical) -> Preset[EntropyState]:
    return Preset(name, description, lambda state: state.with_p(p))


def _mississippi(state: EntropyState) -> EntropyState:
    """The letters of a word as a sample, with counts of 1, 4, 4 and 2."""
    from infotui.data.count_table import CountTable

    from .counted_sample import CountedSample, SampleKind

    table = CountTable((b"m", b"i", b"s", b"p"), (1, 4, 4, 2))
    return state.with_sample(CountedSample(SampleKind.COUNTS, "-", table))


LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=(
        Preset(
            "uniform",
            "all classes equally likely: H has its maximum, log k",
            lambda s: s.with_p(s.p.with_uniform()),
        ),
        Preset(
            "one-hot",
            "the selected class is certain: H is 0",
            lambda s: s.with_p(s.p.with_one_hot(s.selected)),
        ),
        _constant(
            "dog, wolf, other",
            "the prediction of a fairly confident classifier",
            Categorical((0.87, 0.11, 0.02), ("dog", "wolf", "other")),
        ),
        _constant(
            "dyadic",
            "powers of ½: every surprisal is a whole number of bits",
            Categorical((0.5, 0.25, 0.125, 0.125)),
        ),
        Preset(
            "skewed (Zipf)",
            "proportional to 1, 1/2, 1/3 and so on, as word frequencies are",
            lambda s: s.with_p(s.p.with_probabilities(zipf(s.p.k))),
        ),
        Preset(
            "mississippi", "the letters of a word, counted: what a sample says of its source", _mississippi
        ),
    ),
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
