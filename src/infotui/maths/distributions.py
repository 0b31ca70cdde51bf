"""The distributions a person holds in hand: frozen values, each edit of which returns a new one.

An invalid one cannot be made: the constructors raise a `ValueError` that names what is wrong.
"""

import math
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from .validation import checked_mean, checked_probabilities, checked_sigma

MIN_CLASSES = 2
MAX_CLASSES = 26
MAX_LOGITS = 10
MAX_NAME = 12
"""The most characters the name of a class may have."""

_EDIT_TOLERANCE = 1e-12  # how far from 1 the sum may be after an edit


@dataclass(frozen=True, slots=True, init=False)
class Categorical:
    """Probabilities of 2 to 26 named classes, some of them locked.

    Attributes:
        p: The probabilities, exactly as given: they sum to 1 within 1e-9, and within 1e-12 after an edit.
        names: What the classes are called; A, B, C … unless given.
        locked: The positions of the classes that editing another one does not move.
    """

    p: tuple[float, ...]
    names: tuple[str, ...]
    locked: frozenset[int]

    def __init__(
        self, p: Sequence[float], names: Iterable[str] | None = None, locked: Iterable[int] = frozenset()
    ) -> None:
        _check_count("p", p, "classes", MAX_CLASSES)
        # 0 is added since −0 is a probability that would be shown with its sign
        object.__setattr__(self, "p", tuple(x + 0.0 for x in checked_probabilities("p", p)))
        names = string.ascii_uppercase[: len(p)] if names is None else names
        object.__setattr__(self, "names", _checked_names(tuple(names), len(p)))
        object.__setattr__(self, "locked", frozenset(locked))
        for i in self.locked:
            _check_position("locked", i, len(p))

    @classmethod
    def uniform(cls, k: int, names: Iterable[str] | None = None) -> Self:
        """K classes, equally probable."""
        return cls([1 / k] * k if k > 0 else [], names)

    @classmethod
    def one_hot(cls, i: int, k: int, names: Iterable[str] | None = None) -> Self:
        """K classes, of which class i is certain."""
        _check_position("class", i, k)
        return cls([float(j == i) for j in range(k)], names)

    @property
    def k(self) -> int:
        """How many classes there are."""
        return len(self.p)

    def with_probability(self, i: int, x: float, *, reference: Self | None = None) -> Self:
        """Class i at exactly x, or as near as the locked classes leave room for.

        The other unlocked classes keep their proportions to one another in `reference` (the value when
        class i was taken in hand; by default this one), and share equally if they are all 0 there.

        Raises:
            ValueError: class i is locked, x is not finite, or `reference` has other classes.
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
        """Class i locked, or free to move again."""
        _check_position("class", i, self.k)
        free = [j for j in self._unlocked() if j != i]
        # What a given sum is off 1 is settled now, while a class is left that may still move.
        itself = [] if locked and i in self.locked else [i]
        settled = self._edited(list(self.p), [*sorted(free, key=self.p.__getitem__, reverse=True), *itself])
        return replace(settled, locked=self.locked | {i} if locked else self.locked - {i})

    def with_class(self) -> Self:
        """One class more, the last, of probability 0 and named with the first free letter."""
        if self.k == MAX_CLASSES:
            raise ValueError(f"there are {MAX_CLASSES} classes already, which is the most")
        name = next(letter for letter in string.ascii_uppercase if letter not in self.names)
        settled = self._edited(list(self.p), self._unlocked())
        return type(self)((*settled.p, 0.0), (*self.names, name), self.locked)

    def without_class(self, i: int) -> Self:
        """Class i gone, and its probability given to the unlocked others in proportion.

        Raises:
            ValueError: only two classes are left, or every other class is locked.
        """
        _check_position("class", i, self.k)
        if self.k == MIN_CLASSES:
            raise ValueError(f"there are only {MIN_CLASSES} classes, which is the fewest")
        heirs = [j for j in self._unlocked() if j != i]
        if not heirs:
            raise ValueError(f"every class but {self.names[i]} is locked: none can take its probability")
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
        """These probabilities, exactly as given and all unlocked; as many classes keep their names."""
        return type(self)(p, self.names if len(p) == self.k else None)

    def with_uniform(self) -> Self:
        """What the locked classes leave, shared equally by the others.

        Raises:
            ValueError: every class is locked.
        """
        unlocked = self._unlocked()
        if not unlocked:
            raise ValueError("every class is locked: none can move")
        share = self._free() / len(unlocked)
        return self._edited([x if j in self.locked else share for j, x in enumerate(self.p)])

    def with_one_hot(self, i: int) -> Self:
        """What the locked classes leave, all of it given to class i.

        Raises:
            ValueError: class i is locked.
        """
        self._check_free(i)
        p = [x if j in self.locked else 0.0 for j, x in enumerate(self.p)]
        p[i] = self._free()
        return self._edited(p)

    def _unlocked(self) -> list[int]:
        return [j for j in range(self.k) if j not in self.locked]

    def _free(self) -> float:
        """What the locked classes leave to the others."""
        return max(0.0, math.fsum([1.0, *(-self.p[j] for j in self.locked)]))

    def _check_free(self, i: int) -> None:
        _check_position("class", i, self.k)
        if i in self.locked:
            raise ValueError(f"class {self.names[i]} is locked")

    def _matches_reference(self, reference: Self) -> bool:
        """Whether the probabilities of `reference` may be taken as they are."""
        same_locked = all(self.p[j] == reference.p[j] for j in self.locked)
        return same_locked and abs(math.fsum(reference.p) - 1) <= _EDIT_TOLERANCE

    def _edited(self, p: list[float], movable: Iterable[int] = ()) -> Self:
        """With probabilities p; what their sum is off 1 is put on the movable classes, in turn."""
        for j in movable:
            missing = math.fsum([1.0, *(-x for x in p)])
            if abs(missing) <= _EDIT_TOLERANCE:
                break
            p[j] = max(0.0, p[j] + missing)
        if abs(math.fsum(p) - 1) > _EDIT_TOLERANCE:
            held = math.fsum(self.p[j] for j in self.locked)
            raise ValueError(f"the locked classes sum to {held!r}: the others cannot make it 1")
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
        """Moved to the mean `mu`."""
        return replace(self, mu=mu)

    def with_sigma(self, sigma: float) -> Self:
        """Widened or narrowed to the standard deviation `sigma`."""
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
                raise ValueError(f"z[{i}] is {value!r}: a logit must be finite")

    @property
    def k(self) -> int:
        """How many classes there are."""
        return len(self.z)

    def with_logit(self, i: int, value: float) -> Self:
        """Logit i at `value`, the others where they are."""
        _check_position("class", i, self.k)
        return replace(self, z=(*self.z[:i], value, *self.z[i + 1 :]))

    def with_shift(self, c: float) -> Self:
        """Every logit moved by c, which no probability notices."""
        return replace(self, z=tuple(value + c for value in self.z))

    def with_class(self) -> Self:
        """One class more, the last, with logit 0."""
        return replace(self, z=(*self.z, 0.0))

    def without_class(self, i: int) -> Self:
        """Class i gone."""
        _check_position("class", i, self.k)
        return replace(self, z=self.z[:i] + self.z[i + 1 :])


def _shares(whole: float, weights: list[float]) -> list[float]:
    """`whole` divided in proportion to the weights, equally if they are all 0."""
    total = math.fsum(weights)
    if total == 0:
        return [whole / len(weights) for _ in weights]
    return [whole * (weight / total) for weight in weights]


def _check_count(name: str, values: Sequence[float], things: str, most: int) -> None:
    if not MIN_CLASSES <= len(values) <= most:
        raise ValueError(f"{name} has length {len(values)}: {MIN_CLASSES} to {most} {things} are possible")


def _check_position(name: str, i: int, k: int) -> None:
    if not 0 <= i < k:
        raise ValueError(f"{name} {i} does not exist: there are {k} classes, counted from 0")


def _checked_names(names: tuple[str, ...], k: int) -> tuple[str, ...]:
    if len(names) != k:
        raise ValueError(f"there are {len(names)} names for {k} classes")
    for i, name in enumerate(names):
        if not name.strip():
            raise ValueError(f"names[{i}] is {name!r}: a name cannot be blank")
        if not name.isprintable():
            raise ValueError(f"names[{i}] is {name!r}: a name cannot have control characters")
        if len(name) > MAX_NAME:
            raise ValueError(f"names[{i}] is {name!r}: a name has at most {MAX_NAME} characters")
        if name in names[:i]:
            raise ValueError(f"names[{i}] is {name!r}: another class has that name")
    return names
