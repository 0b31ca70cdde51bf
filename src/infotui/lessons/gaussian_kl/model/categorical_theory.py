"""The theory of the categorical mode."""

from __future__ import annotations

from infotui.core.lesson import Section

CATEGORICAL_THEORY = (
    Section(
        "The definition",
        "KL(p‖q) = Σ pᵢ log(pᵢ/qᵢ). Each class adds pᵢ log(pᵢ/qᵢ): positive where p is above q, negative"
        " where it is below. The terms add up to the divergence, which is never negative, and 0 only for"
        " p = q. A class with pᵢ = 0 adds nothing.",
    ),
    Section(
        "Data from p, code built for q",
        "KL(p‖q) is the number of extra bits per symbol that you spend when you code samples from p with a"
        " code that is optimal for q. The ideal length for class i is −log₂ qᵢ bits; on data from p the mean"
        " is H(p, q) = H(p) + KL(p‖q). Where every qᵢ is a power of ½, the Huffman code of q has exactly"
        " these lengths, and L − H(p) = KL(p‖q). Try it: the preset “miscoding”, and add up the lengths.",
    ),
    Section(
        "When it is infinite",
        "If qᵢ = 0 < pᵢ, the code for q has no codeword for a class that does occur: KL(p‖q) = ∞. The reverse"
        " may still be finite: a class with pᵢ = 0 < qᵢ costs q's code a codeword that is never used. Try it:"
        " the preset “∞ one way”.",
    ),
    Section(
        "Not a distance",
        "KL(p‖q) and KL(q‖p) differ in general, so KL is not a metric. They may agree while p and q differ:"
        " the preset “equal both ways” has exactly ¼ bit in both directions.",
    ),
    Section(
        "Jensen-Shannon divergence",
        "JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2. It is symmetric, always finite, and at most"
        " 1 bit; it is 1 bit exactly when no class has positive probability in both.",
    ),
    Section(
        "What to try",
        "Make KL(p‖q) infinite and keep KL(q‖p) finite. Find p ≠ q with equal divergences. Find dyadic p and"
        " q that waste exactly ⅛ bit. Bring JS to 1 bit.",
    ),
)
