"""The state of the cross-entropy screen: a binary and a multi-class classifier, one of which is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from infotui.maths.distributions import Logits

from .predictions import PredictionState

MIN_TEMPERATURE, MAX_TEMPERATURE = 0.05, 20.0
MIN_RATE, MAX_RATE = 0.01, 10.0
MAX_ABS_LOGIT = 1e300
"""The largest logit: beyond it, the loss at a low temperature would overflow."""
ALL_LOGITS = -1
"""The value of `selected` that stands for all logits, moved by a common shift."""
_OPENING_LOGITS = Logits((1.0, 2.0, 0.5, -0.5))


class Mode(StrEnum):
    """The classifier shown: one of two to edit, or one whose predictions are read from a file."""

    BINARY = "binary"
    MULTICLASS = "multiclass"
    DATA = "data"

    @property
    def following(self) -> Mode:
        """The mode that comes next; after the last, the first."""
        modes = tuple(Mode)
        return modes[(modes.index(self) + 1) % len(modes)]


@dataclass(frozen=True, slots=True)
class Binary:
    """The prediction q, the probability of label 1, and the true label y. The field `p` is q."""

    p: float = 0.7
    label: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "p", checked_probability(self.p))
        if self.label not in (0, 1):
            raise ValueError(f"{self.label} is not a label, 0 or 1")

    def with_p(self, p: float) -> Binary:
        """A copy with another prediction; ValueError unless it is from 0 to 1."""
        return replace(self, p=p)

    def with_label(self, label: int) -> Binary:
        """A copy with another true label, 0 or 1."""
        return replace(self, label=label)


@dataclass(frozen=True, slots=True)
class Multiclass:
    """Logits z, the true class and the parameters of the loss. Classes are counted from 0.

    The target is p = (1 − ε)·onehot + ε/K with ε = `smoothing`; the prediction is q = softmax(z/T)
    with T = `temperature`; `rate` is the learning rate η of a gradient step. `selected` is the logit that the
    keys move, or `ALL_LOGITS`. `names` are those of the classes, where the logits come from a row of a file.
    """

    logits: Logits = _OPENING_LOGITS
    true: int = 1
    smoothing: float = 0.0
    temperature: float = 1.0
    rate: float = 1.0
    selected: int = 0
    names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        limited_logits(self.logits)
        for i, least in ((self.true, 0), (self.selected, ALL_LOGITS)):
            if not least <= i < self.k:
                raise ValueError(f"class {i + 1} does not exist: the classes are 1 to {self.k}")
        object.__setattr__(self, "smoothing", checked_smoothing(self.smoothing))
        checked_temperature(self.temperature)
        checked_rate(self.rate)

    @property
    def k(self) -> int:
        """The number of classes."""
        return self.logits.k

    @property
    def target(self) -> tuple[float, ...]:
        """The target distribution p: one-hot on the true class, smoothed by ε."""
        share = self.smoothing / self.k
        return tuple(1 - self.smoothing + share if i == self.true else share for i in range(self.k))

    @property
    def scaled(self) -> tuple[float, ...]:
        """The input of the softmax: (z − max z)/T. Subtracting first keeps the digits of large logits."""
        most = max(self.logits.z)
        return tuple((z - most) / self.temperature for z in self.logits.z)

    def with_logits(self, logits: Logits) -> Multiclass:
        """A copy with other logits. The true and the selected class stay if they still exist."""
        last = logits.k - 1
        names = self.names if logits.k == self.k else ()
        return replace(
            self, logits=logits, true=min(self.true, last), selected=min(self.selected, last), names=names
        )

    def with_true(self, true: int) -> Multiclass:
        """A copy with another true class, counted from 0."""
        return replace(self, true=true)

    def with_smoothing(self, smoothing: float) -> Multiclass:
        """A copy with another ε; ValueError unless it is in [0, 1)."""
        return replace(self, smoothing=smoothing)

    def with_temperature(self, temperature: float) -> Multiclass:
        """A copy with another T; ValueError if it is out of range."""
        return replace(self, temperature=temperature)

    def with_rate(self, rate: float) -> Multiclass:
        """A copy with another learning rate η; ValueError if it is out of range."""
        return replace(self, rate=rate)

    def with_selected(self, selected: int) -> Multiclass:
        """A copy with another logit selected, counted from 0, or `ALL_LOGITS`."""
        return replace(self, selected=selected)


class CrossEntropyState(NamedTuple):
    """The classifiers, each with its own values, and which one is shown; `data` if a file is open."""

    mode: Mode
    binary: Binary
    multiclass: Multiclass
    data: PredictionState | None = None

    def with_mode(self, mode: Mode) -> CrossEntropyState:
        """A copy with `mode` shown."""
        return self._replace(mode=mode)

    def with_binary(self, binary: Binary) -> CrossEntropyState:
        """A copy that shows another binary classifier."""
        return self._replace(mode=Mode.BINARY, binary=binary)

    def with_multiclass(self, multiclass: Multiclass) -> CrossEntropyState:
        """A copy that shows another multi-class classifier."""
        return self._replace(mode=Mode.MULTICLASS, multiclass=multiclass)

    def with_data(self, data: PredictionState) -> CrossEntropyState:
        """A copy that shows a classifier's predictions."""
        return self._replace(mode=Mode.DATA, data=data)

    @property
    def opened_data(self) -> PredictionState:
        """The predictions; RuntimeError where no file is open."""
        if self.data is None:
            raise RuntimeError("no file of predictions is open")
        return self.data


def checked_probability(p: float) -> float:
    """`p` without a negative zero; ValueError unless it is from 0 to 1."""
    return _within(p, 0 <= p <= 1, "a probability, 0 to 1")


def limited_logits(logits: Logits) -> Logits:
    """`logits` unchanged; ValueError if one is larger than `MAX_ABS_LOGIT`."""
    for z in logits.z:
        if abs(z) > MAX_ABS_LOGIT:
            raise ValueError(f"{z:g} is not a logit, -{MAX_ABS_LOGIT:g} to {MAX_ABS_LOGIT:g}")
    return logits


def mean_logit(logits: Logits) -> float:
    """The mean of the logits, which a common shift moves."""
    return math.fsum(z / logits.k for z in logits.z)


def with_mean_logit(logits: Logits, mean: float) -> Logits:
    """The logits with a common shift that makes their mean `mean`; ValueError if one gets too large."""
    shift = mean - mean_logit(logits)
    return limited_logits(Logits(tuple(_shifted(z, shift) for z in logits.z)))


def _shifted(z: float, shift: float) -> float:
    # A short decimal stays short: rounding removes the error in the last binary digit.
    return round(z + shift, 12) if round(z, 12) == z else z + shift


def checked_smoothing(smoothing: float) -> float:
    """`smoothing` without a negative zero; ValueError unless it is in [0, 1)."""
    return _within(smoothing, 0 <= smoothing < 1, "a smoothing, from 0 to below 1")


def checked_temperature(temperature: float) -> float:
    """`temperature` unchanged; ValueError unless it is in range."""
    fits = MIN_TEMPERATURE <= temperature <= MAX_TEMPERATURE
    return _within(temperature, fits, f"a temperature, {MIN_TEMPERATURE:g} to {MAX_TEMPERATURE:g}")


def checked_rate(rate: float) -> float:
    """`rate` unchanged; ValueError unless it is in range."""
    return _within(rate, MIN_RATE <= rate <= MAX_RATE, f"a learning rate, {MIN_RATE:g} to {MAX_RATE:g}")


def _within(value: float, fits: bool, wanted: str) -> float:
    if not fits:
        raise ValueError(f"{value:g} is not {wanted}")
    return value + 0.0


INITIAL = CrossEntropyState(Mode.BINARY, Binary(), Multiclass())
