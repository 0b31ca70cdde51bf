"""H along the probability of one class, as a drag of its bar goes through it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from infotui.core.reading import Unit
from infotui.maths.distributions import Categorical
from infotui.maths.information import entropy
from infotui.maths.per_class import surprisals


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


def _proportions(weights: list[float]) -> tuple[float, ...]:
    total = math.fsum(weights)
    return tuple(w / total for w in weights) if total > 0 else (1 / len(weights),) * len(weights)


def entropy_term(p: float, surprisal: float) -> float:
    """−p log p from p and its surprisal; 0 for p = 0."""
    return p * surprisal if p else 0.0


def _terms(p: list[float], unit: Unit) -> list[float]:
    return list(map(entropy_term, p, surprisals(p, base=unit.base)))
