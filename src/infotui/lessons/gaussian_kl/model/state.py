"""The state of the Gaussian KL screen, and the limits of what can be set there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from infotui.maths.distributions import Gaussian


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
class GaussianKLState:
    """Two Gaussians, and which of the two divergences is the one being shown.

    KL(p‖q), or with `reverse` KL(q‖p).
    """

    p: Gaussian
    q: Gaussian
    reverse: bool = False

    @property
    def data(self) -> Gaussian:
        """Where the data of the shown divergence come from: its first argument."""
        return self.q if self.reverse else self.p

    @property
    def model(self) -> Gaussian:
        """What the code of the shown divergence was built for: its second argument."""
        return self.p if self.reverse else self.q

    @property
    def names(self) -> tuple[str, str]:
        """The names of `data` and `code`."""
        return ("q", "p") if self.reverse else ("p", "q")

    def with_p(self, p: Gaussian) -> GaussianKLState:
        """The same with another p."""
        return replace(self, p=p)

    def with_q(self, q: Gaussian) -> GaussianKLState:
        """The same with another q."""
        return replace(self, q=q)

    def with_pair(self, p: Gaussian, q: Gaussian) -> GaussianKLState:
        """The same with both changed at once."""
        return replace(self, p=p, q=q)

    def with_reverse(self, reverse: bool) -> GaussianKLState:
        """The same with the given order shown."""
        return replace(self, reverse=reverse)

    def swapped(self) -> GaussianKLState:
        """The same with p and q in each other's place; the order shown stays."""
        return replace(self, p=self.q, q=self.p)


INITIAL = GaussianKLState(Gaussian(0.0, 1.0), Gaussian(2.0, 1.5))
