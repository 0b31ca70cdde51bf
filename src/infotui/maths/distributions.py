"""Distributions as frozen values: Categorical, Gaussian, Logits. Each edit returns a new value.

The constructors validate: bad input raises a `ValueError` that names what is wrong.
"""

import math
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from .validation import checked_mean, checked_probabilities, checked_sigma, probability_fault, shown_number

MIN_CLASSES = 2
MAX_CLASSES = 26
MAX_LOGITS = 10
MAX_NAME = 12
"""The maximum length of a class name, in characters."""

_EDIT_TOLERANCE = 1e-12
"""How far from 1 the sum may be after an edit."""


@dataclass(frozen=True, slots=True, init=False)
class Categorical:
    """Probabilities of 2 to 26 named classes, some of them locked.

    Attributes:
        p: The probabilities, exactly as given, none above 1. They sum to 1 within 1e-9, and within 1e-12
            after an edit.
        names: The class names; A, B, C … unless given.
        locked: The positions of the locked classes. Editing another class does not change them.
    """

    p: tuple[float, ...]
    names: tuple[str, ...]
    locked: frozenset[int]

    def __init__(
        self, p: Sequence[float], names: Iterable[str] | None = None, locked: Iterable[int] = frozenset()
    ) -> None:
        _check_count("p", p, "classes", MAX_CLASSES)
        names = string.ascii_uppercase[: len(p)] if names is None else names
        object.__setattr__(self, "names", _checked_names(tuple(names), len(p)))
        for i, x in enumerate(p):
            fault = probability_fault(x)
            if fault:
                raise ValueError(f"class {i + 1} ({self.names[i]}) is {shown_number(x)}: {fault}")
        # Adding 0 turns −0 into 0, which is shown without a sign.
        object.__setattr__(self, "p", tuple(x + 0.0 for x in checked_probabilities("p", p)))
        object.__setattr__(self, "locked", frozenset(locked))
        for i in self.locked:
            _check_position("locked class", i, len(p))

    @classmethod
    def uniform(cls, k: int, names: Iterable[str] | None = None) -> Self:
        """k equally likely classes."""
        return cls([1 / k] * k if k > 0 else [], names)

    @classmethod
    def one_hot(cls, i: int, k: int, names: Iterable[str] | None = None) -> Self:
        """k classes, of which class i is certain."""
        _check_position("class", i, k)
        return cls([float(j == i) for j in range(k)], names)

    @property
    def k(self) -> int:
        """The number of classes."""
        return len(self.p)

    def with_probability(self, i: int, x: float, *, reference: Self | None = None) -> Self:
        """A copy with the probability of class i set to x, or to the nearest value the locked classes allow.

        The other unlocked classes keep their proportions in `reference` (the value when a drag began; by
        default this one). If they are all 0 there, they share equally.

        Raises:
            ValueError: Class i is locked, x is not finite, or `reference` has another number of classes.
        """
        self._check_free(i)
        if not math.isfinite(x):
            raise ValueError(f"the probability of {self.names[i]} is {x!r}: it must be finite")
        reference = reference or self
        if reference.k != self.k:
            raise ValueError(f"the reference has {reference.k} classes, not {self.k}")
        if x == reference.p[i] and self._matches_reference(reference):
            return replace(self, p=reference.p)
        free = self._free()
        others = [j for j in self._unlocked() if j != i]
        x = min(max(x, 0.0), free) if others else free
        p = list(self.p)
        p[i] = x
        for j, share in zip(others, _shares(free - x, [reference.p[j] for j in others]), strict=True):
            p[j] = share
        return self._edited(p)

    def with_lock(self, i: int, locked: bool) -> Self:
        """A copy with class i locked or unlocked."""
        _check_position("class", i, self.k)
        free = [j for j in self._unlocked() if j != i]
        # The given sum may differ from 1: correct it now, while there is a class that may still change.
        itself = [] if locked and i in self.locked else [i]
        settled = self._edited(list(self.p), [*sorted(free, key=self.p.__getitem__, reverse=True), *itself])
        return replace(settled, locked=self.locked | {i} if locked else self.locked - {i})

    def with_class(self) -> Self:
        """A copy with one more class at the end: probability 0, named with the first free letter."""
        if self.k == MAX_CLASSES:
            raise ValueError(f"there are already {MAX_CLASSES} classes, the maximum")
        name = next(letter for letter in string.ascii_uppercase if letter not in self.names)
        settled = self._edited(list(self.p), self._unlocked())
        return type(self)((*settled.p, 0.0), (*self.names, name), self.locked)

    def without_class(self, i: int) -> Self:
        """A copy without class i; its probability goes to the other unlocked classes in proportion.

        Raises:
            ValueError: Only two classes are left, or every other class is locked.
        """
        _check_position("class", i, self.k)
        if self.k == MIN_CLASSES:
            raise ValueError(f"there are only {MIN_CLASSES} classes, the minimum")
        heirs = [j for j in self._unlocked() if j != i]
        if not heirs:
            raise ValueError(f"every class except {self.names[i]} is locked: none can take its probability")
        p = list(self.p)
        if p[i]:
            left = math.fsum([1.0, *(-p[j] for j in self.locked if j != i)])
            for j, share in zip(heirs, _shares(max(left, 0.0), [p[j] for j in heirs]), strict=True):
                p[j] = share
        p[i] = 0.0
        p = list(self._edited(p, heirs).p)
        locked = (j - (j > i) for j in self.locked if j != i)
        return type(self)(p[:i] + p[i + 1 :], self.names[:i] + self.names[i + 1 :], locked)

    def with_probabilities(self, p: Sequence[float]) -> Self:
        """A copy with these probabilities, all unlocked. The names stay if the number of classes does."""
        return type(self)(p, self.names if len(p) == self.k else None)

    def with_uniform(self) -> Self:
        """A copy in which the unlocked classes share equally what the locked ones leave.

        Raises:
            ValueError: Every class is locked.
        """
        unlocked = self._unlocked()
        if not unlocked:
            raise ValueError("every class is locked: none can change")
        share = self._free() / len(unlocked)
        return self._edited([x if j in self.locked else share for j, x in enumerate(self.p)])

    def with_one_hot(self, i: int) -> Self:
        """A copy in which class i takes everything that the locked classes leave.

        Raises:
            ValueError: Class i is locked.
        """
        self._check_free(i)
        p = [x if j in self.locked else 0.0 for j, x in enumerate(self.p)]
        p[i] = self._free()
        return self._edited(p)

    def _unlocked(self) -> list[int]:
        return [j for j in range(self.k) if j not in self.locked]

    def _free(self) -> float:
        """The probability left to the unlocked classes."""
        return max(0.0, math.fsum([1.0, *(-self.p[j] for j in self.locked)]))

    def _check_free(self, i: int) -> None:
        _check_position("class", i, self.k)
        if i in self.locked:
            raise ValueError(f"class {self.names[i]} is locked")

    def _matches_reference(self, reference: Self) -> bool:
        """Whether the probabilities of `reference` can be used unchanged."""
        same_locked = all(self.p[j] == reference.p[j] for j in self.locked)
        return same_locked and abs(math.fsum(reference.p) - 1) <= _EDIT_TOLERANCE

    def _edited(self, p: list[float], movable: Iterable[int] = ()) -> Self:
        """A copy with probabilities p. The movable classes, in turn, make up for a sum that is not 1."""
        for j in movable:
            missing = math.fsum([1.0, *(-x for x in p)])
            if abs(missing) <= _EDIT_TOLERANCE:
                break
            p[j] = max(0.0, p[j] + missing)
        if abs(math.fsum(p) - 1) > _EDIT_TOLERANCE:
            held = math.fsum(self.p[j] for j in self.locked)
            raise ValueError(f"the locked classes sum to {held!r}: the others cannot make the sum 1")
        return replace(self, p=tuple(p))


@dataclass(frozen=True, slots=True)
class Gaussian:
    """A normal distribution: mean μ and standard deviation σ > 0, both finite."""

    mu: float
    sigma: float

    def __post_init__(self) -> None:
        object.__setattr__(self, "mu", checked_mean("mu", self.mu) + 0.0)
        object.__setattr__(self, "sigma", checked_sigma("sigma", self.sigma))

    def with_mu(self, mu: float) -> Self:
        """A copy with mean `mu`."""
        return replace(self, mu=mu)

    def with_sigma(self, sigma: float) -> Self:
        """A copy with standard deviation `sigma`."""
        return replace(self, sigma=sigma)


@dataclass(frozen=True, slots=True)
class Logits:
    """Logits z of 2 to 10 classes, all finite."""

    z: tuple[float, ...]

    def __post_init__(self) -> None:
        _check_count("z", self.z, "logits", MAX_LOGITS)
        object.__setattr__(self, "z", tuple(float(value) + 0.0 for value in self.z))
        for i, value in enumerate(self.z):
            if not math.isfinite(value):
                raise ValueError(f"logit {i + 1} is {value!r}: a logit must be finite")

    @property
    def k(self) -> int:
        """The number of classes."""
        return len(self.z)

    def with_logit(self, i: int, value: float) -> Self:
        """A copy with logit i set to `value`."""
        _check_position("class", i, self.k)
        return replace(self, z=(*self.z[:i], value, *self.z[i + 1 :]))

    def with_shift(self, c: float) -> Self:
        """A copy with c added to every logit, which leaves the softmax unchanged."""
        return replace(self, z=tuple(value + c for value in self.z))

    def with_class(self) -> Self:
        """A copy with one more class at the end, with logit 0."""
        return replace(self, z=(*self.z, 0.0))

    def without_class(self, i: int) -> Self:
        """A copy without class i."""
        _check_position("class", i, self.k)
        return replace(self, z=self.z[:i] + self.z[i + 1 :])


def _shares(whole: float, weights: list[float]) -> list[float]:
    """`whole` divided in proportion to the weights; equally if they are all 0."""
    total = math.fsum(weights)
    if total == 0:
        return [whole / len(weights) for _ in weights]
    return [whole * (weight / total) for weight in weights]


def _check_count(name: str, values: Sequence[float], things: str, most: int) -> None:
    if not MIN_CLASSES <= len(values) <= most:
        raise ValueError(f"{name} has length {len(values)}: {MIN_CLASSES} to {most} {things} are possible")


def _check_position(name: str, i: int, k: int) -> None:
    if not 0 <= i < k:
        raise ValueError(f"{name} {i + 1} does not exist: the classes are 1 to {k}")


def _checked_names(names: tuple[str, ...], k: int) -> tuple[str, ...]:
    if len(names) != k:
        count = "1 name" if len(names) == 1 else f"{len(names)} names"
        raise ValueError(f"{count} for {k} classes: give one name per class")
    for i, name in enumerate(names):
        if not name.strip():
            raise ValueError(f"name {i + 1} is {name!r}: a name cannot be blank")
        if not name.isprintable():
            raise ValueError(f"name {i + 1} is {name!r}: a name cannot contain control characters")
        if len(name) > MAX_NAME:
            raise ValueError(f"name {i + 1} is {name!r}: a name has at most {MAX_NAME} characters")
        if name in names[:i]:
            raise ValueError(f"name {i + 1} is {name!r}: another class already has this name")
    return names
