"""The closed form in running lines, for widths in which its columns have no room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from infotui.core.reading import Reading
from infotui.lessons.gaussian_kl.model.closed_form import Term


def running_formula(
    total: Reading, terms: Sequence[Term], room: int, spell: Callable[[str], str]
) -> tuple[str, str, str]:
    """Three lines: the formula, the same with numbers, and the values of its terms with their sum.

    A formula that is too long takes the line of the numbers as well.

    Args:
        total: the divergence.
        terms: its terms.
        room: the columns there are.
        spell: how a string is written with the characters there are.
    """
    head = spell(f"{total.symbol} ")
    formula = f"{head}= {_sum(terms, [term.formula for term in terms], spell)}"
    values = f"= {_sum(terms, [term.text for term in terms], spell)} = {spell(total.text_with_unit)}"
    if len(formula) <= room:
        spellings = zip(*(term.numbers for term in terms), strict=True)
        numbers = (f"= {_sum(terms, spelling, spell)}" for spelling in spellings)
        below = next((line for line in numbers if len(line) <= room), "")
    else:
        first = len(f"{head}= {spell(terms[0].formula)}")
        formula, below = formula[:first], formula[first + 1 :]
    indent = " " * len(head)
    return formula, f"{indent}{below}"[-room:], f"{indent}{values}"[-room:]


def _sum(terms: Sequence[Term], cells: Sequence[str], spell: Callable[[str], str]) -> str:
    """The cells with the signs of their terms between them; the sign of the first is part of it."""
    signed = (f" {term.sign} {cell}" for term, cell in zip(terms[1:], cells[1:], strict=True))
    return spell(cells[0] + "".join(signed))
