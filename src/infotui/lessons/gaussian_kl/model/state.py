"""The state of the Gaussian KL screen, and the limits of what can be set there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from infotui.maths.distributions import Gaussian

from .pair import Pair


class Parameter(Enum):
    """A parameter of a Gaussian: how it is written, how far it goes, and one fine step of it."""

    MEAN = "μ", "mean", -10.0, 10.0, 0.1
    SIGMA = "σ", "width", 0.01, 10.0, 0.05

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
        """`gaussian` with it set to `value`, or to the limit next to it."""
        value = min(max(value, self.least), self.most)
        return gaussian.with_mu(value) if self is Parameter.MEAN else gaussian.with_sigma(value)

    def stepped(self, gaussian: Gaussian, steps: float) -> Gaussian:
        """`gaussian` with it moved by so many fine steps, on round decimals."""
        return self.put(gaussian, round(self.of(gaussian) + steps * self.step, 12))

    def check(self, value: float) -> None:
        """ValueError with a sentence when `value` is outside the limits."""
        if not self.least <= value <= self.most:
            shown = f"{value:.6g}".replace("-", "−")
            raise ValueError(
                f"the {self.word} {self.symbol} = {shown} is outside {self.least:g} to {self.most:g}".replace(
                    "-", "−"
                )
            )


def checked(gaussian: Gaussian) -> Gaussian:
    """`gaussian` itself; ValueError with a sentence when a parameter is outside its limits."""
    for parameter in Parameter:
        parameter.check(parameter.of(gaussian))
    return gaussian


@dataclass(frozen=True, slots=True)
class GaussianKLState(Pair[Gaussian]):
    """Two Gaussians, and which of the two divergences is shown."""


INITIAL = GaussianKLState(Gaussian(0.0, 1.0), Gaussian(2.0, 1.5))
