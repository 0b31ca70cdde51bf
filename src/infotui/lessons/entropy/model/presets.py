"""The presets of the entropy lesson."""

from __future__ import annotations

import math

from infotui.core.lesson import Preset
from infotui.maths.distributions import Categorical

from .state import EntropyState


def zipf(k: int) -> tuple[float, ...]:
    """Zipf's law over k ranks: probabilities proportional to 1, 1/2, 1/3, …, each rounded once."""
    common = math.lcm(*range(1, k + 1))
    weights = [common // rank for rank in range(1, k + 1)]
    return tuple(w / sum(weights) for w in weights)


def _constant(name: str, description: str, p: Categorical) -> Preset[EntropyState]:
    return Preset(name, description, lambda state: state.with_p(p))


def _mississippi(state: EntropyState) -> EntropyState:
    """The letters of a word as a sample, with counts of 1, 4, 4 and 2."""
    from infotui.data.count_table import CountTable

    from .counted_sample import CountedSample, SampleKind

    table = CountTable((b"m", b"i", b"s", b"p"), (1, 4, 4, 2))
    return state.with_sample(CountedSample(SampleKind.COUNTS, "-", table))


PRESETS: tuple[Preset[EntropyState], ...] = (
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
        "a classifier's prediction, fairly confident",
        Categorical((0.87, 0.11, 0.02), ("dog", "wolf", "other")),
    ),
    _constant(
        "dyadic",
        "powers of ½: every surprisal is a whole number of bits",
        Categorical((0.5, 0.25, 0.125, 0.125)),
    ),
    Preset(
        "skewed (Zipf)",
        "like word frequencies: proportional to 1, 1/2, 1/3 and so on",
        lambda s: s.with_p(s.p.with_probabilities(zipf(s.p.k))),
    ),
    Preset("mississippi", "the letters of a word, counted: what a sample says of its source", _mississippi),
)
