"""The parameters of the mixture mode, each with its slider: weights, means, deviations, the rate."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from infotui.canvas.roles import Role
from infotui.lessons.gaussian_kl.model.mixture import MAX_RATE, MIN_RATE, MixtureKLState
from infotui.lessons.gaussian_kl.model.state import Parameter
from infotui.maths.distributions import Gaussian
from infotui.maths.mixture import LEAST_WEIGHT, Mixture
from infotui.ui.widgets.sliders import SliderSpec


class Kind(StrEnum):
    """What a slot sets."""

    WEIGHT = "w"
    MEAN = "μ"
    SIGMA = "σ"
    RATE = "η"

    @property
    def parameter(self) -> Parameter | None:
        """The parameter of a Gaussian; None for a weight and the rate."""
        return {Kind.MEAN: Parameter.MEAN, Kind.SIGMA: Parameter.SIGMA}.get(self)


class Slot(NamedTuple):
    """A parameter: its kind, and its component, counted from 0, or None for q and the rate."""

    kind: Kind
    component: int | None = None

    @property
    def label(self) -> str:
        """Its symbol: `w₁`, `μ₁`, `σ₁`, `μ_q`, `η`."""
        if self.kind is Kind.RATE:
            return self.kind.value
        return self.kind.value + ("_q" if self.component is None else "₁₂₃"[self.component])

    @property
    def roles(self) -> tuple[Role, Role]:
        """The role of its slider, and that when it is selected."""
        if self.kind is Kind.RATE:
            return Role.MUTED, Role.POINT
        return (Role.Q, Role.Q_BRIGHT) if self.component is None else (Role.P, Role.P_BRIGHT)

    @property
    def spec(self) -> SliderSpec:
        """The ends and the small step of its slider."""
        return _SPECS[self.kind]

    def gaussian(self, state: MixtureKLState) -> Gaussian:
        """The Gaussian that it belongs to."""
        return state.q if self.component is None else state.p.components[self.component]

    def get(self, state: MixtureKLState) -> float:
        """Its value."""
        if self.kind is Kind.RATE:
            return state.rate
        if self.kind is Kind.WEIGHT:
            return state.p.weights[self.component or 0]
        parameter = self.kind.parameter
        return parameter.of(self.gaussian(state)) if parameter else 0.0

    def put(self, state: MixtureKLState, value: float, reference: Mixture | None = None) -> MixtureKLState:
        """The state with this value, or with the nearest one that the controls allow.

        The other weights keep their proportions in `reference`, by default the present mixture.
        """
        if self.kind is Kind.RATE:
            return state.with_rate(min(max(value, MIN_RATE), MAX_RATE))
        if self.kind is Kind.WEIGHT:
            return state.with_p(state.p.with_weight(self.component or 0, value, reference=reference))
        parameter = self.kind.parameter
        assert parameter is not None
        return self.put_gaussian(state, parameter.put(self.gaussian(state), value))

    def put_gaussian(self, state: MixtureKLState, gaussian: Gaussian) -> MixtureKLState:
        """The state with the Gaussian of this slot replaced."""
        if self.component is None:
            return state.with_q(gaussian)
        return replace(state, p=state.p.with_part(self.component, gaussian))

    def check(self, value: float) -> None:
        """Raise ValueError with a sentence for a value that the controls do not allow."""
        parameter = self.kind.parameter
        if parameter is not None:
            parameter.check(value)
        elif self.kind is Kind.RATE:
            self.spec.checked(value)
        elif not LEAST_WEIGHT <= value <= 1 - LEAST_WEIGHT:
            raise ValueError(f"{value:g} is not a weight from {LEAST_WEIGHT:g} to {1 - LEAST_WEIGHT:g}")


def slots(state: MixtureKLState) -> tuple[Slot, ...]:
    """All parameters from the top: each component of p, q, the rate. A single component has no weight."""
    return _slots(len(state.p.components))


@lru_cache(maxsize=4)
def _slots(count: int) -> tuple[Slot, ...]:
    kinds = (Kind.WEIGHT, Kind.MEAN, Kind.SIGMA)[count == 1 :]
    components = (Slot(kind, i) for i in range(count) for kind in kinds)
    return (*components, Slot(Kind.MEAN), Slot(Kind.SIGMA), Slot(Kind.RATE))


def _checked_rate(rate: float) -> float:
    if not MIN_RATE <= rate <= MAX_RATE:
        raise ValueError(f"{rate:g} is not a learning rate from {MIN_RATE:g} to {MAX_RATE:g}")
    return rate


def _of(parameter: Parameter) -> SliderSpec:
    return SliderSpec(
        parameter.word, parameter.symbol, parameter.least, parameter.most, parameter.step, lambda value: value
    )


_SPECS = {
    Kind.WEIGHT: SliderSpec("weight", "w", 0.0, 1.0, 0.01, lambda value: value),
    Kind.MEAN: _of(Parameter.MEAN),
    Kind.SIGMA: _of(Parameter.SIGMA),
    Kind.RATE: SliderSpec("learning rate", "η", MIN_RATE, MAX_RATE, 0.001, _checked_rate, True),
}
