"""The theory of the entropy lesson, and which section fits a state."""

from __future__ import annotations

from infotui.core.lesson import Section

from .sample_theory import SAMPLE_THEORY
from .state import INITIAL, EntropyState

THEORY = (
    Section(
        "Surprisal",
        "An event of probability p has surprisal −log p: 0 when it is certain, and without bound as p goes"
        " to 0. With the logarithm to base 2 the unit is the bit, the surprisal of a fair coin; with the"
        " natural logarithm it is the nat: 1 nat = 1/ln 2 ≈ 1.443 bits.",
    ),
    Section(
        "Entropy",
        "H(p) = −Σ pᵢ log pᵢ is the expected surprisal: each class's surprisal, weighted by its"
        " probability. A class of probability 0 adds nothing (0 · log 0 = 0); neither does a certain class.",
    ),
    Section(
        "Its limits",
        "0 ≤ H(p) ≤ log k. H is 0 exactly when one class is certain, and log k exactly when all k classes are"
        " equally likely. Efficiency is H / log k. Perplexity is 2^H with H in bits, or e^H with H in nats:"
        " the number of equally likely classes that would be just as uncertain.",
    ),
    Section(
        "Concavity",
        "The entropy of a mixture is at least the average of the entropies mixed: H is concave. As one"
        " probability moves from 0 to 1 and the others keep their proportions, H rises once and falls once."
        " It peaks at 1/(1 + 2^H′), H′ being the entropy in bits of the other classes among themselves; that"
        " is 1/k only if these are equally likely.",
    ),
    Section(
        "Codes",
        "A prefix code gives each class with p > 0 a codeword of 0s and 1s, none the beginning of another."
        " No prefix code is shorter on average than H bits, and the mean length L of Huffman's is below"
        " H + 1. L = H exactly when every probability that is not 0 is a power of ½: p is dyadic. The mean"
        " surprisal of symbols drawn from p (s, S) converges to H by the law of large numbers; its standard"
        " error falls as 1/√n.",
    ),
    *SAMPLE_THEORY,
    Section(
        "What to try",
        "Press o: one class is certain, and H is 0. Press ↓ a few times and see how steeply H rises from"
        " there. Give two of four classes ½ each: exactly 1 bit. Take the dyadic preset: every surprisal is"
        " a whole number of bits. Find two different values of one probability with the same H.",
    ),
)


def theory_index(state: EntropyState, is_running: bool) -> int:
    """Which section of `THEORY` fits the state; `is_running` says whether there is a sample."""
    return next(i for i, section in enumerate(THEORY) if section.heading == _heading(state, is_running))


def _heading(state: EntropyState, is_running: bool) -> str:
    p = state.p.p
    if is_running:
        return "Codes"
    if state.sample is not None:
        return state.sample.theory_heading
    if max(p) == 1:
        return "Surprisal"
    if state.p.p == INITIAL.p.p or 0 in p:
        return "Entropy"
    if len(set(p)) == 1:
        return "Its limits"
    return "Concavity"
