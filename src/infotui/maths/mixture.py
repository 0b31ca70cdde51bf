"""A mixture of one to three Gaussians: a frozen value, each edit of which returns a new one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from .distributions import Categorical, Gaussian
from .validation import SUM_TOLERANCE

MAX_COMPONENTS = 3
LEAST_WEIGHT = 1e-3
"""The smallest weight that `with_weight` sets. A constructor accepts any positive weight."""

_HALF_LOG_2PI = math.log(2 * math.pi) / 2


@dataclass(frozen=True, slots=True)
class Mixture:
    """The density p(x) = Σ wᵢ N(x; μᵢ, σᵢ²) of 1 to 3 Gaussian components.

    Components may coincide.

    Attributes:
        weights: The weights wᵢ, exactly as given: positive, and they sum to 1 within 1e-9.
        components: The Gaussians, as many as weights, in the order given.
    """

    weights: tuple[float, ...]
    components: tuple[Gaussian, ...]

    def __post_init__(self) -> None:
        count = len(self.components)
        if not 1 <= count <= MAX_COMPONENTS:
            raise ValueError(f"components has length {count}: 1 to {MAX_COMPONENTS} are possible")
        if len(self.weights) != count:
            raise ValueError(f"there are {len(self.weights)} weights for {count} components")
        object.__setattr__(self, "weights", _checked_weights(self.weights))
        object.__setattr__(self, "components", tuple(self.components))

    @classmethod
    def of(cls, *parts: tuple[float, float, float]) -> Self:
        """The mixture of (weight, mean, standard deviation) triples."""
        return cls(tuple(w for w, _, _ in parts), tuple(Gaussian(mu, sigma) for _, mu, sigma in parts))

    @property
    def parts(self) -> tuple[tuple[float, Gaussian], ...]:
        """Each component with its weight."""
        return tuple(zip(self.weights, self.components, strict=True))

    @property
    def mean(self) -> float:
        """E[x] = Σ wᵢ μᵢ, divided by Σ wᵢ, which may differ from 1 by rounding."""
        return self.moment_fit.mu

    @property
    def variance(self) -> float:
        """E[(x − E[x])²] = Σ wᵢ (σᵢ² + (μᵢ − E[x])²), divided by Σ wᵢ."""
        return self.sigma**2

    @property
    def sigma(self) -> float:
        """The standard deviation of x."""
        return self.moment_fit.sigma

    @property
    def moment_fit(self) -> Gaussian:
        """The Gaussian with the mean and the variance of this mixture."""
        return _moment_fit(self)

    def log_density(self, x: float) -> float:
        """log p(x) in nats, by logsumexp: finite also where p(x) underflows."""
        logs = [
            math.log(w / g.sigma) - _HALF_LOG_2PI - 0.5 * ((x - g.mu) / g.sigma) ** 2 for w, g in self.parts
        ]
        most = max(logs)
        return most + math.log(math.fsum(math.exp(value - most) for value in logs))

    def density(self, x: float) -> float:
        """p(x), per unit of x."""
        return math.exp(self.log_density(x))

    def with_part(self, i: int, gaussian: Gaussian) -> Self:
        """A copy with component i replaced by `gaussian`, with the same weight."""
        self._check_component(i)
        return replace(self, components=(*self.components[:i], gaussian, *self.components[i + 1 :]))

    def with_weight(self, i: int, weight: float, *, reference: Self | None = None) -> Self:
        """Component i with this weight, kept at least `LEAST_WEIGHT` away from 0 and 1.

        The other weights keep their proportions in `reference` (by default this mixture), as
        `Categorical.with_probability` does. The weight of a single component stays 1.

        Raises:
            ValueError: there is no component i, the weight is not finite, or `reference` has another
                number of components.
        """
        self._check_component(i)
        if not math.isfinite(weight):
            raise ValueError(f"weights[{i}] is {weight!r}: a weight must be finite")
        reference = reference or self
        if len(reference.weights) != len(self.weights):
            raise ValueError(
                f"the reference has {len(reference.weights)} components, not {len(self.weights)}"
            )
        if len(self.weights) == 1:
            return self
        weight = min(max(weight, LEAST_WEIGHT), 1 - LEAST_WEIGHT)
        moved = Categorical(self.weights).with_probability(
            i, weight, reference=Categorical(reference.weights)
        )
        return replace(self, weights=moved.p)

    def with_component(self, gaussian: Gaussian) -> Self:
        """A copy with one more component, which gets an equal share; the others keep their proportions.

        Raises:
            ValueError: there are already three components.
        """
        count = len(self.components)
        if count == MAX_COMPONENTS:
            raise ValueError(f"there are already {MAX_COMPONENTS} components, which is the most")
        share = 1 / (count + 1)
        weights = _normalised([*(w * (1 - share) for w in self.weights), share])
        return replace(self, weights=weights, components=(*self.components, gaussian))

    def without_component(self, i: int) -> Self:
        """A copy without component i; its weight goes to the others in proportion.

        Raises:
            ValueError: there is no component i, or it is the only one.
        """
        self._check_component(i)
        if len(self.components) == 1:
            raise ValueError("there is only one component, which is the fewest")
        weights = _normalised([*self.weights[:i], *self.weights[i + 1 :]])
        return replace(self, weights=weights, components=self.components[:i] + self.components[i + 1 :])

    def reduced(self) -> Self:
        """The same density with coincident components made one, and weights divided by their sum."""
        distinct = tuple(dict.fromkeys(self.components))
        if len(distinct) == len(self.components) and math.fsum(self.weights) == 1:
            return self
        weights = [math.fsum(w for w, g in self.parts if g == one) for one in distinct]
        return replace(self, weights=_normalised(weights), components=distinct)

    def _check_component(self, i: int) -> None:
        count = len(self.components)
        if not 0 <= i < count:
            raise ValueError(f"component {i} does not exist: there are {count}, counted from 0")


@lru_cache(maxsize=8)
def _moment_fit(p: Mixture) -> Gaussian:
    first, whole = p.components[0], math.fsum(p.weights)
    mean = first.mu + math.fsum(w * (g.mu - first.mu) for w, g in p.parts) / whole
    if len(set(p.components)) == 1:
        return Gaussian(mean, first.sigma)
    spreads = (math.sqrt(w / whole) * math.hypot(g.sigma, g.mu - mean) for w, g in p.parts)
    return Gaussian(mean, math.hypot(*spreads))


def _checked_weights(weights: Sequence[float]) -> tuple[float, ...]:
    for i, weight in enumerate(weights):
        if not 0 < weight < math.inf:
            raise ValueError(f"weights[{i}] is {weight!r}: a weight must be positive and finite")
    total = math.fsum(weights)
    if abs(total - 1) > SUM_TOLERANCE:
        raise ValueError(f"weights sum to {total:.12g}: they must sum to 1 within 1e-9")
    return tuple(map(float, weights))


def _normalised(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights divided by their sum."""
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)
