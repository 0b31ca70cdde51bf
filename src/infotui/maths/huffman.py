"""Huffman codes: binary prefix codes with the least possible mean length."""

from __future__ import annotations

import heapq
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .estimators import CountProfile


class HuffmanCode(NamedTuple):
    """A binary prefix code: no codeword is a prefix of another.

    Attributes:
        codewords: The codeword of each class, in 0s and 1s. None for a class of probability 0. A certain
            class has the empty codeword, since nothing needs to be sent: L = H = 0.
        mean_length: L = Σ pᵢ ℓᵢ in bits, rounded once. H ≤ L < H + 1 with H in bits.
        is_dyadic: Whether pᵢ = 2^−ℓᵢ for every class with p > 0. Exactly then L = H.
    """

    codewords: tuple[str | None, ...]
    mean_length: float
    is_dyadic: bool

    @property
    def lengths(self) -> tuple[int | None, ...]:
        """The number of bits of each codeword, None for a class without one."""
        return tuple(None if word is None else len(word) for word in self.codewords)


@lru_cache(maxsize=8)
def huffman_code(p: tuple[float, ...]) -> HuffmanCode:
    """The Huffman code of the probabilities `p`, the same for the same p on every machine.

    Probabilities are compared and added exactly, as the binary fractions they are (Cover & Thomas, Elements
    of Information Theory, section 5.6). Of equal weights, merged groups are taken last, which keeps the
    lengths as even as possible, and later classes get the longer codewords. Codewords of the same length
    are numbered in class order.
    """
    weights, whole = _whole_numbers(p)
    lengths = _lengths(weights)
    mean = sum(w * length for w, length in zip(weights, lengths, strict=True)) / whole
    words = _canonical(lengths, [w > 0 for w in weights])
    is_dyadic = all(w == 0 or w << length == whole for w, length in zip(weights, lengths, strict=True))
    return HuffmanCode(words, mean, is_dyadic)


def _whole_numbers(p: tuple[float, ...]) -> tuple[list[int], int]:
    """`p` scaled to integers, exactly, and the integer that stands for probability 1."""
    ratios = [float(x).as_integer_ratio() for x in p]
    whole = max(denominator for _, denominator in ratios)  # all are powers of two
    return [numerator * (whole // denominator) for numerator, denominator in ratios], whole


def _lengths(weights: list[int]) -> list[int]:
    """The codeword lengths: each merge of the two lightest groups adds one bit to their classes."""
    lengths = [0] * len(weights)
    # Of equal weights, later classes are merged first, and groups after all classes.
    groups = [(w, -i, [i]) for i, w in enumerate(weights) if w]
    heapq.heapify(groups)
    for order in range(1, len(groups)):
        first, second = heapq.heappop(groups), heapq.heappop(groups)
        members = first[2] + second[2]
        for i in members:
            lengths[i] += 1
        heapq.heappush(groups, (first[0] + second[0], order, members))
    return lengths


def _canonical(lengths: list[int], occurs: list[bool]) -> tuple[str | None, ...]:
    """The canonical code of these lengths: codewords in increasing order, shorter ones first."""
    words: list[str | None] = [None] * len(lengths)
    count, width = 0, 0
    for length, i in sorted((length, i) for i, length in enumerate(lengths) if occurs[i]):
        count <<= length - width
        width = length
        words[i] = f"{count:0{width}b}" if width else ""
        count += 1
    return tuple(words)


def huffman_total(profile: CountProfile) -> int:
    """The bits of all symbols of a sample in its Huffman code: the sum of all merged weights.

    It needs no code: symbols with the same count are merged in pairs at once, so that a sample of millions of
    symbols with few different counts is quick. Exact; 0 where there is only one symbol.
    """
    symbols = dict(profile.items)  # how many have each weight
    heap = list(symbols)  # ascending, which is a heap
    total = 0

    def add(weight: int, count: int) -> None:
        if weight not in symbols:
            heapq.heappush(heap, weight)
        symbols[weight] = symbols.get(weight, 0) + count

    while True:
        weight = heapq.heappop(heap)
        count = symbols.pop(weight)
        if count == 1:
            if not heap:
                return total
            other = heap[0]
            symbols[other] -= 1
            if not symbols[other]:
                del symbols[heapq.heappop(heap)]
            total += weight + other
            add(weight + other, 1)
        else:
            pairs, odd = divmod(count, 2)
            total += 2 * weight * pairs
            add(2 * weight, pairs)
            if odd:
                add(weight, 1)
