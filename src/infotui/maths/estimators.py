"""Estimators of the entropy of a source, from how often each symbol occurred in a sample.

Counts are whole numbers from 0 up; symbols that never occurred (count 0) change nothing. N is the sum of the
counts, K₊ the number of symbols that occurred, f₁ the number that occurred once, p = n/N for each count n.

All functions take `base` as `infotui.maths.information` does: None for nats, 2 for bits. Relative error is at
most 1e-13 for plug-in and Miller–Madow, also where one symbol has nearly all the counts. Every function takes
a `CountProfile` in place of counts, so that a sample of many symbols is read once only.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from operator import index
from typing import NamedTuple

from .validation import logarithm

__all__ = [
    "MAX_TOTAL",
    "CountProfile",
    "chao_shen_entropy",
    "count_surprisal",
    "coverage",
    "miller_madow_entropy",
    "plug_in_entropy",
    "standard_error",
]

MAX_TOTAL = 2**53
"""The greatest sum of counts: up to it every whole number is a float."""


class CountProfile(NamedTuple):
    """The frequencies of the frequencies: how many symbols occurred once, twice, …

    Attributes:
        total: N, the sum of all counts; 1 to `MAX_TOTAL`.
        items: pairs of a count n > 0 and the number of symbols with that count, by ascending n.
    """

    total: int
    items: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, counts: Iterable[int]) -> CountProfile:
        """The profile of `counts`.

        Raises:
            ValueError: a count is negative or not whole, or the sum is 0 or above `MAX_TOTAL`.
        """
        values = counts if isinstance(counts, list | tuple) else list(counts)
        found = Counter(values)
        for value in found:
            _check_count(value, values)
        items = tuple(sorted((index(n), symbols) for n, symbols in found.items() if n))
        total = sum(n * symbols for n, symbols in items)
        if not total:
            raise ValueError("counts sum to 0: at least one symbol must have occurred")
        if total > MAX_TOTAL:
            raise ValueError(f"counts sum to {total}: at most 2^53 = {MAX_TOTAL} is possible")
        return cls(total, items)

    def without(self, counts: Iterable[int]) -> CountProfile:
        """The profile of the symbols that are left without those with these counts."""
        found = Counter(dict(self.items))
        found.subtract(n for n in counts if n)
        items = tuple((n, symbols) for n, symbols in sorted(found.items()) if symbols)
        return CountProfile(sum(n * symbols for n, symbols in items), items)

    @property
    def symbols(self) -> int:
        """K₊, the number of distinct symbols that occurred."""
        return sum(symbols for _, symbols in self.items)

    @property
    def singletons(self) -> int:
        """f₁, the number of symbols that occurred once."""
        n, symbols = self.items[0]
        return symbols if n == 1 else 0


Counts = Iterable[int] | CountProfile


def plug_in_entropy(counts: Counts, *, base: float | None = None) -> float:
    """−Σ p log p at the observed frequencies: the maximum-likelihood estimate.

    On average too low, by about (K − 1)/(2N) nats for a source of K symbols (Miller 1955).
    """
    profile = _profile(counts)
    surprisals = _surprisals(profile, base)
    return math.fsum(w * s for w, s in zip(_weights(profile), surprisals, strict=True))


def miller_madow_entropy(counts: Counts, *, base: float | None = None) -> float:
    """The plug-in entropy + (K₊ − 1)/(2N) nats (Miller 1955). May exceed log K."""
    profile = _profile(counts)
    _, nat = logarithm(base)
    return plug_in_entropy(profile, base=base) + nat * ((profile.symbols - 1) / (2 * profile.total))


def chao_shen_entropy(counts: Counts, *, base: float | None = None) -> float:
    """−Σ a log a / (1 − (1 − a)^N) with a = C p and C = 1 − f₁/N (Chao & Shen 2003). May exceed log K.

    Where every symbol occurred once, f₁ is taken as N − 1, so that C is not 0, as in R's package `entropy`.
    """
    profile = _profile(counts)
    log, nat = logarithm(base)
    total = profile.total
    seen_again = total - profile.singletons or 1
    terms = []
    for n, symbols in profile.items:
        share = seen_again * n  # a = share / total²
        adjusted = share / total**2
        if adjusted == 1:
            continue  # one symbol only: nothing is uncertain
        surprisal = _surprisal(share, total**2, log, nat)
        missed = total * _log_complement(share, total**2)
        terms.append(symbols * adjusted * surprisal / -math.expm1(missed))
    return math.fsum(terms)


def standard_error(counts: Counts, *, base: float | None = None) -> float:
    """√((Σ p log² p − H²)/N): the standard error of the plug-in entropy (Basharin 1959).

    Exactly 0 where all symbols that occurred did so equally often. The variance is that of log n as well, and
    is taken about the count that most of the sample has, so that nearly equal counts lose no digits.
    """
    profile = _profile(counts)
    _, nat = logarithm(base)
    weights = _weights(profile)
    _, reference = max(zip(weights, [n for n, _ in profile.items], strict=True))
    logarithms = [_log_ratio(n, reference) for n, _ in profile.items]
    mean = math.fsum(w * x for w, x in zip(weights, logarithms, strict=True))
    variance = math.fsum(w * (x - mean) ** 2 for w, x in zip(weights, logarithms, strict=True))
    return nat * math.sqrt(variance / profile.total)


def coverage(counts: Counts) -> float:
    """1 − f₁/N (Good 1953): the estimated probability that the next symbol is one that occurred before."""
    profile = _profile(counts)
    return (profile.total - profile.singletons) / profile.total


def count_surprisal(count: int, total: int, *, base: float | None = None) -> float:
    """−log(count/total), the surprisal of a symbol at its observed frequency; ∞ where it never occurred."""
    log, nat = logarithm(base)
    return _surprisal(count, total, log, nat) if count else nat * math.inf


def _profile(counts: Counts) -> CountProfile:
    return counts if isinstance(counts, CountProfile) else CountProfile.of(counts)


def _check_count(value: int, values: list[int] | tuple[int, ...]) -> None:
    try:
        is_negative = index(value) < 0
    except TypeError:
        i = next(i for i, other in enumerate(values) if other is value)
        raise ValueError(f"counts[{i}] is {value!r}: a count must be a whole number") from None
    if is_negative:
        raise ValueError(f"counts[{values.index(value)}] is {value}: a count cannot be negative")


def _weights(profile: CountProfile) -> list[float]:
    """The probability of all symbols with the same count together."""
    return [n * symbols / profile.total for n, symbols in profile.items]


def _surprisals(profile: CountProfile, base: float | None) -> list[float]:
    log, nat = logarithm(base)
    return [_surprisal(n, profile.total, log, nat) for n, _ in profile.items]


def _surprisal(part: int, whole: int, log: Callable[[float], float], nat: float) -> float:
    """−log(part/whole), exact where nearly all is in the part."""
    if 2 * part > whole:
        return 0.0 - nat * math.log1p(-((whole - part) / whole))
    return -log(part / whole)


def _log_complement(part: int, whole: int) -> float:
    """log(1 − part/whole) in nats, exact where the part is small and where it is nearly all."""
    if 2 * part > whole:
        return math.log((whole - part) / whole)
    return math.log1p(-(part / whole))


def _log_ratio(n: int, reference: int) -> float:
    """log(n/reference) in nats, exact where they are nearly equal."""
    if reference < 2 * n < 4 * reference:
        return math.log1p((n - reference) / reference)
    return math.log(n / reference)
