"""Formulas and numbers in words, for screen readers: many voices skip signs such as the minus."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .reading import NONE

_PATTERNS = (
    (r"KL\(([a-z])‖([a-z])\)", r"KL of \1 from \2"),
    (r"H\(([a-z]), ([a-z])\)", r"H of \1 and \2"),
    (r"(?<=\d)e0(?!\d)", ""),
    (r"(?<=\d)e\+?([-−]?)0*(\d+)", r" times ten to the \1\2"),
    (r"[-−](?=[\d∞½])|(?<![ ])−|−(?=[^ ])", "minus "),
    (r"−", "minus"),
    (r"(?<=\w)\^", " to the "),
    (r"(?<=\d)(?=[σμ])", " "),
    (r"([σμE])_([pq])", r"\1 \2"),
)
_WORDS = {
    "∞": "infinity",
    NONE: "none",
    "‖": " from ",
    "Σ ": "the sum of ",
    "√": "the square root of ",
    "½": "one half ",
    "²": " squared",
    "₂": " to base 2",
    "ᵢ": " i",
    "′": " prime",
    "·": " times ",
    "∂": "d ",
    "←": "becomes",
    "→": "goes to",
    "≤": "is at most",
    "≥": "is at least",
    "≈": "is about",
    "≠": "is not",
    "…": "and so on",
    "σ": "sigma",
    "μ": "mu",
    "π": "pi",
    "ε": "epsilon",
    "η": "eta",
    "ℓ": "length",
    "“": '"',
    "”": '"',
}


def spoken(text: str) -> str:
    """`text` with mathematical signs and powers of ten in words."""
    for pattern, words in _PATTERNS:
        text = re.sub(pattern, words, text)
    for sign, word in _WORDS.items():
        text = text.replace(sign, word)
    return re.sub(r" +(?=[.,;:)])", "", re.sub(r"  +", " ", text)).strip()


def listed(words: Sequence[str]) -> str:
    """The words as a list in a sentence: `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
