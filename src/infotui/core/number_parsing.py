"""Numbers as people type them: `0.25`, `1/3`, `1e-9`."""

from __future__ import annotations

import math

from infotui.data.display_text import quoted as quoted


def parse_number(text: str) -> float:
    """The finite number that `text` writes: a decimal, scientific notation, or a fraction of two such.

    Raises ValueError with a sentence that names the text and what is wrong with it.
    """
    shown = text.strip()
    numerator, slash, denominator = shown.partition("/")
    value = _decimal(numerator, shown)
    if slash:
        divisor = _decimal(denominator, shown)
        if divisor == 0:
            raise ValueError(f"{quoted(shown)} divides by zero")
        value /= divisor
    if not math.isfinite(value):
        raise ValueError(f"{quoted(shown)} is not a finite number")
    return value


def parse_numbers(text: str) -> tuple[float, ...]:
    """The numbers in `text`, apart by blanks, commas or semicolons; ValueError as `parse_number`."""
    return tuple(parse_number(word) for word in text.replace(",", " ").replace(";", " ").split())


def _decimal(word: str, whole: str) -> float:
    try:
        # Python reads 1_000 and digits of every script; nobody types those meaning a number.
        if "_" in word or not word.isascii():
            raise ValueError
        return float(word)
    except ValueError:
        raise ValueError(f"{quoted(whole)} is not a number") from None
