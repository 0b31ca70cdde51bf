"""The state of the KL lesson: Gaussians, categorical distributions and a mixture, one of which is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from infotui.maths.distributions import Categorical, Gaussian
from infotui.maths.mixture import Mixture

from .categorical import CategoricalKLState
from .mixture import MixtureKLState
from .state import INITIAL as INITIAL_GAUSSIAN
from .state import GaussianKLState


class Mode(StrEnum):
    """The kind of distributions shown."""

    GAUSSIAN = "gaussian"
    CATEGORICAL = "categorical"
    MIXTURE = "mixture"

    @property
    def next(self) -> Mode:
        """The mode after this one, the first after the last."""
        modes = tuple(Mode)
        return modes[(modes.index(self) + 1) % len(modes)]


class KLState(NamedTuple):
    """The pairs of all modes, each with its own values, and which one is shown."""

    mode: Mode
    gaussian: GaussianKLState
    categorical: CategoricalKLState
    mixture: MixtureKLState

    def with_mode(self, mode: Mode) -> KLState:
        """A copy with `mode` shown."""
        return self._replace(mode=mode)

    def with_gaussian(self, gaussian: GaussianKLState) -> KLState:
        """A copy that shows another pair of Gaussians."""
        return self._replace(mode=Mode.GAUSSIAN, gaussian=gaussian)

    def with_categorical(self, categorical: CategoricalKLState) -> KLState:
        """A copy that shows another pair of categorical distributions."""
        return self._replace(mode=Mode.CATEGORICAL, categorical=categorical)

    def with_mixture(self, mixture: MixtureKLState) -> KLState:
        """A copy that shows another mixture and q."""
        return self._replace(mode=Mode.MIXTURE, mixture=mixture)

    @property
    def pair(self) -> GaussianKLState | CategoricalKLState | MixtureKLState:
        """The p and q of the present mode."""
        match self.mode:
            case Mode.GAUSSIAN:
                return self.gaussian
            case Mode.CATEGORICAL:
                return self.categorical
        return self.mixture

    @property
    def reverse(self) -> bool:
        """Whether the present mode shows KL(q‖p)."""
        return self.pair.reverse

    def with_reverse(self, reverse: bool) -> KLState:
        """A copy with the given direction in the present mode."""
        match self.mode:
            case Mode.GAUSSIAN:
                return self.with_gaussian(self.gaussian.with_reverse(reverse))
            case Mode.CATEGORICAL:
                return self.with_categorical(self.categorical.with_reverse(reverse))
        return self.with_mixture(self.mixture.with_reverse(reverse))


INITIAL = KLState(
    Mode.GAUSSIAN,
    INITIAL_GAUSSIAN,
    CategoricalKLState(Categorical((0.5, 0.5)), Categorical((0.75, 0.25))),
    MixtureKLState(Mixture.of((0.5, -3.0, 1.0), (0.5, 3.0, 1.0)), Gaussian(1.0, 1.0)),
)
