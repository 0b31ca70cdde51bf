"""The closed form of the shown divergence, term by term, with the current numbers in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from infotui.core.reading import Reading, Unit
from infotui.maths.distributions import Gaussian

from .state import GaussianKLState

_DIGITS = (5, 4, 3, 2)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the formula, taken with `sign`.

    `formula` is how it is written, `numbers` the same with numbers for the letters, spelled out with fewer
    and fewer digits for where there is little room, and `value` what it adds, its sign included.
    """

    sign: str
    formula: str
    numbers: tuple[str, ...]
    value: Reading

    @property
    def text(self) -> str:
        """The value as it stands behind the sign."""
        return self.value.text.removeprefix("−") if self.sign == "−" else self.value.text


def terms(state: GaussianKLState, unit: Unit) -> tuple[Term, Term, Term]:
    """log(σq/σp), (σp² + (μp − μq)²)/(2σq²) and −½ of the shown order: they add up to the divergence.

    In bits the natural logarithm gives way to log₂, and the other two are taken times log₂ e.
    """
    data, code = state.data, state.model
    d, c = state.names
    scale = 1.0 if unit is Unit.NATS else 1 / math.log(2)
    log, times = ("log", "") if unit is Unit.NATS else ("log₂", "·log₂e")
    shift = data.mu - code.mu
    # + 0 takes the sign off −0, at equal widths.
    widths = -math.log1p((data.sigma - code.sigma) / code.sigma) + 0.0
    squares = (data.sigma**2 + shift * shift) / (2 * code.sigma**2)
    return (
        Term(
            "+",
            f"{log}(σ{c}/σ{d})",
            tuple(f"{log}({parameter_text(code.sigma, n)}/{parameter_text(data.sigma, n)})" for n in _DIGITS),
            Reading("width_term", "", widths * scale, unit),
        ),
        Term(
            "+",
            f"(σ{d}² + (μ{d} − μ{c})²)/(2σ{c}²){times}",
            tuple(_squares(data, code, n) + times for n in _DIGITS),
            Reading("square_term", "", squares * scale, unit),
        ),
        Term(
            "−", f"½{times}", (f"½{times}",) * len(_DIGITS), Reading("constant_term", "", -0.5 * scale, unit)
        ),
    )


def parameter_text(value: float, digits: int = _DIGITS[0]) -> str:
    """A mean or a width as it stands in formulas and labels: up to so many digits, no trailing zeros."""
    return f"{value:.{digits}g}".replace("e-0", "e-").replace("-", "−")


def _squares(data: Gaussian, code: Gaussian, digits: int) -> str:
    subtrahend = parameter_text(code.mu, digits)
    if code.mu < 0:
        subtrahend = f"({subtrahend})"
    return (
        f"({parameter_text(data.sigma, digits)}² + ({parameter_text(data.mu, digits)} − {subtrahend})²)"
        f"/(2·{parameter_text(code.sigma, digits)}²)"
    )
