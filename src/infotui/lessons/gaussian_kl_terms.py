"""The closed form of the shown divergence, term by term, with the current numbers in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infotui.distributions import Gaussian

from .gaussian_kl_state import GaussianKLState
from .reading import Reading, Unit


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the formula: as it is written, with numbers for the letters, and its value."""

    formula: str
    numbers: str
    value: Reading


def terms(state: GaussianKLState, unit: Unit) -> tuple[Term, Term, Term]:
    """log(σq/σp), (σp² + (μp − μq)²)/(2σq²) and −½ of the shown order: they add up to the divergence.

    In bits the natural logarithm gives way to log₂, and the other two are taken times log₂ e.
    """
    data, code = state.data, state.code
    d, c = state.names
    scale = 1.0 if unit is Unit.NATS else 1 / math.log(2)
    log, times = ("log", "") if unit is Unit.NATS else ("log₂", "·log₂e")
    shift = data.mu - code.mu
    squares = (data.sigma**2 + shift * shift) / (2 * code.sigma**2)
    # + 0 takes the sign off −0, at equal widths.
    widths = -math.log1p((data.sigma - code.sigma) / code.sigma) + 0.0
    return (
        _term(
            "width_term",
            f"{log}(σ{c}/σ{d})",
            f"{log}({parameter_text(code.sigma)}/{parameter_text(data.sigma)})",
            widths * scale,
            unit,
        ),
        _term(
            "square_term",
            f"(σ{d}² + (μ{d} − μ{c})²)/(2σ{c}²){times}",
            f"{_squares(data, code)}{times}",
            squares * scale,
            unit,
        ),
        _term("constant_term", f"½{times}", f"½{times}", -0.5 * scale, unit),
    )


def parameter_text(value: float) -> str:
    """A mean or a width as it stands in formulas and labels: up to five digits, no trailing zeros."""
    return f"{value:.5g}".replace("-", "−")


def _term(name: str, formula: str, numbers: str, value: float, unit: Unit) -> Term:
    return Term(formula, numbers, Reading(name, formula, value, unit))


def _squares(data: Gaussian, code: Gaussian) -> str:
    subtrahend = parameter_text(code.mu)
    if code.mu < 0:
        subtrahend = f"({subtrahend})"
    return (
        f"({parameter_text(data.sigma)}² + ({parameter_text(data.mu)} − {subtrahend})²)"
        f"/(2·{parameter_text(code.sigma)}²)"
    )
