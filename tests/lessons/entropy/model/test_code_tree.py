"""The tree of a Huffman code."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infotui.lessons.entropy.model.code_tree import TreeNode, code_excess, code_tree
from infotui.maths.huffman import huffman_code
from infotui.maths.information import entropy


def test_the_tree_of_a_dyadic_distribution() -> None:
    p = (0.5, 0.25, 0.25)
    assert code_tree(p, huffman_code(p).codewords) == (
        TreeNode("", 1.0, None),
        TreeNode("0", 0.5, 0),
        TreeNode("1", 0.5, None),
        TreeNode("10", 0.25, 1),
        TreeNode("11", 0.25, 2),
    )


def test_a_certain_class_is_the_root() -> None:
    p = (0.0, 1.0)
    assert code_tree(p, huffman_code(p).codewords) == (TreeNode("", 1.0, 1),)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=26).filter(any))
def test_classes_are_leaves_and_inner_nodes_sum_their_branches(counts: list[int]) -> None:
    p = tuple(n / sum(counts) for n in counts)
    nodes = code_tree(p, huffman_code(p).codewords)
    by_path = {node.path: node for node in nodes}
    assert sorted(node.leaf for node in nodes if node.leaf is not None) == [i for i, x in enumerate(p) if x]
    for node in nodes:
        if node.leaf is None:
            branches = [by_path[node.path + bit].probability for bit in "01"]
            assert node.probability == pytest.approx(math.fsum(branches), rel=1e-12)
    assert nodes[0].probability == pytest.approx(1.0)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=26).filter(any))
def test_the_excess_is_what_the_mean_length_has_above_h(counts: list[int]) -> None:
    p = tuple(n / sum(counts) for n in counts)
    code, excess = huffman_code(p), code_excess(p).number
    assert excess == pytest.approx(code.mean_length - entropy(p, base=2), rel=1e-9, abs=1e-12)
    assert 0 <= excess < 1
    assert excess == 0 or not code.is_dyadic


@pytest.mark.parametrize(
    ("p", "shown"),
    [
        ((0.4, 0.3, 0.2, 0.1), "0.054 bits"),
        ((0.5, 0.25, 0.125, 0.125), "0.000 bits"),
        ((1.0, 0.0), "0.000 bits"),
        ((0.5 + 1e-9, 0.5 - 1e-9), "2.89e−18 bits"),
    ],
)
def test_the_excess_as_shown(p: tuple[float, ...], shown: str) -> None:
    assert code_excess(p).text_with_unit == shown
