"""The theory of samples: what their entropy says of the source, and how classes can be grouped."""

from __future__ import annotations

from infotui.core.lesson import Section

SAMPLE_THEORY = (
    Section(
        "Entropy of a sample",
        "With counts n of N symbols, p = n/N gives the plug-in estimate of H, the maximum-likelihood one. On"
        " average it is too low, by about (K − 1)/(2N) nats: a sample shows less variety than its source."
        " Miller and Madow add that, with K the number of classes that occurred. The standard error is"
        " √((Σ p log² p − H²)/N); it does not include the bias.",
    ),
    Section(
        "Coverage",
        "C = 1 − f₁/N, with f₁ the number of classes that occurred once, estimates the probability that the"
        " next symbol has occurred before (Good, Turing). Chao and Shen scale p by C and divide each term by"
        " the chance that its class is in the sample: H = −Σ Cp log(Cp) / (1 − (1 − Cp)^N). At C = 0 every"
        " symbol occurred once, and no estimate can be trusted. An estimate above log K is shown as it is.",
    ),
    Section(
        "Grouping rule",
        "Classes can be put together: H = H(shown) + p(rest) · H(rest). H(shown) takes the rest as one class;"
        " H(rest) is the entropy within it. To tell the symbol is to tell the group first, and then, with"
        " probability p(rest), which of its classes it was.",
    ),
    Section(
        "Entropy of a text",
        "Letters are not independent. F = H(n + 1 letters) − H(n letters) is the entropy of the next letter"
        " when the n letters before it are known, and it falls with n: Shannon (1951) has 4.14, 3.56 and 3.3"
        " bits for English. Long contexts need long texts: where more than a fifth of them occurred once, the"
        " estimate says more of the text's length than of the language.",
    ),
)
