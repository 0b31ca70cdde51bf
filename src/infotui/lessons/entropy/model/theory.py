"""The theory of the entropy explorer, in our own words."""

from __future__ import annotations

from infotui.core.lesson import Section

THEORY = (
    Section(
        "Surprisal",
        "An event of probability p surprises by −log p: nothing when it is certain, without bound as p goes"
        " to 0. With the logarithm to base 2 the unit is the bit, one fair coin's worth; with the natural"
        " logarithm it is the nat, 1 nat = 1/ln 2 ≈ 1.443 bits.",
    ),
    Section(
        "Entropy",
        "H(p) = −Σ pᵢ log pᵢ is the surprisal to expect, each class's weighted by how often it comes."
        " A class of probability 0 adds nothing (0 · log 0 = 0), and neither does a certain one.",
    ),
    Section(
        "Its limits",
        "0 ≤ H(p) ≤ log k. It is 0 exactly when one class is certain, and log k exactly when all k are"
        " equally likely. Efficiency is H / log k; perplexity, 2^H with H in bits, is the number of"
        " equally likely classes that would be just as uncertain.",
    ),
    Section(
        "Concavity",
        "Mixing never lowers entropy: H is concave, so along the way of any one class from 0 to 1 the curve"
        " bends down everywhere. The largest H along it is reached where that class is as likely as"
        " 1/(1 + 2^H of the others among themselves), not always at 1/k.",
    ),
    Section(
        "Codes",
        "Give every class that comes a word of 0s and 1s, none the beginning of another: no such code has a"
        " mean length L below H bits, and Huffman's, which is shown, stays below H + 1. L = H exactly when"
        " every probability is a power of ½. Of symbols drawn from p (s, S) the mean surprisal closes in on"
        " H: the deviation to expect falls as 1/√n.",
    ),
    Section(
        "What to try",
        "Press o: one class is certain, H is 0. Press ↓ a few times and see how steeply H rises from there."
        " Give two of four classes ½ each: exactly 1 bit. Take the dyadic preset: every surprisal is a whole"
        " number of bits. Find two different values of one class with the same H.",
    ),
)
