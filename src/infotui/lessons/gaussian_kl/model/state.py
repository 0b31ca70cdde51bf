"""The state of the Gaussian mode, and the limits of its controls."""

from __future__ import annotations

from enum import Enum

from infotui.core.reading import typographic
from infotui.maths.distributions import Gaussian

from .pair import Pair


class Parameter(Enum):
    """A parameter of a Gaussian: its symbol and name, its limits, and one small step."""

    MEAN = "μ", "mean", -10.0, 10.0, 0.1
    SIGMA = "σ", "standard deviation", 0.01, 10.0, 0.05

    def __init__(self, symbol: str, word: str, least: float, most: float, step: float) -> None:
        self.symbol = symbol
        self.word = word
        self.least = least
        self.most = most
        self.step = step

    def of(self, gaussian: Gaussian) -> float:
        """Its value in `gaussian`."""
        return gaussian.mu if self is Parameter.MEAN else gaussian.sigma

    def put(self, gaussian: Gaussian, value: float) -> Gaussian:
        """A copy of `gaussian` with this parameter set to `value`, clamped to the limits."""
        value = min(max(value, self.least), self.most)
        return gaussian.with_mu(value) if self is Parameter.MEAN else gaussian.with_sigma(value)

    def stepped(self, gaussian: Gaussian, steps: float) -> Gaussian:
        """A copy of `gaussian` with this parameter moved by so many small steps, rounded to 12 decimals."""
        return self.put(gaussian, round(self.of(gaussian) + steps * self.step, 12))

    def check(self, value: float) -> None:
        """Raise ValueError if `value` is outside the limits."""
        if not self.least <= value <= self.most:
            limits = f"{self.least:g} to {self.most:g}"
            raise ValueError(typographic(f"the {self.word} {self.symbol} = {value:.6g} is outside {limits}"))


def checked(gaussian: Gaussian) -> Gaussian:
    """`gaussian` unchanged; ValueError if a parameter is outside its limits."""
    for parameter in Parameter:
        parameter.check(parameter.of(gaussian))
    return gaussian


class GaussianKLState(Pair[Gaussian]):
    """Two Gaussians, and which of the two divergences is shown."""

    __slots__ = ()


INITIAL = GaussianKLState(Gaussian(0.0, 1.0), Gaussian(2.0, 1.5))
