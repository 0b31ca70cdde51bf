"""The entropy of a categorical distribution: what the first screen teaches."""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from infotui.core.lesson import Lesson, Limits, Preset
from infotui.core.reading import Reading, Unit, readings_by_name
from infotui.lessons.entropy import INFO
from infotui.maths.distributions import MAX_CLASSES, MIN_CLASSES, Categorical
from infotui.maths.huffman import HuffmanCode, huffman_code
from infotui.maths.information import entropy
from infotui.maths.per_class import surprisals

from .command_line import COMMAND_LINE
from .state import INITIAL, EntropyState
from .theory import THEORY


def readings(state: EntropyState, unit: Unit) -> tuple[Reading, ...]:
    """Every number of the screen: H, its maximum log k, their ratio, perplexity, each class's part, the code.

    A code's words are made of binary digits, of which each holds one bit: their lengths are in bits always.
    """
    p, base = state.p.p, unit.base
    h = entropy(p, base=base)
    bits = h if unit is Unit.BITS else entropy(p, base=2)
    maximum = math.log2(len(p)) if unit is Unit.BITS else math.log(len(p))
    each = tuple(surprisals(p, base=base))
    code = huffman_code(p)
    return (
        Reading("entropy", "H(p)", h, unit, ".3f"),
        Reading("maximum_entropy", "log k", maximum, unit, ".3f"),
        Reading("efficiency", "H / log k", h / maximum, None, ".1%"),
        Reading("perplexity", "2^H", 2**bits, None, ".3f"),
        Reading("surprisal", "−log p", each, unit, ".3f"),
        Reading("terms", "−p log p", tuple(map(_term, p, each)), unit, ".3f"),
        Reading("code_lengths", "ℓ", code.lengths, Unit.BITS, ".0f"),
        Reading("mean_code_length", "L", code.mean_length * unit.one_bit, unit, ".3f"),
    )


def sentence(state: EntropyState, found: tuple[Reading, ...]) -> str:
    """What the entropy means now, in words."""
    names, p = state.p.names, state.p.p
    by_name = readings_by_name(found)
    if by_name["entropy"].number == 0:
        return f"Certain: it is always {names[p.index(max(p))]}, and nothing is left to learn."
    if len(set(p)) == 1:
        return f"As uncertain as it can be: {len(p)} equally likely classes."
    return f"As uncertain as {by_name['perplexity'].text} equally likely classes; there are {len(p)}."


def code_sentence(code: HuffmanCode, mean_length: Reading) -> str:
    """The mean length of the code, and how it stands to H."""
    if code.is_dyadic:
        return f"L = {mean_length.text_with_unit} = H: p is dyadic"
    return f"L = {mean_length.text_with_unit}: H ≤ L < H + {'1' if mean_length.unit is Unit.BITS else 'ln 2'}"


class EntropyPath(NamedTuple):
    """The entropy along the way a class can take: as many probabilities, ascending, as entropies."""

    p: tuple[float, ...]
    entropy: tuple[float, ...]


@lru_cache(maxsize=4)
def entropy_path(reference: Categorical, i: int, samples: int, unit: Unit) -> EntropyPath:
    """The entropy along the way class `i` takes when it is dragged from 0 to the most it can be.

    The other unlocked classes keep their proportions r as in `reference`. With f the probability that locked
    classes leave, and t = x/f, H(x) = H(locked, f) + f (h(t) + (1 − t) H(r)), where h is the entropy of two
    classes: the chain rule of entropy (Cover & Thomas, Elements of Information Theory, theorem 2.2.1). One
    drag has one path.
    """
    others = [reference.p[j] for j in range(reference.k) if j != i and j not in reference.locked]
    locked = [reference.p[j] for j in reference.locked if j != i]
    free = max(0.0, 1.0 - math.fsum(locked))
    fixed = math.fsum(_terms([*locked, free], unit))
    if not others:
        return EntropyPath((free,) * samples, (fixed,) * samples)
    spread = entropy(_proportions(others), base=unit.base)
    shares, split = _halved(samples, unit)
    return EntropyPath(
        tuple([free * t for t in shares]),
        tuple([fixed + free * (h + (1 - t) * spread) for t, h in zip(shares, split, strict=True)]),
    )


@lru_cache(maxsize=4)
def _halved(samples: int, unit: Unit) -> tuple[list[float], list[float]]:
    """Even shares t from 0 to 1, and the entropy of two classes of which one has that share."""
    shares = [i / (samples - 1) for i in range(samples)]
    terms = _terms(shares, unit)
    return shares, [a + b for a, b in zip(terms, reversed(terms), strict=True)]


def zipf(k: int) -> tuple[float, ...]:
    """Zipf's law over k ranks: probabilities in proportion to 1, 1/2, 1/3, …, summing to 1."""
    return _proportions([1 / rank for rank in range(1, k + 1)])


def _proportions(weights: list[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(w / total for w in weights) if total > 0 else (1 / len(weights),) * len(weights)


def _term(p: float, surprise: float) -> float:
    return p * surprise if p else 0.0


def _terms(p: list[float], unit: Unit) -> list[float]:
    return list(map(_term, p, surprisals(p, base=unit.base)))


def bounds(unit: Unit, classes: int | None) -> dict[str, Limits]:
    """Between which limits the quantities of this lesson stay, with any number of classes or with so many."""
    most, fewest = classes or MAX_CLASSES, classes or MIN_CLASSES
    log_k = math.log2(most) * unit.one_bit
    return {
        "p": (0.0, 1.0),
        "p.count": (fewest, most),
        "entropy": (0.0, log_k),
        "maximum_entropy": (math.log2(fewest) * unit.one_bit, log_k),
        "efficiency": (0.0, 1.0),
        "perplexity": (1.0, most),
        "surprisal": (0.0, math.inf),
        "terms": (0.0, math.log2(math.e) / math.e * unit.one_bit),
        "code_lengths": (0.0, most - 1),
        "mean_code_length": (0.0, math.ceil(math.log2(most)) * unit.one_bit),
    }


def _constant(name: str, description: str, p: Categorical) -> Preset[EntropyState]:
    return Preset(name, description, lambda state: state.with_p(p))


LESSON = Lesson(
    *INFO,
    initial=INITIAL,
    presets=(
        Preset(
            "uniform",
            "every class equally likely: H is as large as it can be",
            lambda s: s.with_p(s.p.with_uniform()),
        ),
        Preset(
            "one-hot",
            "all on the selected class: nothing is left to learn",
            lambda s: s.with_p(s.p.with_one_hot(s.selected)),
        ),
        _constant(
            "dog, wolf, other",
            "a classifier that is fairly sure",
            Categorical((0.87, 0.11, 0.02), ("dog", "wolf", "other")),
        ),
        _constant(
            "dyadic",
            "powers of two: every surprisal is a whole number of bits",
            Categorical((0.5, 0.25, 0.125, 0.125)),
        ),
        Preset(
            "skewed (Zipf)",
            "in proportion to 1, 1/2, 1/3, …, as words are",
            lambda s: s.with_p(s.p.with_probabilities(zipf(s.p.k))),
        ),
    ),
    readings=readings,
    summarize=sentence,
    theory=THEORY,
    command_line=COMMAND_LINE,
    bounds=bounds,
    exercise_file=Path(__file__).parents[1] / "exercises.toml",
)
