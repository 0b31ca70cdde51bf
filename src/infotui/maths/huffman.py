"""A code for the classes of a distribution: Huffman's, whose mean length is the least there is."""

from __future__ import annotations

import heapq
from functools import lru_cache
from math import frexp
from typing import NamedTuple


class HuffmanCode(NamedTuple):
    """A binary code that no word of is the beginning of another.

    Attributes:
        words: the word of each class in 0s and 1s; None for a class that never comes. A class that always
            comes has the empty word: who knows what comes need not be told, and L = H = 0.
        mean_length: L = Σ pᵢ ℓᵢ in bits, rounded once. With H in bits, H ≤ L < H + 1.
        is_ideal: whether L = H, which is so exactly when every word has as many bits as its class surprises
            by: p is dyadic, made of powers of two.
    """

    codewords: tuple[str | None, ...]
    mean_length: float
    is_dyadic: bool

    @property
    def lengths(self) -> tuple[int | None, ...]:
        """How many bits each word has, None for a class without one."""
        return tuple(None if word is None else len(word) for word in self.codewords)


@lru_cache(maxsize=8)
def huffman_code(p: tuple[float, ...]) -> HuffmanCode:
    """The Huffman code of probabilities `p`, the same for the same p on every machine.

    Probabilities are compared and added as the exact binary fractions they are (Cover & Thomas, Elements of
    Information Theory, section 5.6). Of equal ones those made by merging wait longest, which spreads the
    lengths least, and later classes get the longer words; words of one length are numbered in class order.
    """
    weights, whole = _whole_numbers(p)
    lengths = _lengths(weights)
    mean = sum(w * length for w, length in zip(weights, lengths, strict=True)) / whole
    words = _canonical(lengths, [w > 0 for w in weights])
    return HuffmanCode(words, mean, all(x == 0 or frexp(x)[0] == 0.5 for x in p))


def _whole_numbers(p: tuple[float, ...]) -> tuple[list[int], int]:
    """Integers in the proportions of `p` exactly, and the one that stands for probability 1."""
    ratios = [float(x).as_integer_ratio() for x in p]
    whole = max(denominator for _, denominator in ratios)  # all are powers of two
    return [numerator * (whole // denominator) for numerator, denominator in ratios], whole


def _lengths(weights: list[int]) -> list[int]:
    """The length of each word: at every merge of the two lightest groups, theirs grow by one."""
    lengths = [0] * len(weights)
    # Of equal weights the last class comes first, and a group after all classes.
    groups = [(w, -i, [i]) for i, w in enumerate(weights) if w]
    heapq.heapify(groups)
    for order in range(1, len(groups)):
        first, second = heapq.heappop(groups), heapq.heappop(groups)
        members = first[2] + second[2]
        for i in members:
            lengths[i] += 1
        heapq.heappush(groups, (first[0] + second[0], order, members))
    return lengths


def _canonical(lengths: list[int], comes: list[bool]) -> tuple[str | None, ...]:
    """Words of these lengths: counted upwards, the shorter first, each after the one before it."""
    words: list[str | None] = [None] * len(lengths)
    count, width = 0, 0
    for length, i in sorted((length, i) for i, length in enumerate(lengths) if comes[i]):
        count <<= length - width
        width = length
        words[i] = f"{count:0{width}b}" if width else ""
        count += 1
    return tuple(words)
