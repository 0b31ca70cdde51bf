"""The tree of a prefix code: every codeword is the path from the root to its class; what the code wastes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from infotui.core.reading import Reading, Unit
from infotui.maths.huffman import huffman_code
from infotui.maths.information import kl_divergence


class TreeNode(NamedTuple):
    """A node of the tree, in depth-first order.

    Attributes:
        path: the bits from the root to this node: at a leaf, its codeword.
        probability: the total of the classes below it.
        leaf: the class here, counted from 0; None for an inner node.
    """

    path: str
    probability: float
    leaf: int | None


def code_tree(p: Sequence[float], codewords: Sequence[str | None]) -> tuple[TreeNode, ...]:
    """The nodes of the tree, branch 0 before branch 1.

    Args:
        p: the probability of each class.
        codewords: the codeword of each class, None for a class without one; no codeword is the beginning of
            another.
    """
    words = {word: i for i, word in enumerate(codewords) if word is not None}
    paths = sorted({word[:length] for word in words for length in range(len(word) + 1)})
    return tuple(
        TreeNode(path, math.fsum(p[i] for word, i in words.items() if word.startswith(path)), words.get(path))
        for path in paths
    )


def code_excess(p: tuple[float, ...]) -> Reading:
    """L − H(p), the bits that the Huffman code of `p` wastes on whole lengths; 0 exactly for a dyadic p.

    It is KL(p‖2^−ℓ), since 2^−ℓ is the distribution for which the code has no excess (Cover & Thomas,
    Elements of Information Theory, section 5.3). Unlike the difference it loses no digits near 0.
    """
    ideal = [0.0 if length is None else 2.0**-length for length in huffman_code(p).lengths]
    return Reading("code_excess", "L − H", kl_divergence(p, ideal, base=2), Unit.BITS, ".3f")
