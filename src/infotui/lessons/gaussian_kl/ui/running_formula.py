"""The closed form in running lines, for widths in which its columns have no room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.closed_form import Term

_FACTOR = "·log₂e"
_MINUS_NEGATIVE = re.compile(r"−\(−([^)]*)\)")


def running_formula(
    total: Reading, terms: Sequence[Term], room: int, spell: Callable[[str], str]
) -> tuple[str, str, str]:
    """Three lines: the formula, the same with numbers, and the values of its terms with their sum.

    In bits log₂ e is factored out, and blanks are left out, where that is what makes a line fit. A formula
    that is too long all the same takes the line of the numbers as well.

    Args:
        total: the divergence.
        terms: its terms.
        room: the columns there are.
        spell: how a string is written with the characters there are.
    """
    formulas = _sums(terms, [term.formula for term in terms])
    values = spell(f"= {_sum(terms, [term.text for term in terms])} = {total.text_with_unit}")
    for symbol in (total.symbol, total.symbol.partition("(")[0]):
        for i, formula in enumerate(formulas):
            line = spell(f"{symbol} = {formula}")
            if len(line) <= room:
                spellings = zip(*(term.numbers for term in terms), strict=True)
                numbers = (spell(f"= {each}") for cells in spellings for each in _sums(terms, cells)[i:])
                below = next((each for each in numbers if len(each) <= room), "")
                return line, *_indented(len(spell(f"{symbol} ")), room, below, values)
    head = spell(f"{total.symbol} ")
    first, rest = spell(f"= {terms[0].formula}"), spell(f"= {formulas[0]}")
    return head + first, *_indented(len(head), room, rest[len(first) + 1 :], values)


def _indented(columns: int, room: int, first: str, second: str) -> tuple[str, str]:
    """Both lines moved to the right by so many columns, or by fewer where they have no room."""
    indent = " " * columns
    return f"{indent}{first}"[-room:], f"{indent}{second}"[-room:]


def _sums(terms: Sequence[Term], cells: Sequence[str]) -> list[str]:
    """The sum of the cells, and shorter and shorter ways to write it."""
    first, second, last = cells
    found = [_sum(terms, cells)]
    rest = f"{second} {terms[2].sign} {last}"
    if last.endswith(_FACTOR):
        rest = f"({rest.replace(_FACTOR, '')}){_FACTOR}"
        found.append(f"{first} {terms[1].sign} {rest}")
    short = _MINUS_NEGATIVE.sub(r"+\1", rest.replace(" ", ""))
    return [*found, f"{first} {terms[1].sign} {short}"]


def _sum(terms: Sequence[Term], cells: Sequence[str]) -> str:
    """The cells with the signs of their terms between them; the sign of the first is part of it."""
    signed = (f" {term.sign} {cell}" for term, cell in zip(terms[1:], cells[1:], strict=True))
    return cells[0] + "".join(signed)
