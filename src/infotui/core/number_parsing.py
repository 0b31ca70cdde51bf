"""Numbers as people type them: `0.25`, `1/3`, `50%`, `1e-9`, `exp(-3)`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from infotui.data.display_text import quoted as quoted

_DECIMAL_COMMA = re.compile(r"([-+]?\d*),(\d+)")
_EXPONENTIAL = re.compile(r"exp\((?P<call>[^()]+)\)|e\^(?:\((?P<group>[^()]+)\)|(?P<power>[^()]+))")


def parse_number(text: str) -> float:
    """The finite number that `text` stands for.

    A decimal, scientific notation, a percentage, a fraction `a/b` of these, or an exponential: `exp(-3)` or
    `e^-3`. Raises ValueError with one sentence that names the text and what is wrong with it.
    """
    shown = text.strip()
    comma = _DECIMAL_COMMA.fullmatch(shown)
    if comma:
        raise ValueError(f"{quoted(shown)} is not a number: write {comma[1]}.{comma[2]} with a point")
    numerator, slash, denominator = shown.partition("/")
    value = _factor(numerator, shown)
    if slash:
        divisor = _factor(denominator, shown)
        if divisor == 0:
            raise ValueError(f"{quoted(shown)} divides by zero")
        value /= divisor
    if not math.isfinite(value):
        raise ValueError(f"{quoted(shown)} is not a finite number")
    return value


def parse_numbers(text: str) -> tuple[float, ...]:
    """The numbers in `text`, separated by blanks, commas or semicolons; ValueError as in `parse_number`.

    Two numbers joined by a single comma may be one with a decimal comma: they are refused, not guessed.
    """
    words = text.replace(";", " ").split()
    comma = next(filter(None, map(_DECIMAL_COMMA.fullmatch, words)), None)
    if comma:
        raise ValueError(
            f"{quoted(comma[0])}: write {comma[1]}.{comma[2]} with a point, or a blank between numbers"
        )
    return tuple(parse_number(part) for word in words for part in word.split(",") if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`: did you mean entropy?` if a known word is similar to `word`, else nothing."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f": did you mean {near[0]}?" if near else ""


def _factor(word: str, whole: str) -> float:
    found = _EXPONENTIAL.fullmatch(word.strip())
    if found is None:
        return _decimal(word, whole)
    power = _decimal(found["call"] or found["group"] or found["power"], whole)
    try:
        return math.exp(power)
    except OverflowError:
        return math.inf


def _decimal(word: str, whole: str) -> float:
    number = word.strip().replace("−", "-")
    percent = number.endswith("%")
    try:
        # float() would accept 1_000 and the digits of every script, which nobody types to mean a number.
        if "_" in number or not number.isascii():
            raise ValueError
        value = float(number.removesuffix("%"))
    except ValueError:
        raise ValueError(f"{quoted(whole)} is not a number") from None
    return value / 100 if percent else value


def class_number(word: str, k: int) -> int:
    """The class, counted from 0, whose number from 1 to `k` is given."""
    shown = word.strip()
    if not (shown.isascii() and shown.isdigit() and 1 <= int(shown) <= k):
        raise ValueError(f"{quoted(shown)} is not a class number, 1 to {k}")
    return int(shown) - 1


def class_numbers(argument: str, words: Iterable[str], k: int) -> list[int]:
    """Several classes by their numbers; ValueError naming the argument."""
    try:
        return [class_number(word, k) for word in words]
    except ValueError as error:
        raise ValueError(f"argument {argument}: {error}") from None
