"""The closed form of the shown divergence, term by term, with the present numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

from infotui.core.reading import Reading, Unit, typographic
from infotui.maths.distributions import Gaussian

from .state import GaussianKLState

_DIGITS = (5, 4, 3, 2)


class Term(NamedTuple):
    """A term of the closed form.

    Attributes:
        sign: The sign before it.
        formula: The term in symbols.
        numbers: The term with numbers for the symbols, in several versions with fewer and fewer digits.
        value: What it adds to the divergence, its sign included.
    """

    sign: str
    formula: str
    numbers: tuple[str, ...]
    value: Reading

    @property
    def text(self) -> str:
        """The value as written after the sign."""
        return self.value.text.removeprefix("−") if self.sign == "−" else self.value.text


def terms(state: GaussianKLState, unit: Unit) -> tuple[Term, Term, Term]:
    """The terms log(σ_q/σ_p), (σ_p² + (μ_p − μ_q)²)/(2σ_q²) and −½ of the shown direction.

    Their sum is the divergence. In bits the logarithm is log₂, and the other two are multiplied by log₂ e.
    """
    data, code = state.data, state.model
    d, c = state.names
    scale = unit.per_nat
    log, times = ("log", "") if unit is Unit.NATS else ("log₂", "·log₂e")
    shift = data.mu - code.mu
    # Adding 0 turns −0 into 0 where the standard deviations are equal.
    widths = -math.log1p((data.sigma - code.sigma) / code.sigma) + 0.0
    squares = (data.sigma**2 + shift * shift) / (2 * code.sigma**2)
    return (
        Term(
            "+",
            f"{log}(σ_{c}/σ_{d})",
            tuple(f"{log}({parameter_text(code.sigma, n)}/{parameter_text(data.sigma, n)})" for n in _DIGITS),
            Reading("width_term", "", widths * scale, unit),
        ),
        Term(
            "+",
            f"(σ_{d}² + (μ_{d} − μ_{c})²)/(2σ_{c}²){times}",
            tuple(_squares(data, code, n) + times for n in _DIGITS),
            Reading("square_term", "", squares * scale, unit),
        ),
        Term(
            "−", f"½{times}", (f"½{times}",) * len(_DIGITS), Reading("constant_term", "", -0.5 * scale, unit)
        ),
    )


def parameter_text(value: float, digits: int = _DIGITS[0]) -> str:
    """A parameter as in formulas and labels: up to so many digits, without trailing zeros."""
    return typographic(f"{value:.{digits}g}".replace("e-0", "e-"))


def _squares(data: Gaussian, code: Gaussian, digits: int) -> str:
    subtrahend = parameter_text(code.mu, digits)
    if code.mu < 0:
        subtrahend = f"({subtrahend})"
    return (
        f"({parameter_text(data.sigma, digits)}² + ({parameter_text(data.mu, digits)} − {subtrahend})²)"
        f"/(2·{parameter_text(code.sigma, digits)}²)"
    )
