"""Random samples from a distribution: their mean surprisal and their own entropy both converge to H.

The mean surprisal is unbiased; the plug-in entropy of the sample starts at 0 and is too low by about
(k − 1)/(2n) nats on average.

Samples are reproducible: the uniform numbers are those of `random.Random(seed).random()`, a sequence that
Python's documentation promises never to change. Each is mapped to a class through the cumulative
probabilities. The batch size makes no difference.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from infotui.core.reading import Reading, Unit
from infotui.maths.estimators import miller_madow_entropy, plug_in_entropy
from infotui.maths.information import entropy
from infotui.maths.per_class import surprisals

MAX_SYMBOLS = 1_000_000
"""The largest sample: its mean surprisal is within a few thousandths of the entropy."""
MAX_RATE = 1000
"""The highest rate of a run, in symbols per second."""
LARGEST_SEED = 10**9 - 1
FIRST_SEED = 1
_POINTS_A_DECADE = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: a snapshot of a `Sampler`.

    Attributes:
        seed: The random seed; seed and distribution determine the sample.
        counts: How often each class was drawn.
        last: The last class drawn, counted from 0; None before the first draw.
        running_means: (symbols drawn, their mean surprisal in bits), at even steps of the logarithm.
        running_plug_in: (symbols drawn, their plug-in entropy in bits), at the same steps.
    """

    seed: int
    counts: tuple[int, ...]
    last: int | None
    running_means: tuple[tuple[int, float], ...]
    running_plug_in: tuple[tuple[int, float], ...]

    @property
    def count(self) -> int:
        """The number of symbols drawn."""
        return sum(self.counts)


class Sampler:
    """Draws symbols from the probabilities `p` with a random seed."""

    def __init__(self, p: tuple[float, ...], seed: int) -> None:
        self.p = p
        self.seed = seed
        self._classes = [i for i, x in enumerate(p) if x > 0]
        self._upper = list(accumulate(p[i] for i in self._classes))[:-1]
        self._surprisals = surprisals(p, base=2)
        self._counts = [0] * len(p)
        self._drawn = 0
        self._last: int | None = None
        self._running_means: list[tuple[int, float]] = []
        self._running_plug_in: list[tuple[int, float]] = []
        self._random = Random(seed)

    def draw(self, symbols: int) -> None:
        """Draw so many more symbols, up to `MAX_SYMBOLS` in all."""
        for _ in range(min(symbols, MAX_SYMBOLS - self._drawn)):
            i = self._classes[bisect_right(self._upper, self._random.random())]
            self._counts[i] += 1
            self._drawn += 1
            self._last = i
            if _is_kept(self._drawn):
                self._running_means.append((self._drawn, self._mean()))
                self._running_plug_in.append((self._drawn, self._plug_in()))

    @property
    def count(self) -> int:
        """The number of symbols drawn."""
        return self._drawn

    @property
    def is_full(self) -> bool:
        """Whether the sample has its largest size."""
        return self._drawn == MAX_SYMBOLS

    @property
    def sample(self) -> Sample:
        """The sample so far. The last points of both curves are those of the whole sample."""
        means, plug_in = self._running_means, self._running_plug_in
        if self._drawn and means[-1][0] != self._drawn:
            means = [*means, (self._drawn, self._mean())]
            plug_in = [*plug_in, (self._drawn, self._plug_in())]
        return Sample(self.seed, tuple(self._counts), self._last, tuple(means), tuple(plug_in))

    def _mean(self) -> float:
        """The mean surprisal in bits, from the counts, so that rounding errors do not accumulate."""
        parts = (n * self._surprisals[i] for i, n in enumerate(self._counts) if n)
        return math.fsum(parts) / self._drawn

    def _plug_in(self) -> float:
        return plug_in_entropy(self._counts, base=2)


def mean_surprisal(sample: Sample, p: tuple[float, ...], unit: Unit) -> Reading:
    """The mean surprisal of a sample from `p`, which must not be empty."""
    known = surprisals(p, base=unit.base)
    parts = (n * known[i] for i, n in enumerate(sample.counts) if n)
    return Reading("mean_surprisal", "mean", math.fsum(parts) / sample.count, unit, ".3f")


def plug_in(sample: Sample, unit: Unit) -> Reading:
    """The plug-in entropy of a sample that is not empty."""
    h = plug_in_entropy(sample.counts, base=unit.base)
    return Reading("plug_in", "plug-in", h, unit, ".3f", label="plug-in")


def miller_madow(sample: Sample, unit: Unit) -> Reading:
    """The plug-in entropy of a sample that is not empty, corrected by Miller and Madow."""
    corrected = miller_madow_entropy(sample.counts, base=unit.base)
    return Reading("miller_madow", "Miller–Madow", corrected, unit, ".3f", label="Miller–Madow")


def surprisal_std(p: tuple[float, ...], unit: Unit) -> float:
    """The standard deviation of one symbol's surprisal; the standard error of a mean is that over √n."""
    h = entropy(p, base=unit.base)
    known = surprisals(p, base=unit.base)
    return math.sqrt(math.fsum(x * (s - h) ** 2 for x, s in zip(p, known, strict=True) if x))


def symbols_per_second(drawn: int) -> int:
    """The rate of a run, which grows with the sample: the first symbols can be seen one by one."""
    return min(5 + drawn, MAX_RATE)


def parse_seed(text: str) -> int:
    """The seed that `text` stands for; ValueError if it is not a whole number in range."""
    shown = text.strip()
    if not (shown.isascii() and shown.isdigit() and len(shown) <= len(str(LARGEST_SEED))):
        raise ValueError(f"a seed must be a whole number from 0 to {LARGEST_SEED}")
    return int(shown)


def _is_kept(drawn: int) -> bool:
    """Whether the running mean is kept here: always at first, later at even steps of log n."""
    steps = int(_POINTS_A_DECADE * math.log10(drawn))
    return drawn < _POINTS_A_DECADE or steps > int(_POINTS_A_DECADE * math.log10(drawn - 1))
