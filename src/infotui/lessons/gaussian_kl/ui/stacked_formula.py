"""The closed form with its fractions stacked: three lines for everything there is room for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.closed_form import Term

Lines = tuple[str, str, str]
"""Numerators, the line of the operators, denominators."""

_FORMS = (
    re.compile(r"(?P<head>)\((?P<top>.*)\)/\((?P<bottom>.*)\)(?P<tail>.*)"),
    re.compile(r"(?P<head>log₂?)\((?P<top>.*)/(?P<bottom>.*)\)(?P<tail>)"),
)
"""A quotient, and the logarithm of one, as the model writes them in one line."""


def stacked_formula(
    total: Reading, terms: Sequence[Term], bar: str, spell: Callable[[str], str] = str
) -> Lines:
    """The divergence as formula, with numbers, and as the values of its terms, one after the other.

    Args:
        total: the divergence.
        terms: its terms.
        bar: the character of a fraction bar.
        spell: how a string is written with the characters there are.
    """
    formula = _sum([(term.sign, stacked(spell(term.formula), bar)) for term in terms])
    numbers = _sum([(term.sign, stacked(spell(term.numbers[0]), bar)) for term in terms])
    values = _sum([(term.sign, _plain(spell(term.text))) for term in terms])
    result = _plain(f"{spell(total.text)} {total.unit or ''}".rstrip())
    parts = [_plain(spell(total.symbol)), formula, numbers, values, result]
    return _join(parts, " = ")


def stacked(string: str, bar: str) -> Lines:
    """`string` with its quotient stacked; on the middle line alone if it has none.

    >>> stacked("log(a/bc)", "-")
    ('    a ', 'log --', '    bc')
    """
    for form in _FORMS:
        found = form.fullmatch(string)
        if found:
            head, tail = found["head"] + " " * bool(found["head"]), found["tail"]
            width = max(len(found["top"]), len(found["bottom"]))
            before, after = " " * len(head), " " * len(tail)
            return (
                f"{before}{found['top'].center(width)}{after}",
                f"{head}{bar * width}{tail}",
                f"{before}{found['bottom'].center(width)}{after}",
            )
    return _plain(string)


def _plain(string: str) -> Lines:
    blank = " " * len(string)
    return blank, string, blank


def _sum(terms: Sequence[tuple[str, Lines]]) -> Lines:
    """Terms with their signs between them; the sign of the first is part of it."""
    joined = terms[0][1]
    for sign, term in terms[1:]:
        joined = _join([joined, term], f" {sign} ")
    return joined


def _join(parts: Sequence[Lines], between: str) -> Lines:
    blank = " " * len(between)
    top, middle, bottom = zip(*parts, strict=True)
    return blank.join(top), between.join(middle), blank.join(bottom)
